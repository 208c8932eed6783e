using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace CoProduction.Analysis;

/// <summary>What the first pass over the rows found.</summary>
/// <param name="Plan">The columns.</param>
/// <param name="Keys">The categories of the outcome in order.</param>
/// <param name="Source">Rows or patterns for the steps of the search.</param>
/// <param name="Whitening">Their coordinates.</param>
/// <param name="Root">Root of the columns and the outcome.</param>
/// <param name="Weights">Sum of the weights, scaled, of each outcome.</param>
/// <param name="People">Rows of each outcome.</param>
internal sealed record ChoiceReduction(ChoicePlan Plan, OutcomeKeys Keys, ChoiceSource Source, Whitening Whitening, CrossProduct Root, ImmutableSortedDictionary<double, double> Weights, ImmutableSortedDictionary<double, long> People)
{
    internal required TermPeople PeopleOfTerms { get; init; }

    internal required long RowsRead { get; init; }

    /// <summary>Distinct patterns of rows; null where they were too many.</summary>
    internal required int? Patterns { get; init; }

    /// <summary>Pattern and unit of each row; null where the rows are to be read again.</summary>
    internal RowLedger? Ledger { get; init; }

    internal ChoiceSpec Spec => Plan.Spec;

    /// <summary>Rows used.</summary>
    internal long Rows => Root.Rows;

    /// <summary>Rows, or people where weights count equal rows.</summary>
    internal double Size => Spec.Repeated ? Root.WeightSum : Rows;

    internal int Categories => Keys.Categories.Length;

    internal static ChoiceReduction Of(ChoicePlan plan, IEnumerable<Frame> blocks)
    {
        var accumulator = new FirstPass(plan);
        accumulator.Read(blocks);
        return accumulator.Finish(blocks);
    }
}

/// <summary>The first pass: patterns as long as there is room for them, the root of the columns, the outcomes.</summary>
internal sealed class FirstPass
{
    private const int BlockRows = 256;

    private readonly ChoicePlan _plan;
    private readonly OutcomeKeys _keys = new();
    private readonly ChoiceReader _reader;
    private readonly TermTally _tally;
    private readonly GrowingRoot _root;
    private readonly double[] _row;
    private readonly bool[] _used = new bool[1024];
    private readonly OutcomeTally _outcomes = new();
    private RowPatterns? _patterns;
    private RowLedger? _ledger;
    private long _rows;

    internal FirstPass(ChoicePlan plan)
    {
        _plan = plan;
        if (plan.Spec.NeedsScoresAlone && plan.Spec.PatternBytes > 0) _ledger = new RowLedger(Weighted, plan.Spec.PatternBytes / 4);
        _reader = new ChoiceReader(plan, _keys, units: _ledger is not null);
        _tally = new TermTally(plan.Design);
        _root = new GrowingRoot(plan.Columns + 1, BlockRows);
        _row = new double[plan.Columns + 1];
        _patterns = plan.Spec.PatternBytes > 0 ? new RowPatterns(plan.Columns, plan.Spec.PatternBytes) : null;
    }

    private bool Weighted => _plan.Spec.Design.Weights is not null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Read(IEnumerable<Frame> blocks)
    {
        foreach (var (_, rows) in _reader.Runs(blocks))
        {
            for (int r = 0; r < rows.Count; r++) Add(rows, r);
            if (_tally.IsDone) continue;
            var unused = _reader.Unused;
            for (int r = 0; r < unused.Length; r++) _used[r] = !unused[r];
            _tally.Add(_reader.Design, _used.AsSpan(0, unused.Length));
        }
        if (_rows == 0) throw new StudyException(LinearFaults.NoRows(_reader.Read, _reader.Read));
    }

    internal ChoiceReduction Finish(IEnumerable<Frame> blocks)
    {
        var spec = _plan.Spec;
        if (!spec.Family.IsCount()) _keys.Order(spec);
        _patterns?.Each((row, _, outcome, weight) => Fold(row, outcome, weight));
        var folded = _root.Finish([.. _plan.Labels, _plan.Spec.Outcome]);
        var root = new CrossProduct(folded.Labels, folded.Root, _rows, folded.WeightSum, folded.LogWeightSum);
        Check(root);
        var whitening = new Whitening(root, spec.Repeated || !Weighted ? 1 : _rows / root.WeightSum);
        _patterns?.Prepare(spec.Family.IsCount() ? null : _keys, whitening);
        if (_ledger is not null) _ledger.Sample = _reader.Units!.Finish();
        ChoiceSource source = _patterns is null ? new PassingRows(_plan, _keys, blocks, whitening) : _patterns;
        return new ChoiceReduction(_plan, _keys, source, whitening, root, Outcomes(entry => entry.Weight * whitening.Scale), Outcomes(entry => entry.Rows))
        {
            PeopleOfTerms = _tally.Finish(),
            RowsRead = _reader.Read,
            Patterns = _patterns?.Count,
            Ledger = _ledger,
        };
    }

    private ImmutableSortedDictionary<double, T> Outcomes<T>(Func<(double Weight, long Rows), T> value) =>
        _outcomes.Found.ToImmutableSortedDictionary(entry => _plan.Spec.Family.IsCount() ? entry.Key : _keys.Place((int)entry.Key), entry => value(entry.Value));

    private void Check(CrossProduct root)
    {
        int parameters = _plan.Map(Math.Max(2, _keys.Categories.Length)).Parameters;
        if (_rows <= parameters) throw new StudyException(ChoiceFaults.TooFewRows(_rows, parameters, _reader.Read - _rows));
        Collinearity.Check(root);
        if (_plan.Spec.Family.IsCount() && _outcomes.Found.Count() < 2) throw new StudyException(ChoiceFaults.ConstantCount(_plan.Spec.Outcome, _outcomes.Found.First().Key));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(ChoiceRows rows, int r)
    {
        double weight = rows.Weight[r], outcome = rows.Outcome[r];
        if (!double.IsFinite(weight)) throw new StudyException(LinearFaults.NotFinite(_plan.Spec.Design.Weights!, weight));
        if (_plan.Spec.Repeated && weight != Math.Floor(weight)) throw new StudyException(ChoiceFaults.NotWhole(_plan.Spec.Design.Weights!, weight));
        _rows++;
        _outcomes.Add(outcome, weight);
        if (_patterns is not null && !_patterns.Add(rows.Row(r), rows.Offset[r], outcome, weight))
        {
            _patterns.Each((row, _, y, sum) => Fold(row, y, sum));
            (_patterns, _ledger) = (null, null);
        }
        if (_ledger?.Add(_patterns!.Last, rows.Unit[r], weight) == false) _ledger = null;
        if (_patterns is null) Fold(rows.Row(r), outcome, weight);
    }

    // A pattern counts with the sum of its weights.
    private void Fold(ReadOnlySpan<double> row, double outcome, double weight)
    {
        row.CopyTo(_row);
        _row[^1] = outcome;
        _root.Add(_row, weight, weight != 1);
    }
}
