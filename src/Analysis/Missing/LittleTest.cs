using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Little's test that values are missing completely at random.</summary>
/// <param name="Statistic">d², chi-squared under the hypothesis.</param>
/// <param name="Df">Degrees of freedom: observed variables summed over patterns, less the variables.</param>
/// <param name="PValue">P(χ² &gt; d²).</param>
/// <param name="Patterns">Patterns of the tested variables, that in which all are missing left out.</param>
/// <param name="Rows">Rows with at least one tested variable.</param>
/// <param name="Variables">The tested variables.</param>
/// <param name="Means">Their means by maximum likelihood.</param>
/// <param name="Covariance">Their covariance by maximum likelihood, divisor n.</param>
/// <param name="Iterations">Steps of EM.</param>
public sealed record LittleTest(
    double Statistic, int Df, double PValue, int Patterns, long Rows, ImmutableArray<string> Variables, ImmutableArray<double> Means, LabelledMatrix Covariance, int Iterations)
{
    /// <summary>The test over the numeric variables that vary, or why it is not given.</summary>
    internal static (LittleTest? Test, ImmutableArray<Label> Cautions) Of(MissingStatistics statistics)
    {
        if (!statistics.HasMoments) return (null, [MissingFaults.ManyPatterns()]);
        var moments = ObservedMoments.Of(statistics);
        if (moments.Variables.Length < 2 || statistics.Complete == statistics.Rows) return (null, [.. moments.Cautions, MissingFaults.NothingToTest()]);
        var found = PatternEm.Of(new PatternSet(moments.Patterns, moments.Variables.Length));
        return found.End switch
        {
            EmEnd.Converged => (Tested(moments, found), moments.Cautions),
            EmEnd.Singular => (null, [.. moments.Cautions, MissingFaults.Collinear()]),
            _ => (null, [.. moments.Cautions, MissingFaults.EmNotConverged(found.Steps)]),
        };
    }

    private static LittleTest Tested(ObservedMoments moments, EmEstimate em)
    {
        int q = moments.Variables.Length;
        double d = 0;
        int df = -q;
        foreach (var pattern in moments.Patterns)
        {
            double[] sigma = RootMoments.Part(em.Covariance, q, pattern.Present), miss = [.. pattern.Present.Select((i, at) => pattern.Mean[at] - em.Means[i])];
            d += pattern.Rows * SmallMatrix.Dot(miss, Cholesky.Solve(Cholesky.Of(sigma, miss.Length), miss));
            df += pattern.Present.Length;
        }
        ImmutableArray<double> scale = moments.Scales;
        return new LittleTest(d, df, df > 0 ? ChiSquared.Upper(d, df) : 1, moments.Patterns.Length, moments.Patterns.Sum(pattern => pattern.Rows), moments.Variables,
            [.. em.Means.Select((mean, i) => moments.Centres[i] + mean * scale[i])], new LabelledMatrix(moments.Variables, [.. em.Covariance.Select((value, at) => value * scale[at / q] * scale[at % q])]), em.Steps);
    }
}

/// <summary>The patterns of the tested variables, standardised by their observed means and standard deviations; patterns that differ in other variables only are merged.</summary>
internal sealed record ObservedMoments(ImmutableArray<string> Variables, ImmutableArray<double> Centres, ImmutableArray<double> Scales, ImmutableArray<GappedMoments> Patterns, ImmutableArray<Label> Cautions)
{
    internal static ObservedMoments Of(MissingStatistics statistics)
    {
        int[] numeric = [.. Enumerable.Range(0, statistics.Variables.Length).Where(v => statistics.Numeric[v])];
        var spread = numeric.Select((v, i) => Spread(statistics, v, i, numeric.Length)).ToArray();
        int[] kept = [.. Enumerable.Range(0, numeric.Length).Where(i => spread[i].Deviation > 1e-12 * Math.Abs(spread[i].Mean) && spread[i].Deviation > 0)];
        string[] Names(IEnumerable<int> variables) => [.. variables.Select(v => statistics.Variables[v])];
        string[] texts = Names(Enumerable.Range(0, statistics.Variables.Length).Where(v => !statistics.Numeric[v])), constant = Names(numeric.Where((_, i) => !kept.Contains(i)));
        var patterns = statistics.Patterns.Select(pattern => Standardised(pattern, numeric, kept, spread)).Where(pattern => pattern.Present.Length > 0);
        return new ObservedMoments(
            [.. Names(kept.Select(i => numeric[i]))], [.. kept.Select(i => spread[i].Mean)], [.. kept.Select(i => spread[i].Deviation)],
            [.. patterns.GroupBy(pattern => string.Join(',', pattern.Present)).Select(same => same.Aggregate((one, other) => one.Merged(other)))],
            [.. texts.Length > 0 ? [MissingFaults.Untested(texts)] : Array.Empty<Label>(), .. constant.Length > 0 ? [MissingFaults.Constant(constant)] : Array.Empty<Label>()]);
    }

    private static (double Mean, double Deviation) Spread(MissingStatistics statistics, int v, int i, int q)
    {
        var there = statistics.Patterns.Where(pattern => !pattern.Missing[v]).ToArray();
        double rows = there.Sum(pattern => (double)pattern.Rows);
        if (rows == 0) return (0, 0);
        double mean = there.Sum(pattern => pattern.Rows * pattern.Means[i]) / rows;
        return (mean, Math.Sqrt(there.Sum(pattern => pattern.Products[i * q + i] + pattern.Rows * (pattern.Means[i] - mean) * (pattern.Means[i] - mean)) / rows));
    }

    private static GappedMoments Standardised(MissingPattern pattern, int[] numeric, int[] kept, (double Mean, double Deviation)[] spread)
    {
        int all = numeric.Length;
        int[] present = [.. Enumerable.Range(0, kept.Length).Where(i => !pattern.Missing[numeric[kept[i]]])], at = [.. present.Select(i => kept[i])];
        double Product(int i, int j) => pattern.Products[Math.Max(i, j) * all + Math.Min(i, j)] / (spread[i].Deviation * spread[j].Deviation);
        return new GappedMoments(
            [.. Enumerable.Range(0, kept.Length).Except(present)], present, pattern.Rows, [.. at.Select(i => (pattern.Means[i] - spread[i].Mean) / spread[i].Deviation)], [.. from i in at from j in at select Product(i, j)]);
    }
}
