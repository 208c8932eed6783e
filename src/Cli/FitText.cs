using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Cli;

/// <summary>A fit as text for the screen.</summary>
internal static class FitText
{
    private static readonly string[] Headers = ["term", "estimate", "std_error", "statistic", "df", "p_value", "conf_low", "conf_high"];

    /// <summary>The fit, line by line.</summary>
    public static IEnumerable<string> Lines(IModelFit fit, Terminal terminal)
    {
        yield return fit.Formula;
        yield return fit.Provenance.Method;
        yield return "";
        foreach (string line in Table([Headers, .. fit.Tidy().Select(Cells)], 1)) yield return line;
        foreach (string line in fit.Parts.SelectMany(part => Part(part, terminal))) yield return line;
        yield return "";
        yield return string.Join("  ", fit.Glance().Where(entry => entry.Value is not null).Select(entry => $"{entry.Name} {Number(entry.Value)}"));
        foreach (var caution in fit.Cautions) yield return terminal.In(caution);
    }

    private static IEnumerable<string> Part(FitPart part, Terminal terminal)
    {
        int names = part.Columns.TakeWhile(column => column.Kind == MeasureKind.Text).Count();
        string[] headers = [.. part.Columns.Select(column => column.Name)];
        return ["", terminal.In(part.Title), .. Table([headers, .. part.Rows.Select(row => row.Zip(part.Columns, Cell).ToArray())], names)];
    }

    private static string Cell(PartValue value, PartColumn column) => value.Text ?? (column.Kind == MeasureKind.PValue ? PValue(value.Number) : Number(value.Number));

    private static string[] Cells(TidyRow row) =>
        [row.Term, Number(row.Estimate), Number(row.StdError), Number(row.Statistic), Number(row.Df), PValue(row.PValue), Number(row.ConfLow), Number(row.ConfHigh)];

    private static IEnumerable<string> Table(IReadOnlyList<string[]> rows, int names)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => Columns.Width(row[column])))];
        return rows.Select(row => string.Join("  ", row.Select((text, column) => Columns.Pad(text, widths[column], left: column >= names))).TrimEnd());
    }

    internal static string Number(double? value) => value is { } number ? number.ToString("G6", CultureInfo.InvariantCulture) : "";

    private static string PValue(double? value) => value < 0.001 ? "<0.001" : value?.ToString("F3", CultureInfo.InvariantCulture) ?? "";
}
