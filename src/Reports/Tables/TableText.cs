using System.Globalization;

namespace CoProduction.Reports;

/// <summary>Values of a released table as text.</summary>
internal static class TableText
{
    /// <summary>A value for people: exact money with thousands separators, shares in percent, p values <c>&lt;0.001</c>, what is withheld said so.</summary>
    public static string Human(TableMeasure measure, Value value, Language language) => value.State switch
    {
        ValueState.Suppressed => Words.Withheld.In(language),
        ValueState.Absent => "–",
        ValueState.Text => value.Text!.In(language),
        ValueState.Amount => Exact(measure, value.Amount),
        _ => Number(measure, value.Number),
    };

    /// <summary>A value for machines: full precision, shares in 0..1, a dot as decimal sign, <c>NA</c> for no value, <c>withheld</c> for a withheld one.</summary>
    public static string Machine(Value value) => value.State switch
    {
        ValueState.Suppressed => "withheld",
        ValueState.Absent => "NA",
        ValueState.Text => value.Text!.En,
        ValueState.Amount => value.Amount.ToString(CultureInfo.InvariantCulture),
        _ => value.Number.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>Label of a key: the word for a total, or the key's own label.</summary>
    public static string Key(TableRow row, int dimension, Language language) =>
        row.Key[dimension] == TableRow.Total ? Words.Total.In(language) : row.Labels[dimension].In(language);

    private static string Exact(TableMeasure measure, decimal amount) => measure.Kind switch
    {
        MeasureKind.Share => Printed.Signed((amount * 100).ToString(Format(measure), CultureInfo.InvariantCulture)) + "%",
        MeasureKind.PValue => Number(measure, (double)amount),
        MeasureKind.Number when IsCount(measure, amount) => Printed.Fixed((double)amount, 0),
        _ => Printed.Signed(amount.ToString(Format(measure), CultureInfo.InvariantCulture)),
    };

    /// <summary>True for a whole number that stands among real ones, such as degrees of freedom among measures of fit: it is printed without decimals.</summary>
    internal static bool IsCount(TableMeasure measure, decimal amount) => measure is { Kind: MeasureKind.Number, Decimals: > 0 } && amount.Scale == 0;

    private static string Number(TableMeasure measure, double number) => measure.Kind switch
    {
        MeasureKind.Share => Printed.Percent(number, measure.Decimals),
        MeasureKind.PValue => PValue(number, Math.Max(1, measure.Decimals)),
        MeasureKind.Number => Printed.Fixed(number, measure.Decimals),
        _ => Printed.Signed(number.ToString(Format(measure), CultureInfo.InvariantCulture)),
    };

    private static string PValue(double p, int decimals)
    {
        double least = Math.Pow(10, -decimals);
        return p < least ? "<" + Printed.Fixed(least, decimals) : Printed.Fixed(p, decimals);
    }

    private static string Format(TableMeasure measure) => "N" + measure.Decimals.ToString(CultureInfo.InvariantCulture);
}
