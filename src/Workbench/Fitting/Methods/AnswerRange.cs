using System.Globalization;

namespace CoProduction.Workbench;

/// <summary>The range of answers as settings give it: <c>1..5</c>.</summary>
internal static class AnswerRange
{
    /// <exception cref="UsageException">The text is no range.</exception>
    internal static (double Minimum, double Maximum) Of(string text) =>
        text.Split("..") is [var low, var high] && Number(low) is { } minimum && Number(high) is { } maximum
            ? (minimum, maximum)
            : throw new UsageException(new Fault($"'{text}' is not a range", "--set range", "a range names the lowest and the highest answer", "Write --set range=1..5"));

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;
}
