using System.Collections.Immutable;

namespace CoProduction.Reports;

/// <summary>Layers of a path diagram in causal order, with a waypoint in each layer that an arrow passes (Sugiyama, Tagawa and Toda 1981, IEEE Transactions on Systems, Man, and Cybernetics 11: 109-125).</summary>
/// <param name="Order">In each layer its points from first to last: variables by index, waypoints after them.</param>
/// <param name="Layer">Layer of each point.</param>
/// <param name="Chains">Points that each directed arrow passes; empty for a covariance.</param>
internal sealed record PathLayers(ImmutableArray<ImmutableArray<int>> Order, ImmutableArray<int> Layer, ImmutableArray<ImmutableArray<int>> Chains)
{
    private const int Sweeps = 8;

    /// <summary>Neighbours of each point along the arrows.</summary>
    public ImmutableArray<ImmutableArray<int>> Neighbours { get; } = Beside(Layer.Length, Chains);

    /// <summary>Lays a model in layers, crossings made few by turns of barycentres.</summary>
    public static PathLayers Of(PathModel model)
    {
        int[] layer = LayerOf(model);
        var points = layer.ToList();
        ImmutableArray<ImmutableArray<int>> chains = [.. model.Arrows.Select(arrow => Chain(arrow, layer, points))];
        ImmutableArray<int>[] order = [.. Enumerable.Range(0, points.Max() + 1).Select(at => Enumerable.Range(0, points.Count).Where(point => points[point] == at).ToImmutableArray())];
        return Untangled(new PathLayers([.. order], [.. points], chains));
    }

    private static ImmutableArray<int> Chain(PathArrow arrow, int[] layer, List<int> points)
    {
        if (arrow.IsCovariance) return [];
        var chain = ImmutableArray.CreateBuilder<int>();
        chain.Add(arrow.From);
        for (int at = layer[arrow.From] + 1; at < layer[arrow.To]; at++)
        {
            chain.Add(points.Count);
            points.Add(at);
        }
        chain.Add(arrow.To);
        return chain.ToImmutable();
    }

    // Causes stand as early as they can; what measures stands last, at one height with all other items.
    private static int[] LayerOf(PathModel model)
    {
        var forward = Forward(model);
        int[] from = Longest(model.Nodes.Length, forward);
        if (!model.IsMeasurement) return from;
        int[] left = Longest(model.Nodes.Length, [.. forward.Select(arrow => (arrow.To, arrow.From))]);
        int last = left.DefaultIfEmpty(0).Max();
        return [.. left.Select(steps => last - steps)];
    }

    // An arrow that closes a circle does not order.
    private static List<(int From, int To)> Forward(PathModel model)
    {
        var kept = new List<(int From, int To)>();
        foreach (var arrow in model.Arrows.Where(arrow => !arrow.IsCovariance && arrow.From != arrow.To))
            if (!Reaches(kept, arrow.To, arrow.From)) kept.Add((arrow.From, arrow.To));
        return kept;
    }

    private static bool Reaches(List<(int From, int To)> arrows, int from, int to) => from == to || arrows.Any(arrow => arrow.From == from && Reaches(arrows, arrow.To, to));

    private static int[] Longest(int nodes, List<(int From, int To)> arrows)
    {
        int[] steps = new int[nodes];
        for (bool moved = true; moved;)
        {
            moved = false;
            foreach (var (from, to) in arrows.Where(arrow => steps[arrow.To] <= steps[arrow.From])) (steps[to], moved) = (steps[from] + 1, true);
        }
        return steps;
    }

    private static ImmutableArray<ImmutableArray<int>> Beside(int points, ImmutableArray<ImmutableArray<int>> chains)
    {
        var beside = Enumerable.Range(0, points).Select(_ => ImmutableArray.CreateBuilder<int>()).ToArray();
        foreach (var (from, to) in chains.SelectMany(chain => chain.Zip(chain.Skip(1))))
        {
            beside[from].Add(to);
            beside[to].Add(from);
        }
        return [.. beside.Select(one => one.ToImmutable())];
    }

    private static PathLayers Untangled(PathLayers layers)
    {
        var best = layers;
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            layers = layers.Swept(forward: sweep % 2 == 0);
            if (layers.Crossings() < best.Crossings()) best = layers;
        }
        return best;
    }

    private PathLayers Swept(bool forward)
    {
        var order = Order.ToArray();
        foreach (int at in forward ? Enumerable.Range(1, order.Length - 1) : Enumerable.Range(0, order.Length - 1).Reverse())
        {
            var fixedAt = order[forward ? at - 1 : at + 1];
            var mine = order[at];
            double Wish(int point) => Neighbours[point].Where(fixedAt.Contains).Select(other => (double)fixedAt.IndexOf(other) / fixedAt.Length).DefaultIfEmpty((double)mine.IndexOf(point) / mine.Length).Average();
            order[at] = [.. mine.OrderBy(Wish)];
        }
        return this with { Order = [.. order] };
    }

    private int Crossings() => Enumerable.Range(1, Math.Max(0, Order.Length - 1)).Sum(at => Crossings(at));

    private int Crossings(int at)
    {
        var links = Chains.SelectMany(chain => chain.Zip(chain.Skip(1))).Where(link => Layer[link.First] == at - 1 && Layer[link.Second] == at)
            .Select(link => (From: Order[at - 1].IndexOf(link.First), To: Order[at].IndexOf(link.Second))).ToList();
        return links.Sum(one => links.Count(other => one.From < other.From && one.To > other.To));
    }
}
