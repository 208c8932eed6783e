using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Prints an expression the way R's <c>deparse</c> does, since that text is the term's name.</summary>
internal static class Deparser
{
    private static readonly string[] Reserved =
        ["if", "else", "repeat", "while", "function", "for", "next", "break", "TRUE", "FALSE", "NULL", "Inf", "NaN", "NA", "in"];

    internal static string Print(Expression expression) => expression switch
    {
        NumberExpression number => Number(number.Value),
        NameExpression name => Name(name.Name),
        NegativeExpression negative => "-" + Print(negative.Inner),
        GroupExpression group => $"({Print(group.Inner)})",
        TextExpression text => Quote(text.Text),
        CallExpression call => $"{call.Function}({string.Join(", ", call.Arguments.Select(Print))})",
        FunctionExpression function => function.Printed,
        BinaryExpression binary => Print(binary.Left) + Spaced(binary.Operator) + Print(binary.Right),
        BarExpression bar => $"({Print(bar.Terms)} {(bar.Correlated ? "|" : "||")} {string.Join('/', bar.Groups.Select(group => Name(group.Name)))})",
        _ => throw new ArgumentOutOfRangeException(nameof(expression)),
    };

    private static string Print(CallArgument argument) => argument switch
    {
        { Name: "" } => Value(argument.Value),
        { Name: "by" } => $"by {Value(argument.Value)}",
        _ => $"{argument.Name} = {Value(argument.Value)}",
    };

    private static string Value(Expression value) => value is NameExpression { Name: "TRUE" or "FALSE" } flag ? flag.Name : Print(value);

    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>A name, in backticks where R needs them.</summary>
    internal static string Name(string name) => IsSyntactic(name) && !Reserved.Contains(name) ? name : $"`{name}`";

    /// <summary>A number with up to 15 digits, fixed unless the scientific form is shorter.</summary>
    internal static string Number(double value)
    {
        string digits = value.ToString("E14", CultureInfo.InvariantCulture);
        int exponent = int.Parse(digits[(digits.IndexOf('E', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
        string mantissa = digits[..digits.IndexOf('E', StringComparison.Ordinal)].TrimEnd('0').TrimEnd('.');
        string scientific = mantissa + (exponent < 0 ? "e-" : "e+") + Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
        int decimals = Math.Max(0, mantissa.Count(char.IsAsciiDigit) - 1 - exponent);
        string fix = value.ToString("F" + decimals, CultureInfo.InvariantCulture);
        return fix.Length <= scientific.Length ? fix : scientific;
    }

    private static string Spaced(string symbol) => symbol is "+" or "-" or "*" ? $" {symbol} " : symbol;

    // Letters, digits, dots and underscores; first a letter, or a dot with no digit behind it.
    private static bool IsSyntactic(string name)
    {
        if (name.Length == 0 || !(char.IsLetter(name[0]) || name[0] == '.') || (name.Length > 1 && name[0] == '.' && char.IsDigit(name[1]))) return false;
        foreach (char letter in name)
            if (!char.IsLetterOrDigit(letter) && letter is not ('.' or '_')) return false;
        return true;
    }
}
