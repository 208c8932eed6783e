using System.Globalization;

namespace CoProduction.Reports;

/// <summary>Values as text for people, in the invariant culture.</summary>
internal static class Printed
{
    /// <summary>Minus sign of printed numbers: as wide as a plus, never a line break.</summary>
    public const string Minus = "\u2212";

    /// <summary>A share in percent.</summary>
    public static string Percent(double share, int decimals) => Fixed(share * 100, decimals) + "%";

    /// <summary>A number with fixed decimals and a true minus; never a negative zero.</summary>
    public static string Fixed(double number, int decimals) => Signed(number.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    /// <summary>A number's text with a true minus, and none before a zero.</summary>
    public static string Signed(string text)
    {
        if (!text.StartsWith('-')) return text;
        return text.Any(c => c is >= '1' and <= '9') ? Minus + text[1..] : text[1..];
    }
}
