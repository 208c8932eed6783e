using Microsoft.FSharp.Collections;
using Plotly.NET;

namespace CoProduction.Reports;

/// <summary>Plotly.NET charts from C#: traces and layouts by Plotly's own attribute names (plotly.js reference 2.28).</summary>
internal static class PlotlyChart
{
    /// <summary>A nested attribute object.</summary>
    public static Dictionary<string, object> Of(params (string Name, object? Value)[] attributes) =>
        attributes.Where(attribute => attribute.Value is not null).ToDictionary(attribute => attribute.Name, attribute => attribute.Value!, StringComparer.Ordinal);

    /// <summary>A trace of a type.</summary>
    public static Trace Trace(string type, params (string Name, object? Value)[] attributes)
    {
        var trace = new Trace(type);
        foreach (var (name, value) in attributes.Where(attribute => attribute.Value is not null)) trace.SetProperty(name, value!);
        return trace;
    }

    /// <summary>JSON of a chart: <c>{"data":[…],"layout":{…}}</c>, fit to stand in a script element.</summary>
    public static string Json(IEnumerable<Trace> traces, params (string Name, object? Value)[] layout)
    {
        var sheet = new Layout();
        foreach (var (name, value) in Shared.Concat(layout).Where(attribute => attribute.Value is not null)) sheet.SetProperty(name, value!);
        // The default template of Plotly.NET is 5 kB of styles that this layout overrides.
        var chart = GenericChart.setLayout(sheet, GenericChart.ofTraceObjects(false, ListModule.OfSeq(traces)));
        return GenericChart.toFigureJson(chart).Replace("</", "<\\/", StringComparison.Ordinal).Replace("<!--", "<\\!--", StringComparison.Ordinal);
    }

    /// <summary>A label as Plotly's text, which reads tags: escaped, broken into lines.</summary>
    public static string Text(string label, float width = 90) => string.Join("<br>", Typesetting.Wrap(label, width, PrintPage.Normal).Select(Escaped));

    /// <summary>A label as one line of Plotly's text.</summary>
    public static string Escaped(string label) =>
        label.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static IEnumerable<(string Name, object? Value)> Shared =>
    [
        ("autosize", true), ("paper_bgcolor", "rgba(0,0,0,0)"), ("plot_bgcolor", "rgba(0,0,0,0)"), ("separators", ".,"),
        ("font", Of(("family", "'Noto Sans SC', system-ui, 'PingFang SC', 'Microsoft YaHei', sans-serif"), ("size", 12))),
        ("uniformtext", Of(("mode", "hide"), ("minsize", 10))), ("hoverlabel", Of(("align", "left"))),
    ];
}
