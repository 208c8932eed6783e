using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Puts constants found in the rows into the expressions that need them.</summary>
internal static class ConstantBinding
{
    internal static bool IsUnbound(Expression expression) => expression is MomentExpression or PolynomialExpression { Raw: false };

    /// <summary>The functions, each once, whose constants the next pass can find: what they are a function of needs none any more.</summary>
    internal static ImmutableArray<FunctionExpression> Ready(IEnumerable<Expression> expressions) =>
        [.. expressions.SelectMany(ExpressionTree.All).Where(part => IsUnbound(part) && !ExpressionTree.All(part).Skip(1).Any(IsUnbound)).Cast<FunctionExpression>().DistinctBy(part => part.Printed)];

    /// <summary>The expression with each function found replaced by its bound form.</summary>
    internal static Expression Bind(Expression expression, IReadOnlyDictionary<string, Expression> found) =>
        IsUnbound(expression) && found.TryGetValue(((FunctionExpression)expression).Printed, out var bound) ? bound : ExpressionTree.Map(expression, child => Bind(child, found));
}
