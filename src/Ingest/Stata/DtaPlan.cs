using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CoProduction.Ingest;

/// <summary>A column as a .dta file holds it.</summary>
/// <param name="Shape">The column.</param>
/// <param name="Type">How it is stored.</param>
/// <param name="Width">Bytes in a row.</param>
/// <param name="Format">Display format.</param>
/// <param name="Labels">Labels of whole numbers, extended missing values among them.</param>
/// <param name="Letters">Numbers declared as missing and the letter that stands for each, 1 for <c>.a</c>.</param>
internal sealed record DtaColumnPlan(ColumnShape Shape, DtaType Type, int Width, string Format, ImmutableArray<(int Value, string Label)> Labels, ImmutableSortedDictionary<double, int> Letters)
{
    /// <summary>The variable.</summary>
    public FileVariable Variable => Shape.Variable;
}

/// <summary>Decides how a table becomes a .dta file of version 118, and refuses what such a file cannot hold.</summary>
internal sealed partial class DtaPlan(TableShape table)
{
    private const int LongestName = 32, LongestLabel = 80, LongestValueLabel = 32_000, LongestText = 2045, MostColumns = 32_767, LongestFormat = 56, FirstMissing = 2_147_483_621;
    private const double Largest = 8.9884656743115785e307;
    private static readonly ImmutableHashSet<string> Reserved =
        ["_all", "_b", "byte", "_coef", "_cons", "double", "float", "if", "in", "int", "long", "_n", "_N", "_pi", "_pred", "_rc", "_skip", "strL", "using", "with"];

    /// <summary>The columns of the file.</summary>
    /// <exception cref="StudyException">A name, label, text or number cannot be held.</exception>
    public ImmutableArray<DtaColumnPlan> Columns()
    {
        if (table.Columns.Length > MostColumns) throw IngestFaults.NameUnfit(table.Shown, table.Columns[MostColumns].Variable.Name, $"version 118 holds {MostColumns} variables");
        foreach (var column in table.Columns) CheckName(column.Variable.Name);
        if (table.Columns.GroupBy(column => column.Variable.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice) throw IngestFaults.RepeatedName(table.Shown, twice.Key, "a name stands for one variable");
        return [.. table.Columns.Select(Column)];
    }

    private void CheckName(string name)
    {
        var runes = name.EnumerateRunes().ToList();
        if (runes.Count > LongestName) throw IngestFaults.NameUnfit(table.Shown, name, $"a name has at most {LongestName} letters");
        if (runes.Count == 0 || !(Rune.IsLetter(runes[0]) || runes[0].Value == '_') || !runes.All(rune => Rune.IsLetterOrDigit(rune) || rune.Value == '_')) throw IngestFaults.NameUnfit(table.Shown, name, "a name begins with a letter or _ and holds letters, digits and _");
        if (Reserved.Contains(name) || NumberedText().IsMatch(name)) throw IngestFaults.NameUnfit(table.Shown, name, "Stata keeps this word for itself");
    }

    private DtaColumnPlan Column(ColumnShape shape)
    {
        var variable = shape.Variable;
        if (variable.Label.EnumerateRunes().Count() > LongestLabel) throw IngestFaults.LabelTooLong(table.Shown, variable.Name, variable.Label, $"{LongestLabel} letters");
        var (type, width) = Type(shape);
        var letters = variable.Kind == VariableKind.Text ? ImmutableSortedDictionary<double, int>.Empty : Letters(shape);
        return new DtaColumnPlan(shape, type, width, Format(variable, type, width), Labels(variable, letters), letters);
    }

    private static (DtaType, int) Type(ColumnShape shape)
    {
        if (shape.Variable.Kind == VariableKind.Text) return shape.Bytes <= LongestText ? (DtaType.Text, Math.Max(1, shape.Bytes)) : (DtaType.LongText, 8);
        if (shape.Variable.Kind != VariableKind.Number || !shape.Whole) return (DtaType.Double, 8);
        return (shape.Low, shape.High) switch
        {
            ( >= -127, <= 100) => (DtaType.Byte, 1),
            ( >= -32_767, <= 32_740) => (DtaType.Int, 2),
            ( >= -2_147_483_647, <= 2_147_483_620) => (DtaType.Long, 4),
            _ => (DtaType.Double, 8),
        };
    }

    /// <summary>Declared missing numbers become <c>.a</c> to <c>.z</c>, labelled or occurring, in the order of the numbers.</summary>
    private ImmutableSortedDictionary<double, int> Letters(ColumnShape shape)
    {
        var variable = shape.Variable;
        var values = new SortedSet<double>();
        foreach (string value in shape.Absent.Concat(variable.Missing.Where(missing => missing.High is null).Select(missing => missing.Low)).Where(value => !value.StartsWith('.')))
            if (DtaCell.TryRead(value, variable.Kind, out double number)) values.Add(number);
        if (values.Count > TableShape.MostAbsent) throw IngestFaults.TooManyMissing(table.Shown, variable.Name, values.Count, variable.Missing.Count(missing => missing.High is not null));
        return values.Select((value, i) => (value, i + 1)).ToImmutableSortedDictionary(pair => pair.value, pair => pair.Item2);
    }

    private ImmutableArray<(int, string)> Labels(FileVariable variable, ImmutableSortedDictionary<double, int> letters)
    {
        var labels = ImmutableArray.CreateBuilder<(int, string)>();
        foreach (var (value, label) in variable.ValueLabels)
        {
            if (Encoding.UTF8.GetByteCount(label) > LongestValueLabel) throw IngestFaults.LabelTooLong(table.Shown, variable.Name, label, $"{LongestValueLabel} bytes");
            labels.Add((Value(variable, value, letters), label));
        }
        return labels.ToImmutable();
    }

    private int Value(FileVariable variable, string value, ImmutableSortedDictionary<double, int> letters)
    {
        if (variable.Kind != VariableKind.Text && value is ['.', >= 'a' and <= 'z']) return FirstMissing + value[1] - 'a' + 1;
        if (variable.Kind == VariableKind.Text || !DtaCell.TryRead(value, variable.Kind, out double number)) throw IngestFaults.LabelUnfit(table.Shown, variable.Name, value);
        if (letters.TryGetValue(number, out int letter)) return FirstMissing + letter;
        return number == Math.Floor(number) && number is > int.MinValue and < FirstMissing ? (int)number : throw IngestFaults.LabelUnfit(table.Shown, variable.Name, value);
    }

    private static string Format(FileVariable variable, DtaType type, int width)
    {
        string given = variable.Format;
        if (type == DtaType.LongText) return "%9s";
        if (type == DtaType.Text) return string.Create(CultureInfo.InvariantCulture, $"%{width}s");
        if (given.StartsWith('%') && given.Length <= LongestFormat && DtaFormat.KindOf(given) == variable.Kind && !DtaFormat.HasLeapSeconds(given)) return given;
        return variable.Kind switch
        {
            VariableKind.Date => "%td",
            VariableKind.DateTime => "%tc",
            VariableKind.Time => "%tcHH:MM:SS",
            _ => SavFormat.Of(given) is { Code: 5, Width: <= 20, Decimals: > 0 } format ? string.Create(CultureInfo.InvariantCulture, $"%{format.Width}.{format.Decimals}f") : type switch { DtaType.Byte or DtaType.Int => "%8.0g", DtaType.Long => "%12.0g", _ => "%10.0g" },
        };
    }

    /// <summary>True for a number that a double of Stata holds.</summary>
    public static bool Holds(double number) => Math.Abs(number) < Largest;

    [GeneratedRegex("^str[0-9]+$")]
    private static partial Regex NumberedText();
}
