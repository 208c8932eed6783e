using System.Globalization;

namespace CoProduction.Tests;

/// <summary>Compares numbers by the significant digits they share, so that one demand fits a p value of 1e-72 and a sum of squares of 1e11.</summary>
internal static class CorrectDigits
{
    private const double Exact = 17;

    /// <summary>-log10 of the relative error; of the absolute error where the truth is 0.</summary>
    internal static double Of(double actual, double truth)
    {
        if (actual.Equals(truth)) return Exact;
        double error = Math.Abs(actual - truth) / (truth == 0 ? 1 : Math.Abs(truth));
        return double.IsNaN(error) ? 0 : Math.Min(Exact, -Math.Log10(error));
    }

    /// <summary>Fails unless at least so many digits are right.</summary>
    internal static void Assert(double atLeast, double? actual, double truth, string what)
    {
        double digits = actual is { } value ? Of(value, truth) : 0;
        Xunit.Assert.True(digits >= atLeast, string.Create(CultureInfo.InvariantCulture, $"{what}: {actual:R} has {digits:F1} correct digits of {truth:R}, {atLeast} are demanded."));
    }
}
