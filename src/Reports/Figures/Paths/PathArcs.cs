using System.Collections.Immutable;

namespace CoProduction.Reports;

/// <summary>The curves of covariances: before a layer, after the last, and between two.</summary>
internal sealed class PathArcs(PathPlan plan)
{
    private const float Air = 6;
    private const int Samples = 24;

    private readonly Dictionary<PathArrow, int> _lanes = Lanes(plan);

    private float LabelSize => plan.Down ? PrintLayout.LineHeight : Typesetting.Widest(plan.Texts, PrintPage.Small);

    /// <summary>Room that curves take outside the variables.</summary>
    /// <param name="first">True before the first layer; false after the last.</param>
    public float Room(bool first)
    {
        var reaches = plan.Model.Arrows.Where(arrow => arrow.IsCovariance && plan.LayerOf(arrow.From) == plan.LayerOf(arrow.To) && IsOutside(arrow) == first).Select(Reach).ToList();
        return reaches.Count == 0 ? 1 : reaches.Max() + LabelSize / 2 + 2;
    }

    /// <summary>The curve of a covariance from middle to middle of what it joins.</summary>
    public ImmutableArray<Spot> Curve(PathArrow arrow, PlacedNode from, PlacedNode to)
    {
        if (plan.LayerOf(arrow.From) != plan.LayerOf(arrow.To)) return Bent(from.Middle, to.Middle);
        var bulge = Sideways(arrow);
        // A curve's middle lies half way to its control points' offset, and three quarters with two of them.
        Spot start = Edge(from, bulge), end = Edge(to, bulge), a = start + bulge * (4f / 3), b = end + bulge * (4f / 3);
        return [.. Enumerable.Range(0, Samples + 1).Select(i => (float)i / Samples).Select(t =>
            start * ((1 - t) * (1 - t) * (1 - t)) + a * (3 * t * (1 - t) * (1 - t)) + b * (3 * t * t * (1 - t)) + end * (t * t * t))];
    }

    private float Reach(PathArrow arrow) => Air + LabelSize / 2 + _lanes[arrow] * (LabelSize / 2 + 3);

    // Curves of more distant pairs go round those of nearer ones; those that meet at most at an end share a lane.
    private static Dictionary<PathArrow, int> Lanes(PathPlan plan)
    {
        var lanes = new Dictionary<PathArrow, int>();
        foreach (var arrow in plan.Model.Arrows.Where(arrow => arrow.IsCovariance).OrderBy(arrow => Span(plan, arrow) is var (from, to) ? to - from : 0))
        {
            var taken = lanes.Where(other => Meet(plan, arrow, other.Key)).Select(other => other.Value).ToHashSet();
            lanes[arrow] = Enumerable.Range(0, lanes.Count + 1).First(lane => !taken.Contains(lane) && taken.All(other => other < lane));
        }
        return lanes;
    }

    private static bool Meet(PathPlan plan, PathArrow one, PathArrow other)
    {
        var (from, to) = Span(plan, one);
        var (start, end) = Span(plan, other);
        return plan.LayerOf(one.From) == plan.LayerOf(other.From) && from < end && start < to;
    }

    private static (int From, int To) Span(PathPlan plan, PathArrow arrow)
    {
        int a = plan.RankOf(arrow.From), b = plan.RankOf(arrow.To);
        return (Math.Min(a, b), Math.Max(a, b));
    }

    // Those of the last layer go behind it, all others before.
    private bool IsOutside(PathArrow arrow) => plan.LastLayer == 0 || plan.LayerOf(arrow.From) != plan.LastLayer || plan.LayerOf(arrow.To) != plan.LastLayer;

    private Spot Sideways(PathArrow arrow)
    {
        float reach = Reach(arrow) * (IsOutside(arrow) ? -1 : 1);
        return plan.Down ? new(0, reach) : new(reach, 0);
    }

    // Between layers a curve bends a little, as no arrow of an effect does.
    private static ImmutableArray<Spot> Bent(Spot from, Spot to)
    {
        var across = new Spot(-(to - from).Y, (to - from).X) * 0.3f;
        return [.. Enumerable.Range(0, Samples + 1).Select(i => (float)i / Samples).Select(t => from.Towards(to, t) + across * (2 * t * (1 - t)))];
    }

    private static Spot Edge(PlacedNode node, Spot towards) => node.Middle + (towards.X == 0 ? new Spot(0, Math.Sign(towards.Y) * node.Box.Height / 2) : new Spot(Math.Sign(towards.X) * node.Box.Width / 2, 0));
}
