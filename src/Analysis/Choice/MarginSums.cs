using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A marginal effect or prediction.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Term">What is changed, such as <c>age</c> or <c>kind: unit - commodity</c>.</param>
/// <param name="Outcome">Number of the predicted quantity.</param>
/// <param name="IsEffect">True for an effect, false for a prediction.</param>
/// <param name="Estimate">Its value.</param>
/// <param name="Gradient">Derivatives by the P parameters.</param>
internal sealed record ChoiceMargin(string Variable, string Term, int Outcome, bool IsEffect, double Estimate, double[] Gradient);

/// <summary>Sums of marginal effects over rows: a number's slope, and the prediction with a category set to each of its levels.</summary>
internal sealed class MarginSums
{
    private readonly MarginPlan _margins;
    private readonly ChoicePlan _plan;
    private readonly ResponseAt _response;
    private readonly ImmutableArray<(string Variable, int Level)> _asked;
    private readonly double[][] _sums;
    private readonly double[] _kept;
    private readonly double[] _design;
    private readonly double[] _direction;
    private readonly int _outcomes;
    private readonly Evaluation _evaluation;
    private readonly double[][] _slopes;
    private double _size;

    internal MarginSums(ChoicePlan plan, ChoiceEstimate estimate)
    {
        _plan = plan;
        _margins = new MarginPlan(plan.Design);
        _outcomes = estimate.Curve.Outcomes;
        _response = new ResponseAt(estimate.Curve, estimate.Map, estimate.Theta);
        _asked = [.. _margins.Numbers.Select(name => (name, -1)), .. _margins.Categories.SelectMany(name => _margins.LevelsOf(name).Select((_, level) => (name, level)))];
        _sums = [.. Enumerable.Range(0, _asked.Length * _outcomes).Select(_ => new double[1 + estimate.Map.Parameters])];
        (_kept, _design, _direction) = (new double[_margins.Width], new double[plan.Columns], new double[plan.Columns]);
        _evaluation = new Evaluation(_margins.Derivatives.Select(entry => entry.Slope), 1024);
        _slopes = [.. _margins.Derivatives.Select(_ => new double[1024])];
    }

    internal MarginPlan Plan => _margins;

    internal void Begin(Frame block) => _evaluation.Begin(block);

    /// <summary>Adds the rows of a run.</summary>
    internal void Add(DesignReader reader, ChoiceRows rows, int start, ReadOnlySpan<bool> unused)
    {
        for (int d = 0; d < _slopes.Length; d++) _evaluation.Evaluate(_margins.Derivatives[d].Slope, start, unused, _slopes[d].AsSpan(0, unused.Length));
        for (int r = 0; r < rows.Count; r++)
        {
            _margins.Keep(reader, rows.At[r], _slopes, _kept);
            _size += rows.Weight[r];
            _response.Of(rows.Row(r), rows.Offset[r]);
            for (int a = 0; a < _asked.Length; a++)
                if (_asked[a].Level < 0) AddSlope(a, rows.Row(r), rows.Weight[r]);
                else AddLevel(a, rows.Offset[r], rows.Weight[r]);
        }
    }

    internal ImmutableArray<ChoiceMargin> Finish()
    {
        var margins = ImmutableArray.CreateBuilder<ChoiceMargin>();
        for (int a = 0; a < _asked.Length; a++)
            if (_asked[a].Level < 0) margins.AddRange(Enumerable.Range(0, _outcomes).Select(j => Margin(a, j, _asked[a].Variable, true)));
        foreach (string category in _margins.Categories) margins.AddRange(Contrasts(category));
        for (int a = 0; a < _asked.Length; a++)
            if (_asked[a] is { Level: >= 0 and var level, Variable: var name }) margins.AddRange(Enumerable.Range(0, _outcomes).Select(j => Margin(a, j, $"{name}={_margins.LevelsOf(name)[level]}", false)));
        return margins.ToImmutable();
    }

    private IEnumerable<ChoiceMargin> Contrasts(string category)
    {
        var levels = _margins.LevelsOf(category);
        int first = _asked.IndexOf((category, 0));
        return from level in Enumerable.Range(1, levels.Length - 1)
               from j in Enumerable.Range(0, _outcomes)
               let changed = Margin(first + level, j, "", false)
               let at = Margin(first, j, "", false)
               select new ChoiceMargin(category, $"{category}: {levels[level]} - {levels[0]}", j, true, changed.Estimate - at.Estimate, [.. changed.Gradient.Zip(at.Gradient, (a, b) => a - b)]);
    }

    private ChoiceMargin Margin(int asked, int outcome, string term, bool effect)
    {
        double[] sums = _sums[asked * _outcomes + outcome];
        return new ChoiceMargin(_asked[asked].Variable, term, outcome, effect, sums[0] / _size, [.. sums.Skip(1).Select(sum => sum / _size)]);
    }

    private void AddSlope(int asked, ReadOnlySpan<double> row, double weight)
    {
        _margins.Slope(_kept, _asked[asked].Variable, _design);
        Ordered(_design, _direction);
        _response.Along(_direction);
        for (int j = 0; j < _outcomes; j++)
        {
            double[] sums = _sums[asked * _outcomes + j];
            sums[0] += weight * _response.Slope(j);
            _response.AddSlopeGradient(j, row, _direction, weight, sums.AsSpan(1));
        }
    }

    private void AddLevel(int asked, double offset, double weight)
    {
        _margins.With(_kept, _asked[asked].Variable, _asked[asked].Level, _design);
        Ordered(_design, _direction);
        _response.Of(_direction, offset);
        for (int j = 0; j < _outcomes; j++)
        {
            double[] sums = _sums[asked * _outcomes + j];
            sums[0] += weight * _response.Value[j];
            _response.AddGradient(j, _direction, weight, sums.AsSpan(1));
        }
    }

    private void Ordered(double[] from, double[] into)
    {
        for (int c = 0; c < into.Length; c++) into[c] = from[_plan.Order[c]];
    }
}
