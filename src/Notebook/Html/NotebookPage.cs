using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using CoProduction.Notebook.Cells;
using CoProduction.Reports;

namespace CoProduction.Notebook.Html;

/// <summary>A notebook as one HTML page that asks nothing of any other machine: texts, code, outputs in their richest form, figures interactive where scripts run. The page forbids its own requests to a network.</summary>
internal static class NotebookPage
{
    private const string Policy = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

    private static readonly ImmutableArray<(string Type, Func<string, string> Draw)> Richest =
    [
        (MimeBundle.Html, html => html),
        (MimeBundle.Svg, ScreenFigure.Still),
        (MimeBundle.Png, png => $"<img alt=\"\" src=\"data:image/png;base64,{png.ReplaceLineEndings("")}\">"),
        (MimeBundle.Markdown, text => MarkdownText.Html(text, "", null)),
        (MimeBundle.Plain, text => $"<pre>{WebUtility.HtmlEncode(text)}</pre>"),
    ];

    /// <summary>The page.</summary>
    /// <param name="notebook">The notebook with its outputs.</param>
    /// <param name="title">Title of the page, where no cell has a heading.</param>
    /// <param name="folder">Folder that the pictures of texts lie under; they are taken into the page.</param>
    /// <param name="language">Language of the page's own words.</param>
    public static string Html(Ipynb notebook, string title, string folder, Language language)
    {
        string body = string.Join('\n', notebook.Cells.Select((cell, i) => Section(cell, string.Create(CultureInfo.InvariantCulture, $"cell-{i + 1}"), folder, language)));
        bool drawn = body.Contains("<figure class=\"chart\"", StringComparison.Ordinal);
        return $"""
            <!doctype html>
            <html lang="{(language == Language.Zh ? "zh-CN" : "en")}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <title>{WebUtility.HtmlEncode(Heading(notebook) ?? title)}</title>
            <style>{PageFont.Face(body)}
            {NotebookStyle.Css}{(drawn ? ScreenFigure.Style : "")}</style>
            </head>
            <body><main>
            {body}
            </main>{(drawn ? ScreenFigure.PageScript : "")}</body>
            </html>

            """;
    }

    private static string Section(Cell cell, string id, string folder, Language language) => cell.Kind switch
    {
        CellKind.Markdown => $"<section class=\"text\">{MarkdownText.Html(cell.Source, folder, cell.Attachments)}</section>",
        CellKind.Raw => $"<section class=\"raw\"><pre>{WebUtility.HtmlEncode(cell.Source)}</pre></section>",
        _ when cell.Source.Trim().Length == 0 => "",
        _ => $"<section class=\"code\">{Legend(cell, language)}<pre class=\"source\">{CodeColours.Html(cell.Source)}</pre>{string.Concat(cell.Outputs.Select((output, i) => Output(output, string.Create(CultureInfo.InvariantCulture, $"{id}-{i + 1}"))))}</section>",
    };

    private static string Legend(Cell cell, Language language) => cell.ExecutionCount is not { } count
        ? $"<p class=\"legend\">{new Label("未运行", "not run").In(language)}</p>"
        : string.Create(CultureInfo.InvariantCulture, $"<p class=\"legend\">[{count}]{(cell.Metadata["copro"]?["seconds"]?.GetValue<double>() is { } seconds ? $" {seconds:0.0} s" : "")}</p>");

    private static string Output(CellOutput output, string id) => output switch
    {
        CellOutput.Stream stream => $"<pre class=\"{(stream.Name == "stderr" ? "stderr" : "stdout")}\">{WebUtility.HtmlEncode(stream.Text)}</pre>",
        CellOutput.Display display => Drawn(display.Bundle, id),
        CellOutput.Result result => Drawn(result.Bundle, id),
        CellOutput.Error error => $"<pre class=\"error\">{WebUtility.HtmlEncode(string.Join('\n', error.Traceback))}</pre>",
        _ => "",
    };

    private static string Drawn(MimeBundle bundle, string id)
    {
        if (ScreenFigure.Html(bundle, id) is { } figure) return $"<div class=\"shown\">{figure}</div>";
        var (type, draw) = Richest.FirstOrDefault(form => bundle.Forms.ContainsKey(form.Type));
        return type is null ? "" : $"<div class=\"shown\">{draw(bundle.Forms[type])}</div>";
    }

    private static string? Heading(Ipynb notebook) => notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown).SelectMany(cell => cell.Source.Split('\n')).FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim();
}
