using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Sparse table of the observed patterns of discrete fields: counts and exact sums. Merged by addition.</summary>
/// <param name="By">Names of the key fields.</param>
/// <param name="SumOf">Names of the summed money fields, in the order of <see cref="Cell.Sums"/>.</param>
/// <param name="Rows">One cell per observed pattern, in ordinal order of the keys.</param>
public sealed partial record Cells(ImmutableArray<string> By, ImmutableArray<string> SumOf, ImmutableArray<Cell> Rows);

/// <summary>One observed pattern.</summary>
/// <param name="Key">Values of the key fields; the empty string where the value is missing.</param>
/// <param name="Count">Number of rows.</param>
/// <param name="WeightSum">Sum of the weights; equals <paramref name="Count"/> without weights.</param>
/// <param name="Sums">Exact sums of the money fields over the rows where they are present.</param>
/// <param name="Missing">For each summed field, the number of rows where it is missing.</param>
public sealed record Cell(ImmutableArray<string> Key, long Count, double WeightSum, ImmutableArray<decimal> Sums, ImmutableArray<long> Missing);

/// <summary>What to reduce to <see cref="Cells"/>.</summary>
/// <param name="Table">Table of the store.</param>
/// <param name="By">Key fields.</param>
/// <param name="SumOf">Money fields to sum.</param>
/// <param name="WeightBy">Field of the weights; null for none.</param>
/// <param name="Where">Conditions a row must meet, all of them.</param>
public sealed record CellsSpec(string Table, ImmutableArray<string> By, ImmutableArray<string> SumOf, string? WeightBy, ImmutableArray<RowFilter> Where);
