using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Store;

namespace CoProduction.Workbench;

/// <summary>A category of a source for which its crosswalk has no entry.</summary>
/// <param name="Source">Id of the source.</param>
/// <param name="Crosswalk">File of the crosswalk.</param>
/// <param name="Category">The category as the file writes it.</param>
/// <param name="Rows">Rows that have it.</param>
/// <param name="Suggestion">The nearest entries by spelling.</param>
public sealed record Unmapped(string Source, string Crosswalk, string Category, long Rows, string Suggestion)
{
    /// <summary>The unmapped categories of every source that has a crosswalk, the most frequent first.</summary>
    internal static async Task<ImmutableArray<Unmapped>> OfAsync(StudyPlan plan, IStudyStore store, CancellationToken cancellationToken)
    {
        var all = ImmutableArray.CreateBuilder<Unmapped>();
        foreach (var source in plan.Sources.Where(source => source.Crosswalk is not null))
        {
            var cells = await store.CellsAsync(
                new CellsSpec(source.Table, ["use_class", CleaningPlan.RawOf("use_class"), CleaningPlan.RuleOf("use_class")], [], null, [new RowFilter("_source", [source.Id])]), cancellationToken).ConfigureAwait(false);
            all.AddRange(Of(source, cells).OrderByDescending(found => found.Rows).ThenBy(found => found.Category, StringComparer.Ordinal));
        }
        return all.ToImmutable();
    }

    // A value may be a class of the base list already, or an entry may leave it as it is.
    private static IEnumerable<Unmapped> Of(SourcePlan source, Cells cells)
    {
        var map = source.Crosswalk!;
        var entries = map.Entries.Select(entry => entry.From).ToList();
        var classes = map.Entries.Select(entry => entry.To).Where(to => to.Length > 0).ToHashSet(StringComparer.Ordinal);
        string file = source.Cleaning.Rules[^1].File;
        foreach (var cell in cells.Rows.Where(cell => cell.Key[0].Length > 0 && cell.Key[2].Length == 0 && !classes.Contains(cell.Key[0]) && !entries.Contains(cell.Key[0], StringComparer.OrdinalIgnoreCase)))
            yield return new Unmapped(source.Id, file, cell.Key[0], cell.Count, Nearest.Suggest(cell.Key[0], entries));
    }
}
