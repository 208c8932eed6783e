using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A variable of the design: an arithmetic expression, or a category with levels.</summary>
/// <param name="Name">Name as R prints it.</param>
/// <param name="Column">Column of a category; empty for an expression.</param>
/// <param name="Expression">The expression.</param>
/// <param name="Levels">Levels of a category; empty for an expression.</param>
internal sealed record DesignAtom(string Name, string Column, Expression Expression, ImmutableArray<string> Levels);

/// <summary>A column of the design: the product of its parts.</summary>
/// <param name="Name">Name of the coefficient.</param>
/// <param name="Parts">Index of an atom with a level, or <see cref="Numeric"/>; empty for the intercept.</param>
internal sealed record DesignColumn(string Name, ImmutableArray<(int Atom, int Level)> Parts)
{
    /// <summary>R's name of the constant column.</summary>
    internal const string InterceptName = "(Intercept)";

    /// <summary>Stands for the level of a numeric part.</summary>
    internal const int Numeric = -1;

    internal DesignColumn Times(DesignColumn other) =>
        Parts.IsEmpty ? other : new DesignColumn($"{Name}:{other.Name}", Parts.AddRange(other.Parts));
}
