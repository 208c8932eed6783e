using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Board;

/// <summary>Released numbers in sentences.</summary>
internal static class Words
{
    /// <summary>A released number; null when it is withheld, absent, or there is no such row.</summary>
    public static double? Number(this ReleasedTable? table, string measure, params string[] key)
    {
        if (table is null) return null;
        int at = table.Measures.ToList().FindIndex(one => one.Id == measure);
        var row = table.Rows.FirstOrDefault(row => row.Key.SequenceEqual(key, StringComparer.Ordinal));
        return row is null || at < 0 || row.Values[at].State is not (ValueState.Number or ValueState.Amount) ? null : row.Values[at].Number;
    }

    public static string Percent(double ratio) => (ratio * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    public static string Points(double difference) => (difference * 100).ToString("+0.0;\u22120.0;0.0", CultureInfo.InvariantCulture);

    public static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Change(double value) => value.ToString("+0.00;\u22120.00;0.00", CultureInfo.InvariantCulture);

    public static string Money(decimal amount) => amount.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Money as officials say it: in ten thousands in Chinese, in thousands or millions in English.</summary>
    public static Label Large(decimal amount, string currency) => new(
        currency == "CNY" ? (amount / 10_000).ToString("N1", CultureInfo.InvariantCulture) + "万元" : $"{amount.ToString("N0", CultureInfo.InvariantCulture)} {currency}",
        Math.Abs(amount) >= 1_000_000 ? $"{currency} {(amount / 1_000_000).ToString("N2", CultureInfo.InvariantCulture)} million" : $"{currency} {amount.ToString("N0", CultureInfo.InvariantCulture)}");

    /// <summary>The difference of two independent estimates with 95 % intervals: its size, and whether it is more than chance.</summary>
    public static (double Difference, double Half)? Difference((double At, double Low, double High)? from, (double At, double Low, double High)? to)
    {
        if (from is not { } a || to is not { } b) return null;
        double first = (a.High - a.Low) / 2, second = (b.High - b.Low) / 2;
        return (b.At - a.At, Math.Sqrt(first * first + second * second));
    }

    /// <summary>Estimate and interval of a released row; null when any is withheld.</summary>
    public static (double At, double Low, double High)? Interval(this ReleasedTable? table, string estimate, params string[] key) =>
        table.Number(estimate, key) is { } at && table.Number("conf_low", key) is { } low && table.Number("conf_high", key) is { } high ? (at, low, high) : null;
}
