using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>Numbers of a .dta file as the texts of cells: days since 1960-01-01, moments as milliseconds since then, <c>.a</c> to <c>.z</c> for extended missing values.</summary>
internal static class DtaCell
{
    /// <summary>Days from 0001-01-01 to 1960-01-01.</summary>
    public const double Epoch = 715_509;

    private const double SecondsOfDay = 86_400;

    /// <summary>Days that end with a leap second (IERS Bulletin C), as days since 1960-01-01 of the day behind it.</summary>
    private static readonly ImmutableArray<double> DaysAfterLeaps = DaysAfter(
        (1972, 7), (1973, 1), (1974, 1), (1975, 1), (1976, 1), (1977, 1), (1978, 1), (1979, 1), (1980, 1), (1981, 7), (1982, 7), (1983, 7), (1985, 7), (1988, 1),
        (1990, 1), (1991, 1), (1992, 7), (1993, 7), (1994, 7), (1996, 1), (1997, 7), (1999, 1), (2006, 1), (2009, 1), (2012, 7), (2015, 7), (2017, 1));

    /// <summary>The 26 extended missing values.</summary>
    public static ImmutableArray<string> Extended { get; } = [.. Enumerable.Range('a', 26).Select(letter => $".{(char)letter}")];

    /// <summary>What they mean without labels.</summary>
    public static ImmutableArray<MissingValues> Unlabelled { get; } = [.. Extended.Select(code => new MissingValues(code, null, MissingReason.Blank))];

    /// <summary>The text of a number; what no calendar holds stays a number.</summary>
    public static string Of(double number, VariableKind kind, bool leapSeconds) => kind switch
    {
        VariableKind.Date when number == Math.Floor(number) => MomentText.Day(number + Epoch),
        VariableKind.Date => MomentText.Moment(Math.Floor(number * SecondsOfDay) + Epoch * SecondsOfDay, ""),
        VariableKind.DateTime => Moment(number, leapSeconds),
        VariableKind.Time when Math.Abs(number) < 1e15 => MomentText.Clock((long)(number / 1000), Rest(Math.Abs(number))),
        _ => null,
    } ?? NumberCell.Of(number);

    /// <summary>The number of a text; false when it is neither of its kind nor a number.</summary>
    public static bool TryRead(string text, VariableKind kind, out double number)
    {
        if (kind == VariableKind.Date && MomentText.TryDay(text, out double days)) number = days - Epoch;
        else if (kind == VariableKind.DateTime && MomentText.TryMoment(text, out double seconds, out string fraction)) number = Milliseconds(seconds - Epoch * SecondsOfDay, fraction, false);
        else if (kind == VariableKind.Time && MomentText.TryClock(text, out seconds, out fraction)) number = Milliseconds(seconds, fraction, text.StartsWith('-'));
        else return Digits.TryReal(System.Text.Encoding.UTF8.GetBytes(text), out number);
        return true;
    }

    private static ImmutableArray<double> DaysAfter(params ReadOnlySpan<(int Year, int Month)> months)
    {
        var days = ImmutableArray.CreateBuilder<double>();
        foreach (var (year, month) in months) days.Add(new DateOnly(year, month, 1).DayNumber - Epoch);
        return days.ToImmutable();
    }

    private static double Milliseconds(double seconds, string fraction, bool negative)
    {
        string digits = fraction.PadRight(3, '0');
        double rest = MomentText.Joined(double.Parse(digits[..3], System.Globalization.CultureInfo.InvariantCulture), digits[3..]);
        return seconds * 1000 + (negative ? -rest : rest);
    }

    private static string? Moment(double number, bool leapSeconds)
    {
        double seconds = Math.Floor(number / 1000);
        string rest = Rest(number - seconds * 1000 is var behind && number < 0 ? Math.Round(behind, 3) : number);
        if (!leapSeconds) return MomentText.Moment(seconds + Epoch * SecondsOfDay, rest);
        int passed = 0;
        while (passed < DaysAfterLeaps.Length && seconds > DaysAfterLeaps[passed] * SecondsOfDay + passed) passed++;
        bool within = passed < DaysAfterLeaps.Length && seconds == DaysAfterLeaps[passed] * SecondsOfDay + passed;
        string? text = MomentText.Moment(seconds - passed - (within ? 1 : 0) + Epoch * SecondsOfDay, rest);
        return within ? text?.Replace(":59:59", ":59:60", StringComparison.Ordinal) : text;
    }

    /// <summary>Digits of the rest of a second, from milliseconds.</summary>
    private static string Rest(double milliseconds)
    {
        long whole = (long)Math.Floor(milliseconds % 1000);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{whole:000}{MomentText.Fraction(milliseconds)}").TrimEnd('0');
    }
}
