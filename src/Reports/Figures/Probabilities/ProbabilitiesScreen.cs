using System.Collections.Immutable;
using static CoProduction.Reports.PlotlyChart;

namespace CoProduction.Reports;

/// <summary>The prediction curves on the screen.</summary>
internal static class ProbabilitiesScreen
{
    private const int PanelHeight = 260, Around = 60, LabelRoom = 110;
    private static readonly string[] Dashes = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot"];
    private static readonly string[] Marks = ["circle", "square-open", "triangle-up", "diamond-open", "circle-open", "x"];

    // Lighter than in print: lines must stand out from a dark page too.
    private static readonly string[] Colors = ["#0072B2", "#C2660B", "#00906B", "#9B62B0", "#808080", "#D1495B"];

    public static string Json(ReleasedFigure figure, Language language)
    {
        var panels = Probabilities.Read(figure);
        double top = Probabilities.Top(figure, panels);
        var axes = panels.SelectMany((panel, i) => Axes(figure, panels, i, top, language));
        return PlotlyChart.Json(panels.SelectMany((panel, i) => Traces(figure, panel, Suffix(i), language)),
            [
                ("height", panels.Length * (PanelHeight + Around)), ("showlegend", false), ("margin", Of(("l", 46), ("r", LabelRoom), ("t", 26), ("b", 46))), ("hovermode", "closest"),
                ("annotations", panels.SelectMany((panel, i) => Names(figure, panels, i, top, language)).ToArray()), .. axes,
            ]);
    }

    private static string ColorOf(int index) => Colors[index % Colors.Length];

    private static string Suffix(int panel) => panel == 0 ? "" : $"{panel + 1}";

    // Panels stand one above another, the first on top.
    private static double[] Domain(int panels, int index)
    {
        double each = 1.0 / panels, room = panels == 1 ? 0 : 0.22 / panels;
        return [Math.Round(1 - (index + 1) * each + (index == panels - 1 ? 0 : room), 4), Math.Round(1 - index * each, 4)];
    }

    private static IEnumerable<(string Name, object? Value)> Axes(ReleasedFigure figure, ImmutableArray<CurvePanel> panels, int index, double top, Language language)
    {
        var panel = panels[index];
        var (low, high) = panel.Range;
        double air = panel.IsNumeric ? 0.02 * (high - low) : 0;
        yield return ("xaxis" + Suffix(index), Of(("fixedrange", true), ("range", new[] { low - air, high + air }), ("anchor", "y" + Suffix(index)), ("gridcolor", "#80808040"), ("zeroline", false), ("automargin", true),
            ("tickvals", panel.IsNumeric ? null : panel.Values.Select(value => value.At).ToArray()), ("ticktext", panel.IsNumeric ? null : panel.Values.Select(value => PlotlyChart.Text(value.Label.In(language))).ToArray()),
            ("title", Of(("text", Escaped(panel.Label.In(language)))))));
        yield return ("yaxis" + Suffix(index), Of(("fixedrange", true), ("range", new[] { 0, top * 1.02 }), ("domain", Domain(panels.Length, index)), ("anchor", "x" + Suffix(index)), ("gridcolor", "#80808040"), ("zeroline", true),
            ("zerolinecolor", "#808080"), ("tickformat", Probabilities.IsShare(figure) ? ".0%" : null)));
    }

    private static IEnumerable<Plotly.NET.Trace> Traces(ReleasedFigure figure, CurvePanel panel, string suffix, Language language) =>
        [.. panel.IsNumeric ? panel.Curves.Select((curve, i) => Band(curve, i, suffix)) : [], .. panel.Curves.Select((curve, i) => Line(figure, panel, curve, i, suffix, language))];

    private static Plotly.NET.Trace Band(Curve curve, int index, string suffix)
    {
        var points = curve.Known.Where(point => point.Low is not null && point.High is not null).ToList();
        return Trace("scatter", ("x", points.Select(point => point.At).Concat(points.Select(point => point.At).Reverse()).ToArray()),
            ("y", points.Select(point => Rounded(point.Low!.Value)).Concat(points.Select(point => Rounded(point.High!.Value)).Reverse()).ToArray()), ("xaxis", "x" + suffix), ("yaxis", "y" + suffix),
            ("mode", "lines"), ("fill", "toself"), ("fillcolor", ColorOf(index) + "2E"), ("line", Of(("width", 0))), ("hoverinfo", "skip"));
    }

    private static Plotly.NET.Trace Line(ReleasedFigure figure, CurvePanel panel, Curve curve, int index, string suffix, Language language)
    {
        var points = curve.Known;
        string color = ColorOf(index);
        string Text(CurvePoint point) => $"{Escaped(curve.Label.In(language))}<br><b>{Number(figure, point.Y.Number)}</b> [{Number(figure, point.Low)}, {Number(figure, point.High)}]";
        return Trace("scatter", ("x", points.Select(point => point.At + panel.Shift(index)).ToArray()), ("y", points.Select(point => Rounded(point.Y.Number!.Value)).ToArray()), ("xaxis", "x" + suffix), ("yaxis", "y" + suffix),
            ("mode", panel.IsNumeric ? "lines+markers" : "markers"), ("text", points.Select(Text).ToArray()), ("hovertemplate", "%{text}<extra></extra>"),
            ("line", Of(("color", color), ("width", 2), ("dash", Dashes[index % Dashes.Length]))), ("marker", Of(("color", color), ("size", 7), ("symbol", Marks[index % Marks.Length]))),
            ("error_y", panel.IsNumeric ? null : Of(("type", "data"), ("symmetric", false), ("color", color), ("width", 0), ("array", points.Select(point => Rounded(point.High - point.Y.Number ?? 0)).ToArray()), ("arrayminus", points.Select(point => Rounded(point.Y.Number - point.Low ?? 0)).ToArray()))));
    }

    private static IEnumerable<Dictionary<string, object>> Names(ReleasedFigure figure, ImmutableArray<CurvePanel> panels, int index, double top, Language language)
    {
        yield return Of(("text", Escaped(figure.Data.Measures[figure.Measure("y")].Label.In(language))), ("xref", "paper"), ("x", 0), ("xanchor", "left"), ("xshift", -40), ("yref", $"y{Suffix(index)} domain"), ("y", 1), ("yanchor", "bottom"), ("yshift", 6), ("showarrow", false), ("font", Of(("size", 11))));
        var ends = panels[index].Curves.Where(curve => curve.Known.Length > 0).Select(curve => (curve.Label, Y: curve.Known[^1].Y.Number!.Value)).OrderBy(end => end.Y).ToList();
        string[] texts = [.. ends.Select(end => PlotlyChart.Text(end.Label.In(language)))];
        float line = (float)(top * 15 / PanelHeight);
        float[] at = Spacing.Within([.. ends.Select(end => (float)end.Y)], [.. texts.Select(text => line * text.Split("<br>").Length)], 0, -2 * line, (float)top + line);
        for (int i = 0; i < ends.Count; i++)
            yield return Of(("text", texts[i]), ("align", "left"), ("xref", $"x{Suffix(index)} domain"), ("x", 1), ("xanchor", "left"), ("xshift", 6), ("yref", "y" + Suffix(index)), ("y", Math.Round(at[i], 4)), ("yanchor", "middle"), ("showarrow", false), ("font", Of(("size", 11))));
    }

    private static string Number(ReleasedFigure figure, double? number) => number is not { } value ? "–" : Probabilities.IsShare(figure) ? Printed.Percent(value, 1) : Printed.Fixed(value, 2);

    private static double Rounded(double value) => Math.Round(value, 5);
}
