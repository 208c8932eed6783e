using static CoProduction.Reports.PlotlyChart;

namespace CoProduction.Reports;

/// <summary>The figure of spending shares on the screen: columns a year, stacked to 100 % or side by side at the reader's choice.</summary>
internal static class SpendingSharesScreen
{
    public static string Json(ReleasedFigure figure, Language language)
    {
        var grid = SpendingShares.Read(figure);
        int decimals = SpendingShares.Decimals(figure);
        string[] years = [.. grid.Wholes.Select(year => year.Label.In(language))];
        string title = Escaped(figure.Data.Measures[figure.Measure("y")].Label.In(language));
        var traces = Enumerable.Range(0, grid.Parts.Length).Select(part => Class(grid, part, years, decimals, language)).ToList();
        if (grid.AnyWithheld) traces.Add(Withheld(grid, years, language));
        return PlotlyChart.Json(traces,
            ("barmode", "stack"), ("bargap", 0.25), ("height", 560), ("margin", Of(("l", 52), ("r", 10), ("t", 48), ("b", 40))),
            ("xaxis", Of(("type", "category"), ("fixedrange", true))),
            ("yaxis", Of(("ticksuffix", "%"), ("gridcolor", "#80808040"), ("fixedrange", true), ("rangemode", "tozero"), ("title", Of(("text", title))))),
            ("legend", Of(("orientation", "h"), ("traceorder", "normal"), ("y", -0.12), ("yanchor", "top"))),
            ("updatemenus", new[] { Choice(language) }));
    }

    private static Plotly.NET.Trace Class(ShareGrid grid, int part, string[] years, int decimals, Language language)
    {
        var shares = grid.Shares.Select(year => year[part].Number).ToArray();
        return Trace("bar",
            ("name", Escaped(grid.Parts[part].Label.In(language))), ("x", years), ("y", shares.Select(Percent).ToArray()),
            ("text", shares.Select(share => share is { } value ? Printed.Percent(value, decimals) : "").ToArray()),
            ("textposition", "inside"), ("insidetextanchor", "middle"), ("textangle", 0), ("cliponaxis", false),
            ("marker", Of(("color", Palette.Class(part)), ("line", Of(("color", Palette.Paper), ("width", 1))))),
            ("insidetextfont", Of(("size", 11), ("color", Palette.TextOn(Palette.Class(part))))),
            ("hovertemplate", "%{x} · %{fullData.name}: <b>%{text}</b><extra></extra>"));
    }

    private static Plotly.NET.Trace Withheld(ShareGrid grid, string[] years, Language language) => Trace("bar",
        ("name", Words.Withheld.In(language)), ("x", years), ("y", grid.Shares.Select(Hidden).ToArray()), ("hovertemplate", "%{x} · %{fullData.name}<extra></extra>"),
        ("marker", Of(("color", Palette.Paper), ("pattern", Of(("shape", "/"), ("fgcolor", Palette.Withheld))), ("line", Of(("color", Palette.Withheld), ("width", 1))))));

    private static double? Hidden(System.Collections.Immutable.ImmutableArray<Drawn> year) =>
        year.Any(share => share.Withheld) ? Percent(Math.Max(0, 1 - year.Sum(share => share.Number ?? 0))) : null;

    private static double? Percent(double? share) => share is { } value ? Math.Round(value * 100, 6) : null;

    private static Dictionary<string, object> Choice(Language language) => Of(
        ("type", "buttons"), ("direction", "right"), ("x", 0), ("xanchor", "left"), ("y", 1.02), ("yanchor", "bottom"), ("showactive", true),
        ("bgcolor", "#FFFFFF"), ("font", Of(("color", Palette.Ink))),
        ("buttons", new[] { Button(Words.Stacked.In(language), "stack", "inside"), Button(Words.SideBySide.In(language), "group", "outside") }));

    private static Dictionary<string, object> Button(string label, string mode, string text) =>
        Of(("label", label), ("method", "update"), ("args", new object[] { Of(("textposition", text)), Of(("barmode", mode)) }));
}
