using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// Schmid and Leiman's (1957) transformation as psych::omega makes it (Zinbarg, Revelle, Yovel and Li 2005): minimum-residual factors of the correlations, oblimin, one general factor of the factors'
/// correlations (two factors: equal loadings), and the general loadings of the variables with what is left to the group factors.
/// </summary>
/// <param name="General">k loadings on the general factor.</param>
/// <param name="Groups">k × m loadings on the group factors, row-major.</param>
/// <param name="Communalities">k communalities.</param>
/// <param name="Solution">The orthogonal factors behind it.</param>
/// <param name="Oblique">The oblique factors behind it.</param>
/// <param name="Higher">The general factor of the factors' correlations; null for two factors.</param>
internal sealed record SchmidLeiman(double[] General, double[] Groups, double[] Communalities, FactorSolution Solution, ObliqueSolution Oblique, FactorSolution? Higher)
{
    /// <summary>Variables with a negative general loading: psych turns them round before summing.</summary>
    internal ImmutableArray<int> Turned => [.. Enumerable.Range(0, General.Length).Where(i => General[i] < 0)];

    /// <summary>True when every iteration behind it converged.</summary>
    internal bool Converged => Solution.Diary.Converged && Oblique.Converged && Higher is not { Diary.Converged: false };

    /// <summary>(Σ general)² / Σ R, after turning: the share of the sum's variance that the general factor makes.</summary>
    internal double Hierarchical(double[] r)
    {
        double sum = General.Sum(Math.Abs);
        return sum * sum / Total(r);
    }

    /// <summary>1 - Σ uniqueness / Σ R, after turning.</summary>
    internal double TotalShare(double[] r) => 1 - Communalities.Sum(communality => 1 - communality) / Total(r);

    /// <summary>Share of the general factor in the common variance of the variables, ECV (Ten Berge and Sočan 2004).</summary>
    internal double CommonShare => General.Sum(loading => loading * loading) / (General.Sum(loading => loading * loading) + Groups.Sum(loading => loading * loading));

    /// <summary>The transformation.</summary>
    /// <param name="r">k × k correlations, row-major.</param>
    /// <param name="factors">Group factors m, at least 2.</param>
    /// <param name="extraction">Slope at which the extraction stops.</param>
    /// <param name="rotation">Slope at which the rotation stops.</param>
    /// <param name="start">Uniquenesses to start from; null for none.</param>
    internal static SchmidLeiman Of(double[] r, int factors, double extraction, double rotation, double[]? start = null)
    {
        var solution = FactorExtraction.Of(r, factors, FactorCriterion.MinimumResidual, extraction, start);
        var varimax = LoadingSigns.Ordered(LoadingSigns.Positive(Varimax.Of(solution.Loadings, factors), factors), factors);
        var oblique = Oblimin.Of(varimax, factors, rotation);
        var higher = factors == 2 ? null : FactorExtraction.Of(oblique.Correlations, 1, FactorCriterion.MinimumResidual);
        double[] general = higher?.Loadings ?? EqualLoadings(oblique.Correlations[1]);
        return Transformed(solution, oblique, higher, general);
    }

    private static SchmidLeiman Transformed(FactorSolution solution, ObliqueSolution oblique, FactorSolution? higher, double[] general)
    {
        int m = general.Length, k = solution.Variables;
        var g = new double[k];
        var groups = new double[k * m];
        for (int i = 0; i < k; i++)
            for (int f = 0; f < m; f++)
            {
                double loading = oblique.Loadings[i * m + f];
                g[i] += loading * general[f];
                groups[i * m + f] = loading * Math.Sqrt(Math.Max(0, 1 - general[f] * general[f]));
            }
        return new SchmidLeiman(g, groups, [.. Enumerable.Range(0, k).Select(solution.Communality)], solution, oblique, higher);
    }

    private static double[] EqualLoadings(double correlation) => [Math.Sqrt(Math.Abs(correlation)), Math.Sign(correlation) * Math.Sqrt(Math.Abs(correlation))];

    private double Total(double[] r)
    {
        int k = General.Length;
        double total = 0;
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++) total += (General[i] < 0 == General[j] < 0 ? 1 : -1) * r[i * k + j];
        return total;
    }
}
