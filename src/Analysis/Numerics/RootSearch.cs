namespace CoProduction.Analysis;

/// <summary>The zero of a continuous function of one variable inside a bracket.</summary>
internal static class RootSearch
{
    private const int MaximumSteps = 300;

    /// <summary>By regula falsi with the Illinois weight (Dowell and Jarratt 1971), and a halving where that is slow.</summary>
    /// <param name="f">The function; of different signs at the ends.</param>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end.</param>
    /// <param name="tolerance">Relative width at which to stop.</param>
    internal static double Of(Func<double, double> f, double low, double high, double tolerance = 1e-14)
    {
        double left = f(low), right = f(high);
        if (left == 0) return low;
        if (right == 0) return high;
        for (int step = 0; step < MaximumSteps && high - low > tolerance * Math.Max(Math.Abs(low), Math.Abs(high)); step++)
        {
            double at = step % 3 == 2 ? (low + high) / 2 : (low * right - high * left) / (right - left);
            if (!(at > low && at < high)) at = (low + high) / 2;
            double value = f(at);
            if (value == 0) return at;
            if (Math.Sign(value) == Math.Sign(left)) (low, left, right) = (at, value, right / 2);
            else (high, right, left) = (at, value, left / 2);
        }
        return (low + high) / 2;
    }
}
