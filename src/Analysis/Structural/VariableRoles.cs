using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Which part each variable plays, after lavaan's rules.</summary>
internal sealed class VariableRoles
{
    private readonly HashSet<string> _latent, _indicators, _outcomes, _predictors;

    internal VariableRoles(ModelSyntax model)
    {
        _latent = Names(model.Latent);
        _indicators = Names(Terms(model, ParameterOperator.Loading).Select(term => term.Right));
        _outcomes = Names(Terms(model, ParameterOperator.Regression).Select(term => term.Left));
        _predictors = Names(Terms(model, ParameterOperator.Regression).Select(term => term.Right));
        var mentioned = Names(model.Terms.Where(term => term.Operator is ParameterOperator.Covariance or ParameterOperator.Intercept).SelectMany(term => new[] { term.Left, term.Right }));
        Exogenous = [.. model.Observed.Where(name => _predictors.Contains(name) && !_indicators.Contains(name) && !_outcomes.Contains(name) && !mentioned.Contains(name))];
        LatentExogenous = [.. model.Latent.Where(name => !_outcomes.Contains(name) && !_indicators.Contains(name))];
        Endings = [.. model.Latent.Concat(model.Observed).Where(name => _outcomes.Contains(name) && !_predictors.Contains(name) && !_indicators.Contains(name))];
    }

    /// <summary>Observed predictors that nothing explains and of which the model states no moment.</summary>
    internal ImmutableArray<string> Exogenous { get; }

    /// <summary>Latent variables that nothing explains: they correlate.</summary>
    internal ImmutableArray<string> LatentExogenous { get; }

    /// <summary>Outcomes that explain nothing: their residuals correlate.</summary>
    internal ImmutableArray<string> Endings { get; }

    internal bool IsLatent(string name) => _latent.Contains(name);

    internal bool IsIndicator(string name) => _indicators.Contains(name);

    internal bool IsExplained(string name) => _outcomes.Contains(name) || _indicators.Contains(name);

    private static HashSet<string> Names(IEnumerable<string> names) => names.ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<ModelTerm> Terms(ModelSyntax model, ParameterOperator which) => model.Terms.Where(term => term.Operator == which);
}
