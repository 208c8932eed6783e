using System.Globalization;

namespace CoProduction.Ingest;

/// <summary>Days, moments and times of the clock between the numbers of statistics programs and the texts of cells.</summary>
internal static class MomentText
{
    private const long SecondsOfDay = 86_400;
    private const string DayForm = "yyyy-MM-dd";

    /// <summary>A day; null when the calendar ends before it.</summary>
    /// <param name="days">Days since 0001-01-01.</param>
    public static string? Day(double days) =>
        days >= 0 && days <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)days).ToString(DayForm, CultureInfo.InvariantCulture) : null;

    /// <summary>A day with its time; null when the calendar ends before it.</summary>
    /// <param name="seconds">Whole seconds since 0001-01-01.</param>
    /// <param name="fraction">Digits of the rest of a second; empty for none.</param>
    public static string? Moment(double seconds, string fraction)
    {
        double days = Math.Floor(seconds / SecondsOfDay);
        return Day(days) is { } day ? $"{day} {Clock((long)(seconds - days * SecondsOfDay), fraction)}" : null;
    }

    /// <summary>A time of the day or a duration.</summary>
    public static string Clock(long seconds, string fraction)
    {
        string sign = seconds < 0 ? "-" : "";
        seconds = Math.Abs(seconds);
        string text = string.Create(CultureInfo.InvariantCulture, $"{sign}{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        return fraction.Length == 0 ? text : $"{text}.{fraction}";
    }

    /// <summary>Digits behind the point of a number, as many as tell it from its neighbours.</summary>
    public static string Fraction(double number)
    {
        double rest = Math.Abs(number) - Math.Floor(Math.Abs(number));
        if (rest == 0) return "";
        string text = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        if (text.Contains('E', StringComparison.Ordinal)) text = rest.ToString("F9", CultureInfo.InvariantCulture).TrimEnd('0');
        return text[(text.IndexOf('.', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>Reads a day back, as days since 0001-01-01.</summary>
    public static bool TryDay(string text, out double days)
    {
        bool fits = DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        days = day.DayNumber;
        return fits;
    }

    /// <summary>Reads a moment back, as whole seconds since 0001-01-01 and the digits of the rest; a day alone is its beginning.</summary>
    public static bool TryMoment(string text, out double seconds, out string fraction)
    {
        (seconds, fraction) = (0, "");
        if (text.Length < 10 || !TryDay(text[..10], out double days)) return false;
        if (text.Length == 10)
        {
            seconds = days * SecondsOfDay;
            return true;
        }
        if (text[10] is not (' ' or 'T') || !TryClock(text[11..], out double clock, out fraction) || clock is < 0 or > SecondsOfDay) return false;
        seconds = days * SecondsOfDay + clock;
        return true;
    }

    /// <summary>Reads a time back, as whole seconds and the digits of the rest.</summary>
    public static bool TryClock(string text, out double seconds, out string fraction)
    {
        (seconds, fraction) = (0, "");
        int sign = text.StartsWith('-') ? 1 : 0, point = text.IndexOf('.', StringComparison.Ordinal);
        string[] parts = text[sign..(point < 0 ? text.Length : point)].Split(':');
        if (point >= 0) fraction = text[(point + 1)..];
        if (parts.Length is < 2 or > 3 || !fraction.All(char.IsAsciiDigit) || point == text.Length - 1) return false;
        foreach (string part in parts)
        {
            if (part.Length is 0 or > 9 || !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int value)) return false;
            seconds = seconds * 60 + value;
        }
        if (parts.Length == 2) seconds *= 60;
        if (sign == 1) seconds = -seconds;
        return true;
    }

    /// <summary>Whole seconds and the digits of the rest as one number.</summary>
    public static double Joined(double seconds, string fraction)
    {
        if (fraction.Length == 0) return seconds;
        string text = string.Create(CultureInfo.InvariantCulture, $"{(seconds == 0 && double.IsNegative(seconds) ? "-0" : seconds.ToString("F0", CultureInfo.InvariantCulture))}.{fraction}");
        return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
