namespace CoProduction.Analysis;

/// <summary>A parameter of a model in one group.</summary>
/// <param name="Left">Left name.</param>
/// <param name="Operator">What it relates.</param>
/// <param name="Right">Right name; empty for an intercept.</param>
/// <param name="Group">Index of the group, from 0.</param>
internal sealed record StructuralParameter(string Left, ParameterOperator Operator, string Right, int Group)
{
    /// <summary>Index among the free parameters; -1 for a fixed one.</summary>
    internal int Free { get; init; } = -1;

    /// <summary>The value where it is fixed.</summary>
    internal double Value { get; init; }

    /// <summary>A start value given; null for none.</summary>
    internal double? Start { get; init; }

    internal string Label { get; init; } = "";

    /// <summary>True for moments of exogenous observed variables: fixed at those of the sample.</summary>
    internal bool Exogenous { get; init; }

    /// <summary>True when the model's text states it.</summary>
    internal bool Stated { get; init; }

    internal bool IsFree { get; init; } = true;

    internal bool IsVariance => Operator == ParameterOperator.Covariance && Left == Right;

    /// <summary>The parameter in lavaan's words.</summary>
    internal string Text => TextOf(Left, Operator, Right);

    internal static string TextOf(string left, ParameterOperator relation, string right) => relation switch
    {
        ParameterOperator.Loading => $"{left} =~ {right}",
        ParameterOperator.Regression => $"{left} ~ {right}",
        ParameterOperator.Covariance => $"{left} ~~ {right}",
        ParameterOperator.Defined => $"{left} := {right}",
        _ => $"{left} ~ 1",
    };

    internal bool Is(string left, ParameterOperator relation, string right) => Operator == relation
        && ((Left == left && Right == right) || (relation == ParameterOperator.Covariance && Left == right && Right == left));
}
