using System.Text.Json.Nodes;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CoProduction.Notebook.Html;

/// <summary>Markdown of a cell as HTML, its pictures taken in.</summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseFootnotes().UseAutoIdentifiers().UseEmphasisExtras().UseTaskLists().Build();

    /// <summary>A fragment of HTML.</summary>
    /// <param name="text">Markdown.</param>
    /// <param name="folder">Folder that pictures lie under; empty to take none.</param>
    /// <param name="attachments">Pictures that the cell brings along.</param>
    public static string Html(string text, string folder, JsonObject? attachments)
    {
        var document = Markdown.Parse(text, Pipeline);
        foreach (var picture in document.Descendants<LinkInline>().Where(link => link.IsImage)) picture.Url = Taken(picture.Url, folder, attachments) ?? picture.Url;
        return document.ToHtml(Pipeline);
    }

    private static string? Taken(string? url, string folder, JsonObject? attachments)
    {
        if (url is null || url.StartsWith("data:", StringComparison.Ordinal)) return url;
        if (url.StartsWith("attachment:", StringComparison.Ordinal))
            return attachments?[url["attachment:".Length..]] is JsonObject { Count: > 0 } forms && forms.First() is var form ? $"data:{form.Key};base64,{form.Value!.GetValue<string>().ReplaceLineEndings("")}" : null;
        string path = folder.Length == 0 ? "" : Path.GetFullPath(Uri.UnescapeDataString(url), folder);
        return Kind(path) is { } kind && File.Exists(path) ? $"data:{kind};base64,{Convert.ToBase64String(File.ReadAllBytes(path))}" : null;
    }

    private static string? Kind(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        ".svg" => "image/svg+xml",
        _ => null,
    };
}
