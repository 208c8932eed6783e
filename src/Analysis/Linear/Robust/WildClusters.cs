using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// The wild cluster bootstrap from the roots of the communities: a draw costs a pass over k numbers of each community, whatever the number of rows; Roodman, MacKinnon,
/// Nielsen and Webb (2019). The restricted residuals are linear in the tested value, so five numbers a draw answer for every value of the inversion.
/// </summary>
internal sealed class WildClusters
{
    private const int ReportEvery = 512;

    private readonly Solution _solution;
    private readonly WildSpec _spec;
    private readonly double[][] _scores;
    private readonly double[][] _shares;
    private readonly bool _enumerated;
    private readonly int _draws;

    internal WildClusters(Solution solution, CommunityRoots communities, WildSpec spec)
    {
        _solution = solution;
        _spec = spec;
        var blocks = ClusterBlock.Of(solution, communities);
        _scores = [.. blocks.Select(block => block.Score)];
        _shares = [.. blocks.Select(block => block.Share)];
        _enumerated = spec.Weights == WildWeights.Rademacher && blocks.Length < 31 && 1L << blocks.Length <= spec.Draws;
        // t* is the same for a draw and its negative: the first sign stays +.
        _draws = _enumerated ? 1 << (blocks.Length - 1) : spec.Draws;
    }

    /// <summary>p values and intervals of all coefficients.</summary>
    internal WildBootstrap Run(double level, IProgress<long>? progress, CancellationToken stop)
    {
        WildTest[] tests = [.. Enumerable.Range(0, _solution.K).Select(j => Test(j, progress, stop))];
        return new WildBootstrap(_enumerated ? 2 * _draws : _draws, _enumerated, [.. tests.Select(test => test.PValue(test.Estimate))],
            [.. tests.Select(test => test.Bound(1, 1 - level))], [.. tests.Select(test => test.Bound(-1, 1 - level))]);
    }

    private WildTest Test(int j, IProgress<long>? progress, CancellationToken stop)
    {
        var contrast = new WildContrast(_solution, _scores, _shares, j);
        var draws = new WildDraw[_draws];
        var weights = new double[_scores.Length];
        for (int b = 0; b < _draws; b++)
        {
            if (b % ReportEvery == 0) stop.ThrowIfCancellationRequested();
            Draw(b, weights);
            draws[b] = contrast.Of(weights);
            if (b % ReportEvery == 0) progress?.Report((long)j * _draws + b);
        }
        return new WildTest(_solution.Beta[j], contrast.Variance, draws, _enumerated);
    }

    private void Draw(int b, double[] weights)
    {
        if (_enumerated) Signs(weights, (ulong)b << 1);
        else if (_spec.Weights == WildWeights.Rademacher) Signs(weights, RandomStream.Of(_spec.Seed, b));
        else Six(weights, RandomStream.Of(_spec.Seed, b));
    }

    private static void Signs(double[] weights, ulong bits)
    {
        for (int g = 0; g < weights.Length; g++, bits >>= 1) weights[g] = (bits & 1) == 0 ? 1 : -1;
    }

    private static void Signs(double[] weights, RandomStream random)
    {
        ulong bits = 0;
        for (int g = 0; g < weights.Length; g++, bits >>= 1)
        {
            if (g % 64 == 0) bits = random.Bits();
            weights[g] = (bits & 1) == 0 ? 1 : -1;
        }
    }

    private static readonly ImmutableArray<double> Webb = [-Math.Sqrt(1.5), -1, -Math.Sqrt(0.5), Math.Sqrt(0.5), 1, Math.Sqrt(1.5)];

    private static void Six(double[] weights, RandomStream random)
    {
        for (int g = 0; g < weights.Length; g++) weights[g] = Webb[random.Below(6)];
    }
}

/// <summary>One draw at the tested value β - δ: t*² = (n₀ + n₁δ)² / (d₀ + 2d₁δ + d₂δ²), up to the factor of CR1 that the sample shares.</summary>
internal readonly record struct WildDraw(double N0, double N1, double D0, double D1, double D2);

