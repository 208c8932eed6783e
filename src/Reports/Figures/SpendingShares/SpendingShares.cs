namespace CoProduction.Reports;

/// <summary>Where the money went: the share of each class of use, year by year, sorted, and the composition of each year.</summary>
public static class SpendingShares
{
    /// <summary>Kind of the figure.</summary>
    public const string Kind = "spending-shares";

    /// <summary>The figure of a table of shares.</summary>
    /// <param name="id">Id of the figure, used in file names.</param>
    /// <param name="data">Table with a dimension of classes, a dimension of years and a measure of shares, 0..1. Totals are not drawn.</param>
    /// <param name="caption">Caption: numerator, denominator, phase, source.</param>
    /// <param name="alt">What the figure shows, without numbers; drawings add the released numbers' table.</param>
    /// <param name="classes">Id of the dimension of classes.</param>
    /// <param name="years">Id of the dimension of years.</param>
    /// <param name="share">Id of the measure.</param>
    public static CandidateFigure Of(
        string id, CandidateTable data, Label caption, Label alt, string classes = "use_class", string years = "year", string share = "share") =>
        new(id, Kind, data.Title, caption, alt, [("series", classes), ("x", years), ("y", share)], data);

    /// <summary>The shares in drawing order: years ascending, classes by the latest year's share, largest first; a withheld share counts as 0 for the order only.</summary>
    internal static ShareGrid Read(ReleasedFigure figure)
    {
        var grid = ShareGrid.Of(figure, "series", "x", "y");
        int[] years = [.. Enumerable.Range(0, grid.Wholes.Length).OrderBy(i => grid.Wholes[i].Key, StringComparer.Ordinal)];
        var latest = grid.Shares[years[^1]];
        var classes = Enumerable.Range(0, grid.Parts.Length)
            .OrderByDescending(i => latest[i].Number ?? 0).ThenByDescending(i => grid.Shares.Sum(year => year[i].Number ?? 0)).ThenBy(i => i);
        return grid.Ordered(classes, years);
    }

    /// <summary>Decimals of the printed percentages: the measure's, at most one, for a figure is read at a glance.</summary>
    internal static int Decimals(ReleasedFigure figure) => Math.Min(1, figure.Data.Measures[figure.Measure("y")].Decimals);
}
