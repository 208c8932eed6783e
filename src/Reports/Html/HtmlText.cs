using System.Net;
using System.Text;

namespace CoProduction.Reports;

/// <summary>Pieces of HTML that the report's parts share.</summary>
internal static class HtmlText
{
    /// <summary>Text with the characters escaped that HTML reads as markup, quotes included.</summary>
    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Appends an element with a text.</summary>
    public static StringBuilder Element(this StringBuilder html, string name, string text, string attributes = "") =>
        html.Append('<').Append(name).Append(attributes.Length == 0 ? "" : " " + attributes).Append('>').Append(Encode(text)).Append("</").Append(name).Append('>');

    /// <summary>Appends the opening of a table that scrolls inside the page, reachable by keyboard.</summary>
    public static StringBuilder OpenTable(this StringBuilder html, string label) =>
        html.Append("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"").Append(Encode(label)).Append("\"><table>");

    /// <summary>Appends a header line and body lines, and closes what <see cref="OpenTable"/> opened.</summary>
    /// <param name="html">Receives the markup.</param>
    /// <param name="headers">Header texts, each with whether its column holds numbers.</param>
    /// <param name="lines">Body lines.</param>
    /// <param name="keys">Number of leading columns that head their line.</param>
    public static StringBuilder Lines(this StringBuilder html, IReadOnlyList<(string Text, bool Number)> headers, IEnumerable<IReadOnlyList<string>> lines, int keys)
    {
        html.Append("<thead><tr>");
        foreach (var (text, number) in headers) html.Element("th", text, number ? "scope=\"col\" class=\"n\"" : "scope=\"col\"");
        html.Append("</tr></thead><tbody>");
        foreach (var line in lines)
        {
            html.Append("\n<tr>");
            for (int i = 0; i < line.Count; i++)
                html.Element(i < keys && line[i].Length > 0 ? "th" : "td", line[i], i >= keys ? headers[i].Number ? "class=\"n\"" : "" : line[i].Length > 0 ? "scope=\"row\"" : "");
            html.Append("</tr>");
        }
        return html.Append("\n</tbody></table></div>");
    }
}
