using System.Collections.Immutable;

namespace CoProduction.Reports;

/// <summary>Lays out a path diagram in a width: left to right where that fits, else top to bottom; labels are put where they touch neither a variable nor one another.</summary>
internal static class PathLayout
{
    private const float LabelHeight = 8.5f;
    private const int Places = 21;
    private static readonly float[] Widths = [86, 72, 60, 50, 42];
    private static readonly (float Oval, float Box)[] MeasuredWidths = [(86, 190), (72, 160), (62, 130), (54, 100), (46, 76), (42, 60)];
    private static readonly float[] Loosenings = [1, 1.5f, 2.2f, 3.2f];

    /// <summary>The diagram.</summary>
    /// <exception cref="UsageException">It does not fit the width.</exception>
    public static PathDrawing Of(ReleasedFigure figure, float width, Language language)
    {
        var model = PathModel.Of(figure);
        var layers = PathLayers.Of(model);
        var manners = Manners(model).Select(manner => (Manner: manner, Plan: new PathPlan(model, layers, manner, language))).ToList();
        var fitting = manners.Where(one => one.Plan.Width <= width).ToList();
        if (fitting.Count == 0) throw ReportsFaults.TooNarrow(figure.Id, PrintPage.Mm(width + 2 * PrintLayout.Margin), PrintPage.Mm(manners.Min(one => one.Plan.Width) + 2 * PrintLayout.Margin));
        return Clearest(fitting.SelectMany(one => Loosenings.Select(loose => new PathPlan(model, layers, one.Manner with { Gap = one.Manner.Gap * loose }, language)).Where(plan => plan.Width <= width)).Select(plan => Draw(plan, width)));
    }

    // The first without a clash; drawings are made one by one, and the least clashing one stands in where none is clear.
    private static PathDrawing Clearest(IEnumerable<PathDrawing> drawings)
    {
        PathDrawing? best = null;
        int least = int.MaxValue;
        foreach (var drawing in drawings)
        {
            int clashes = Clashes(drawing);
            if (clashes < least) (best, least) = (drawing, clashes);
            if (least == 0) break;
        }
        return best!;
    }

    private static IEnumerable<PathManner> Manners(PathModel model) => model.IsMeasurement
        ? MeasuredWidths.Select(wide => new PathManner(false, wide.Oval, wide.Box, 4))
        : Widths.Select(wide => new PathManner(false, wide, wide, 16)).Concat(Widths.Select(wide => new PathManner(true, wide, wide, 8)));

    private static PathDrawing Draw(PathPlan plan, float width)
    {
        var (nodes, ways) = plan.In(width);
        var lines = plan.Model.Arrows.Select((arrow, i) => PathCurves.Outside(Line(plan, arrow, nodes, ways[i]), nodes[arrow.From], nodes[arrow.To])).ToList();
        var taken = new List<Box>();
        var arrows = ImmutableArray.CreateBuilder<PlacedArrow>();
        for (int i = 0; i < lines.Count; i++)
        {
            var label = Label(plan.Texts[i], lines[i], Wish(plan, i, lines[i]), nodes, taken, lines.Where((_, other) => other != i));
            taken.Add(label);
            arrows.Add(Placed(plan.Model.Arrows[i], lines[i], plan.Texts[i], label));
        }
        return new PathDrawing(Math.Max(width, plan.Width), plan.Height, nodes, arrows.ToImmutable());
    }

    // Loadings spread from their construct: near the items they stand apart.
    private static double Wish(PathPlan plan, int arrow, ImmutableArray<Spot> line) => !plan.Model.IsMeasurement || plan.Model.Arrows[arrow].IsCovariance ? 0.5
        : Math.Clamp(1 - (Typesetting.Width(plan.Texts[arrow], PrintPage.Small) / 2 + 12) / Math.Max(1, (line[^1] - line[0]).Length), 0.4, 0.7);

    private static ImmutableArray<Spot> Line(PathPlan plan, PathArrow arrow, ImmutableArray<PlacedNode> nodes, ImmutableArray<Spot> ways) => arrow.IsCovariance
        ? PathCurves.Rounded(new PathArcs(plan).Curve(arrow, nodes[arrow.From], nodes[arrow.To]))
        : PathCurves.Rounded([nodes[arrow.From].Middle, .. ways, Aim(plan, nodes[arrow.To])]);

    // A box is met in the middle of its side, an oval wherever the line to its middle meets it.
    private static Spot Aim(PathPlan plan, PlacedNode node) =>
        node.Node.IsLatent ? node.Middle : plan.Down ? new(node.Box.MiddleX, node.Box.Top + 0.1f) : new(node.Box.Left + 0.1f, node.Box.MiddleY);

    private static PlacedArrow Placed(PathArrow arrow, ImmutableArray<Spot> line, string text, Box label)
    {
        ImmutableArray<ImmutableArray<Spot>> heads = [PathCurves.Head(line), .. arrow.IsCovariance ? new[] { PathCurves.Head([.. line.Reverse()]) } : []];
        var pieces = PathCurves.Broken(PathCurves.Trimmed(line, arrow.IsCovariance), label);
        return new PlacedArrow(arrow, [.. pieces.Select(PathCurves.Sparse)], heads, text, label);
    }

    // Along the line from the wished place outwards, where the label covers least.
    private static Box Label(string text, ImmutableArray<Spot> line, double wish, ImmutableArray<PlacedNode> nodes, List<Box> taken, IEnumerable<ImmutableArray<Spot>> others)
    {
        float half = Typesetting.Width(text, PrintPage.Small) / 2 + 1.5f;
        var spots = others.SelectMany(other => other.Where((_, i) => i % 6 == 0)).ToList();
        return Enumerable.Range(0, Places).Select(i => line[(int)((line.Length - 1) * Math.Clamp(wish + (i % 2 == 0 ? 0.5 : -0.5) * i / Places * 0.8, 0.08, 0.92))])
            .Select(at => new Box(at.X - half, at.Y - LabelHeight / 2, at.X + half, at.Y + LabelHeight / 2)).Select((box, i) => (box, Cost: Cost(box, nodes, taken, spots) + i * 0.2)).MinBy(one => one.Cost).box;
    }

    private static double Cost(Box box, ImmutableArray<PlacedNode> nodes, List<Box> taken, List<Spot> lines) =>
        1000 * taken.Count(box.Overlaps) + 300 * nodes.Count(node => node.Box.Overlaps(box)) + lines.Count(spot => spot.X > box.Left && spot.X < box.Right && spot.Y > box.Top && spot.Y < box.Bottom) + (box.Left < 0 || box.Top < 0 ? 1000 : 0);

    private static int Clashes(PathDrawing drawing) =>
        drawing.Arrows.Select((arrow, i) => drawing.Arrows.Skip(i + 1).Count(other => other.Label.Overlaps(arrow.Label)) + drawing.Nodes.Count(node => node.Box.Overlaps(arrow.Label))).Sum();
}
