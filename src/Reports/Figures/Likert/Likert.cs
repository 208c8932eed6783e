using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Reports;

/// <summary>Answers to Likert items as diverging bars: disagreement to the left, agreement to the right, neutral answers centred on zero.</summary>
public static class Likert
{
    /// <summary>Kind of the figure.</summary>
    public const string Kind = "likert";

    /// <summary>The figure of a table of answers.</summary>
    /// <param name="id">Id of the figure, used in file names.</param>
    /// <param name="data">
    /// Table with a dimension of items, a dimension of ordered answers (keys <c>1</c> … <c>k</c>) and a measure of weighted shares, 0..1, that sum to 1 within an item.
    /// </param>
    /// <param name="caption">Caption: survey, wave, weights.</param>
    /// <param name="alt">What the figure shows, without numbers; drawings add the released numbers' table.</param>
    /// <param name="item">Id of the dimension of items.</param>
    /// <param name="answer">Id of the dimension of answers.</param>
    /// <param name="share">Id of the measure of shares.</param>
    /// <param name="n">Id of the measure with the number of people who gave the answer, whose sum labels the item; null where there is none.</param>
    public static CandidateFigure Of(
        string id, CandidateTable data, Label caption, Label alt, string item = "item", string answer = "answer", string share = "share", string? n = "n") =>
        new(id, Kind, data.Title, caption, alt, [("y", item), ("series", answer), ("x", share), .. n is null ? [] : new[] { ("label", n) }], data);

    /// <summary>The items in drawing order.</summary>
    internal static LikertBars Read(ReleasedFigure figure)
    {
        var grid = ShareGrid.Of(figure, "series", "y", "x");
        var answers = Enumerable.Range(0, grid.Parts.Length).OrderBy(i => Number(grid.Parts[i].Key)).ThenBy(i => i);
        grid = grid.Ordered(answers, Enumerable.Range(0, grid.Wholes.Length));
        return new(grid, [.. grid.Wholes.Select(item => Answers(figure, item.Key))]);
    }

    /// <summary>Number of valid answers to an item: the sum over its answers; null when one of them is withheld.</summary>
    private static double? Answers(ReleasedFigure figure, string item)
    {
        if (figure.OptionalMeasure("label") is not { } n) return null;
        int dimension = figure.Dimension("y");
        return figure.DetailRows().Where(row => row.Key[dimension] == item).Select(row => Drawn.Of(row.Values[n]).Number).Aggregate((double?)0, (sum, count) => sum + count);
    }

    private static double Number(string key) => double.TryParse(key, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.MaxValue;
}

/// <summary>The bars of a Likert figure.</summary>
/// <param name="Grid">Shares of the answers (parts) within the items (wholes).</param>
/// <param name="Answers">Number of valid answers of each item; null where unknown.</param>
internal sealed record LikertBars(ShareGrid Grid, ImmutableArray<double?> Answers)
{
    /// <summary>True when a share of the item is withheld or absent: a diverging bar cannot be placed.</summary>
    public bool Unplaced(int item) => Grid.Shares[item].Any(share => share.Number is null);

    /// <summary>Edges of the item's segments; k + 1 values, zero in the middle of the neutral answer, or between the two middle answers of an even k.</summary>
    public double[] Edges(int item)
    {
        int k = Grid.Parts.Length, half = k / 2;
        double[] shares = [.. Grid.Shares[item].Select(share => share.Number ?? 0)];
        double at = -shares.Take(half).Sum() - (k % 2 == 1 ? shares[half] / 2 : 0);
        return [at, .. shares.Select(share => at += share)];
    }

    /// <summary>Sum of the answers on one side, the neutral one left out.</summary>
    public double Side(int item, bool agree)
    {
        int k = Grid.Parts.Length, half = k / 2;
        var shares = agree ? Grid.Shares[item].Skip(k - half) : Grid.Shares[item].Take(half);
        return shares.Sum(share => share.Number ?? 0);
    }

    /// <summary>Label of an item with its number of answers.</summary>
    public string Item(int item, Language language)
    {
        string label = Grid.Wholes[item].Label.In(language);
        if (Answers[item] is not { } n) return label;
        string count = $"n\u00A0=\u00A0{PrintLayout.Count(n)}";
        return language == Language.Zh ? $"{label}（{count}）" : $"{label} ({count})";
    }
}
