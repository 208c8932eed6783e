using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What a parameter relates.</summary>
public enum ParameterOperator
{
    /// <summary><c>f =~ x</c>: x measures f.</summary>
    Loading,

    /// <summary><c>y ~ x</c>: y is explained by x.</summary>
    Regression,

    /// <summary><c>a ~~ b</c>: covariance, or the variance of a.</summary>
    Covariance,

    /// <summary><c>a ~ 1</c>: mean or intercept.</summary>
    Intercept,

    /// <summary><c>name := expression</c>.</summary>
    Defined,
}

/// <summary>A model in lavaan's language: <c>=~</c>, <c>~</c>, <c>~~</c>, <c>~ 1</c>, <c>:=</c>, <c>==</c>, <c>&lt;</c>, <c>&gt;</c>, labels, fixed and start values, values by group. Names with other characters stand in backticks.</summary>
public sealed record ModelSyntax
{
    internal ModelSyntax(string text, ImmutableArray<ModelTerm> terms, ImmutableArray<DefinedTerm> defined, ImmutableArray<ModelConstraint> constraints)
    {
        (Text, Terms, Defined, Constraints) = (text, terms, defined, constraints);
        Latent = [.. terms.Where(term => term.Operator == ParameterOperator.Loading).Select(term => term.Left).Distinct(StringComparer.Ordinal)];
        var latent = Latent.ToHashSet(StringComparer.Ordinal);
        Observed = [.. Mentioned(terms).Where(name => name.Length > 0 && !latent.Contains(name)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The text as given.</summary>
    public string Text { get; }

    /// <summary>Names of the latent variables, in the order of their definition.</summary>
    public ImmutableArray<string> Latent { get; }

    /// <summary>Names of the observed variables: indicators first, then outcomes and predictors in the order of their mention.</summary>
    public ImmutableArray<string> Observed { get; private init; }

    internal ImmutableArray<ModelTerm> Terms { get; }

    internal ImmutableArray<DefinedTerm> Defined { get; }

    internal ImmutableArray<ModelConstraint> Constraints { get; }

    /// <summary>Reads a model.</summary>
    /// <param name="text">Such as <c>trust =~ tru1 + tru2 + tru3; satisfaction ~ trust</c>.</param>
    /// <exception cref="StudyException">The text is no model; names line, column and what was expected.</exception>
    public static ModelSyntax Parse(string text) => new ModelParser(text).Model();

    /// <summary>The same with the observed variables in a given order.</summary>
    internal ModelSyntax Ordered(ImmutableArray<string> observed) => this with { Observed = observed };

    private static IEnumerable<string> Mentioned(ImmutableArray<ModelTerm> terms) =>
    [
        .. terms.Where(term => term.Operator == ParameterOperator.Loading).Select(term => term.Right),
        .. terms.Where(term => term.Operator == ParameterOperator.Regression).Select(term => term.Left),
        .. terms.Where(term => term.Operator == ParameterOperator.Regression).Select(term => term.Right),
        .. terms.Where(term => term.Operator is ParameterOperator.Covariance or ParameterOperator.Intercept).SelectMany(term => new[] { term.Left, term.Right }),
    ];
}

/// <summary>One parameter as written.</summary>
internal sealed record ModelTerm(string Left, ParameterOperator Operator, string Right, TermModifiers Modifiers, int Line, int Column);

/// <summary>What stands before the asterisks of a term; one entry a group, or one for all.</summary>
internal sealed record TermModifiers
{
    internal static TermModifiers None { get; } = new();

    /// <summary>Fixed values; NaN frees the parameter.</summary>
    internal ImmutableArray<double> Values { get; init; } = [];

    internal ImmutableArray<double> Starts { get; init; } = [];

    internal ImmutableArray<string> Labels { get; init; } = [];
}

/// <summary><c>name := expression</c>.</summary>
internal sealed record DefinedTerm(string Name, ParameterExpression Expression, string Text, int Line, int Column);

/// <summary>An equality or an inequality of two expressions: left less right is 0, or must not be negative.</summary>
internal sealed record ModelConstraint(ParameterExpression Difference, bool IsEquality, string Text, int Line, int Column);
