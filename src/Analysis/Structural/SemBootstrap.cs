using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Bootstrap of whole communities from their sums: no row is needed. Percentile intervals, Davison and Hinkley (1997), eq. 5.8.</summary>
internal sealed class SemBootstrap
{
    private const int FewestCommunities = 10, Pace = 16;
    private const double Tolerance = 1e-14;

    private readonly double[][] _free, _defined;
    private readonly double _level;

    private SemBootstrap(double[][] free, double[][] defined, int count, int failed, double level) => (_free, _defined, Count, Failed, _level) = (free, defined, count, failed, level);

    internal int Count { get; }

    internal int Failed { get; }

    internal string Words => string.Create(CultureInfo.InvariantCulture, $"percentile of {Count} draws of communities");

    internal (double, double, double)? Parameter(int free) => Interval(_free[free]);

    internal (double, double, double)? Defined(int index) => Interval(_defined[index]);

    private (double, double, double)? Interval(double[] sorted)
    {
        double mean = sorted.Average(), error = Math.Sqrt(sorted.Sum(value => (value - mean) * (value - mean)) / (sorted.Length - 1));
        var (low, high) = DrawInterval.Percentile(sorted, _level);
        return error > 1e-12 * Math.Abs(mean) ? (error, low, high) : null;
    }

    internal static SemBootstrap Of(SemEstimated estimated, IProgress<long>? progress, CancellationToken stop)
    {
        if (!estimated.Statistics.Clustered) throw new StudyException(StructuralFaults.BootstrapNeedsClusters());
        int draws = estimated.Spec.Draws;
        var run = new Run(estimated);
        var kept = new double[draws][];
        for (int draw = 0; draw < draws; draw++)
        {
            if (draw % Pace == 0) progress?.Report(draw);
            stop.ThrowIfCancellationRequested();
            kept[draw] = run.Draw(RandomStream.Of(estimated.Spec.Seed, draw));
        }
        progress?.Report(draws);
        double[][] sound = [.. kept.Where(one => one.Length > 0)];
        if (sound.Length < Math.Max(2, draws / 2)) throw new StudyException(StructuralFaults.MostDrawsFailed(draws - sound.Length, draws));
        int k = estimated.Model.K;
        double[] Sorted(int at) => [.. sound.Select(one => one[at]).Order()];
        return new SemBootstrap([.. Enumerable.Range(0, k).Select(Sorted)], [.. Enumerable.Range(k, estimated.Spec.Model.Defined.Length).Select(Sorted)], draws, draws - sound.Length, estimated.Spec.Level);
    }

    private sealed class Run
    {
        private readonly SemEstimated _estimated;
        private readonly SemCriterion _criterion;
        private readonly ScoringSearch _search;
        private readonly CommunitySums[] _groups;
        private readonly GroupMoments[] _moments;
        private readonly double[] _theta;

        internal Run(SemEstimated estimated)
        {
            _estimated = estimated;
            var moments = estimated.Statistics.Moments;
            _groups = [.. moments.Select((group, g) => new CommunitySums(group, [.. estimated.Statistics.Communities[g].Select(one => one.Sums)], estimated.Statistics.Groups[g]))];
            _moments = [.. moments];
            _criterion = new SemCriterion(estimated.Model.Table, _moments);
            _search = new ScoringSearch(_criterion, estimated.Model.Constraints);
            _theta = new double[estimated.Model.K];
        }

        /// <summary>Free and defined parameters of a draw; none when it does not converge.</summary>
        internal double[] Draw(RandomStream stream)
        {
            for (int g = 0; g < _groups.Length; g++) _moments[g] = _groups[g].Draw(stream);
            _criterion.Replace(_moments);
            _estimated.Model.Theta.CopyTo(_theta, 0);
            if (!_search.Run(_theta, Tolerance)) return [];
            var constraints = _estimated.Model.Constraints;
            double[] values = [.. _theta, .. _estimated.Spec.Model.Defined.Select(defined => constraints.Of(defined.Expression, _theta))];
            return values.All(double.IsFinite) ? values : [];
        }
    }

    /// <summary>Sums of the communities of a group about its mean.</summary>
    private sealed class CommunitySums
    {
        private readonly long[] _rows;
        private readonly double[][] _sums, _products;
        private readonly double[] _mean;

        internal CommunitySums(GroupMoments group, RootMoments[] communities, string name)
        {
            if (communities.Length < FewestCommunities) throw new StudyException(StructuralFaults.FewCommunities(communities.Length, name));
            _mean = group.Mean;
            _rows = [.. communities.Select(one => one.Rows)];
            _sums = [.. communities.Select(one => one.Mean.Select((mean, i) => one.Rows * (mean - group.Mean[i])).ToArray())];
            _products = [.. communities.Select((one, c) => About(one, _sums[c]))];
        }

        internal GroupMoments Draw(RandomStream stream)
        {
            int p = _mean.Length;
            double[] sum = new double[p], s = new double[p * p];
            long rows = 0;
            for (int pick = 0; pick < _rows.Length; pick++)
            {
                int c = stream.Below(_rows.Length);
                rows += _rows[c];
                Lanes.Add(sum, 1, _sums[c]);
                Lanes.Add(s, 1, _products[c]);
            }
            for (int i = 0; i < p; i++) sum[i] /= rows;
            for (int i = 0; i < s.Length; i++) s[i] = s[i] / rows - sum[i / p] * sum[i % p];
            return new GroupMoments(rows, [.. sum.Select((gap, i) => _mean[i] + gap)], s);
        }

        private static double[] About(RootMoments one, double[] sum)
        {
            double[] products = [.. one.Products];
            for (int i = 0; i < sum.Length; i++) Lanes.Add(products.AsSpan(i * sum.Length, sum.Length), sum[i] / one.Rows, sum);
            return products;
        }
    }
}
