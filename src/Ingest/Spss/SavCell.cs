namespace CoProduction.Ingest;

/// <summary>Numbers of a system file as the texts of cells: days and moments are seconds since 1582-10-14.</summary>
internal static class SavCell
{
    private const double SecondsOfDay = 86_400;

    /// <summary>The text of a number; what no calendar holds stays a number.</summary>
    public static string Of(double number, VariableKind kind) => kind switch
    {
        VariableKind.Date when number % SecondsOfDay == 0 => MomentText.Day((number + SavFormat.Epoch) / SecondsOfDay),
        VariableKind.Date or VariableKind.DateTime => Moment(number),
        VariableKind.Time when Math.Abs(number) < 1e12 => MomentText.Clock((long)number, MomentText.Fraction(number)),
        _ => null,
    } ?? NumberCell.Of(number);

    /// <summary>The number of a text; false when it is neither of its kind nor a number.</summary>
    public static bool TryRead(string text, VariableKind kind, out double number)
    {
        if (kind == VariableKind.Time && MomentText.TryClock(text, out double seconds, out string fraction)) number = MomentText.Joined(text.StartsWith('-') && seconds == 0 ? -0.0 : seconds, fraction);
        else if (kind is VariableKind.Date or VariableKind.DateTime && MomentText.TryMoment(text, out seconds, out fraction)) number = MomentText.Joined(seconds - SavFormat.Epoch, fraction);
        else return Digits.TryReal(System.Text.Encoding.UTF8.GetBytes(text), out number);
        return true;
    }

    private static string? Moment(double number)
    {
        double whole = Math.Floor(number);
        return MomentText.Moment(whole + SavFormat.Epoch, number < 0 ? MomentText.Fraction(Math.Round(number - whole, 6)) : MomentText.Fraction(number));
    }
}
