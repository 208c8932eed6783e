using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace CoProduction.Analysis;

/// <summary>A structural model at its minimum, before its errors are known: robust ones may need the rows once more.</summary>
public sealed class SemEstimated
{
    private readonly Lazy<GroupMetric[]?> _metric;

    internal SemEstimated(SemSpec spec, SemStatistics statistics, SemEstimate model, SemEstimate? baseline)
    {
        _metric = new(() => spec.Missing == SemMissing.Fiml ? SaturatedMetric.Of(this) : null);
        (Spec, Statistics, Model, Baseline) = (spec, statistics, model, baseline);
        SaturatedModel = baseline is not null && Robust && spec.Missing == SemMissing.Fiml ? BaselineModel.Saturated(model.Table, statistics.Moments) : null;
        Saturated = [.. statistics.Moments.Select((moments, g) => CoProduction.Analysis.Saturated.Of(model.Table, moments, g))];
    }

    /// <summary>What was estimated.</summary>
    public SemSpec Spec { get; }

    /// <summary>True when <see cref="SemCasesAccumulator"/> must see the rows once more.</summary>
    public bool NeedsRows => Robust && (!Statistics.Clustered || Spec.Missing == SemMissing.Fiml);

    internal bool Robust => Spec.Estimator != SemEstimator.Ml || Statistics.ClusterField is not null || Statistics.WeightField is not null;

    /// <summary>The saturated model as a model, which the robust test of incomplete rows needs.</summary>
    internal SemEstimate? SaturatedModel { get; }

    /// <summary>The saturated moments of incomplete rows as a metric; null for complete rows, and where there are too many moments.</summary>
    internal GroupMetric[]? Metric => _metric.Value;

    internal SemStatistics Statistics { get; }

    internal SemEstimate Model { get; }

    /// <summary>The independence model; null where only estimates are wanted.</summary>
    internal SemEstimate? Baseline { get; }

    internal ImmutableArray<Saturated> Saturated { get; }

    internal long Rows => Model.Criterion.Rows;

    /// <summary>Information that errors rest on: expected for ML of complete rows and MLM, observed otherwise, as lavaan.</summary>
    internal bool UsesObserved => Spec.Missing == SemMissing.Fiml || Spec.Estimator == SemEstimator.Mlr || Statistics.ClusterField is not null || Statistics.WeightField is not null;

    internal bool AboutSample => Spec.Estimator == SemEstimator.Mlm;
}

/// <summary>Sums over the rows, or over the communities, that robust errors and tests need.</summary>
public sealed class SemCases
{
    internal SemCases(SemEstimated estimated)
    {
        Estimated = estimated;
        Model = Scores(estimated, estimated.Model);
        Baseline = estimated.Baseline is null ? [] : Scores(estimated, estimated.Baseline);
        Whole = estimated.SaturatedModel is null ? [] : Scores(estimated, estimated.SaturatedModel);
        SaturatedTraces = new double[Model.Length];
    }

    internal SemEstimated Estimated { get; }

    internal CaseScores[] Model { get; }

    internal CaseScores[] Baseline { get; }

    /// <summary>Scores of the saturated model; empty for complete rows, of which lengths suffice.</summary>
    internal CaseScores[] Whole { get; }

    /// <summary>Sum over the rows of a group of the squared lengths of the saturated scores.</summary>
    internal double[] SaturatedTraces { get; }

    internal double? WholeTrace { get; set; }

    /// <summary>Mean product of scores, k × k, over all groups.</summary>
    internal static double[] MeanProducts(CaseScores[] scores, long rows)
    {
        int k = scores[0].K;
        var mean = new double[k * k];
        foreach (var group in scores) Lanes.Add(mean, 1.0 / rows, group.Products);
        for (int i = 0; i < k; i++)
            for (int j = 0; j < i; j++) mean[j * k + i] = mean[i * k + j];
        return mean;
    }

    /// <summary>The sums of the communities: no row is needed.</summary>
    internal static SemCases OfCommunities(SemEstimated estimated)
    {
        var cases = new SemCases(estimated);
        for (int g = 0; g < cases.Model.Length; g++) cases.AddGroup(g);
        return cases;
    }

    // As lavaan, each group's sums are multiplied by G / (G - 1) for its G communities.
    private void AddGroup(int g)
    {
        var communities = Estimated.Statistics.Communities[g];
        foreach (var (_, sums) in communities)
        {
            Model[g].Add(sums);
            if (Baseline.Length > 0) Baseline[g].Add(sums);
            SaturatedTraces[g] += Estimated.Saturated[g].ScoreLength(sums, Estimated.Model.Table.HasMeans);
        }
        double correction = communities.Length / Math.Max(1, communities.Length - 1.0);
        Model[g].Multiply(correction);
        if (Baseline.Length > 0) Baseline[g].Multiply(correction);
        SaturatedTraces[g] *= correction;
    }

    private static CaseScores[] Scores(SemEstimated estimated, SemEstimate model) => [.. Enumerable.Range(0, model.Criterion.Groups).Select(g => new CaseScores(model, g, estimated.AboutSample))];
}

