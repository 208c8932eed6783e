using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Tells the rows that a model uses: every field has a value, and the weight is not 0.</summary>
internal sealed class UsableRows
{
    private readonly ImmutableArray<string> _fields;
    private readonly string? _weights;
    private readonly Evaluation _evaluation = new([], 0);
    private readonly double[] _weight;
    private Frame _block = new([]);

    internal UsableRows(Formula formula, string? weights, string? cluster, ImmutableArray<string> groups, int capacity)
    {
        _fields = [.. formula.Variables.Concat(formula.Keys).Concat(new[] { weights, cluster }.OfType<string>()).Concat(groups.IsDefault ? [] : groups).Distinct(StringComparer.Ordinal)];
        _weights = weights;
        _weight = new double[capacity];
    }

    internal void Begin(Frame block)
    {
        _block = block;
        _evaluation.Begin(block);
    }

    /// <summary>Weight of a row of the run marked last.</summary>
    internal double Weight(int row) => _weight[row];

    /// <summary>Marks the rows that cannot be used.</summary>
    internal void Mark(int start, Span<bool> missing)
    {
        missing.Clear();
        foreach (string field in _fields) Missingness.Mark(_block[field], start, missing);
        if (_weights is null) return;
        _evaluation.Evaluate(new NameExpression(_weights, 0), start, missing, _weight.AsSpan(0, missing.Length));
        for (int r = 0; r < missing.Length; r++)
        {
            if (!missing[r] && !(_weight[r] >= 0)) throw new StudyException(LinearFaults.NegativeWeight(_weight[r]));
            missing[r] |= _weight[r] == 0;
        }
    }
}
