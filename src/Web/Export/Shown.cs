using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Web.Serving;
using CoProduction.Workbench.Board;

namespace CoProduction.Web.Export;

/// <summary>What a request may download: the released tables and figures that its pages show, under the same filters.</summary>
internal static class Shown
{
    /// <summary>Filters that a download may have: those of every page; a page refuses what it does not know.</summary>
    public static ImmutableArray<string> Filters { get; } = [.. StudyBoard.Pages.SelectMany(page => StudyBoard.FiltersOf(page.Code)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>What a page shows.</summary>
    /// <exception cref="UsageException">No such page or filter, or a value that cannot be.</exception>
    public static BoardContent Page(PageRequest page, string id) => page.Board.Page(id, page.Viewer, FiltersOf(page));

    /// <summary>The table of a panel, its own or its figure's.</summary>
    /// <exception cref="UsageException">There is none for this viewer.</exception>
    public static ReleasedTable Table(PageRequest page, string id) => Panel(page, id).Numbers ?? throw WebFaults.Nothing(id);

    /// <summary>The figure of a panel.</summary>
    /// <exception cref="UsageException">There is none for this viewer.</exception>
    public static ReleasedFigure Figure(PageRequest page, string id) => Panel(page, id).Figure ?? throw WebFaults.Nothing(id);

    private static Panel Panel(PageRequest page, string id) => page.Board.Panel(id, page.Viewer, FiltersOf(page));

    private static BoardFilters FiltersOf(PageRequest page) => new(page.Query.Values);
}
