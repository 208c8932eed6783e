using System.Globalization;

namespace CoProduction.Workbench.Evidence;

/// <summary>Numbers inside sentences.</summary>
internal static class Printed
{
    /// <summary>A share in percent with one decimal.</summary>
    public static string Percent(double ratio) => Fixed(ratio * 100, 1) + "%";

    /// <summary>A number with at most two decimals.</summary>
    public static string Number(double value) => Unsigned(value.ToString("0.##", CultureInfo.InvariantCulture));

    /// <summary>A number with fixed decimals.</summary>
    public static string Fixed(double value, int decimals) => Unsigned(value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    /// <summary>An estimate with its sign, and its interval: <c>+0.08 [0.07, 0.09]</c>.</summary>
    public static string Interval(double estimate, double? low, double? high, int decimals)
    {
        string text = Fixed(estimate, decimals), signed = text.StartsWith('-') ? text : "+" + text;
        return low is { } from && high is { } to ? $"{signed} [{Fixed(from, decimals)}, {Fixed(to, decimals)}]" : signed;
    }

    // What is zero once it is rounded has no minus.
    private static string Unsigned(string text) => text.Any(c => c is >= '1' and <= '9') ? text : text.TrimStart('-');
}
