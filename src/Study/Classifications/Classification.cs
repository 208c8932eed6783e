using System.Collections.Immutable;

namespace CoProduction;

/// <summary>A versioned list of use classes.</summary>
/// <param name="Id">Id, such as <c>five-uses</c>.</param>
/// <param name="Version">Version, such as <c>2022-1</c>.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Classes">Classes in their printed order.</param>
/// <param name="Source">Where the list comes from.</param>
public sealed record Classification(string Id, string Version, Label Title, ImmutableArray<Level> Classes, string Source)
{
    /// <summary>Id and version together, as <c>five-uses@2022-1</c>.</summary>
    public string Name => $"{Id}@{Version}";
}

/// <summary>A map of one classification onto another, many to one.</summary>
/// <param name="From">Finer classification, as <c>id@version</c>.</param>
/// <param name="To">Coarser classification, as <c>id@version</c>.</param>
/// <param name="Definition">Id of the definition the map stands for, such as <c>default</c> or <c>without-new-construction</c>.</param>
/// <param name="Title">What the definition says, for people.</param>
/// <param name="Entries">One entry per finer class.</param>
public sealed record Crosswalk(string From, string To, string Definition, Label Title, ImmutableArray<CrosswalkEntry> Entries);

/// <summary>One line of a crosswalk.</summary>
/// <param name="From">Class in the finer list.</param>
/// <param name="To">Class in the coarser list; empty when the class is left out of the coarser list.</param>
/// <param name="Note">Why, where it is arguable.</param>
public sealed record CrosswalkEntry(string From, string To, Label Note);
