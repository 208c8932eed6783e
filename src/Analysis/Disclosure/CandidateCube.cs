using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// Everything that filters of area and breakdown can select about the same people, before the review: one slice for each area and breakdown. Reviewed together and once, so that no two
/// selections can be subtracted from each other.
/// </summary>
/// <param name="Id">Id of the cube.</param>
/// <param name="Areas">Areas, each after the area that it lies in.</param>
/// <param name="Dimensions">Key columns of every row.</param>
/// <param name="Measures">Value columns of every row.</param>
/// <param name="Slices">At most one for each area and breakdown.</param>
/// <param name="Note">Note under every table made from it.</param>
/// <param name="Provenance">Where the numbers come from.</param>
public sealed record CandidateCube(
    string Id, ImmutableArray<CubeArea> Areas, ImmutableArray<Dimension> Dimensions, ImmutableArray<TableMeasure> Measures, ImmutableArray<CubeSlice> Slices, Label Note, Provenance Provenance);

/// <summary>An area of a cube.</summary>
/// <param name="Id">Id, unique in the cube; <see cref="TableRow.Total"/> for the whole.</param>
/// <param name="Within">The area that it lies in; empty for the whole.</param>
public sealed record CubeArea(string Id, string Within);

/// <summary>The rows of one area under one breakdown: released together or withheld together.</summary>
/// <param name="Area">The area.</param>
/// <param name="Breakdown">The breakdown, such as a year, or a year and an age group.</param>
/// <param name="Under">Breakdown that the same area must show for this one to be shown; empty for none.</param>
/// <param name="Rows">The rows.</param>
/// <param name="People">Numbers of people behind the rows, in an order that is the same in every area: those of an area are the sums of those in the areas within it.</param>
public sealed record CubeSlice(string Area, string Breakdown, string Under, ImmutableArray<TableRow> Rows, ImmutableArray<long> People);
