using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Web.Serving;

namespace CoProduction.Web.Export;

/// <summary>What a request may download: the released tables and figures that its pages show.</summary>
internal static class Shown
{
    /// <summary>Filters that a download may have: those of every page.</summary>
    public static ImmutableArray<string> Filters { get; } = [];

    /// <summary>Every table.</summary>
    public static ImmutableArray<ReleasedTable> Tables(PageRequest page) => page.Board.Tables(page.Viewer);

    /// <summary>The table of an id, or the data of the figure of that id.</summary>
    /// <exception cref="UsageException">There is none for this viewer.</exception>
    public static ReleasedTable Table(PageRequest page, string id) =>
        Tables(page).FirstOrDefault(table => table.Id == id) ?? Figures(page).FirstOrDefault(figure => figure.Id == id)?.Data ?? throw WebFaults.NoTable(id, Tables(page).Select(table => table.Id));

    /// <summary>Every figure.</summary>
    public static ImmutableArray<ReleasedFigure> Figures(PageRequest page) => page.Board.Figures(page.Viewer);

    /// <summary>The figure of an id.</summary>
    /// <exception cref="UsageException">There is none for this viewer.</exception>
    public static ReleasedFigure Figure(PageRequest page, string id) =>
        Figures(page).FirstOrDefault(figure => figure.Id == id) ?? throw WebFaults.NoTable(id, Figures(page).Select(figure => figure.Id));
}
