using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>A column as a system file holds it.</summary>
/// <param name="Shape">The column.</param>
/// <param name="ShortName">Its name of eight letters.</param>
/// <param name="Width">Bytes of a text; 0 for a number.</param>
/// <param name="Format">Display format.</param>
/// <param name="Labels">Labels of values as they are written.</param>
/// <param name="Singles">Single missing values.</param>
/// <param name="Range">Missing range, the ends as numbers; null for none.</param>
/// <param name="Codes">Codes that stand for Stata's extended missing values.</param>
internal sealed record SavColumnPlan(
    ColumnShape Shape, string ShortName, int Width, SavFormat Format, ImmutableArray<ValueLabel> Labels, ImmutableArray<string> Singles, (double Low, double High)? Range, ImmutableSortedDictionary<string, double> Codes)
{
    /// <summary>The variable.</summary>
    public FileVariable Variable => Shape.Variable;

    /// <summary>Segments of a long text.</summary>
    public int Segments => SavColumn.SegmentsOf(Width);
}

/// <summary>Decides how a table becomes a system file, and refuses what such a file cannot hold.</summary>
internal sealed class SavPlan
{
    private const int LongestName = 64, LongestLabel = 255, LongestValueLabel = 120, LongestText = 32_767, MostSingles = 3, ShortText = 8;
    private static readonly ImmutableHashSet<string> Reserved = ["ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"];

    private readonly TableShape _table;
    private readonly HashSet<string> _shortNames = [];

    private SavPlan(TableShape table) => _table = table;

    /// <summary>The columns of the file.</summary>
    /// <exception cref="StudyException">A name, label, width or missing value cannot be held.</exception>
    public static ImmutableArray<SavColumnPlan> Of(TableShape table)
    {
        var plan = new SavPlan(table);
        plan.CheckNames();
        return [.. table.Columns.Select(plan.Column)];
    }

