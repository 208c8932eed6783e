using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A block of random effects that vary together: one random part of the formula.</summary>
/// <param name="First">Place of its first column among the level's.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Correlated">False when its columns vary independently.</param>
internal sealed record RandomBlock(int First, ImmutableArray<string> Columns, bool Correlated);

/// <summary>A level of grouping: its units, the columns that vary between them, and each unit's place in the next level.</summary>
/// <param name="Name">The grouping as lme4 names it, innermost field first.</param>
/// <param name="Blocks">Its random parts.</param>
/// <param name="Units">Names of the units; units of one parent stand together.</param>
/// <param name="Parents">For each unit the place of the unit of the next level that holds it; 0 at the outermost level.</param>
internal sealed record MixedLevel(string Name, ImmutableArray<RandomBlock> Blocks, ImmutableArray<string> Units, ImmutableArray<int> Parents)
{
    /// <summary>Labels of the q columns that vary.</summary>
    internal ImmutableArray<string> Columns { get; } = [.. Blocks.SelectMany(block => block.Columns)];

    /// <summary>For each entry of θ that belongs to this level its row and column in Λ, block by block, down the columns: lme4's order.</summary>
    internal ImmutableArray<(int Row, int Column)> Entries { get; } = [.. Blocks.SelectMany(EntriesOf)];

    /// <summary>Every entry of the blocks of Λ, in which the search moves: a triangular factor of a covariance of less than full rank can have a nearly flat entry, a full one cannot.</summary>
    internal ImmutableArray<(int Row, int Column)> Free { get; } = [.. Blocks.SelectMany(FreeOf)];

    private static IEnumerable<(int Row, int Column)> FreeOf(RandomBlock block) =>
        from column in Enumerable.Range(block.First, block.Columns.Length)
        from row in block.Correlated ? Enumerable.Range(block.First, block.Columns.Length) : [column]
        select (row, column);

    private static IEnumerable<(int Row, int Column)> EntriesOf(RandomBlock block) =>
        from column in Enumerable.Range(block.First, block.Columns.Length)
        from row in Enumerable.Range(column, block.Correlated ? block.First + block.Columns.Length - column : 1)
        select (row, column);
}
