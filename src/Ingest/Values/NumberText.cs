using System.Buffers;
using System.Globalization;

namespace CoProduction.Ingest;

/// <summary>Numbers as people write them: full-width digits, thousands separators, currency signs, 元 and 万元, percent, parentheses for negative amounts.</summary>
internal static class NumberText
{
    private static readonly string[] Currencies = ["NT$", "US$", "HK$", "RMB", "CNY", "CHF", "USD", "EUR", "人民币", "$", "€", "£", "¥"];

    /// <summary>Longest first: 万元 ends in 元.</summary>
    private static readonly (string Suffix, decimal Factor)[] Suffixes =
        [("百万元", 1_000_000m), ("亿元", 100_000_000m), ("億元", 100_000_000m), ("万元", 10_000m), ("萬元", 10_000m), ("千元", 1_000m), ("元整", 1m), ("元", 1m), ("圆", 1m), ("亿", 100_000_000m), ("万", 10_000m), ("萬", 10_000m)];

    private static readonly SearchValues<char> Grouped = SearchValues.Create("0123456789,.' ");

    private static readonly string[] Counters = ["年", "人", "户", "个", "次", "件", "项"];

    /// <summary>Reads an exact number.</summary>
    /// <param name="text">Trimmed text.</param>
    /// <param name="factor">Factor of the declared unit; a unit written in the cell takes its place.</param>
    /// <param name="value">The number; 0 when it is none.</param>
    /// <returns>Null, or why the text is no number.</returns>
    public static Problem? Read(string text, decimal factor, out decimal value)
    {
        value = 0;
        string rest = CellText.Narrow(text);
        bool? negative = Sign(ref rest);
        rest = StripCurrency(rest);
        if (Percent(ref rest)) factor = 0.01m;
        else if (Suffix(ref rest) is { } own) factor = own;
        rest = StripCurrency(rest);
        negative ??= Sign(ref rest);
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (Ungroup(rest) is not { } plain || !decimal.TryParse(plain, Plain, CultureInfo.InvariantCulture, out decimal number)) return LooksGrouped(rest) ? IngestFaults.AmbiguousNumber(text) : IngestFaults.NotANumber();
        return Scale(negative == true ? -number : number, factor, out value);
    }

    /// <summary>Reads a whole number; a counter such as 年 or 户 may follow it.</summary>
    public static Problem? ReadWhole(string text, decimal factor, out long value)
    {
        value = 0;
        string plain = Counters.FirstOrDefault(counter => text.EndsWith(counter, StringComparison.Ordinal)) is { } found ? CellText.Trim(text[..^found.Length]) : text;
        if (plain.EndsWith('%') || plain.EndsWith('％')) return IngestFaults.NotWhole();
        if (Read(plain, factor, out decimal number) is { } problem) return problem;
        if (number != decimal.Truncate(number)) return IngestFaults.NotWhole();
        if (number is < long.MinValue or > long.MaxValue) return IngestFaults.TooLarge();
        value = (long)number;
        return null;
    }

    private static Problem? Scale(decimal number, decimal factor, out decimal value)
    {
        try
        {
            value = number * factor;
            return null;
        }
        catch (OverflowException)
        {
            value = 0;
            return IngestFaults.TooLarge();
        }
    }

    /// <summary>Takes a sign or a pair of parentheses off; true when it makes the number negative, null when there is none.</summary>
    private static bool? Sign(ref string text)
    {
        text = text.Trim();
        if (text.Length > 2 && text[0] == '(' && text[^1] == ')') return Cut(ref text, text[1..^1], true);
        if (text.Length > 1 && text[0] is '-' or '+') return Cut(ref text, text[1..], text[0] == '-');
        return null;
    }

    private static bool Cut(ref string text, string rest, bool result)
    {
        text = rest.Trim();
        return result;
    }

    private static string StripCurrency(string text)
    {
        foreach (string sign in Currencies)
        {
            if (text.StartsWith(sign, StringComparison.OrdinalIgnoreCase)) return text[sign.Length..].Trim();
            if (text.EndsWith(sign, StringComparison.OrdinalIgnoreCase)) return text[..^sign.Length].Trim();
        }
        return text;
    }

    private static bool Percent(ref string text) => text.EndsWith('%') && Cut(ref text, text[..^1], true);

    private static decimal? Suffix(ref string text)
    {
        foreach (var (suffix, factor) in Suffixes)
            if (text.EndsWith(suffix, StringComparison.Ordinal))
            {
                text = text[..^suffix.Length].Trim();
                return factor;
            }
        return null;
    }

    /// <summary>The number without thousands separators (comma, apostrophe or space); null when the groups are not thousands.</summary>
    private static string? Ungroup(string text)
    {
        if (text.Length == 0 || text[0] is '-' or '+') return null;
        int at = text.AsSpan().IndexOfAny(',', '\'', ' ');
        if (at < 0) return text;
        char separator = text[at];
        int point = text.IndexOf('.', StringComparison.Ordinal);
        string whole = point < 0 ? text : text[..point], fraction = point < 0 ? "" : text[point..];
        string[] groups = whole.Split(separator);
        bool thousands = groups.Length > 1 && groups[0].Length is > 0 and <= 3 && groups.Skip(1).All(group => group.Length == 3) && groups.All(AllDigits);
        return thousands && fraction.AsSpan().IndexOfAny(',', '\'', ' ') < 0 ? string.Concat(groups) + fraction : null;
    }

    private static bool AllDigits(string text) => text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool LooksGrouped(string text) => text.AsSpan().IndexOfAnyExcept(Grouped) < 0 && text.AsSpan().IndexOfAny(',', '.') >= 0 && text.AsSpan().IndexOfAnyInRange('0', '9') >= 0;
}
