namespace CoProduction.Analysis;

/// <summary>The coefficients of one set of moments; null where one does not exist.</summary>
/// <param name="Alpha">Cronbach's alpha.</param>
/// <param name="Standardised">Alpha of the correlations.</param>
/// <param name="Omega">Omega of one factor.</param>
/// <param name="OmegaTotal">Omega total of the Schmid-Leiman solution.</param>
/// <param name="OmegaHierarchical">Omega hierarchical of the Schmid-Leiman solution.</param>
internal readonly record struct ScaleCoefficients(double? Alpha, double? Standardised, double? Omega, double? OmegaTotal, double? OmegaHierarchical)
{
    internal const int Count = 5;

    internal double? this[int at] => at switch { 0 => Alpha, 1 => Standardised, 2 => Omega, 3 => OmegaTotal, _ => OmegaHierarchical };
}

/// <summary>The factor solutions that the omegas rest on.</summary>
/// <param name="OneFactor">The single factor, by maximum likelihood; null with fewer than 3 items.</param>
/// <param name="Hierarchy">The Schmid-Leiman solution; null where the items are too few for the group factors.</param>
internal sealed record Omegas(FactorSolution? OneFactor, SchmidLeiman? Hierarchy)
{
    /// <summary>Fewest items of one factor: with 2 its loadings are not identified.</summary>
    internal const int FewestOfOne = 3;

    /// <summary>Slope at which the rotation of the whole sample stops, and at which all iterations of a draw stop: its spread is a thousand times as large. psych and GPArotation stop at 1e-5.</summary>
    internal const double Tight = 1e-10, OfDraws = 1e-5;

    /// <summary>Fewest items of m factors: the model must not have more parameters than correlations.</summary>
    internal static int FewestItems(int factors)
    {
        int k = factors + 1;
        while ((k - factors) * (k - factors) < k + factors) k++;
        return k;
    }

    /// <summary>Factors of given moments.</summary>
    /// <param name="r">k × k correlations.</param>
    /// <param name="k">Items.</param>
    /// <param name="factors">Group factors.</param>
    /// <param name="whole">The solution of the whole sample to start from; null for none.</param>
    internal static Omegas Of(double[] r, int k, int factors, Omegas? whole = null) => new(
        k < FewestOfOne ? null : FactorExtraction.Of(r, 1, FactorCriterion.MaximumLikelihood, whole is null ? FactorExtraction.Tolerance : OfDraws, whole?.OneFactor?.Uniquenesses),
        k < FewestItems(factors) ? null : SchmidLeiman.Of(r, factors, whole is null ? FactorExtraction.Tolerance : OfDraws, whole is null ? Tight : OfDraws, whole?.Hierarchy?.Solution.Uniquenesses));

    /// <summary>All coefficients of given moments.</summary>
    internal ScaleCoefficients Coefficients(ItemMoments moments, double[] r) =>
        new(moments.Alpha, moments.StandardisedAlpha, OneFactorOmega(moments), Hierarchy?.TotalShare(r), Hierarchy?.Hierarchical(r));

    /// <summary>(Σλ)² / ((Σλ)² + Σθ) with loadings and uniquenesses in the units of the items: McDonald (1999), eq. 6.20a; the ML factor does not depend on units.</summary>
    private double? OneFactorOmega(ItemMoments moments)
    {
        if (OneFactor is not { } factor) return null;
        double loadings = 0, errors = 0;
        for (int i = 0; i < moments.K; i++)
        {
            loadings += moments.Deviations[i] * factor.Loadings[i];
            errors += moments[i, i] * factor.Uniquenesses[i];
        }
        return loadings * loadings / (loadings * loadings + errors);
    }
}
