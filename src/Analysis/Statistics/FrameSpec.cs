using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Which rows and columns of a table to read as a <see cref="Frame"/>.</summary>
/// <param name="Table">Table of the store.</param>
/// <param name="Fields">Fields to read; empty for all.</param>
/// <param name="Where">Conditions a row must meet, all of them.</param>
public sealed record FrameSpec(string Table, ImmutableArray<string> Fields, ImmutableArray<RowFilter> Where);
