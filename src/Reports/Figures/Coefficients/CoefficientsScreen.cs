using System.Collections.Immutable;
using static CoProduction.Reports.PlotlyChart;

namespace CoProduction.Reports;

/// <summary>The coefficient figure on the screen.</summary>
internal static class CoefficientsScreen
{
    private const string Color = "#0072B2";

    public static string Json(ReleasedFigure figure, Language language)
    {
        var rows = Coefficients.Read(figure);
        int decimals = Math.Max(2, figure.Data.Measures[figure.Measure("x")].Decimals);
        string[] labels = [.. rows.Select(row => Text(row.Label.In(language)) + (row.Estimate.Withheld ? $"<br>({Words.Withheld.In(language)})" : ""))];
        int lines = labels.Max(label => label.Split("<br>").Length);
        return PlotlyChart.Json([Points(rows, labels, decimals)],
            ("height", 110 + rows.Length * Math.Max(34, lines * 16 + 8)), ("showlegend", false), ("margin", Of(("l", 10), ("r", 14), ("t", 10), ("b", 50))),
            ("xaxis", Of(("fixedrange", true), ("zeroline", true), ("zerolinewidth", 2), ("zerolinecolor", "#808080"), ("gridcolor", "#80808040"),
                ("tickangle", 0), ("nticks", 6), ("title", Of(("text", Words.ShortInterval.In(language)))))),
            ("yaxis", Of(("fixedrange", true), ("automargin", true), ("range", new[] { rows.Length - 0.5, -0.5 }), ("showgrid", false), ("zeroline", false),
                ("tickvals", Enumerable.Range(0, rows.Length).ToArray()), ("ticktext", labels))));
    }

    private static Plotly.NET.Trace Points(ImmutableArray<CoefficientRow> rows, string[] labels, int decimals) => Trace("scatter",
        ("mode", "markers"), ("x", rows.Select(row => row.Estimate.Number).ToArray()), ("y", Enumerable.Range(0, rows.Length).ToArray()),
        ("text", rows.Select((row, i) => $"{labels[i]}<br><b>{row.Text(decimals)}</b>").ToArray()), ("hovertemplate", "%{text}<extra></extra>"),
        ("error_x", Of(("type", "data"), ("symmetric", false), ("color", Color), ("thickness", 2), ("width", 0),
            ("array", rows.Select(row => row.High - row.Estimate.Number).ToArray()), ("arrayminus", rows.Select(row => row.Estimate.Number - row.Low).ToArray()))),
        ("marker", Of(("size", 10), ("color", rows.Select(row => row.ExcludesZero ? Color : Palette.Paper).ToArray()), ("line", Of(("color", Color), ("width", 2))))));
}
