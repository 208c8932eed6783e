using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CoProduction.Ingest;

namespace CoProduction.Workbench.Proposing;

/// <summary>A column that looks like an item of a questionnaire.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Wording">Label of the column; the header for none.</param>
/// <param name="Minimum">Lowest answer.</param>
/// <param name="Maximum">Highest answer.</param>
/// <param name="Missing">Codes of absent answers, as the questions table declares them.</param>
internal sealed record ProposedItem(string Header, string Wording, long Minimum, long Maximum, string Missing);

/// <summary>Finds the items of a survey: columns of whole numbers on a short scale.</summary>
internal static class ProposedItems
{
    private const int LongestScale = 11;

    /// <summary>The items of a file; a 7, 8 or 9 above a scale that ends at 5 stands for an absent answer mostly and is proposed as one.</summary>
    public static ImmutableArray<ProposedItem> Of(FileInspection found) => [.. found.Columns.Select(Of).OfType<ProposedItem>()];

    /// <summary>The table of questions of the items, as CSV.</summary>
    public static string Questions(IEnumerable<ProposedItem> items)
    {
        var text = new StringBuilder("instrument,item,wording_zh,wording_en,construct,scale_min,scale_max,reversed,missing_codes\n");
        foreach (var item in items)
            text.Append(CultureInfo.InvariantCulture, $"survey,{Cell(item.Header)},{Cell(item.Wording)},{Cell(item.Wording)},,{item.Minimum},{item.Maximum},false,{Cell(item.Missing)}\n");
        return text.ToString();
    }

    private static ProposedItem? Of(InspectedColumn column)
    {
        if (!column.IsWhole || column.Values.IsDefaultOrEmpty || column.Variable.Kind != VariableKind.Number || column.IsKey) return null;
        long[] values = [.. column.Values.Select(value => (long)double.Parse(value.Value, CultureInfo.InvariantCulture))];
        long[] answers = [.. values.Where(value => !IsLeft(value, values))];
        if (answers.Length < 2 || answers[0] < 0 || answers[^1] - answers[0] >= LongestScale) return null;
        string declared = MissingReasons.PrintCodes([.. column.Variable.Missing.Where(missing => missing.High is null && long.TryParse(missing.Low, out _)).Select(missing => (missing.Low, missing.Reason))]);
        string seen = MissingReasons.PrintCodes([.. values.Where(value => IsLeft(value, values)).Select(value => (value.ToString(CultureInfo.InvariantCulture), MissingReason.DontKnow))]);
        return new ProposedItem(column.Variable.Name, column.Variable.Label.Length > 0 ? column.Variable.Label : column.Variable.Name, answers[0], answers[^1], string.Join(';', new[] { declared, seen }.Where(part => part.Length > 0)));
    }

    private static bool IsLeft(long value, long[] values) => value is 7 or 8 or 9 or 77 or 88 or 99 && values.Where(other => other is < 6 and >= 0).DefaultIfEmpty(long.MaxValue).Max() is <= 5 && !values.Contains(6);

    private static string Cell(string text) => text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
