using static CoProduction.Reports.PlotlyChart;

namespace CoProduction.Reports;

/// <summary>The Likert figure on the screen.</summary>
internal static class LikertScreen
{
    public static string Json(ReleasedFigure figure, Language language)
    {
        var bars = Likert.Read(figure);
        int items = bars.Grid.Wholes.Length;
        string[] colors = Palette.Diverging(bars.Grid.Parts.Length);
        string[] labels = [.. Enumerable.Range(0, items).Select(item => Text(bars.Item(item, language)) + (bars.Unplaced(item) ? $"<br>({Words.Withheld.In(language)})" : ""))];
        int lines = labels.Max(label => label.Split("<br>").Length);
        double[] ticks = [-1, -0.5, 0, 0.5, 1];
        return PlotlyChart.Json(Enumerable.Range(0, colors.Length).Select(answer => Answer(bars, answer, colors[answer], language)),
            ("barmode", "overlay"), ("bargap", 0.3), ("height", 150 + items * Math.Max(40, lines * 16 + 8)), ("margin", Of(("l", 10), ("r", 14), ("t", 70), ("b", 46))),
            ("xaxis", Of(("fixedrange", true), ("zeroline", true), ("zerolinewidth", 1), ("zerolinecolor", "#808080"), ("gridcolor", "#80808040"), ("tickangle", 0), ("tickvals", ticks),
                ("ticktext", ticks.Select(tick => Printed.Percent(Math.Abs(tick), 0)).ToArray()), ("title", Of(("text", Words.ShareOfAnswers.In(language)))))),
            ("yaxis", Of(("fixedrange", true), ("automargin", true), ("range", new[] { items - 0.5, -0.5 }), ("showgrid", false), ("zeroline", false),
                ("tickvals", Enumerable.Range(0, items).ToArray()), ("ticktext", labels))),
            ("legend", Of(("orientation", "h"), ("traceorder", "normal"), ("y", 1.02), ("yanchor", "bottom"))));
    }

    private static Plotly.NET.Trace Answer(LikertBars bars, int answer, string color, Language language)
    {
        int[] placed = [.. Enumerable.Range(0, bars.Grid.Wholes.Length).Where(item => !bars.Unplaced(item))];
        double Share(int item) => bars.Grid.Shares[item][answer].Number ?? 0;
        return Trace("bar",
            ("name", Escaped(bars.Grid.Parts[answer].Label.In(language))), ("orientation", "h"), ("y", placed),
            ("x", placed.Select(item => Math.Round(Share(item), 9)).ToArray()), ("base", placed.Select(item => Math.Round(bars.Edges(item)[answer], 9)).ToArray()),
            ("text", placed.Select(item => Printed.Percent(Share(item), 0)).ToArray()), ("textposition", "inside"), ("insidetextanchor", "middle"), ("textangle", 0),
            ("customdata", placed.Select(item => Escaped(bars.Grid.Wholes[item].Label.In(language))).ToArray()),
            ("hovertemplate", "%{customdata}<br>%{fullData.name}: <b>%{text}</b><extra></extra>"),
            ("marker", Of(("color", color), ("line", Of(("color", Palette.Paper), ("width", 1))))), ("insidetextfont", Of(("color", Palette.TextOn(color)))));
    }
}
