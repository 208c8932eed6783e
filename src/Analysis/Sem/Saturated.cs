namespace CoProduction.Analysis;

/// <summary>The saturated model of a group: whitened by its covariances, exogenous variables first.</summary>
internal sealed class Saturated
{
    private readonly int[] _order;
    private readonly double[] _whitener;
    private readonly int _p;

    private Saturated(GroupMoments moments, int[] order, double[] whitener, int exogenous, double logDeterminant, double exogenousLog) =>
        (Moments, _order, _whitener, _p, Exogenous, LogDeterminant, ExogenousLog) = (moments, order, whitener, order.Length, exogenous, logDeterminant, exogenousLog);

    internal GroupMoments Moments { get; }

    /// <summary>Exogenous variables, q.</summary>
    internal int Exogenous { get; }

    /// <summary>ln |S|.</summary>
    internal double LogDeterminant { get; }

    /// <summary>ln |S_xx|.</summary>
    internal double ExogenousLog { get; }

    /// <exception cref="StudyException">A variable does not vary or is a combination of others.</exception>
    internal static Saturated Of(ParameterTable table, GroupMoments moments, int group)
    {
        int p = moments.P, q = table.Exogenous.Length;
        int[] order = [.. Enumerable.Range(0, p).OrderBy(i => table.Exogenous.Contains(table.Observed[i]) ? 0 : 1)];
        double[] s = new double[p * p], root = new double[p * p];
        for (int i = 0; i < p; i++)
            for (int j = 0; j < p; j++) s[i * p + j] = moments.S[order[i] * p + order[j]];
        for (int i = 0; i < p; i++)
        {
            // Of equal values the root leaves rounding, about 1e-32 of their square.
            if (!(s[i * p + i] > 1e-24 * moments.Mean[order[i]] * moments.Mean[order[i]])) throw new StudyException(StructuralFaults.Constant(table.Observed[order[i]], table.Groups[group]));
            if (!PositiveDefinite.TryFactor(Leading(s, p, i + 1), i + 1, root, out _)) throw new StudyException(StructuralFaults.Combination(table.Observed[order[i]], [.. order[..i].Select(at => table.Observed[at])], table.Groups[group]));
        }
        PositiveDefinite.TryFactor(s, p, root, out double logDeterminant);
        double exogenous = Enumerable.Range(0, q).Sum(i => 2 * Math.Log(root[i * p + i]));
        return new Saturated(moments, order, root, q, logDeterminant, exogenous);
    }

    private static double[] Leading(double[] s, int p, int k)
    {
        var part = new double[k * k];
        for (int i = 0; i < k; i++) s.AsSpan(i * p, k).CopyTo(part.AsSpan(i * k, k));
        return part;
    }

    /// <summary>L⁻¹ z in the order of <c>exogenous first</c>.</summary>
    private void Whiten(ReadOnlySpan<double> z, Span<double> into)
    {
        for (int i = 0; i < _p; i++) into[i] = (z[_order[i]] - Lanes.Dot(_whitener.AsSpan(i * _p, i), into[..i])) / _whitener[i * _p + i];
    }

    /// <summary>
    /// Squared lengths of the rows' scores in the metric of the saturated information, times their squared weights: the part of tr(A₁⁻¹ B₁) that they add (Yuan and Bentler 2000). Exogenous moments are taken as known.
    /// </summary>
    /// <param name="block">The rows.</param>
    /// <param name="means">True to count the means.</param>
    internal double ScoreLength(CaseBlock block, bool means)
    {
        double[] whitened = Whitened(block), x = new double[LaneBlocks.Room], e = new double[LaneBlocks.Room];
        for (int i = 0; i < _p; i++)
        {
            var own = whitened.AsSpan(i * LaneBlocks.Room, LaneBlocks.Room);
            LaneBlocks.AddProduct(i < Exogenous ? x : e, 1, own, own);
        }
        double total = 0;
        for (int r = 0; r < block.Rows; r++) total += block.Weight(r) * block.Weight(r) * ((means ? e[r] : 0) + e[r] * x[r] + 0.5 * (e[r] * e[r] - 2 * e[r] + _p - Exogenous));
        return total;
    }

    // L⁻¹ z of every row, variable by variable.
    private double[] Whitened(CaseBlock block)
    {
        const int Room = LaneBlocks.Room;
        double[] gaps = new double[_p * Room], whitened = new double[_p * Room], explained = new double[Room];
        block.Deviations(Moments.Mean, gaps);
        for (int i = 0; i < _p; i++)
        {
            LaneBlocks.Combine(_whitener.AsSpan(i * _p, i), whitened, explained);
            ReadOnlySpan<double> gap = gaps.AsSpan(_order[i] * Room, Room);
            for (int r = 0; r < Room; r++) whitened[i * Room + r] = (gap[r] - explained[r]) / _whitener[i * _p + i];
        }
        return whitened;
    }

    /// <summary>The same for the summed scores of a community.</summary>
    internal double ScoreLength(RootMoments sums, bool means)
    {
        double[] gap = [.. sums.Mean.Select((mean, i) => mean - Moments.Mean[i])], sum = new double[_p], products = Whitened(sums, gap);
        Whiten(gap, sum);
        double total = 0;
        for (int i = Exogenous; i < _p; i++)
        {
            if (means) total += sums.Weight * sums.Weight * sum[i] * sum[i];
            for (int j = 0; j < _p; j++)
            {
                double entry = products[i * _p + j] - (i == j ? sums.Weight : 0);
                total += (j < Exogenous ? 1 : 0.5) * entry * entry;
            }
        }
        return total;
    }

    private double[] Whitened(RootMoments sums, double[] gap)
    {
        double[] half = new double[_p * _p], full = new double[_p * _p], row = new double[_p];
        for (int i = 0; i < _p; i++)
        {
            for (int j = 0; j < _p; j++) row[j] = sums.Products[i * _p + j] + sums.Weight * gap[i] * gap[j];
            Whiten(row, half.AsSpan(i * _p, _p));
        }
        for (int j = 0; j < _p; j++)
        {
            for (int i = 0; i < _p; i++) row[i] = half[i * _p + j];
            Whiten(row, full.AsSpan(j * _p, _p));
        }
        return full;
    }
}
