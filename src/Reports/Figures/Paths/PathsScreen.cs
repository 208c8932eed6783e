using System.Collections.Immutable;
using System.Globalization;
using static CoProduction.Reports.PlotlyChart;

namespace CoProduction.Reports;

/// <summary>The path diagram on the screen: the printed drawing's places, each variable and arrow with its words under the pointer. A narrower drawing for phones stands in the layout's <c>meta</c>.</summary>
internal static class PathsScreen
{
    private const string Color = "#0072B2", Quiet = "#808080", Outline = "#808080";
    private const float Width = 430, Narrow = 222, Scale = 1.6f;

    public static string Json(ReleasedFigure figure, Language language)
    {
        var drawing = PathLayout.Of(figure, Width, language);
        return PlotlyChart.Json([Trace("scatter", Pointers(drawing, language))], [.. Layout(drawing), ("showlegend", false), ("meta", OnPhones(figure, language))]);
    }

    // Wide drawings scroll where no narrower one can be read.
    private static Dictionary<string, object>? OnPhones(ReleasedFigure figure, Language language)
    {
        try
        {
            var drawing = PathLayout.Of(figure, Narrow, language);
            return Of(("narrow", Of(("data", new[] { Of([("type", "scatter"), .. Pointers(drawing, language)]) }), ("layout", Of(Layout(drawing))))));
        }
        catch (UsageException)
        {
            return null;
        }
    }

    private static (string Name, object? Value)[] Layout(PathDrawing drawing) =>
    [
        ("autosize", false), ("width", (int)(drawing.Width * Scale)), ("height", (int)(drawing.Height * Scale) + 8), ("margin", Of(("l", 0), ("r", 0), ("t", 4), ("b", 4))),
        ("xaxis", Of(("visible", false), ("fixedrange", true), ("range", new[] { 0, drawing.Width }))), ("yaxis", Of(("visible", false), ("fixedrange", true), ("range", new[] { drawing.Height, 0 }))),
        ("shapes", drawing.Arrows.SelectMany(Shapes).Concat(drawing.Nodes.Select(Shape)).ToArray()),
        ("annotations", drawing.Arrows.Select(arrow => Text(arrow.Text, arrow.Label.MiddleX, arrow.Label.MiddleY)).Concat(drawing.Nodes.Select(node => Text(string.Join("<br>", node.Lines.Select(Escaped)), node.Middle.X, node.Middle.Y))).ToArray()),
    ];

    private static IEnumerable<Dictionary<string, object>> Shapes(PlacedArrow arrow)
    {
        string color = arrow.Arrow.Holds ? Color : Quiet;
        foreach (var piece in arrow.Pieces) yield return Of(("type", "path"), ("path", Path(piece)), ("line", Of(("color", color), ("width", 1.6), ("dash", arrow.Arrow.Holds ? "solid" : "dash"))));
        foreach (var head in arrow.Heads) yield return Of(("type", "path"), ("path", Path(head) + " Z"), ("fillcolor", color), ("line", Of(("width", 0))));
    }

    private static Dictionary<string, object> Shape(PlacedNode node) => Of(
        ("type", node.Node.IsLatent ? "circle" : "rect"), ("x0", Rounded(node.Box.Left)), ("x1", Rounded(node.Box.Right)), ("y0", Rounded(node.Box.Top)), ("y1", Rounded(node.Box.Bottom)),
        ("line", Of(("color", Outline), ("width", 1.4))));

    private static Dictionary<string, object> Text(string text, float x, float y) =>
        Of(("text", text), ("x", Rounded(x)), ("y", Rounded(y)), ("showarrow", false), ("font", Of(("size", 12))));

    private static (string Name, object? Value)[] Pointers(PathDrawing drawing, Language language)
    {
        var nodes = drawing.Nodes.Select(node => (node.Middle, Text: Escaped(node.Node.Label.In(language))));
        var arrows = drawing.Arrows.Select(arrow => (Middle: new Spot(arrow.Label.MiddleX, arrow.Label.MiddleY), Text: $"{Named(drawing, arrow.Arrow, language)}<br><b>{Escaped(arrow.Text)}</b>"));
        var all = nodes.Concat(arrows).ToImmutableArray();
        return
        [
            ("mode", "markers"), ("x", all.Select(one => Rounded(one.Middle.X)).ToArray()), ("y", all.Select(one => Rounded(one.Middle.Y)).ToArray()),
            ("text", all.Select(one => one.Text).ToArray()), ("hovertemplate", "%{text}<extra></extra>"), ("marker", Of(("size", 26), ("opacity", 0))),
        ];
    }

    private static string Named(PathDrawing drawing, PathArrow arrow, Language language) =>
        $"{Escaped(drawing.Nodes[arrow.From].Node.Label.In(language))} {(arrow.IsCovariance ? "↔" : "→")} {Escaped(drawing.Nodes[arrow.To].Node.Label.In(language))}";

    private static string Path(ImmutableArray<Spot> spots) =>
        string.Join(' ', spots.Select((spot, i) => string.Create(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')} {Rounded(spot.X)},{Rounded(spot.Y)}")));

    private static double Rounded(float value) => Math.Round(value, 1);
}
