using System.Collections.Immutable;

namespace CoProduction.Reports;

/// <summary>How a path diagram is laid out: which way it runs, how wide its labels may be, how much room lies between.</summary>
/// <param name="Down">True where causes stand above effects, false where they stand to their left.</param>
/// <param name="Oval">Widest line in an oval, points.</param>
/// <param name="Box">Widest line in a box.</param>
/// <param name="Gap">Least distance of two variables of a layer.</param>
internal sealed record PathManner(bool Down, float Oval, float Box, float Gap);

/// <summary>Places of the points of a path diagram in a manner. Along is the way that causes go to effects, across the other.</summary>
internal sealed class PathPlan
{
    private const float WaypointSize = 10, LineHeight = PrintLayout.LineHeight, HeadRoom = 20, MostGap = 100, Edge = 1;
    private const int Turns = 16;

    private readonly PathManner _manner;
    private readonly PathLayers _layers;
    private readonly ImmutableArray<ImmutableArray<string>> _lines;
    private readonly float[] _across;
    private readonly float[] _thickness;

    public PathPlan(PathModel model, PathLayers layers, PathManner manner, Language language)
    {
        (_manner, _layers, Model) = (manner, layers, model);
        Texts = [.. model.Arrows.Select(arrow => arrow.Text(language))];
        _lines = [.. model.Nodes.Select(node => Lines(node, language))];
        Sizes = Even(model, [.. _lines.Select((lines, i) => SizeOf(model.Nodes[i], lines))]);
        _thickness = [.. layers.Order.Select(points => points.Where(point => point < Sizes.Length).Select(point => manner.Down ? Sizes[point].Y : Sizes[point].X).DefaultIfEmpty(0).Max())];
        _across = Across();
        LeastGap = (manner.Down ? 2 * LineHeight : Typesetting.Widest(Texts, PrintPage.Small)) + HeadRoom;
        Ahead = new PathArcs(this).Room(first: true);
        Behind = new PathArcs(this).Room(first: false);
    }

    public PathModel Model { get; }

    /// <summary>Texts of the arrows.</summary>
    public ImmutableArray<string> Texts { get; }

    /// <summary>Width and height of each variable.</summary>
    public ImmutableArray<Spot> Sizes { get; }

    public bool Down => _manner.Down;

    /// <summary>Room of the curves before the first layer.</summary>
    public float Ahead { get; }

    /// <summary>Room of the curves after the last layer.</summary>
    public float Behind { get; }

    private float LeastGap { get; }

    public int LayerOf(int node) => _layers.Layer[node];

    public int LastLayer => _layers.Order.Length - 1;

    /// <summary>Position of a variable among those of its layer.</summary>
    public int RankOf(int node) => _layers.Order[_layers.Layer[node]].Where(point => point < Sizes.Length).ToList().IndexOf(node);

    /// <summary>Least width that the manner needs.</summary>
    public float Width => Down ? AcrossSize : Ahead + _thickness.Sum() + LastLayer * LeastGap + Behind;

    /// <summary>Height that it takes.</summary>
    public float Height => Down ? Ahead + _thickness.Sum() + LastLayer * LeastGap + Behind : AcrossSize;

    private float AcrossSize => Enumerable.Range(0, _across.Length).Max(point => _across[point] + AcrossOf(point) / 2) + Edge;

