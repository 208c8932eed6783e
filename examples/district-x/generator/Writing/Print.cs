using System.Globalization;

namespace CoProduction.DistrictX;

/// <summary>Values as the files write them, the same in every culture.</summary>
internal static class Print
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static string Whole(int value) => value.ToString(Invariant);

    public static string? Whole(int? value) => value?.ToString(Invariant);

    public static string Number(double value, string format) => value.ToString(format, Invariant);

    public static string Flag(bool value) => value ? "true" : "false";

    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", Invariant);

    public static string ChineseDay(DateOnly day) => string.Create(Invariant, $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>Fen as yuan with two decimals: 1234567 is 12345.67.</summary>
    public static string Yuan(long fen) => string.Create(Invariant, $"{fen / 100}.{fen % 100:00}");

    /// <summary>Fen as yuan with sign and thousands separators: 1234567 is ￥12,345.67.</summary>
    public static string GroupedYuan(long fen) => string.Create(Invariant, $"￥{fen / 100:#,0}.{fen % 100:00}");

    /// <summary>Fen as 万元 with two decimals, for amounts in whole hundreds of yuan: 1230000 is 1.23.</summary>
    public static string TenThousandYuan(long fen) => string.Create(Invariant, $"{fen / 1000000}.{fen / 10000 % 100:00}");

    /// <summary>ASCII digits and the point as their full-width twins: 1.23 is １．２３.</summary>
    public static string FullWidth(string text) => string.Concat(text.Select(letter => (char)(letter + 0xFEE0)));
}
