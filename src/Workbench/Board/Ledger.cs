using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CoProduction.Analysis;
using CoProduction.Store;

namespace CoProduction.Workbench.Board;

/// <summary>The fund's money by community, year, phase, pool and use class, in little room: what every view of money is added up from.</summary>
internal sealed class Ledger
{
    private static readonly ImmutableArray<string> Keys = ["use_class", "year", "phase", "pool"];
    private static readonly ImmutableArray<string> Sums = ["amount"];
    private readonly Dictionary<string, Line[]> _lines;
    private readonly Dictionary<string, Line[]> _subdistricts;
    private readonly ImmutableArray<string> _words;

    private Ledger(Dictionary<string, Line[]> lines, ImmutableArray<string> words, Geography places)
    {
        (_lines, _words) = (lines, words);
        _subdistricts = places.Subdistricts.ToDictionary(name => name, name => Added(places.Within[name].SelectMany(community => LinesOf(community.Id))), StringComparer.Ordinal);
        Whole = CellsOf(Added(_lines.Values.SelectMany(line => line)));
        Years = [.. Whole.Rows.Select(cell => cell.Key[1]).Where(year => year.Length > 0).Distinct().Order(StringComparer.Ordinal)];
    }

    private readonly record struct Line(short Class, short Year, short Phase, short Pool, int Entries, int WithoutAmount, decimal Amount)
    {
        public (short Class, short Year, short Phase, short Pool) Key => (Class, Year, Phase, Pool);
    }

    /// <summary>Money of the whole study by use class, year, phase and pool.</summary>
    public Cells Whole { get; }

    /// <summary>Years with money, ascending.</summary>
    public ImmutableArray<string> Years { get; }

    /// <summary>Money of a community or a sub-district, or of the whole where both are empty.</summary>
    public Cells Of(string subdistrict, string community) =>
        community.Length > 0 ? CellsOf(Added(LinesOf(community))) : subdistrict.Length > 0 ? CellsOf(_subdistricts.GetValueOrDefault(subdistrict, [])) : Whole;

    /// <summary>Reads the money, one year and phase at a time and in blocks, so that memory does not grow with the number of entries.</summary>
    public static async Task<Ledger> ReadAsync(IStudyStore store, Geography places, CancellationToken cancellationToken)
    {
        var spans = await store.CellsAsync(new CellsSpec("fund_entries", ["year", "phase"], ["amount"], null, []), cancellationToken).ConfigureAwait(false);
        var words = new Dictionary<string, short>(StringComparer.Ordinal);
        var lines = new Dictionary<string, List<Line>>(StringComparer.Ordinal);
        foreach (var span in spans.Rows)
        {
            ImmutableArray<RowFilter> where = [new("year", [span.Key[0]]), new("phase", [span.Key[1]])];
            foreach (var (community, of) in await store.ReduceCellsAsync(new CellsSpec("fund_entries", ["community", .. Keys], Sums, null, where), blocks => Read(blocks, words), cancellationToken).ConfigureAwait(false))
                (lines.TryGetValue(community, out var before) ? before : lines[community] = []).AddRange(of);
        }
        return new Ledger(lines.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal), [.. words.OrderBy(pair => pair.Value).Select(pair => pair.Key)], places);
    }

    private static Dictionary<string, List<Line>> Read(IEnumerable<Cells> blocks, Dictionary<string, short> words)
    {
        var lines = new Dictionary<string, List<Line>>(StringComparer.Ordinal);
        short Number(string word) => words.TryGetValue(word, out short known) ? known : words[word] = checked((short)words.Count);
        foreach (var cell in blocks.SelectMany(block => block.Rows))
        {
            if (!lines.TryGetValue(cell.Key[0], out var of)) lines[cell.Key[0]] = of = [];
            of.Add(new Line(Number(cell.Key[1]), Number(cell.Key[2]), Number(cell.Key[3]), Number(cell.Key[4]), (int)cell.Count, (int)cell.Missing[0], cell.Sums[0]));
        }
        return lines;
    }

    private Line[] LinesOf(string community) => _lines.GetValueOrDefault(community, []);

    private static Line[] Added(IEnumerable<Line> lines)
    {
        var sums = new Dictionary<(short, short, short, short), Line>();
        foreach (var line in lines)
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, line.Key, out _);
            sum = line with { Entries = sum.Entries + line.Entries, WithoutAmount = sum.WithoutAmount + line.WithoutAmount, Amount = sum.Amount + line.Amount };
        }
        return [.. sums.Values];
    }

    /// <summary>The cells of lines of which no two have the same key.</summary>
    private Cells CellsOf(Line[] lines) =>
        new(Keys, Sums, [.. lines.Select(line => new Cell(Words(line.Key), line.Entries, line.Entries, [line.Amount], [line.WithoutAmount])).OrderBy(cell => string.Join('\0', cell.Key), StringComparer.Ordinal)]);

    private ImmutableArray<string> Words((short Class, short Year, short Phase, short Pool) key) => [_words[key.Class], _words[key.Year], _words[key.Phase], _words[key.Pool]];
}
