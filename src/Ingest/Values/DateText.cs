using System.Globalization;

namespace CoProduction.Ingest;

/// <summary>Calendar days: ISO, 2018年11月9日, 2018.11.9, 2018/11/09, 20181109, and a workbook's serial numbers.</summary>
internal static class DateText
{
    /// <summary>Serial numbers of a workbook that are read as days: 1950 to 2150.</summary>
    private const int FirstSerial = 18264, LastSerial = 91313;
    private static readonly DateOnly SerialZero = new(1899, 12, 30);

    /// <summary>Reads a day. Year, month and day must come in this order: 3/4/2018 is another day in another country.</summary>
    /// <param name="text">Trimmed text.</param>
    /// <param name="serials">True when numbers are a workbook's serial days.</param>
    /// <param name="value">The day.</param>
    /// <returns>Null, or why the text is no day.</returns>
    public static Problem? Read(string text, bool serials, out DateOnly value)
    {
        string plain = WithoutTime(CellText.Narrow(text));
        if (serials && TrySerial(plain, out value)) return null;
        if (Numbers(plain) is not (var year, var month, var day)) return Fail(IngestFaults.NotADate(), out value);
        if (year is < 1000 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return Fail(IngestFaults.NoSuchDay(), out value);
        value = new DateOnly(year, month, day);
        return null;
    }

    private static Problem Fail(Problem problem, out DateOnly value)
    {
        value = default;
        return problem;
    }

    private static bool TrySerial(string text, out DateOnly value)
    {
        bool serial = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal days) && days is >= FirstSerial and <= LastSerial;
        value = serial ? SerialZero.AddDays((int)days) : default;
        return serial;
    }

    private static string WithoutTime(string text)
    {
        int at = text.AsSpan().IndexOfAny('T', ' ');
        if (at < 8 || !TimeOnly.TryParse(text.AsSpan(at + 1).TrimEnd('Z'), CultureInfo.InvariantCulture, out _)) return text;
        return text[..at];
    }

    private static (int Year, int Month, int Day)? Numbers(string text)
    {
        if (text.Length == 8 && Whole(text) is { } packed) return (packed / 10000, packed / 100 % 100, packed % 100);
        string[] parts = Parts(text);
        if (parts.Length != 3 || parts[0].Length != 4 || parts[1].Length is < 1 or > 2 || parts[2].Length is < 1 or > 2) return null;
        return Whole(parts[0]) is { } year && Whole(parts[1]) is { } month && Whole(parts[2]) is { } day ? (year, month, day) : null;
    }

    private static string[] Parts(string text)
    {
        foreach (char separator in "-/.")
            if (text.Contains(separator, StringComparison.Ordinal)) return text.Split(separator, StringSplitOptions.TrimEntries);
        if (!text.EndsWith('日') && !text.EndsWith('号')) return [];
        return text[..^1].Split(['年', '月'], StringSplitOptions.TrimEntries);
    }

    private static int? Whole(string text) =>
        text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
}
