using System.Text;

namespace CoProduction.Reports;

/// <summary>The last section of a report: sources with hashes, options, versions.</summary>
internal static class ReportProvenance
{
    public static void Append(StringBuilder html, StudyReport report, Language language)
    {
        html.Append("<section id=\"provenance-").Append(HtmlReport.Code(language)).Append("\">\n").Element("h2", Words.Provenance.In(language)).Append('\n');
        AppendTable(html, Words.Sources, Words.SourceColumns, report.Sources.Select(Cells), language, numbers: 2);
        AppendTable(html, Words.Options, [Words.Name, Words.Setting], report.Options.Select(option => new[] { option.Name, option.Value }), language);
        AppendTable(html, Words.Versions, [Words.Name, Words.Version], report.Versions.Select(version => new[] { version.Name, version.Version }), language);
        html.Element("p", Words.Made.In(language), "class=\"note\"").Append("\n</section>\n");
    }

    private static string[] Cells(SourceStamp source) =>
        [source.Source, source.File, source.Sha256, PrintLayout.Count(source.Accepted), PrintLayout.Count(source.Rejected)];

    private static void AppendTable(
        StringBuilder html, Label caption, IReadOnlyList<Label> headers, IEnumerable<IReadOnlyList<string>> lines, Language language, int numbers = 0)
    {
        var body = lines.ToList();
        if (body.Count == 0) return;
        var columns = headers.Select((header, i) => (header.In(language), i >= headers.Count - numbers)).ToList();
        html.Append("<figure class=\"table\">").OpenTable(caption.In(language)).Element("caption", caption.In(language)).Lines(columns, body, keys: 1).Append("</figure>\n");
    }
}
