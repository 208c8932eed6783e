using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The parameters of one group: those stated, and those that lavaan's cfa() and sem() add and fix by default (auto.fix.first, auto.fix.single, auto.var, auto.cov.lv.x, auto.cov.y, int.ov.free, fixed.x).</summary>
internal sealed class ParameterDefaults(SemSpec spec, VariableRoles roles, bool means)
{
    private readonly ModelSyntax _model = spec.Model;
    private ImmutableArray<string> Exogenous => roles.Exogenous;

    internal List<StructuralParameter> Of(int group, int groups)
    {
        var table = _model.Terms.Select(term => Stated(term, group, groups)).ToList();
        foreach (var added in Added(group).Where(added => !table.Exists(one => one.Is(added.Left, added.Operator, added.Right))).ToList()) table.Add(added);
        return [.. table.Select((one, i) => Modified(Defaulted(one, table), i, group, groups))];
    }

    private static StructuralParameter Stated(ModelTerm term, int group, int groups)
    {
        foreach (int given in new[] { term.Modifiers.Values.Length, term.Modifiers.Labels.Length, term.Modifiers.Starts.Length })
            if (given > 1 && given != groups) throw new StudyException(StructuralFaults.OfOtherGroups(term, given, groups));
        return new StructuralParameter(term.Left, term.Operator, term.Right, group) { Stated = true, Label = At(term.Modifiers.Labels, group, groups) ?? "" };
    }

    // A single label stands for every group and so makes them equal; a single value fixes all.
    private static T? At<T>(ImmutableArray<T> values, int group, int groups) => values.IsEmpty ? default : values[values.Length == groups ? group : 0];

    private IEnumerable<StructuralParameter> Added(int group)
    {
        StructuralParameter New(string left, ParameterOperator relation, string right) => new(left, relation, right, group);
        foreach (string name in _model.Observed.Where(name => !Exogenous.Contains(name)).Concat(_model.Latent)) yield return New(name, ParameterOperator.Covariance, name);
        foreach (var (one, other) in Pairs(roles.LatentExogenous).Concat(Pairs(roles.Endings))) yield return New(one, ParameterOperator.Covariance, other);
        foreach (var (one, other) in Pairs(Exogenous).Concat(Exogenous.Select(name => (name, name)))) yield return New(one, ParameterOperator.Covariance, other) with { Exogenous = true };
        if (!means) yield break;
        foreach (string name in _model.Observed.Concat(_model.Latent)) yield return New(name, ParameterOperator.Intercept, "") with { Exogenous = Exogenous.Contains(name) };
    }

    private static IEnumerable<(string, string)> Pairs(ImmutableArray<string> names) => names.SelectMany((one, i) => names.Skip(i + 1).Select(other => (one, other)));

    private StructuralParameter Defaulted(StructuralParameter one, List<StructuralParameter> table) => one switch
    {
        { Exogenous: true } => one with { IsFree = !spec.FixedX, Exogenous = spec.FixedX },
        { Operator: ParameterOperator.Loading } when !spec.StandardisedLatent && ReferenceEquals(one, table.First(other => other.Operator == ParameterOperator.Loading && other.Left == one.Left)) => Fixed(one, 1),
        { IsVariance: true } when spec.StandardisedLatent && roles.IsLatent(one.Left) => Fixed(one, 1),
        { IsVariance: true, Stated: false } when IsOnlyIndicator(one.Left) => Fixed(one, 0),
        { Operator: ParameterOperator.Intercept, Stated: false } when roles.IsLatent(one.Left) => Fixed(one, 0),
        { Operator: ParameterOperator.Covariance, Stated: false, IsVariance: false } when spec.Orthogonal && roles.IsLatent(one.Left) && roles.IsLatent(one.Right) => Fixed(one, 0),
        _ => one,
    };

    private static StructuralParameter Fixed(StructuralParameter one, double value) => one with { IsFree = false, Value = value };

    // The single indicator of a latent variable measures it without error.
    private bool IsOnlyIndicator(string name)
    {
        var loadings = _model.Terms.Where(term => term.Operator == ParameterOperator.Loading).ToList();
        return loadings.Count(term => term.Right == name) == 1 && loadings.Count(term => term.Left == loadings.First(one => one.Right == name).Left) == 1;
    }

    private StructuralParameter Modified(StructuralParameter one, int index, int group, int groups)
    {
        if (index >= _model.Terms.Length || !one.Stated) return one;
        var modifiers = _model.Terms[index].Modifiers;
        double? start = modifiers.Starts.IsEmpty ? null : At(modifiers.Starts, group, groups);
        if (modifiers.Values.IsEmpty) return one with { Start = start };
        double value = At(modifiers.Values, group, groups);
        return double.IsNaN(value) ? one with { IsFree = true, Start = start } : one with { IsFree = false, Value = value };
    }
}
