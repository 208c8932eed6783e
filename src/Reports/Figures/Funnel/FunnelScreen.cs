using System.Collections.Immutable;
using static CoProduction.Reports.PlotlyChart;

namespace CoProduction.Reports;

/// <summary>The funnel on the screen.</summary>
internal static class FunnelScreen
{
    private const string Beyond = "#D55E00", Within = "#0072B2";

    public static string Json(ReleasedFigure figure, Language language)
    {
        var units = Funnel.Read(figure);
        var (low, high) = Funnel.Range(units);
        string Title(string channel) => Escaped(figure.Data.Measures[figure.Measure(channel)].Label.In(language));
        return PlotlyChart.Json([Limit(units, at => at.Low), Limit(units, at => at.High), Points(units, language)],
            ("height", 460), ("showlegend", false), ("margin", Of(("l", 48), ("r", 14), ("t", 10), ("b", 48))),
            ("xaxis", Of(("fixedrange", true), ("gridcolor", "#80808040"), ("zeroline", false), ("title", Of(("text", Title("x")))))),
            ("yaxis", Of(("fixedrange", true), ("gridcolor", "#80808040"), ("zeroline", false), ("range", new[] { low, high }), ("title", Of(("text", Title("y")))))));
    }

    private static Plotly.NET.Trace Limit(ImmutableArray<FunnelUnit> units, Func<(double People, double Low, double High), double> limit) => Trace("scatter",
        ("mode", "lines"), ("x", Funnel.Curves(units).Select(at => Math.Round(at.People, 2)).ToArray()), ("y", Funnel.Curves(units).Select(at => Math.Round(limit(at), 4)).ToArray()), ("hoverinfo", "skip"),
        ("line", Of(("color", "#808080"), ("width", 1.5))));

    private static Plotly.NET.Trace Points(ImmutableArray<FunnelUnit> units, Language language) => Trace("scatter",
        ("mode", "markers"), ("x", units.Select(unit => unit.People).ToArray()), ("y", units.Select(unit => Math.Round(unit.Mean, 4)).ToArray()),
        ("text", units.Select(unit => $"{Escaped(unit.Label.In(language))}<br><b>{Printed.Fixed(unit.Mean, 2)}</b> [{Printed.Fixed(unit.Low, 2)}, {Printed.Fixed(unit.High, 2)}]").ToArray()), ("hovertemplate", "%{text}<extra></extra>"),
        ("marker", Of(("opacity", 0.75), ("size", units.Select(unit => unit.Stands ? 10 : 7).ToArray()), ("color", units.Select(unit => unit.Stands ? Beyond : Within).ToArray()), ("symbol", units.Select(unit => unit.Stands ? "diamond" : "circle").ToArray()))));
}
