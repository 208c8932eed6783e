using System.Collections.Immutable;

namespace CoProduction.Reports;

/// <summary>A variable of a path diagram.</summary>
/// <param name="Key">Its name in the data.</param>
/// <param name="Label">Label for people.</param>
/// <param name="IsLatent">True for a construct, which is measured by others.</param>
/// <param name="Explained">Share of its variance that is explained, one a group; empty for none.</param>
internal sealed record PathNode(string Key, Label Label, bool IsLatent, ImmutableArray<Drawn> Explained);

/// <summary>A weight with its p value.</summary>
/// <param name="Value">Standardised weight.</param>
/// <param name="P">Its p value; null where the parameter is fixed.</param>
internal readonly record struct PathWeight(Drawn Value, double? P)
{
    /// <summary>The weight with its stars.</summary>
    public string Text(Language language) => Value.Withheld ? Words.Withheld.In(language) : Value.Number is { } number ? Printed.Fixed(number, 2) + Stars : "–";

    /// <summary>False where p is 0.05 or more.</summary>
    public bool Holds => !(P >= 0.05);

    private string Stars => P switch { < 0.001 => "***", < 0.01 => "**", < 0.05 => "*", _ => "" };
}

/// <summary>An arrow of a path diagram.</summary>
/// <param name="From">Index of the variable it leaves.</param>
/// <param name="To">Index of the variable it reaches.</param>
/// <param name="IsCovariance">True for a covariance, which has no direction.</param>
/// <param name="Weights">Its weights, one a group.</param>
internal sealed record PathArrow(int From, int To, bool IsCovariance, ImmutableArray<PathWeight> Weights)
{
    /// <summary>False where no group's weight is told apart from 0.</summary>
    public bool Holds => Weights.Any(weight => weight.Holds);

    /// <summary>The weights, group by group.</summary>
    public string Text(Language language) => string.Join(" / ", Weights.Select(weight => weight.Text(language)));
}

/// <summary>Variables and arrows of a path diagram, read from a figure's data.</summary>
/// <param name="Nodes">The variables that are drawn.</param>
/// <param name="Arrows">The arrows between them.</param>
/// <param name="Groups">Labels of the groups; empty for one group.</param>
/// <param name="IsMeasurement">True where the measurement part is drawn.</param>
internal sealed record PathModel(ImmutableArray<PathNode> Nodes, ImmutableArray<PathArrow> Arrows, ImmutableArray<Label> Groups, bool IsMeasurement)
{
    private sealed record Row(string From, string To, Label FromLabel, Label ToLabel, string Arrow, string Group, PathWeight Weight);

    /// <summary>Reads the diagram.</summary>
    /// <exception cref="StudyException">The part has no arrow, or a channel is wrong.</exception>
    public static PathModel Of(ReleasedFigure figure)
    {
        bool measurement = figure.Kind == Paths.MeasurementKind;
        var rows = Rows(figure);
        var latent = rows.Where(row => row.Arrow == Paths.Loading).Select(row => row.From).ToHashSet(StringComparer.Ordinal);
        var drawn = rows.Where(row => row.Arrow != Paths.Explained && IsDrawn(row, rows, latent, measurement)).ToList();
        if (drawn.Count == 0) throw ReportsFaults.NoPaths(figure.Id, measurement);
        ImmutableArray<PathNode> nodes = [.. drawn.SelectMany(row => new[] { (row.From, row.FromLabel), (row.To, row.ToLabel) }).DistinctBy(node => node.Item1)
            .Select(node => new PathNode(node.Item1, node.Item2, latent.Contains(node.Item1), measurement ? [] : Explained(rows, node.Item1)))];
        var at = nodes.Select((node, i) => (node.Key, i)).ToDictionary(node => node.Key, node => node.i, StringComparer.Ordinal);
        var arrows = drawn.GroupBy(row => (row.From, row.To, row.Arrow == Paths.Covariance)).Select(arrow => new PathArrow(at[arrow.Key.From], at[arrow.Key.To], arrow.Key.Item3, [.. arrow.Select(row => row.Weight)]));
        return new PathModel(nodes, [.. arrows], Named(figure), measurement);
    }

    // The structural part has what effects relate, constructs, and the covariances among them; the measurement part has loadings, and the covariances of items.
    private static bool IsDrawn(Row row, List<Row> rows, HashSet<string> latent, bool measurement)
    {
        var related = rows.Where(one => one.Arrow == Paths.Effect).SelectMany(one => new[] { one.From, one.To }).ToHashSet(StringComparer.Ordinal);
        bool inside = related.Contains(row.From) && related.Contains(row.To), factors = latent.Contains(row.From) && latent.Contains(row.To);
        return row.Arrow switch
        {
            Paths.Loading => measurement,
            Paths.Effect => !measurement,
            _ => measurement ? !inside && !factors : inside || factors,
        };
    }

    private static List<Row> Rows(ReleasedFigure figure)
    {
        int from = figure.Dimension("from"), to = figure.Dimension("to"), arrow = figure.Dimension("arrow"), weight = figure.Measure("weight"), p = figure.Measure("p");
        int? group = figure.Column("series") is null ? null : figure.Dimension("series");
        return [.. figure.DetailRows().Select(row => new Row(
            row.Key[from], row.Key[to], row.Labels[from], row.Labels[to], row.Key[arrow], group is { } g ? row.Key[g] : "", new PathWeight(Drawn.Of(row.Values[weight]), Drawn.Of(row.Values[p]).Number)))];
    }

    private static ImmutableArray<Drawn> Explained(List<Row> rows, string node) => [.. rows.Where(row => row.Arrow == Paths.Explained && row.To == node).Select(row => row.Weight.Value)];

    private static ImmutableArray<Label> Named(ReleasedFigure figure) =>
        figure.Column("series") is null ? [] : [.. figure.DetailRows().Levels(figure.Dimension("series")).Select(level => level.Label)];
}
