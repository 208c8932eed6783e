namespace CoProduction.Analysis;

/// <summary>Promax (Hendrickson and White 1964) of varimax loadings, power 4, as stats::promax.</summary>
internal static class Promax
{
    private const int Power = 4;

    /// <param name="loadings">k × m varimax loadings, row-major, m ≥ 2.</param>
    /// <param name="factors">m.</param>
    internal static ObliqueSolution Of(double[] loadings, int factors)
    {
        double[] target = [.. loadings.Select(value => value * Math.Pow(Math.Abs(value), Power - 1))];
        var inverse = SmallSystem.Inverse(SmallMatrix.TransposedTimes(loadings, loadings, loadings.Length / factors), factors)!;
        var turn = SmallMatrix.Times(inverse, SmallMatrix.TransposedTimes(loadings, target, loadings.Length / factors), factors);
        var spread = SmallSystem.Inverse(SmallMatrix.TransposedTimes(turn, turn, factors), factors)!;
        for (int i = 0; i < turn.Length; i++) turn[i] *= Math.Sqrt(spread[i % factors * factors + i % factors]);
        var back = SmallSystem.Inverse(turn, factors)!;
        return new ObliqueSolution(SmallMatrix.Times(loadings, turn, factors), SmallMatrix.TimesTransposed(back, back, factors), 0, 0, true);
    }
}
