using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A variable a formula may name.</summary>
/// <param name="Name">Name of the column.</param>
/// <param name="Levels">Levels in order, the first being the reference; empty for a numeric variable.</param>
public sealed record Variable(string Name, ImmutableArray<string> Levels)
{
    /// <summary>A numeric variable.</summary>
    public static Variable Numeric(string name) => new(name, []);
}
