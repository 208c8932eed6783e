using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A test of a comparison.</summary>
/// <param name="Name">Such as <c>welch_t</c>.</param>
/// <param name="Statistic">t, F, H or χ².</param>
/// <param name="Df1">Degrees of freedom; of the numerator of F.</param>
/// <param name="Df2">Degrees of freedom of the denominator of F; null otherwise.</param>
/// <param name="PValue">Two-sided, 0..1.</param>
public sealed record ComparisonTest(string Name, double Statistic, double Df1, double? Df2, double PValue);

/// <summary>An effect size of a comparison.</summary>
/// <param name="Name">Such as <c>hedges_g</c>.</param>
/// <param name="Estimate">The estimate.</param>
/// <param name="ConfLow">Lower end; null where no exact interval is published.</param>
/// <param name="ConfHigh">Upper end; null likewise.</param>
/// <param name="Variant">Formula and interval by name.</param>
public sealed record EffectSize(string Name, double Estimate, double? ConfLow, double? ConfHigh, string Variant);

/// <summary>A comparison of one variable between the values of another.</summary>
/// <param name="Variable">What is compared.</param>
/// <param name="Group">What makes the groups.</param>
/// <param name="Rows">Rows with both, n.</param>
/// <param name="Smallest">Rows of the smallest group or cell.</param>
/// <param name="Tests">The tests, the main one first.</param>
/// <param name="Effects">The effect sizes, the main one first.</param>
public sealed record Comparison(string Variable, string Group, long Rows, long Smallest, ImmutableArray<ComparisonTest> Tests, ImmutableArray<EffectSize> Effects)
{
    /// <summary>p value of the main test, adjusted after Holm (1979) for the comparisons of the request.</summary>
    public double HolmP { get; init; }

    /// <summary>The same after Benjamini and Hochberg (1995).</summary>
    public double BenjaminiHochbergP { get; init; }
}

/// <summary>Compares a number between groups.</summary>
internal sealed class MeanComparison
{
    private readonly GroupSums _sums;
    private readonly MomentSums[] _groups;
    private readonly double _n, _mean, _within, _between;
    private readonly double _level;

    internal MeanComparison(GroupSums sums, IEnumerable<int> order, double level)
    {
        (_sums, _level) = (sums, level);
        _groups = [.. order.Where(sums.Of.ContainsKey).Select(code => sums.Of[code].Moments)];
        _n = _groups.Sum(group => group.Count);
        _mean = _groups.Sum(group => group.Count * group.Mean) / _n;
        _within = _groups.Sum(group => group.Second);
        _between = _groups.Sum(group => group.Count * (group.Mean - _mean) * (group.Mean - _mean));
    }

    private int K => _groups.Length;

    private double F => _between / (K - 1) / (_within / (_n - K));

    internal bool HasWelch => _groups.All(group => group.Variance > 0);

    internal Comparison Of(MeanTest main, ImmutableArray<AnswerCount>[]? values)
    {
        if (!(_within + _between > 0)) throw new StudyException(DescribeFaults.Constant(_sums.Variable, _sums.Group));
        var found = new List<(MeanTest Kind, ComparisonTest Test)>();
        if (HasWelch) found.Add((MeanTest.Welch, K == 2 ? WelchT() : WelchF()));
        if (_within > 0 && _n > K) found.Add((MeanTest.Anova, K == 2 ? StudentsT() : new("anova_f", F, K - 1, _n - K, FisherF.Upper(F, K - 1, _n - K))));
        if (values is not null) found.Add((MeanTest.Kruskal, Kruskal(values)));
        ImmutableArray<ComparisonTest> tests = [.. found.OrderBy(one => one.Kind != main).Select(one => one.Test)];
        return new Comparison(_sums.Variable, _sums.Group, (long)_n, _groups.Min(group => group.Count), tests, [.. Effects(found)]);
    }

    private IEnumerable<EffectSize> Effects(List<(MeanTest Kind, ComparisonTest Test)> found)
    {
        if (_within > 0 && _n > K)
        {
            if (K == 2) yield return Hedges();
            var (low, high) = ShareEnds();
            double mean = _within / (_n - K), total = _within + _between;
            yield return new("eta_squared", _between / total, low, high, "SSB / SST; noncentral F, λ / (λ + n) (Steiger 2004)");
            yield return new("omega_squared", Math.Max(0, (_between - (K - 1) * mean) / (total + mean)), low, high, "Hays (1963), not below 0; interval of the same share in the population");
            yield return new("epsilon_squared", Math.Max(0, (_between - (K - 1) * mean) / total), low, high, "Kelley (1935), not below 0; interval of the same share in the population");
        }
        foreach (var (_, test) in found.Where(one => one.Kind == MeanTest.Kruskal))
            yield return new("rank_epsilon_squared", test.Statistic / (_n - 1), null, null, "H / (n - 1), ties corrected (Kelley 1935; King and Minium 2008)");
    }