    /// <summary>The variables at their places, and the waypoints of each arrow, in a width.</summary>
    public (ImmutableArray<PlacedNode> Nodes, ImmutableArray<ImmutableArray<Spot>> Ways) In(float width)
    {
        float gap = Down || LastLayer == 0 ? LeastGap : LeastGap + Math.Clamp((width - Width) / LastLayer, 0, MostGap), along = Ahead;
        var starts = new float[_thickness.Length];
        for (int at = 0; at < starts.Length; along += _thickness[at] + gap, at++) starts[at] = along;
        float shift = Math.Max(0, (width - (Down ? AcrossSize : along - gap + Behind)) / 2);
        Spot At(float a, float b) => Down ? new(b + shift, a) : new(a + shift, b);
        ImmutableArray<PlacedNode> nodes = [.. Sizes.Select((size, i) => Placed(i, At(starts[LayerOf(i)] + _thickness[LayerOf(i)] / 2, _across[i]), size))];
        return (nodes, [.. _layers.Chains.Select(chain => Way(chain, point => (At(starts[_layers.Layer[point]], _across[point]), At(starts[_layers.Layer[point]] + _thickness[_layers.Layer[point]], _across[point]))))]);
    }

    private static ImmutableArray<Spot> Way(ImmutableArray<int> chain, Func<int, (Spot Enters, Spot Leaves)> pass) =>
        [.. chain.Skip(1).SkipLast(1).Select(pass).SelectMany(spots => new[] { spots.Enters, spots.Leaves })];

    private PlacedNode Placed(int node, Spot middle, Spot size) =>
        new(Model.Nodes[node], new Box(middle.X - size.X / 2, middle.Y - size.Y / 2, middle.X + size.X / 2, middle.Y + size.Y / 2), _lines[node]);

    private ImmutableArray<string> Lines(PathNode node, Language language)
    {
        var label = Typesetting.Wrap(node.Label.In(language), node.IsLatent ? _manner.Oval : _manner.Box, PrintPage.Normal);
        return node.Explained.IsEmpty ? label : [.. label, "R² " + string.Join(" / ", node.Explained.Select(share => share.Number is { } number ? Printed.Fixed(number, 2) : "–"))];
    }

    // An oval must hold the corners of its text: √2 of the text's box, less what the short first and last lines save.
    private static Spot SizeOf(PathNode node, ImmutableArray<string> lines)
    {
        float width = Typesetting.Widest(lines, PrintPage.Normal), height = lines.Length * LineHeight;
        return node.IsLatent ? new(width * 1.15f + 10, height * 1.2f + 7) : new(width + 8, height + 3);
    }

    // Ovals are of one size, boxes of one width: a larger one would read as a weightier one.
    private static ImmutableArray<Spot> Even(PathModel model, ImmutableArray<Spot> sizes)
    {
        Spot Largest(bool latent) => new(sizes.Where((_, i) => model.Nodes[i].IsLatent == latent).Select(size => size.X).DefaultIfEmpty(0).Max(), sizes.Where((_, i) => model.Nodes[i].IsLatent == latent).Select(size => size.Y).DefaultIfEmpty(0).Max());
        Spot oval = Largest(true), box = Largest(false);
        return [.. sizes.Select((size, i) => model.Nodes[i].IsLatent ? oval : new Spot(box.X, size.Y))];
    }

    private float AcrossOf(int point) => point >= Sizes.Length ? WaypointSize : Down ? Sizes[point].X : Sizes[point].Y;

    // Each point goes to the mean of its neighbours, layer by layer, as far as order and distance allow.
    private float[] Across()
    {
        var across = new float[_layers.Layer.Length];
        foreach (var points in _layers.Order) Settle(across, points, _ => 0);
        for (int turn = 0; turn < Turns; turn++)
            foreach (var points in turn % 2 == 0 ? _layers.Order.AsEnumerable() : _layers.Order.Reverse())
                Settle(across, points, point => _layers.Neighbours[point].Select(other => across[other]).DefaultIfEmpty(across[point]).Average());
        float first = Enumerable.Range(0, across.Length).Min(point => across[point] - AcrossOf(point) / 2);
        return [.. across.Select(at => at - first + Edge)];
    }

    private void Settle(float[] across, ImmutableArray<int> points, Func<int, float> wish)
    {
        float[] settled = Spacing.Apart([.. points.Select(wish)], [.. points.Select(AcrossOf)], _manner.Gap);
        for (int i = 0; i < points.Length; i++) across[points[i]] = settled[i];
    }
}
