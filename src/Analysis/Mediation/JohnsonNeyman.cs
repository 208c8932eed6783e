namespace CoProduction.Analysis;

/// <summary>
/// The values of a moderator for which an effect differs from 0: Johnson and Neyman (1936), for interactions Bauer and Curran (2005), eq. 10. With effect e₀ + e₁w and variance v₀₀ + 2v₀₁w + v₁₁w²
/// the border is where (e₀ + e₁w)² = c²(v₀₀ + 2v₀₁w + v₁₁w²).
/// </summary>
/// <param name="Effect">The effect.</param>
/// <param name="Side">Where it differs from 0: outside the borders, between them, everywhere or nowhere.</param>
/// <param name="Low">Lower border; null without borders.</param>
/// <param name="High">Upper border; null without borders.</param>
internal sealed record JohnsonNeyman(LinearEffect Effect, SignificantSide Side, double? Low, double? High)
{
    /// <param name="effect">The effect.</param>
    /// <param name="estimates">Coefficients with their covariance.</param>
    /// <param name="critical">Critical value, of t for an arrow and of the normal distribution for an indirect effect.</param>
    internal static JohnsonNeyman Of(LinearEffect effect, PathEstimates estimates, double critical)
    {
        double e0 = effect.AtZero.At(estimates.Theta), e1 = effect.PerUnit.At(estimates.Theta), square = critical * critical;
        double[] g0 = effect.AtZero.Gradient(estimates.Theta), g1 = effect.PerUnit.Gradient(estimates.Theta);
        double a = e1 * e1 - square * estimates.Product(g1, g1), b = e0 * e1 - square * estimates.Product(g0, g1), c = e0 * e0 - square * estimates.Product(g0, g0);
        double discriminant = b * b - a * c;
        if (discriminant <= 0 || a == 0) return new JohnsonNeyman(effect, a > 0 || (a == 0 && c > 0) ? SignificantSide.Everywhere : SignificantSide.Nowhere, null, null);
        // The root of larger size first, the other from the product of both: no cancellation.
        double q = -(b + Math.CopySign(Math.Sqrt(discriminant), b)), first = q / a, second = c / q;
        return new JohnsonNeyman(effect, a > 0 ? SignificantSide.Outside : SignificantSide.Between, Math.Min(first, second), Math.Max(first, second));
    }

    internal bool Holds(double moderator) => Side switch
    {
        SignificantSide.Outside => moderator < Low || moderator > High,
        SignificantSide.Between => moderator > Low && moderator < High,
        _ => Side == SignificantSide.Everywhere,
    };
}

/// <summary>Where an effect differs from 0.</summary>
internal enum SignificantSide
{
    Outside,
    Between,
    Everywhere,
    Nowhere,
}
