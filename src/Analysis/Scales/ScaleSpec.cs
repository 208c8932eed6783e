using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A scale: the mean of its items after the reversed ones are turned round.</summary>
/// <param name="Name">Name of the score, the construct's id.</param>
/// <param name="Items">Items in order.</param>
/// <param name="MinimumItems">Answers needed for a score; fewer give a missing score.</param>
public sealed record ScaleSpec(string Name, ImmutableArray<ScaleItem> Items, int MinimumItems);

/// <summary>One item of a scale.</summary>
/// <param name="Name">Column of the item.</param>
/// <param name="Reversed">True when a high answer means little of the construct: the answer x becomes minimum + maximum - x.</param>
/// <param name="Minimum">Lowest answer.</param>
/// <param name="Maximum">Highest answer.</param>
public sealed record ScaleItem(string Name, bool Reversed, int Minimum, int Maximum);
