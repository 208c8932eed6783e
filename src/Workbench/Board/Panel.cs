using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Board;

/// <summary>One thing that a page shows: sentences, a released table or figure, or the reason why there is none. What can be downloaded is what is shown.</summary>
/// <param name="Id">Id, unique on the board: the page's id, a hyphen, a name.</param>
/// <param name="Heading">Heading for people.</param>
public sealed record Panel(string Id, Label Heading)
{
    /// <summary>Sentences made of released numbers, and what to know before reading them.</summary>
    public ImmutableArray<Label> Lines { get; init; } = [];

    /// <summary>The released table; null where there is none.</summary>
    public ReleasedTable? Table { get; init; }

    /// <summary>The released figure; null where there is none. Its data is the panel's table where <see cref="Table"/> is null.</summary>
    public ReleasedFigure? Figure { get; init; }

    /// <summary>Why there is nothing to show: not collected, too few people, not for this viewer; null where there is.</summary>
    public Label? Absent { get; init; }

    /// <summary>How the table is shown on a page.</summary>
    public PanelLook Look { get; init; }

    /// <summary>Addresses that rows lead to, by the row's first key: a path with its filters; empty for none.</summary>
    public ImmutableDictionary<string, string> Links { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The table that stands behind the panel, its own or its figure's.</summary>
    public ReleasedTable? Numbers => Table ?? Figure?.Data;
}

/// <summary>How a panel's table is shown.</summary>
public enum PanelLook
{
    /// <summary>As a table.</summary>
    Table,

    /// <summary>As large numbers with their labels, one a row.</summary>
    Tiles,

    /// <summary>As a table with a bar for the first share of each row.</summary>
    Bars,

    /// <summary>As a table with a mark and a whisker for each row's estimate and interval.</summary>
    Intervals,

    /// <summary>As a list of verdicts, what is not kept first.</summary>
    Verdicts,

    /// <summary>As the steps of a project, in order.</summary>
    Timeline,

    /// <summary>As a table folded under its heading.</summary>
    Folded,

    /// <summary>As <see cref="Intervals"/>, folded under its heading.</summary>
    FoldedIntervals,
}

/// <summary>A filter of a page and what can be chosen.</summary>
/// <param name="Name">Name of the query parameter.</param>
/// <param name="Label">Label of the control.</param>
/// <param name="Options">Values with their labels; an empty value for no filter.</param>
/// <param name="Chosen">The value in force.</param>
public sealed record FilterChoice(string Name, Label Label, ImmutableArray<Level> Options, string Chosen);

/// <summary>What a page shows to a viewer under some filters.</summary>
/// <param name="Page">Id of the page.</param>
/// <param name="Title">Title of the page.</param>
/// <param name="Lead">What the page answers.</param>
/// <param name="Choices">The page's filters.</param>
/// <param name="Panels">What it shows, in order.</param>
public sealed record BoardContent(string Page, Label Title, Label Lead, ImmutableArray<FilterChoice> Choices, ImmutableArray<Panel> Panels);
