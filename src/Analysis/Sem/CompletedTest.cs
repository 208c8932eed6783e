namespace CoProduction.Analysis;

/// <summary>
/// The test that a model would get from complete rows, by which CFI, TLI and RMSEA of incomplete rows do not depend on what is missing: χ² of the estimates on the saturated moments, and the scaling c by which
/// c df is its mean. Zhang and Savalei (2023), Psychological Methods 28:263-283: FIML-C in variant 6 for normal theory, 3 for robust tests, as lavaan takes them.
/// </summary>
internal sealed class CompletedTest
{
    private readonly SemEstimated _estimated;
    private readonly GroupMetric[] _metric;
    private readonly double[]? _products;
    private readonly GroupMoments[] _moments;

    private CompletedTest(SemEstimated estimated, GroupMetric[] metric, SemCases? cases)
    {
        (_estimated, _metric) = (estimated, metric);
        _products = cases is { Whole.Length: > 0 } ? SemCases.MeanProducts(cases.Whole, estimated.Rows) : null;
        _moments = [.. estimated.Statistics.Moments.Select(moments => new GroupMoments(moments.Rows, moments.Mean, moments.S))];
    }

    /// <summary>The indices' tests; null where the saturated moments are too many or their information is singular.</summary>
    internal static FitIndices? Of(SemFound found)
    {
        var estimated = found.Estimated;
        if (estimated.Metric is not { } metric) return null;
        var test = new CompletedTest(estimated, metric, found.Cases);
        return test.Of(estimated.Model) is { } model && test.Of(estimated.Baseline!) is { } baseline ? new FitIndices(model, baseline, estimated.Rows, estimated.Statistics.Groups.Length) : null;
    }

    private ModelTest? Of(SemEstimate model)
    {
        var criterion = new SemCriterion(model.Table, _moments);
        double value = criterion.Value(model.Theta);
        for (int g = 0; g < _moments.Length; g++) value -= criterion.Share(g) * (_estimated.Saturated[g].LogDeterminant + _moments[g].P);
        if (model.Df == 0) return new ModelTest(0, 0, 1);
        double[][] slopes = [.. _metric.Select((group, g) => MomentSlopes.Of(criterion[g], model.K, group.Places))];
        double[] own = Sum(slopes, group => group.Observed, model.K), complete = Sum(slopes, group => group.Complete, model.K);
        if (model.Inverse(own) is not { } inverse) return null;
        double trace = _products is null ? Plain(inverse, complete, model.K) : Robust(slopes, inverse, complete, model.K);
        return new ModelTest(_estimated.Rows * value, model.Df, trace / model.Df);
    }

    // tr(Wc Wm⁻¹) - tr(E⁻¹ Δ'Wc Δ).
    private double Plain(double[] inverse, double[] complete, int k) =>
        _metric.Sum(group => Lanes.Dot(group.Complete, group.Inverse)) - SmallMatrix.TraceOfProduct(inverse, complete, k);

    // tr(Wc Q J Q), Q = Wm⁻¹ - Δ E⁻¹ Δ', J the mean products of saturated scores.
    private double Robust(double[][] slopes, double[] inverse, double[] complete, int k)
    {
        double trace = 0;
        double[] mixed = new double[k * k], within = Sum(slopes, Scores, k);
        for (int g = 0; g < _metric.Length; g++)
        {
            var group = _metric[g];
            int q = group.Size;
            double[] left = new double[q * q], right = new double[q * q], part = new double[k * q], added = new double[k * k];
            Lanes.TimesTransposed(group.Complete, group.Inverse, q, left);
            Lanes.TimesTransposed(Scores(group), group.Inverse, q, right);
            trace += SmallMatrix.TraceOfProduct(left, right, q);
            // Δ'J D Wc Δ.
            double[] carried = new double[k * q];
            Lanes.TimesTransposed(slopes[g], Scores(group), q, part);
            Lanes.TimesTransposed(part, left, q, carried);
            Lanes.TimesTransposed(carried, slopes[g], q, added);
            Lanes.Add(mixed, 1, added);
        }
        return trace - 2 * SmallMatrix.TraceOfProduct(inverse, mixed, k) + SmallMatrix.TraceOfProduct(SmallMatrix.Times(complete, inverse, k), SmallMatrix.Times(within, inverse, k), k);
    }

    private double[] Scores(GroupMetric group)
    {
        int q = group.Size, all = (int)Math.Sqrt(_products!.Length);
        var part = new double[q * q];
        for (int i = 0; i < q; i++)
            for (int j = 0; j < q; j++) part[i * q + j] = _products[group.Frees[i] * all + group.Frees[j]];
        return part;
    }

    // Σ Δ'W Δ over the groups, k × k.
    private double[] Sum(double[][] slopes, Func<GroupMetric, double[]> weight, int k)
    {
        var sum = new double[k * k];
        for (int g = 0; g < _metric.Length; g++)
        {
            double[] weighed = new double[slopes[g].Length], part = new double[k * k];
            Lanes.TimesTransposed(slopes[g], weight(_metric[g]), _metric[g].Size, weighed);
            Lanes.TimesTransposed(weighed, slopes[g], _metric[g].Size, part);
            Lanes.Add(sum, 1, part);
        }
        return sum;
    }
}
