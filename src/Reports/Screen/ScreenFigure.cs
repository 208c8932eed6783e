using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CoProduction.Reports;

/// <summary>A released figure for the screen: an interactive drawing that needs no network, the printed drawing as fallback, the numbers as a table.</summary>
public static partial class ScreenFigure
{
    private const double FallbackMm = 170;

    /// <summary>
    /// The figure as an HTML fragment. Without script, and on paper, the printed drawing shows; with <see cref="PageScript"/> on the page the interactive one.
    /// </summary>
    /// <param name="figure">The figure.</param>
    /// <param name="language">Language of the labels.</param>
    /// <param name="id">Id of the element, unique on the page: letters, digits, hyphens.</param>
    /// <param name="numbers">False leaves the table of the numbers out, where it would be longer than a page should be and is offered elsewhere.</param>
    public static string Html(ReleasedFigure figure, Language language, string id, bool numbers = true)
    {
        string caption = $"<strong>{WebUtility.HtmlEncode(figure.Title.In(language))}</strong> {WebUtility.HtmlEncode(figure.Caption.In(language))}{Note(figure, language)}";
        string below = numbers ? $"<details><summary>{Words.Numbers.In(language)}</summary>{HtmlTable.Fragment(figure.Data, language)}</details>" : "";
        return Framed(id, Fallback(figure, language, id), figure.Alt.In(language), FigureKind.Of(figure).Screen(figure, language), caption, below);
    }

    private static string Note(ReleasedFigure figure, Language language) => FigureKind.Of(figure).Note is { } note ? " " + WebUtility.HtmlEncode(note(figure).In(language)) : "";

    /// <summary>A figure that a notebook shows (SVG and Plotly's JSON) as an HTML fragment of the same kind; null for anything else.</summary>
    /// <param name="shown">Its forms; the plain one begins with the title.</param>
    /// <param name="id">Id of the element, unique on the page: letters, digits, hyphens.</param>
    public static string? Html(MimeBundle shown, string id)
    {
        if (!shown.Forms.TryGetValue(MimeBundle.Plotly, out string? drawing) || !shown.Forms.TryGetValue(MimeBundle.Svg, out string? still)) return null;
        string[] lines = shown.ToString().Split('\n', 2);
        return Framed(id, Still(still), lines[^1], Inside(drawing), $"<strong>{WebUtility.HtmlEncode(lines[0])}</strong>", "");
    }

    /// <summary>A drawing (SVG) for inside a page: without its XML declaration, its ids such that no other drawing of the page has them.</summary>
    /// <param name="svg">The drawing as a file.</param>
    public static string Still(string svg)
    {
        string own = $"s{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(svg)))[..10]}-";
        return Ids().Replace(svg[Math.Max(0, svg.IndexOf("<svg", StringComparison.Ordinal))..], match => match.Value + own);
    }

    private static string Framed(string id, string still, string alt, string drawing, string caption, string below) => new StringBuilder()
        .Append("<figure class=\"chart\" id=\"").Append(id).Append("\">\n<div class=\"static\">").Append(still)
        .Append("</div>\n<div class=\"plot\" role=\"img\" aria-label=\"").Append(WebUtility.HtmlEncode(alt)).Append("\"></div>\n<script type=\"application/json\">")
        .Append(drawing).Append("</script>\n<figcaption>").Append(caption).Append("</figcaption>\n").Append(below).Append("</figure>\n").ToString();

    // Within a script element only '<' can end it; characters as they are tell the page's font what to hold.
    private static string Inside(string json) => JsonNode.Parse(json)!.ToJsonString(Readable).Replace("<", "\\u003c", StringComparison.Ordinal);

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [GeneratedRegex("""(?<=\s)id="|url\(#|href="#""")]
    private static partial Regex Ids();

    /// <summary>Data and layout of the interactive drawing as Plotly's JSON, for hosts that draw it themselves.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="language">Language of the labels.</param>
    public static string Json(ReleasedFigure figure, Language language) => FigureKind.Of(figure).Screen(figure, language);

    /// <summary>The printed drawing without its XML declaration, which has no place inside HTML.</summary>
    private static string Fallback(ReleasedFigure figure, Language language, string id)
    {
        string svg = PrintFigure.Svg(figure, new PrintOptions(FallbackMm, Language: language, Title: false), id + "-");
        return svg[svg.IndexOf("<svg", StringComparison.Ordinal)..];
    }

    /// <summary>The script element that a page needs once, at its end: plotly.js and the few lines that draw every visible figure.</summary>
    public static string PageScript => $"<script>{PlotlySource.Value}</script>\n<script>{Draw}</script>\n";

    /// <summary>CSS of the figures.</summary>
    public const string Style = """
        figure.chart{margin:1.2rem 0}.chart .static svg{max-width:100%;height:auto;background:#fff}.chart .plot{display:none;width:100%;overflow-x:auto;overflow-y:hidden}
        .chart.live .plot{display:block}.chart.live .static{display:none}figcaption{font-size:.9rem;margin:.3rem 0}
        @media print{.chart.live .plot{display:none}.chart.live .static{display:block}.chart{break-inside:avoid}}
        """;

    private const string Draw = """
        (function(){
        var dark=window.matchMedia('(prefers-color-scheme: dark)');
        function ink(){return getComputedStyle(document.body).color}
        function draw(f){var p=f.querySelector('.plot'),s=JSON.parse(f.querySelector('script').textContent);f.classList.add('live');
        var n=s.layout.meta&&s.layout.meta.narrow;if(n&&p.clientWidth<s.layout.width)s={data:n.data,layout:Object.assign({},s.layout,n.layout)};
        if(s.layout.width>p.clientWidth)p.tabIndex=0;(s.layout.font=s.layout.font||{}).color=ink();Plotly.newPlot(p,s.data,s.layout,{responsive:true,displaylogo:false,displayModeBar:false});f.drawn=true}
        window.drawFigures=function(){document.querySelectorAll('figure.chart').forEach(function(f){
        if(f.getClientRects().length===0)return;if(!f.drawn)draw(f);else Plotly.Plots.resize(f.querySelector('.plot'))})};
        dark.addEventListener('change',function(){document.querySelectorAll('figure.chart.live .plot').forEach(function(p){Plotly.relayout(p,{'font.color':ink()})})});
        window.drawFigures()})();
        """;

    private static readonly Lazy<string> PlotlySource = new(() =>
    {
        using var stream = typeof(Plotly.NET.GenericChart).Assembly.GetManifestResourceStream("Plotly.NET.plotly-2.28.0.min.js")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase);
    });
}
