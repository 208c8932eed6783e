using System.Globalization;
using System.Net;
using System.Text;

namespace CoProduction.Reports;

/// <summary>
/// A study's report as one HTML file that needs no network: Chinese and English, contents, interactive figures, tables, verdicts, methods, provenance.
/// Same report, same bytes.
/// </summary>
public static class HtmlReport
{
    private const int LongestOpenTable = 36;

    /// <summary>Writes the report as UTF-8; without script it shows the Chinese text, then the English, with the printed figures.</summary>
    public static void Write(StudyReport report, Stream output) => output.Write(Encoding.UTF8.GetBytes(Html(report)));

    private static string Html(StudyReport report)
    {
        string body = Body(report);
        return new StringBuilder("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n").Element("title", $"{report.Title.Zh} · {report.Title.En}")
            .Append("\n<style>\n").AppendJoin('\n', ReportStyle.Css, HtmlTable.Style, ScreenFigure.Style, BundledFont.FontFace(WebUtility.HtmlDecode(body)))
            .Append("\n</style>\n</head>\n<body>\n").Append(body)
            .Append("<script>").Append(ReportStyle.Switch).Append("</script>\n").Append(ScreenFigure.PageScript)
            .Append("</body>\n</html>\n").ToString();
    }

    private static string Body(StudyReport report)
    {
        var html = new StringBuilder("<nav class=\"switch\" aria-label=\"语言 Language\">")
            .Element("button", "中文", "type=\"button\" data-to=\"zh\" lang=\"zh-CN\"").Element("button", "English", "type=\"button\" data-to=\"en\" lang=\"en\"").Append("</nav>\n");
        foreach (var language in new[] { Language.Zh, Language.En }) AppendArticle(html, report, language);
        return html.ToString();
    }

    private static void AppendArticle(StringBuilder html, StudyReport report, Language language)
    {
        string code = Code(language);
        html.Append("<main class=\"").Append(code).Append("\" lang=\"").Append(language == Language.Zh ? "zh-CN" : "en").Append("\">\n");
        if (report.Synthetic) html.Element("p", Words.Synthetic.In(language), "class=\"synthetic\" role=\"note\"").Append('\n');
        html.Element("h1", report.Title.In(language)).Append('\n');
        if (report.DataDate is { } date)
            html.Element("p", Words.DataDate.In(language) + date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "class=\"date\"").Append('\n');
        foreach (var finding in report.Summary) html.Element("p", finding.In(language), "class=\"finding\"").Append('\n');
        AppendContents(html, report, language);
        foreach (var section in report.Sections) AppendSection(html, section, language);
        ReportProvenance.Append(html, report, language);
        html.Append("</main>\n");
    }

    private static void AppendContents(StringBuilder html, StudyReport report, Language language)
    {
        html.Append("<nav class=\"contents\" aria-label=\"").Append(Words.Contents.In(language)).Append("\">").Element("h2", Words.Contents.In(language)).Append("<ol>\n");
        foreach (var section in report.Sections) AppendLink(html, $"{section.Id}-{Code(language)}", section.Heading.In(language));
        AppendLink(html, $"provenance-{Code(language)}", Words.Provenance.In(language));
        html.Append("</ol></nav>\n");
    }

    private static void AppendLink(StringBuilder html, string id, string text) =>
        html.Append("<li>").Element("a", text, $"href=\"#{id}\"").Append("</li>\n");

    private static void AppendSection(StringBuilder html, ReportSection section, Language language)
    {
        html.Append("<section id=\"").Append(section.Id).Append('-').Append(Code(language)).Append("\">\n").Element("h2", section.Heading.In(language)).Append('\n');
        foreach (var paragraph in section.Paragraphs) html.Element("p", paragraph.In(language)).Append('\n');
        for (int i = 0; i < section.Figures.Length; i++)
            html.Append(ScreenFigure.Html(section.Figures[i], language, string.Create(CultureInfo.InvariantCulture, $"{section.Id}-figure{i + 1}-{Code(language)}")));
        for (int i = 0; i < section.Tables.Length; i++) AppendTable(html, section.Tables[i], language, heads: i + 1 < section.Tables.Length && Heads(section.Tables[i], section.Tables[i + 1]));
        foreach (var verdicts in section.Verdicts) html.Append(VerdictList.Html(verdicts, language));
        AppendMethods(html, section, language);
        html.Append("</section>\n");
    }

    // The first of several tables on one thing has the title that the others go on from.
    private static bool Heads(ReleasedTable table, ReleasedTable next) => next.Title.En.StartsWith(table.Title.En + ":", StringComparison.Ordinal);

    /// <summary>A table longer than a screen is folded, so that the next answer stays in reach; one that heads others has its title as a heading.</summary>
    private static void AppendTable(StringBuilder html, ReleasedTable table, Language language, bool heads)
    {
        if (heads) html.Element("h3", table.Title.In(language)).Append('\n');
        if (table.Rows.Length <= LongestOpenTable)
        {
            html.Append(HtmlTable.Fragment(table, language, caption: !heads));
            return;
        }
        html.Append("<details class=\"long\">").Element("summary", string.Create(CultureInfo.InvariantCulture, $"{table.Title.In(language)} ({table.Rows.Length})"))
            .Append(HtmlTable.Fragment(table, language, caption: false)).Append("</details>\n");
    }

    private static void AppendMethods(StringBuilder html, ReportSection section, Language language)
    {
        var lines = section.Methods.Select(one => ProvenanceText.Line(one, language)).ToList();
        if (lines.Count == 0) return;
        html.Append("<details class=\"method\">").Element("summary", Words.Methods.In(language)).Append("<ul>\n");
        foreach (string line in lines) html.Element("li", line).Append('\n');
        html.Append("</ul></details>\n");
    }

    internal static string Code(Language language) => language == Language.Zh ? "zh" : "en";
}