    /// <summary>A name of eight letters that no other column or segment has.</summary>
    public static string ShortName(HashSet<string> taken, string name)
    {
        string upper = name.ToUpperInvariant();
        if (upper.Length <= ShortText && upper.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_') && char.IsAsciiLetter(upper[0]) && taken.Add(upper)) return upper;
        for (int number = taken.Count + 1; ; number++)
            if (string.Create(CultureInfo.InvariantCulture, $"V{number}") is var candidate && taken.Add(candidate)) return candidate;
    }

    private void CheckNames()
    {
        foreach (var column in _table.Columns)
        {
            string name = column.Variable.Name;
            if (Encoding.UTF8.GetByteCount(name) > LongestName) throw Name(name, $"a name has at most {LongestName} bytes");
            if (name.Length == 0 || !(char.IsLetter(name, 0) || name[0] is '@') || !name.EnumerateRunes().All(IsNamePart) || name[^1] is '.') throw Name(name, "a name begins with a letter and holds letters, digits, and . _ $ # @");
            if (Reserved.Contains(name.ToUpperInvariant())) throw Name(name, "SPSS keeps this word for itself");
        }
        if (_table.Columns.GroupBy(column => column.Variable.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice) throw IngestFaults.RepeatedName(_table.Shown, twice.Key, "SPSS does not tell capital letters from small ones");
    }

    private static bool IsNamePart(Rune rune) => Rune.IsLetterOrDigit(rune) || rune.Value is '.' or '_' or '$' or '#' or '@' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private SavColumnPlan Column(ColumnShape shape)
    {
        var variable = shape.Variable;
        int width = variable.Kind == VariableKind.Text ? Width(shape) : 0;
        var codes = width > 0 ? ImmutableSortedDictionary<string, double>.Empty : MissingCodes.Of(shape);
        var labels = variable.ValueLabels.Select(label => codes.TryGetValue(label.Value, out double code) ? label with { Value = NumberCell.Of(code) } : label).ToImmutableArray();
        CheckLabels(variable, labels, width);
        var (singles, range) = Missing(shape, codes, width);
        return new SavColumnPlan(shape, ShortName(_shortNames, variable.Name), width, Format(shape, width), labels, singles, range, codes);
    }

    private int Width(ColumnShape shape)
    {
        int declared = SavFormat.Of(shape.Variable.Format) is { Code: 1 } format ? format.Width : 1;
        int width = Math.Max(Math.Max(declared, shape.Bytes), shape.Variable.ValueLabels.Select(label => Encoding.UTF8.GetByteCount(label.Value)).DefaultIfEmpty().Max());
        return width <= LongestText ? width : throw IngestFaults.CellTooLong(_table.Shown, 0, shape.Variable.Name, width, LongestText);
    }

    private void CheckLabels(FileVariable variable, ImmutableArray<ValueLabel> labels, int width)
    {
        if (Encoding.UTF8.GetByteCount(variable.Label) > LongestLabel) throw IngestFaults.LabelTooLong(_table.Shown, variable.Name, variable.Label, $"{LongestLabel} bytes in UTF-8");
        foreach (var label in labels)
        {
            if (Encoding.UTF8.GetByteCount(label.Label) > LongestValueLabel) throw IngestFaults.LabelTooLong(_table.Shown, variable.Name, label.Label, $"{LongestValueLabel} bytes in UTF-8");
            if (width == 0 && !SavCell.TryRead(label.Value, variable.Kind, out _)) throw IngestFaults.LabelUnfit(_table.Shown, variable.Name, label.Value);
        }
    }

    /// <summary>At most three values, or a range and a value; the codes of extended missing values lie side by side, so more than three make a range.</summary>
    private (ImmutableArray<string>, (double, double)?) Missing(ColumnShape shape, ImmutableSortedDictionary<string, double> codes, int width)
    {
        var declared = shape.Variable.Missing.Where(missing => !(width == 0 && missing.Low.StartsWith('.'))).ToList();
        var ranges = declared.Where(missing => missing.High is not null).ToList();
        ImmutableArray<string> singles = [.. declared.Where(missing => missing.High is null && ranges.All(range => !MissingCells.Covers(range, missing.Low))).Select(missing => missing.Low), .. codes.Count <= MostSingles ? codes.Values.Select(NumberCell.Of) : []];
        (double, double)? range = ranges.Count > 0 ? Ends(ranges[0], shape.Variable.Kind) : codes.Count > MostSingles ? (codes.Values.Min(), codes.Values.Max()) : null;
        if (ranges.Count > 1 || singles.Length > (range is null ? MostSingles : 1)) throw IngestFaults.TooManyMissing(_table.Shown, shape.Variable.Name, singles.Length, ranges.Count);
        if (width > 0 && singles.FirstOrDefault(text => Encoding.UTF8.GetByteCount(text) > ShortText) is { } tooLong) throw IngestFaults.LabelTooLong(_table.Shown, shape.Variable.Name, tooLong, "8 bytes, for a missing value");
        return (singles, range);
    }

    private static (double, double) Ends(MissingValues range, VariableKind kind) => (
        range.Low.Length > 0 && SavCell.TryRead(range.Low, kind, out double low) ? low : Math.BitIncrement(-double.MaxValue),
        range.High!.Length > 0 && SavCell.TryRead(range.High, kind, out double high) ? high : double.MaxValue);

    private static SavFormat Format(ColumnShape shape, int width)
    {
        var variable = shape.Variable;
        var given = SavFormat.Of(variable.Format);
        if (width > 0) return new SavFormat(1, width, 0);
        if (given is { Code: not (1 or 2), Width: <= 40 } format && format.Kind == variable.Kind) return format;
        return variable.Kind switch
        {
            VariableKind.Date => new SavFormat(39, 10, 0),
            VariableKind.DateTime => new SavFormat(22, 20, 0),
            VariableKind.Time => new SavFormat(21, 8, 0),
            _ => shape.Whole ? new SavFormat(5, Math.Clamp(Longest(shape), 1, 20), 0) : new SavFormat(5, 12, 4),
        };
    }

    private static int Longest(ColumnShape shape) => Math.Max(8, Math.Max(NumberCell.Of(double.IsFinite(shape.Low) ? shape.Low : 0).Length, NumberCell.Of(double.IsFinite(shape.High) ? shape.High : 0).Length));

    private StudyException Name(string name, string why) => IngestFaults.NameUnfit(_table.Shown, name, why);
}
