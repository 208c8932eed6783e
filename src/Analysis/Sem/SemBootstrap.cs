using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Bootstrap of whole communities from their sums: no row is needed. Percentile intervals, Davison and Hinkley (1997), eq. 5.8.</summary>
internal sealed class SemBootstrap
{
    private const int FewestCommunities = 10, Pace = 64;

    // Squared steps in standard errors: what is left after the last is a thousandth of one, where 1,000 draws know a limit to a twentieth.
    private const double Tolerance = 1e-10, NearTolerance = 1e-3;

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
        var sums = CommunitySums.Of(estimated);
        var kept = new double[draws][];
        int done = 0;
        // Each draw has a stream and a place of its own: the order in which they are made does not matter.
        Parallel.For(0, draws, new ParallelOptions { CancellationToken = stop }, () => new Run(estimated, sums), (draw, _, run) =>
        {
            kept[draw] = run.Draw(RandomStream.Of(estimated.Spec.Seed, draw));
            if (Interlocked.Increment(ref done) is var made && made % Pace == 0) progress?.Report(made);
            return run;
        }, _ => { });
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
        private readonly SemCriterion _criterion, _known;
        private readonly ScoringSearch _search;
        private readonly CommunitySums[] _groups;
        private readonly GroupMoments[] _moments;
        private readonly int[][] _counts;
        private readonly double[] _theta, _root, _total;

        internal Run(SemEstimated estimated, CommunitySums[] groups)
        {
            var model = estimated.Model;
            (_estimated, _groups, _moments) = (estimated, groups, [.. estimated.Statistics.Moments]);
            _criterion = new SemCriterion(model.Table, _moments);
            _known = new SemCriterion(model.Table, _moments);
            _known.Value(model.Theta);
            _search = new ScoringSearch(_criterion, model.Constraints);
            (_theta, _root, _total) = (new double[model.K], new double[model.K * model.K], new double[groups[0].Length]);
            _counts = [.. groups.Select(group => new int[group.Communities])];
            PositiveDefinite.TryFactor([.. model.Expected.Select(value => 2 * value)], model.K, _root, out double _);
        }

        /// <summary>Free and defined parameters of a draw; none when it does not converge.</summary>
        internal double[] Draw(RandomStream stream)
        {
            for (int g = 0; g < _groups.Length; g++) _moments[g] = _groups[g].Draw(stream, _counts[g], _total);
            _criterion.Replace(_moments);
            _estimated.Model.Theta.CopyTo(_theta, 0);
            if (!RunNear() && !RunAll()) return [];
            var constraints = _estimated.Model.Constraints;
            double[] values = [.. _theta, .. _estimated.Spec.Model.Defined.Select(defined => constraints.Of(defined.Expression, _theta))];
            return values.All(double.IsFinite) ? values : [];
        }

        private bool RunNear()
        {
            _known.Renew(_moments);
            if (!_estimated.Model.Table.Exogenous.IsEmpty) _known.Value(_theta);
            return _search.RunNear(_theta, _root, NearTolerance / _criterion.Rows, _known);
        }

        private bool RunAll()
        {
            _estimated.Model.Theta.CopyTo(_theta, 0);
            return _search.Run(_theta, Tolerance / _criterion.Rows);
        }
    }

    /// <summary>Sums of the communities of a group about its mean: rows, p sums, and the lower triangle of p × p products, one run of numbers a community.</summary>
    private sealed class CommunitySums
    {
        private readonly double[] _sums, _mean;

        private CommunitySums(GroupMoments group, RootMoments[] communities, string name)
        {
            if (communities.Length < FewestCommunities) throw new StudyException(StructuralFaults.FewCommunities(communities.Length, name));
            int p = group.P;
            (_mean, Communities, Length) = (group.Mean, communities.Length, 1 + p + p * (p + 1) / 2);
            _sums = new double[Communities * Length];
            for (int c = 0; c < Communities; c++) Fill(communities[c], _sums.AsSpan(c * Length, Length));
        }

        internal int Communities { get; }

        /// <summary>Numbers a community.</summary>
        internal int Length { get; }

        internal static CommunitySums[] Of(SemEstimated estimated) => [.. estimated.Statistics.Moments.Select((group, g) =>
            new CommunitySums(group, [.. estimated.Statistics.Communities[g].Select(one => one.Sums)], estimated.Statistics.Groups[g]))];

        private void Fill(RootMoments one, Span<double> into)
        {
            int p = _mean.Length, at = 1 + p;
            into[0] = one.Weight;
            for (int i = 0; i < p; i++) into[1 + i] = one.Weight * (one.Mean[i] - _mean[i]);
            for (int i = 0; i < p; i++)
                for (int j = 0; j <= i; j++) into[at++] = one.Products[i * p + j] + into[1 + i] * into[1 + j] / one.Weight;
        }

        internal GroupMoments Draw(RandomStream stream, int[] counts, double[] total)
        {
            Array.Clear(counts);
            Array.Clear(total);
            for (int pick = 0; pick < Communities; pick++) counts[stream.Below(Communities)]++;
            for (int c = 0; c < Communities; c++) if (counts[c] > 0) Lanes.Add(total, counts[c], _sums.AsSpan(c * Length, Length));
            return Moments(total);
        }

        private GroupMoments Moments(double[] total)
        {
            int p = _mean.Length, at = 1 + p;
            double[] s = new double[p * p], mean = new double[p];
            for (int i = 0; i < p; i++) mean[i] = _mean[i] + total[1 + i] / total[0];
            for (int i = 0; i < p; i++)
                for (int j = 0; j <= i; j++) s[i * p + j] = s[j * p + i] = total[at++] / total[0] - total[1 + i] / total[0] * (total[1 + j] / total[0]);
            return new GroupMoments((long)Math.Round(total[0]), mean, s);
        }
    }
}