/// <summary>What draws need for one coefficient, whitened: z = R⁻ᵀe_j, z's_g, G_g z.</summary>
internal sealed class WildContrast
{
    private readonly int _k;
    private readonly double[] _z;
    private readonly double[] _scores;
    private readonly double[] _reaches;
    private readonly double[] _own;
    private readonly double[] _reach;
    private readonly double _length;

    internal WildContrast(Solution solution, double[][] scores, double[][] shares, int j)
    {
        _k = solution.K;
        _z = solution.Whitened(j);
        _length = SmallMatrix.Dot(_z, _z);
        _scores = [.. scores.SelectMany(score => score)];
        _reaches = [.. shares.SelectMany(share => SmallMatrix.Times(share, _z, _k))];
        _own = [.. scores.Select(score => SmallMatrix.Dot(_z, score))];
        _reach = [.. shares.Select(share => SmallMatrix.Bilinear(_z, share, _z) / _length)];
        Variance = SmallMatrix.Dot(_own, _own);
    }

    /// <summary>The variance of the coefficient without the factor of CR1.</summary>
    internal double Variance { get; }

    internal WildDraw Of(double[] weights)
    {
        Span<double> b0 = stackalloc double[_k], b1 = stackalloc double[_k];
        for (int g = 0; g < weights.Length; g++)
        {
            SmallMatrix.Add(b0, weights[g], _scores.AsSpan(g * _k, _k));
            SmallMatrix.Add(b1, weights[g] / _length, _reaches.AsSpan(g * _k, _k));
        }
        double d0 = 0, d1 = 0, d2 = 0;
        for (int g = 0; g < weights.Length; g++)
        {
            var reach = _reaches.AsSpan(g * _k, _k);
            double a = weights[g] * _own[g] - SmallMatrix.Dot(reach, b0), c = weights[g] * _reach[g] - SmallMatrix.Dot(reach, b1);
            d0 += a * a;
            d1 += a * c;
            d2 += c * c;
        }
        return new WildDraw(SmallMatrix.Dot(_z, b0), SmallMatrix.Dot(_z, b1), d0, d1, d2);
    }
}

/// <summary>The draws of one coefficient: p values of every value, and the interval of those not rejected.</summary>
internal sealed class WildTest(double estimate, double variance, WildDraw[] draws, bool enumerated)
{
    /// <summary>Draws whose |t*| is the sample's but for rounding count as equal.</summary>
    private const double Tie = 1e-9;

    private const int Doublings = 40;

    internal double Estimate => estimate;

    /// <summary>p value of β = estimate - distance.</summary>
    internal double PValue(double distance)
    {
        long reached = draws.Count(draw => Reaches(draw, distance));
        return enumerated ? (double)reached / draws.Length : (1.0 + reached) / (draws.Length + 1);
    }

    private bool Reaches(WildDraw draw, double distance)
    {
        double numerator = draw.N0 + draw.N1 * distance, denominator = draw.D0 + 2 * draw.D1 * distance + draw.D2 * distance * distance;
        return numerator * numerator * variance >= distance * distance * denominator * (1 - 2 * Tie);
    }

    /// <summary>The bound of the values that are not rejected, the nearest to the estimate; null when none is found within 10¹² standard errors.</summary>
    /// <param name="side">1 for the lower bound, -1 for the upper.</param>
    /// <param name="alpha">Level of the test.</param>
    internal double? Bound(int side, double alpha)
    {
        double step = Math.Sqrt(variance), low = 0, high = step;
        if (!(step > 0)) return null;
        for (int i = 0; PValue(side * high) > alpha; i++, high *= 2)
        {
            if (i == Doublings) return null;
            low = high;
        }
        while (high - low > 1e-14 * (high + Math.Abs(estimate)))
        {
            double middle = (low + high) / 2;
            if (PValue(side * middle) > alpha) low = middle; else high = middle;
            if (middle == low && middle == high) break;
        }
        return estimate - side * (low + high) / 2;
    }
}
