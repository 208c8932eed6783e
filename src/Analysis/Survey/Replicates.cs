using System.Collections.Immutable;
using System.Numerics;

namespace CoProduction.Analysis;

/// <summary>Replicate weights of a sample: for each replicate one factor a unit, and the scale of its squared distance from the mean of the replicates.</summary>
internal sealed class Replicates
{
    private readonly Action<int, double[]> _fill;
    private readonly int _units;

    private Replicates(int units, double[] scales, Action<int, double[]> fill)
    {
        _units = units;
        Scales = scales;
        _fill = fill;
    }

    /// <summary>Scale of each replicate.</summary>
    internal double[] Scales { get; }

    /// <summary>Degrees of freedom that so many replicates can carry.</summary>
    internal int Df(int df) => Math.Min(df, Scales.Length - 1);

    /// <exception cref="StudyException">The design does not allow these replicates.</exception>
    internal static Replicates Of(SurveySpec spec, SampleUnits units)
    {
        if (units.Count > SurveySpec.MostReplicatedUnits) throw new StudyException(SurveyFaults.TooManyUnits(units.Count));
        int[][] strata = [.. Enumerable.Range(0, units.Count).GroupBy(unit => units.StratumOf[unit]).OrderBy(stratum => stratum.Key).Select(stratum => stratum.ToArray())];
        return spec.Variance switch
        {
            SurveyVariance.Jk1 or SurveyVariance.Jkn => Jackknife(units, strata, spec.Lonely),
            SurveyVariance.Bootstrap => Bootstrap(units, strata, spec),
            SurveyVariance.Brr => Balanced(units, strata),
            _ => throw new ArgumentOutOfRangeException(nameof(spec)),
        };
    }

    /// <summary>Replicates of given factors, as another program made them.</summary>
    /// <param name="factors">Replicates × units.</param>
    /// <param name="scales">Scale of each replicate.</param>
    internal static Replicates Given(double[][] factors, double[] scales) => new(factors[0].Length, scales, (r, into) => factors[r].CopyTo(into, 0));

    /// <summary>Variance of q statistics: Σ scale_r (θ_r - θ̄)(θ_r - θ̄)', q × q, about the mean of the replicates as R's <c>svrVar</c> does by default; a replicate without an answer is left out.</summary>
    /// <param name="q">Number of statistics.</param>
    /// <param name="estimate">The statistics under given factors; null where they cannot be had.</param>
    /// <param name="progress">Told the replicates done.</param>
    /// <param name="stop">Stops the work.</param>
    internal (double[] Variance, int Lost) Variance(int q, Func<double[], double[]?> estimate, IProgress<long>? progress, CancellationToken stop)
    {
        double[] factors = new double[_units];
        var kept = new List<(double Scale, double[] Theta)>();
        for (int r = 0; r < Scales.Length; r++)
        {
            stop.ThrowIfCancellationRequested();
            _fill(r, factors);
            if (estimate(factors) is { } theta && theta.All(double.IsFinite)) kept.Add((Scales[r], theta));
            progress?.Report(r + 1);
        }
        if (kept.Count < 2) throw new StudyException(SurveyFaults.NoReplicates(Scales.Length));
        var counted = kept.Where(one => one.Scale > 0).ToList();
        double[] mean = [.. Enumerable.Range(0, q).Select(j => counted.Average(one => one.Theta[j]))], variance = new double[q * q];
        foreach (var (scale, theta) in kept)
            for (int a = 0; a < q; a++)
                for (int b = 0; b < q; b++) variance[a * q + b] += scale * ((theta[a] - mean[a]) * (theta[b] - mean[b]));
        return (variance, Scales.Length - kept.Count);
    }

    // A stratum of one unit that is dropped has no replicate of its own; with "average" the rest is scaled up, as R's jknweights does.
    private static Replicates Jackknife(SampleUnits units, int[][] strata, LonelyPolicy lonely)
    {
        var dropped = new List<(int Stratum, int Unit)>();
        var scales = new List<double>();
        for (int h = 0; h < strata.Length; h++)
        {
            int n = strata[h].Length;
            if (n == 1 && lonely == LonelyPolicy.Fail) throw new StudyException(SurveyFaults.LonelyUnit(units, h));
            if (n == 1 && lonely == LonelyPolicy.Adjust && strata.Length > 1)
            {
                dropped.Add((h, strata[h][0]));
                scales.Add((strata.Length - 1.0) / strata.Length);
            }
            if (n == 1) continue;
            dropped.AddRange(strata[h].Select(unit => (h, unit)));
            scales.AddRange(strata[h].Select(_ => units.Strata[h].Remaining * (n - 1) / n));
        }
        if (lonely == LonelyPolicy.Average) scales = [.. scales.Select(scale => scale * units.Count / scales.Count)];
        return new Replicates(units.Count, [.. scales], (r, into) => Drop(strata, dropped[r], into));
    }

    private static void Drop(int[][] strata, (int Stratum, int Unit) dropped, double[] into)
    {
        int n = strata[dropped.Stratum].Length;
        Array.Fill(into, n == 1 ? strata.Length / (strata.Length - 1.0) : 1);
        if (n > 1) foreach (int unit in strata[dropped.Stratum]) into[unit] = n / (n - 1.0);
        into[dropped.Unit] = 0;
    }

    private static Replicates Bootstrap(SampleUnits units, int[][] strata, SurveySpec spec)
    {
        if (Array.FindIndex(strata, stratum => stratum.Length == 1) is var h and >= 0) throw new StudyException(SurveyFaults.LonelyInReplicates(units, h));
        return new Replicates(units.Count, [.. Enumerable.Repeat(1.0 / (spec.Draws - 1), spec.Draws)], (r, into) => Draw(strata, RandomStream.Of(spec.Seed, r), into));
    }

    private static void Draw(int[][] strata, RandomStream random, double[] into)
    {
        Array.Clear(into);
        foreach (int[] stratum in strata)
        {
            double share = stratum.Length / (stratum.Length - 1.0);
            for (int i = 1; i < stratum.Length; i++) into[stratum[random.Below(stratum.Length)]] += share;
        }
    }

    private static Replicates Balanced(SampleUnits units, int[][] strata)
    {
        if (Array.FindIndex(strata, stratum => stratum.Length != 2) is var h and >= 0) throw new StudyException(SurveyFaults.BrrNeedsPairs(units, h));
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)strata.Length + 1);
        return new Replicates(units.Count, [.. Enumerable.Repeat(1.0 / size, size)], (r, into) =>
        {
            for (int h = 0; h < strata.Length; h++)
            {
                bool second = (BitOperations.PopCount((uint)((h + 1) & r)) & 1) == 0;
                into[strata[h][0]] = second ? 0 : 2;
                into[strata[h][1]] = second ? 2 : 0;
            }
        });
    }
}
