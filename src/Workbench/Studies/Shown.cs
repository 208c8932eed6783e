using System.Net;
using System.Text;
using CoProduction.Analysis;
using CoProduction.Reports;

namespace CoProduction.Workbench;

/// <summary>Tables, figures and sections as bundles of forms for notebook hosts.</summary>
internal static class Shown
{
    private const double ScreenMm = 160;
    private const int ScreenDpi = 110;

    /// <summary>What stands under a table that its researcher sees and nobody else.</summary>
    public static Label OwnEyes { get; } = new("仅供研究者本人查看；保存时自动审查。", "for the researcher's own eyes; what is saved is reviewed.");

    public static MimeBundle Table(ReleasedTable table, Language language) =>
        MimeBundle.Of(Unescaped(MarkdownTable.Text(table, language))).With(MimeBundle.Markdown, MarkdownTable.Text(table, language)).With(MimeBundle.Html, Styled(HtmlTable.Fragment(table, language)));

    // On a console nobody renders Markdown: its table reads well, its escapes do not.
    private static string Unescaped(string markdown) => markdown.Replace("\\_", "_", StringComparison.Ordinal).Replace("\\*", "*", StringComparison.Ordinal).Replace("\\|", "|", StringComparison.Ordinal).Replace("&lt;", "<", StringComparison.Ordinal);

    /// <summary>Interactive where the host has Plotly, the printed drawing elsewhere.</summary>
    public static MimeBundle Figure(ReleasedFigure figure, Language language) =>
        MimeBundle.Of($"{figure.Title.In(language)}\n{figure.Alt.In(language)}").With(MimeBundle.Svg, Drawn(figure, language, PrintFormat.Svg, Encoding.UTF8.GetString)).With(MimeBundle.Png, Drawn(figure, language, PrintFormat.Png, Convert.ToBase64String))
            .With(MimeBundle.Plotly, ScreenFigure.Json(figure, language));

    public static MimeBundle Section(StudySection section, Language language) => All(
    [
        Text(section.Heading.In(language), [.. section.Paragraphs.Select(text => text.In(language)), .. section.Findings.Select(text => text.In(language))]),
        .. section.Figures.Select(figure => figure.Show(language)), .. section.Tables.Select(table => table.Show(language)),
    ]);

    /// <summary>A heading and lines under it.</summary>
    public static MimeBundle Text(string heading, params IReadOnlyList<string> lines) => MimeBundle.Of($"{heading}\n{string.Join('\n', lines)}")
        .With(MimeBundle.Markdown, $"### {heading}\n\n{string.Join("\n\n", lines)}\n")
        .With(MimeBundle.Html, $"<h3>{WebUtility.HtmlEncode(heading)}</h3>{string.Concat(lines.Select(line => $"<p>{WebUtility.HtmlEncode(line)}</p>"))}");

    /// <summary>Several bundles below each other: as text, Markdown and HTML; a picture becomes part of the HTML.</summary>
    public static MimeBundle All(IEnumerable<MimeBundle> bundles)
    {
        MimeBundle[] all = [.. bundles];
        return MimeBundle.Of(string.Join("\n\n", all.Select(one => one.ToString().TrimEnd())))
            .With(MimeBundle.Markdown, string.Join("\n", all.Select(one => one.Forms.GetValueOrDefault(MimeBundle.Markdown, one.ToString()))))
            .With(MimeBundle.Html, string.Concat(all.Select(Html)));
    }

    /// <summary>Lines that unfold.</summary>
    public static string Folded(string summary, IEnumerable<string> lines) =>
        $"<details><summary>{WebUtility.HtmlEncode(summary)}</summary><ul>{string.Concat(lines.Select(line => $"<li>{WebUtility.HtmlEncode(line)}</li>"))}</ul></details>";

    /// <summary>A page of one table.</summary>
    public static string Page(ReleasedTable table, Language language) =>
        $"<!doctype html><html lang=\"{(language == Language.Zh ? "zh-CN" : "en")}\"><meta charset=\"utf-8\"><title>{WebUtility.HtmlEncode(table.Title.In(language))}</title><style>{HtmlTable.Style}</style>{HtmlTable.Fragment(table, language)}</html>\n";

    /// <summary>A bundle as HTML, whatever forms it has.</summary>
    public static string Html(MimeBundle bundle) => bundle.Forms.GetValueOrDefault(MimeBundle.Html) ?? (bundle.Forms.TryGetValue(MimeBundle.Svg, out string? svg) ? ScreenFigure.Still(svg) : null) ?? $"<pre>{WebUtility.HtmlEncode(bundle.ToString())}</pre>";

    // Hosts do not share a style sheet: each fragment brings its own, within a scope.
    private static string Styled(string fragment) => $"<div class=\"copro\"><style>@scope (.copro){{{HtmlTable.Style}}}</style>{fragment}</div>";

    private static string Drawn(ReleasedFigure figure, Language language, PrintFormat format, Func<byte[], string> text)
    {
        using var bytes = new MemoryStream();
        PrintFigure.Write(figure, new PrintOptions(ScreenMm, Dpi: ScreenDpi, Language: language, Format: format), bytes);
        return text(bytes.ToArray());
    }
}
