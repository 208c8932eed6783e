using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The uncertainty of the coefficients of one fit.</summary>
/// <param name="Vcov">k × k covariance, row-major.</param>
/// <param name="Df">Degrees of freedom of each coefficient's t.</param>
/// <param name="JointDf">Degrees of freedom of joint F tests; those of CR2 and CR3 come from <paramref name="Adjusted"/>.</param>
/// <param name="Adjusted">The adjusted communities of CR2 and CR3; else null.</param>
/// <param name="Wild">The draws of the wild bootstrap; else null.</param>
/// <param name="Repaired">True when a two-way covariance had negative eigenvalues.</param>
internal sealed record Inference(ImmutableArray<double> Vcov, ImmutableArray<double> Df, double JointDf, AdjustedClusters? Adjusted = null, WildBootstrap? Wild = null, bool Repaired = false)
{
    internal static Inference Of(LinearSpec spec, Solution solution, LinearStatistics statistics, IProgress<long>? progress, CancellationToken stop)
    {
        if (!spec.Vcov.ByCommunity && spec.SecondCluster is null) return Same(ByRow(spec.Vcov, solution, statistics), solution.K, solution.ResidualDf);
        CheckClusters(spec, statistics.Roots);
        if (spec.SecondCluster is { } second) return OfTwoWay(spec, solution, statistics.Roots, second);
        if (spec.Vcov.Adjusted) return OfAdjusted(solution, AdjustedClusters.Of(spec.Vcov, solution, statistics));
        var communities = statistics.Roots.ByCommunity();
        var inference = Same(Covariance.ByCluster(solution, communities, Factor(spec.Vcov, communities.Clusters.Length, solution)), solution.K, communities.Clusters.Length - 1);
        return spec.Vcov == Analysis.Vcov.Wild ? inference with { Wild = new WildClusters(solution, communities, spec.Wild).Run(spec.Level, progress, stop) } : inference;
    }

    private static ImmutableArray<double> ByRow(Vcov vcov, Solution solution, LinearStatistics statistics)
    {
        if (!vcov.ByRow) return Covariance.Classical(solution);
        if (statistics.Scores is not { } scores || scores.Vcov != vcov) throw new StudyException(LinearFaults.NoScores(vcov));
        if (scores.Formula != statistics.Roots.Formula) throw new StudyException(LinearFaults.OtherFormula(statistics.Roots.Formula, scores.Formula));
        return Covariance.ByRow(solution, scores);
    }

    private static void CheckClusters(LinearSpec spec, CommunityRoots roots)
    {
        if (!roots.Clustered) throw new StudyException(LinearFaults.NoClusterColumn(spec.Vcov));
        if (roots.Communities < 2) throw new StudyException(LinearFaults.TooFewCommunities(spec.Vcov, roots.Communities));
        if (spec.SecondCluster is not null && spec.Vcov != Analysis.Vcov.CR0 && spec.Vcov != Analysis.Vcov.CR1) throw new StudyException(LinearFaults.NotTwoWay(spec.Vcov));
    }

    private static Inference OfTwoWay(LinearSpec spec, Solution solution, CommunityRoots roots, string second)
    {
        var ways = TwoWay.Of(solution, roots, second, (groups, _) => Factor(spec.Vcov, groups, solution));
        return Same(ways.Vcov, solution.K, ways.Groups - 1) with { Repaired = ways.Repaired };
    }

    internal static Inference OfAdjusted(Solution solution, AdjustedClusters adjusted)
    {
        var satterthwaite = new Satterthwaite(adjusted);
        ImmutableArray<double> df = [.. Enumerable.Range(0, solution.K).Select(j => satterthwaite.Of(solution.Whitened(j)) ?? throw new StudyException(LinearFaults.NothingJudges(solution.Pooled.Labels[j])))];
        return new Inference(Covariance.ByAdjusted(solution, adjusted), df, df.Min(), adjusted);
    }

    /// <summary>Factor of the standard errors: √(G/(G-1)·(N-1)/(N-k)) but for CR0.</summary>
    private static double Factor(Vcov vcov, double groups, Solution solution)
    {
        double n = solution.Pooled.Rows;
        return vcov == Analysis.Vcov.CR0 ? 1 : Math.Sqrt(groups / (groups - 1) * ((n - 1) / (n - solution.K)));
    }

    /// <summary>The seed of draws by chance; null where nothing was drawn or every combination was.</summary>
    internal ulong? SeedOf(WildSpec spec) => Wild is { Enumerated: false } ? spec.Seed : null;

    /// <summary>One number of degrees of freedom for all k coefficients.</summary>
    internal static Inference Same(ImmutableArray<double> vcov, int k, double df) => new(vcov, [.. Enumerable.Repeat(df, k)], df);

    /// <summary>One row a term.</summary>
    internal ImmutableArray<TidyRow> Tidy(ImmutableArray<string> terms, ImmutableArray<double> estimates, ImmutableArray<double> errors, double level)
    {
        var critical = Df.Distinct().ToDictionary(df => df, df => StudentT.Critical(1 - level, df));
        return [.. terms.Select((term, i) => Wild is { } wild ? Row(term, i, estimates[i], errors[i], wild) : Row(term, estimates[i], errors[i], Df[i], critical[Df[i]]))];
    }

    private static TidyRow Row(string term, double estimate, double error, double df, double critical)
    {
        double? p = Statistic(estimate, error) is { } t ? StudentT.TwoSided(t, df) : null;
        return new TidyRow(term, estimate, error, Statistic(estimate, error), df, p, estimate - critical * error, estimate + critical * error);
    }

    private static TidyRow Row(string term, int i, double estimate, double error, WildBootstrap wild) =>
        new(term, estimate, error, Statistic(estimate, error), null, error > 0 ? wild.PValues[i] : null, wild.ConfLow[i], wild.ConfHigh[i]);

    private static double? Statistic(double estimate, double error) => error > 0 ? estimate / error : null;
}
