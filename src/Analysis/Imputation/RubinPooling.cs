using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>One quantity pooled over m completed data sets.</summary>
/// <param name="Term">Name of the term.</param>
/// <param name="Estimate">Mean of the estimates.</param>
/// <param name="Within">Mean of the squared standard errors, Ū.</param>
/// <param name="Between">Variance of the estimates, B.</param>
/// <param name="Total">T = Ū + (1 + 1/m) B.</param>
/// <param name="Df">Degrees of freedom of Barnard and Rubin (1999).</param>
/// <param name="DfComplete">Those of the complete data; infinite where the method has a normal distribution.</param>
/// <param name="Increase">Relative increase in variance through missing values, (1 + 1/m) B / Ū.</param>
/// <param name="Share">Share of the variance that missing values cause, λ = (1 + 1/m) B / T.</param>
/// <param name="Fraction">Fraction of missing information, (r + 2 / (df + 3)) / (r + 1).</param>
public sealed record PooledTerm(string Term, double Estimate, double Within, double Between, double Total, double Df, double DfComplete, double Increase, double Share, double Fraction)
{
    /// <summary>Root of <see cref="Total"/>.</summary>
    public double StdError => Math.Sqrt(Total);
}

/// <summary>Rubin's rules (Rubin 1987, section 3.3) with the degrees of freedom of Barnard and Rubin (1999), Biometrika 86: 948-955, as mice's pool(): λ is taken as at least 1e-4 there.</summary>
public static class RubinPooling
{
    private const double LeastShare = 1e-4;

    /// <summary>Pools one quantity.</summary>
    /// <param name="term">Its name.</param>
    /// <param name="estimates">m estimates.</param>
    /// <param name="variances">m squared standard errors.</param>
    /// <param name="dfComplete">Degrees of freedom with complete data; infinite for none.</param>
    public static PooledTerm Pool(string term, ReadOnlySpan<double> estimates, ReadOnlySpan<double> variances, double dfComplete)
    {
        int m = estimates.Length;
        double mean = Mean(estimates), within = Mean(variances), between = 0;
        foreach (double estimate in estimates) between += (estimate - mean) * (estimate - mean) / (m - 1);
        double extra = (1 + 1.0 / m) * between, total = within + extra, share = extra / total, increase = extra / within, df = Df(m, share, dfComplete);
        return new PooledTerm(term, mean, within, between, total, df, dfComplete, increase, share, (increase + 2 / (df + 3)) / (increase + 1));
    }

    private static double Df(int m, double share, double complete)
    {
        double used = Math.Max(share, LeastShare), old = (m - 1) / (used * used);
        if (double.IsInfinity(complete)) return old;
        double observed = (complete + 1) / (complete + 3) * complete * (1 - used);
        return old * observed / (old + observed);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values) sum += value;
        return sum / values.Length;
    }
}
