using System.Collections.Immutable;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>Cells of one column as the numbers of a statistics program.</summary>
/// <param name="shown">Name of the file that is written.</param>
/// <param name="column">The column.</param>
/// <param name="read">Reads a text of the column's kind.</param>
internal sealed class CellNumbers(string shown, ColumnShape column, CellNumbers.Reader read)
{
    /// <summary>The number of a text; false when it is none.</summary>
    public delegate bool Reader(string text, VariableKind kind, out double number);

    private readonly bool _isPlain = column.Variable.Kind == VariableKind.Number;

    /// <summary>The number of a cell; null for an absent value.</summary>
    /// <param name="cell">The cell, not empty.</param>
    /// <param name="row">Its row, for errors.</param>
    /// <exception cref="StudyException">It is no number.</exception>
    public double? Of(ReadOnlySpan<byte> cell, long row)
    {
        if (_isPlain && Digits.TryReal(cell, out double number)) return number;
        if (ColumnLook.IsNothing(cell)) return null;
        string text = CellText.Trim(Encoding.UTF8.GetString(cell));
        return read(text, column.Variable.Kind, out number) ? number : throw IngestFaults.CellUnfit(shown, row, column.Variable.Name, text, "the column holds numbers or days", "Correct the cell in the source.");
    }
}

/// <summary>Stata's extended missing values as codes of SPSS: whole numbers below all others.</summary>
internal static class MissingCodes
{
    /// <summary>The code of each letter that occurs or is labelled; empty when there is none.</summary>
    public static ImmutableSortedDictionary<string, double> Of(ColumnShape column)
    {
        var letters = column.Absent.Concat(column.Variable.ValueLabels.Select(label => label.Value)).Where(value => value.Length == 2 && value[0] == '.').Distinct().Order(StringComparer.Ordinal).ToList();
        if (letters.Count == 0) return ImmutableSortedDictionary<string, double>.Empty;
        double first = Math.Floor(Math.Min(0, double.IsFinite(column.Low) ? column.Low : 0)) - 1;
        foreach (var label in column.Variable.ValueLabels)
            if (Digits.TryReal(Encoding.UTF8.GetBytes(label.Value), out double value)) first = Math.Min(first, Math.Floor(value) - 1);
        return letters.Select((letter, i) => (letter, first - i)).ToImmutableSortedDictionary(pair => pair.letter, pair => pair.Item2, StringComparer.Ordinal);
    }
}
