using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Store;

namespace CoProduction.Workbench.Board;

/// <summary>The fund's money by community, year, phase, pool and use class, in little room: what every view of money is added up from.</summary>
internal sealed class Ledger
{
    private static readonly ImmutableArray<string> Keys = ["use_class", "year", "phase", "pool"];
    private static readonly ImmutableArray<string> Sums = ["amount"];
    private readonly Dictionary<string, Line[]> _lines;
    private readonly Dictionary<string, Cells> _subdistricts;
    private readonly ImmutableArray<string> _words;

    private Ledger(Dictionary<string, Line[]> lines, ImmutableArray<string> words, Geography places)
    {
        (_lines, _words) = (lines, words);
        _subdistricts = places.Subdistricts.ToDictionary(name => name, name => CellsOf(places.Within[name].SelectMany(community => LinesOf(community.Id))), StringComparer.Ordinal);
        Whole = CellsOf(_lines.Values.SelectMany(line => line));
        Years = [.. Whole.Rows.Select(cell => cell.Key[1]).Where(year => year.Length > 0).Distinct().Order(StringComparer.Ordinal)];
    }

    private readonly record struct Line(short Class, short Year, short Phase, short Pool, int Entries, int WithoutAmount, decimal Amount);

    /// <summary>Money of the whole study by use class, year, phase and pool.</summary>
    public Cells Whole { get; }

    /// <summary>Years with money, ascending.</summary>
    public ImmutableArray<string> Years { get; }

    /// <summary>Money of a community or a sub-district, or of the whole where both are empty.</summary>
    public Cells Of(string subdistrict, string community) =>
        community.Length > 0 ? CellsOf(LinesOf(community)) : subdistrict.Length > 0 ? _subdistricts.GetValueOrDefault(subdistrict) ?? CellsOf([]) : Whole;

    /// <summary>Reads the money, one year and phase at a time, so that memory does not grow with the number of entries.</summary>
    public static async Task<Ledger> ReadAsync(IStudyStore store, Geography places, CancellationToken cancellationToken)
    {
        var spans = await store.CellsAsync(new CellsSpec("fund_entries", ["year", "phase"], ["amount"], null, []), cancellationToken).ConfigureAwait(false);
        var words = new Dictionary<string, short>(StringComparer.Ordinal);
        var lines = new Dictionary<string, List<Line>>(StringComparer.Ordinal);
        foreach (var span in spans.Rows)
        {
            ImmutableArray<RowFilter> where = [new("year", [span.Key[0]]), new("phase", [span.Key[1]])];
            var cells = await store.CellsAsync(new CellsSpec("fund_entries", ["community", .. Keys], Sums, null, where), cancellationToken).ConfigureAwait(false);
            foreach (var cell in cells.Rows) Add(lines, words, cell);
        }
        return new Ledger(lines.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal), [.. words.OrderBy(pair => pair.Value).Select(pair => pair.Key)], places);
    }

    private static void Add(Dictionary<string, List<Line>> lines, Dictionary<string, short> words, Cell cell)
    {
        short Number(string word) => words.TryGetValue(word, out short known) ? known : words[word] = checked((short)words.Count);
        if (!lines.TryGetValue(cell.Key[0], out var of)) lines[cell.Key[0]] = of = [];
        of.Add(new Line(Number(cell.Key[1]), Number(cell.Key[2]), Number(cell.Key[3]), Number(cell.Key[4]), (int)cell.Count, (int)cell.Missing[0], cell.Sums[0]));
    }

    private Line[] LinesOf(string community) => _lines.GetValueOrDefault(community, []);

    private Cells CellsOf(IEnumerable<Line> lines)
    {
        var sums = new Dictionary<(short, short, short, short), (long Entries, long Without, decimal Amount)>();
        foreach (var line in lines)
        {
            var key = (line.Class, line.Year, line.Phase, line.Pool);
            var (entries, without, amount) = sums.GetValueOrDefault(key);
            sums[key] = (entries + line.Entries, without + line.WithoutAmount, amount + line.Amount);
        }
        var cells = sums.Select(pair => new Cell(Words(pair.Key), pair.Value.Entries, pair.Value.Entries, [pair.Value.Amount], [pair.Value.Without]));
        return new Cells(Keys, Sums, [.. cells.OrderBy(cell => string.Join('\0', cell.Key), StringComparer.Ordinal)]);
    }

    private ImmutableArray<string> Words((short Class, short Year, short Phase, short Pool) key) => [_words[key.Class], _words[key.Year], _words[key.Phase], _words[key.Pool]];
}
