using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A variable of the design: one or more columns of numbers, or a category.</summary>
/// <param name="Name">Name as R prints it.</param>
/// <param name="Expression">The expression.</param>
/// <param name="Category">The category; null for numbers.</param>
internal sealed record DesignAtom(string Name, Expression Expression, Category? Category)
{
    /// <summary>Number of columns of numbers; 0 for a category.</summary>
    internal int Width => Category is not null ? 0 : Expression switch
    {
        PolynomialExpression polynomial => polynomial.Degree,
        OrthogonalExpression orthogonal => orthogonal.Basis.Degree,
        _ => 1,
    };
}

/// <summary>A factor of the product that a column of the design is.</summary>
/// <param name="Atom">Index of the atom.</param>
/// <param name="Index">Which column of the atom's numbers, or the level that the column marks; -1 for a contrast with values.</param>
/// <param name="Values">Value of each level; default for numbers and marked levels.</param>
internal readonly record struct DesignPart(int Atom, int Index, ImmutableArray<double> Values = default);

/// <summary>A column of the design: the product of its parts.</summary>
/// <param name="Name">Name of the coefficient.</param>
/// <param name="Parts">Its parts; empty for the intercept.</param>
internal sealed record DesignColumn(string Name, ImmutableArray<DesignPart> Parts)
{
    /// <summary>R's name of the constant column.</summary>
    internal const string InterceptName = "(Intercept)";

    internal DesignColumn Times(DesignColumn other) =>
        Parts.IsEmpty ? other : new DesignColumn($"{Name}:{other.Name}", Parts.AddRange(other.Parts));
}