/// <summary>Sees the rows once more for robust errors and tests; memory does not grow with them.</summary>
public sealed class SemCasesAccumulator
{
    private readonly ImmutableArray<SemCases> _cases;
    private readonly ImmutableArray<string> _observed, _groups;
    private readonly string? _groupField, _clusterField, _weightField;
    private readonly double _weightScale;
    private readonly bool _incomplete;
    private readonly int[] _needed;
    private readonly double[] _row, _gap;
    private readonly CaseBlock[] _blocks;

    /// <summary>An empty accumulator.</summary>
    /// <param name="models">Models of the same variables and groups.</param>
    /// <param name="groupField">Field of the groups; null for none.</param>
    public SemCasesAccumulator(ImmutableArray<SemEstimated> models, string? groupField)
    {
        _cases = [.. models.Select(model => new SemCases(model))];
        (_observed, _groups, _groupField) = (models[0].Statistics.Observed, models[0].Statistics.Groups, groupField);
        _incomplete = models[0].Spec.Missing == SemMissing.Fiml;
        (_weightField, _weightScale) = (models[0].Statistics.WeightField, models[0].Statistics.WeightScale);
        _clusterField = _incomplete ? models[0].Statistics.ClusterField : null;
        _needed = [.. models[0].Model.Table.Exogenous.Select(name => _observed.IndexOf(name))];
        (_row, _gap) = (new double[_observed.Length], new double[_observed.Length]);
        _blocks = [.. _cases[0].Model.Select(_ => new CaseBlock(_observed.Length))];
    }

    /// <summary>Adds rows; incomplete ones are left out.</summary>
    /// <exception cref="StudyException">A column is absent or of the wrong kind.</exception>
    public void Add(Frame block)
    {
        double[][] columns = [.. _observed.Select(name => block[name].Doubles())];
        Column? groups = _groupField is null ? null : block[_groupField], clusters = _clusterField is null ? null : block[_clusterField];
        double[]? weights = _weightField is null ? null : block[_weightField].Doubles();
        if (groups is null && weights is null && !_incomplete && columns.All(IsWhole)) AddAll(columns, block.Rows);
        else
            for (int r = 0; r < block.Rows; r++) AddRow(columns, groups, clusters, weights, r);
    }

    private void AddAll(double[][] columns, int rows)
    {
        for (int from = 0; from < rows;)
        {
            from += _blocks[0].Add(columns, from, rows);
            if (_blocks[0].IsFull) Take(0);
        }
    }

    private void AddRow(double[][] columns, Column? groups, Column? clusters, double[]? weights, int r)
    {
        if ((groups?.IsMissing(r) ?? false) || (clusters?.IsMissing(r) ?? false)) return;
        bool complete = true;
        for (int i = 0; i < _row.Length; i++) complete &= !double.IsNaN(_row[i] = columns[i][r]);
        int group = groups is null ? 0 : _groups.IndexOf(groups.Text(r));
        if (_incomplete) AddIncomplete(group, clusters?.Text(r));
        else if (complete && weights?[r] is not double.NaN) AddRow(group, weights is null ? 1 : weights[r] * _weightScale);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsWhole(double[] column)
    {
        foreach (double value in column)
            if (double.IsNaN(value)) return false;
        return true;
    }

    /// <summary>The sums so far, one a model.</summary>
    public ImmutableArray<SemCases> Finish()
    {
        for (int group = 0; group < _blocks.Length; group++) if (_blocks[group].Rows > 0) Take(group);
        foreach (var scores in _cases.SelectMany(cases => cases.Model.Concat(cases.Baseline).Concat(cases.Whole))) scores.CloseCommunities();
        return _cases;
    }

    private void AddIncomplete(int group, string? community)
    {
        UInt128 present = 0;
        for (int i = 0; i < _row.Length; i++) if (!double.IsNaN(_row[i])) present |= UInt128.One << i;
        if (present == 0 || _needed.Any(i => double.IsNaN(_row[i]))) return;
        foreach (var cases in _cases)
        {
            cases.Model[group].Add(_row, _gap, present, community);
            if (cases.Baseline.Length > 0) cases.Baseline[group].Add(_row, _gap, present, community);
            if (cases.Whole.Length > 0) cases.Whole[group].Add(_row, _gap, present, community);
        }
    }

    private void AddRow(int group, double weight)
    {
        _blocks[group].Add(_row, weight);
        if (_blocks[group].IsFull) Take(group);
    }

    private void Take(int group)
    {
        var block = _blocks[group];
        foreach (var cases in _cases)
        {
            if (!cases.Estimated.AboutSample) cases.SaturatedTraces[group] += cases.Estimated.Saturated[group].ScoreLength(block, cases.Estimated.Model.Table.HasMeans);
            cases.Model[group].Add(block);
            if (cases.Baseline.Length > 0) cases.Baseline[group].Add(block);
        }
        block.Clear();
    }
}
