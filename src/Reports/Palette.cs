using System.Globalization;

namespace CoProduction.Reports;

/// <summary>Colours that stay apart for colour-blind readers and in greyscale print.</summary>
internal static class Palette
{
    public const string Ink = "#1A1A1A";
    public const string Quiet = "#555555";
    public const string Grid = "#DDDDDD";
    public const string Paper = "#FFFFFF";
    public const string Withheld = "#8C8C8C";

    // Okabe & Ito (2008), ordered so that neighbours differ in lightness as well as in hue.
    private static readonly string[] Classes = ["#0072B2", "#E69F00", "#009E73", "#F0E442", "#D55E00", "#56B4E9", "#7A4A8B", "#CC79A7", "#4D4D4D", "#B3B3B3"];

    // PuOr of ColorBrewer (Brewer 2003), its second purple darkened until white reads on it: orange disagrees, purple agrees, safe for red-green blindness.
    private static readonly string[] Against = ["#B35806", "#E08214", "#FDB863", "#FEE0B6"];
    private static readonly string[] For = ["#542788", "#776AA6", "#B2ABD2", "#D8DAEB"];
    private const string Neutral = "#DADADA";

    /// <summary>Colour of the i-th class.</summary>
    public static string Class(int index) => Classes[index % Classes.Length];

    /// <summary>Colours of k ordered answers from disagreement to agreement; the middle of an odd k is grey.</summary>
    public static string[] Diverging(int k)
    {
        int side = k / 2;
        int[] steps = side switch { 0 => [], 1 => [1], 2 => [0, 2], 3 => [0, 1, 2], _ => [0, 1, 2, 3] };
        var left = Enumerable.Range(0, side).Select(i => Against[steps[Math.Min(i, steps.Length - 1)]]);
        var right = Enumerable.Range(0, side).Select(i => For[steps[Math.Min(side - 1 - i, steps.Length - 1)]]);
        return [.. left, .. k % 2 == 1 ? new[] { Neutral } : [], .. right];
    }

    /// <summary>The colour mixed with white; 1 leaves it, 0 is white.</summary>
    public static string Tint(string hex, double strength) =>
        "#" + string.Concat(Channels(hex).Select(c => ((int)Math.Round(255 - (255 - c) * strength)).ToString("X2", CultureInfo.InvariantCulture)));

    /// <summary>Ink or paper, whichever reads better on the colour (WCAG 2.1 relative luminance).</summary>
    public static string TextOn(string hex) => Contrast(hex, Ink) >= Contrast(hex, Paper) ? Ink : Paper;

    /// <summary>Contrast ratio of two colours, 1..21 (WCAG 2.1).</summary>
    public static double Contrast(string a, string b)
    {
        double high = Math.Max(Luminance(a), Luminance(b)), low = Math.Min(Luminance(a), Luminance(b));
        return (high + 0.05) / (low + 0.05);
    }

    /// <summary>Relative luminance, 0..1 (WCAG 2.1).</summary>
    public static double Luminance(string hex)
    {
        double[] linear = [.. Channels(hex).Select(c => c / 255.0).Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))];
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    private static int[] Channels(string hex) =>
        [Channel(hex, 1), Channel(hex, 3), Channel(hex, 5)];

    private static int Channel(string hex, int at) => int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
