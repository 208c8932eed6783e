using System.Text.RegularExpressions;

namespace CoProduction.Ingest;

/// <summary>What a display format says of the values.</summary>
internal static partial class DtaFormat
{
    /// <summary>The kind of numbers; periods other than days stay numbers.</summary>
    public static VariableKind KindOf(string format) => Clock().IsMatch(format) ? VariableKind.Time : Bare(format) switch
    {
        ['d', ..] or ['t', 'd', ..] => VariableKind.Date,
        ['t', 'c' or 'C', ..] => VariableKind.DateTime,
        _ => VariableKind.Number,
    };

    /// <summary>True when moments are counted with leap seconds.</summary>
    public static bool HasLeapSeconds(string format) => Bare(format).StartsWith("tC", StringComparison.Ordinal);

    /// <summary>True for weeks, months, quarters, half-years, years and business days.</summary>
    public static bool IsPeriod(string format) => Bare(format) is ['t', 'w' or 'm' or 'q' or 'h' or 'b', ..];

    private static string Bare(string format) => format.TrimStart('%').TrimStart('-');

    /// <summary>A moment that shows nothing but the time: a time of the day or a duration.</summary>
    [GeneratedRegex(@"^%-?tc(HH|Hh|hH|hh):(MM|mm)(:(SS|ss)(\.s{1,3})?)?$")]
    private static partial Regex Clock();
}
