using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The equalities and inequalities of a model, and its defined parameters, as functions of the free parameters.</summary>
internal sealed class ModelConstraints
{
    private readonly ImmutableArray<ModelConstraint> _all;
    private readonly Dictionary<string, StructuralParameter> _labels;
    private readonly Dictionary<string, DefinedTerm> _defined;

    /// <exception cref="StudyException">An expression names a label that is not there.</exception>
    internal ModelConstraints(ParameterTable table)
    {
        var model = table.Spec.Model;
        _labels = table.Rows.Where(row => row.Label.Length > 0).GroupBy(row => row.Label, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        _defined = new(StringComparer.Ordinal);
        foreach (var defined in model.Defined)
        {
            CheckLabels(defined.Expression);
            if (_labels.ContainsKey(defined.Name) || !_defined.TryAdd(defined.Name, defined)) throw new StudyException(StructuralFaults.DefinedTwice(defined));
        }
        foreach (var constraint in model.Constraints) CheckLabels(constraint.Difference);
        _all = model.Constraints;
        Equalities = [.. Enumerable.Range(0, _all.Length).Where(i => _all[i].IsEquality)];
        Inequalities = [.. Enumerable.Range(0, _all.Length).Where(i => !_all[i].IsEquality)];
    }

    internal ImmutableArray<int> Equalities { get; }

    internal ImmutableArray<int> Inequalities { get; }

    internal string Text(int constraint) => _all[constraint].Text;

    internal double Value(int constraint, double[] theta) => Of(_all[constraint].Difference, theta);

    /// <summary>A defined parameter's value.</summary>
    internal double Of(ParameterExpression expression, double[] theta) => expression.Of(label => Label(label, theta));

    private double Label(string label, double[] theta) => _labels.TryGetValue(label, out var row) ? ParameterTable.Value(row, theta) : Of(_defined[label].Expression, theta);

    /// <summary>Derivative of a constraint.</summary>
    internal double[] Slope(int constraint, double[] theta) => NumericSlope.Of(at => Value(constraint, at), theta);

    private void CheckLabels(ParameterExpression expression)
    {
        foreach (var label in expression.Labels)
            if (!_labels.ContainsKey(label.Name) && !_defined.ContainsKey(label.Name))
                throw new StudyException(StructuralFaults.UnknownLabel(label, _labels.Keys.Where(known => known[0] != '.').Concat(_defined.Keys)));
    }
}