    // The share of variance in the population, from the noncentralities at which F stands at the ends.
    private (double Low, double High) ShareEnds()
    {
        double f = F, df1 = K - 1, df2 = _n - K, tail = (1 - _level) / 2, start = df1 * f + 8 * Math.Sqrt(df1 * f + 4);
        double Share(double probability) => Noncentral.At(noncentrality => Noncentral.F(f, df1, df2, noncentrality), probability, start) is var found ? found / (found + _n) : 0;
        return (Share(1 - tail), Share(tail));
    }

    private EffectSize Hedges()
    {
        double df = _n - 2, scale = Math.Sqrt(1.0 / _groups[0].Count + 1.0 / _groups[1].Count), t = StudentsT().Statistic;
        double j = Math.Exp(IncompleteBeta.LogGamma(df / 2) - Math.Log(Math.Sqrt(df / 2)) - IncompleteBeta.LogGamma((df - 1) / 2));
        var (low, high) = Noncentral.Ends(t, df, _level);
        return new("hedges_g", j * t * scale, j * low * scale, j * high * scale, "Hedges (1981), exact J, pooled variance; noncentral t (Steiger and Fouladi 1997)");
    }

    private ComparisonTest StudentsT()
    {
        double df = _n - 2, t = (_groups[0].Mean - _groups[1].Mean) / Math.Sqrt(_within / df * (1.0 / _groups[0].Count + 1.0 / _groups[1].Count));
        return new("student_t", t, df, null, StudentT.TwoSided(t, df));
    }

    private ComparisonTest WelchT()
    {
        double[] errors = [.. _groups.Select(group => group.Variance!.Value / group.Count)];
        double sum = errors[0] + errors[1], t = (_groups[0].Mean - _groups[1].Mean) / Math.Sqrt(sum);
        double df = sum * sum / (errors[0] * errors[0] / (_groups[0].Count - 1) + errors[1] * errors[1] / (_groups[1].Count - 1));
        return new("welch_t", t, df, null, StudentT.TwoSided(t, df));
    }

    // Welch (1951), eqs. 5 to 8.
    private ComparisonTest WelchF()
    {
        double[] weights = [.. _groups.Select(group => group.Count / group.Variance!.Value)];
        double total = weights.Sum(), mean = weights.Zip(_groups, (weight, group) => weight * group.Mean).Sum() / total;
        double unevenness = weights.Zip(_groups, (weight, group) => (1 - weight / total) * (1 - weight / total) / (group.Count - 1)).Sum() / (K * K - 1.0);
        double f = weights.Zip(_groups, (weight, group) => weight * (group.Mean - mean) * (group.Mean - mean)).Sum() / ((K - 1) * (1 + 2 * (K - 2) * unevenness));
        return new("welch_f", f, K - 1, 1 / (3 * unevenness), FisherF.Upper(f, K - 1, 1 / (3 * unevenness)));
    }

    // Mean ranks of ties, H divided by 1 - Σ(t³ - t) / (n³ - n).
    private ComparisonTest Kruskal(ImmutableArray<AnswerCount>[] values)
    {
        var sums = new double[K];
        double below = 0, ties = 0;
        foreach (var same in values.SelectMany((group, at) => group.Select(value => (value.Value, value.Count, at))).GroupBy(value => value.Value).OrderBy(same => same.Key))
        {
            double count = same.Sum(one => one.Count), rank = below + (count + 1) / 2;
            foreach (var (_, times, at) in same) sums[at] += times * rank;
            ties += count * count * count - count;
            below += count;
        }
        double h = 12 / (_n * (_n + 1)) * sums.Select((sum, at) => (sum / _groups[at].Count - (_n + 1) / 2) * (sum / _groups[at].Count - (_n + 1) / 2) * _groups[at].Count).Sum() / (1 - ties / (_n * _n * _n - _n));
        return new("kruskal_wallis", h, K - 1, null, ChiSquared.Upper(h, K - 1));
    }
}
