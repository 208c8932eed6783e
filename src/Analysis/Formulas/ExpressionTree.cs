using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Walks through expressions.</summary>
internal static class ExpressionTree
{
    /// <summary>The parts that an expression computes with, as they stand.</summary>
    internal static ImmutableArray<Expression> Children(Expression expression) => expression switch
    {
        NegativeExpression negative => [negative.Inner],
        GroupExpression group => [group.Inner],
        BinaryExpression binary => [binary.Left, binary.Right],
        BarExpression bar => [bar.Terms],
        MappedExpression mapped => [mapped.Inner],
        CategoryExpression category => [category.Column],
        MomentExpression moment => [moment.Inner],
        PolynomialExpression polynomial => [polynomial.Inner],
        ShiftedExpression shifted => [shifted.Inner],
        GroupCentredExpression centred => [centred.Inner],
        OrthogonalExpression orthogonal => [orthogonal.Inner],
        _ => [],
    };

    /// <summary>The same expression with each child replaced.</summary>
    internal static Expression Map(Expression expression, Func<Expression, Expression> child) => expression switch
    {
        NegativeExpression negative => negative with { Inner = child(negative.Inner) },
        GroupExpression group => group with { Inner = child(group.Inner) },
        BinaryExpression binary => binary with { Left = child(binary.Left), Right = child(binary.Right) },
        BarExpression bar => bar with { Terms = child(bar.Terms) },
        MappedExpression mapped => mapped with { Inner = child(mapped.Inner) },
        MomentExpression moment => moment with { Inner = child(moment.Inner) },
        PolynomialExpression polynomial => polynomial with { Inner = child(polynomial.Inner) },
        ShiftedExpression shifted => shifted with { Inner = child(shifted.Inner) },
        GroupCentredExpression centred => centred with { Inner = child(centred.Inner) },
        OrthogonalExpression orthogonal => orthogonal with { Inner = child(orthogonal.Inner) },
        _ => expression,
    };

    /// <summary>The expression and all below it, in order.</summary>
    internal static IEnumerable<Expression> All(Expression expression) => Children(expression).SelectMany(All).Prepend(expression);

    /// <summary>The names an expression reads as variables, with repetitions, in order.</summary>
    internal static IEnumerable<NameExpression> Names(Expression expression) => All(expression).OfType<NameExpression>();
}
