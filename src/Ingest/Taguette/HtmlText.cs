using System.Net;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>The words of a document that Taguette has cleaned: tags and comments away, entities as their characters, nothing added.</summary>
internal static class HtmlText
{
    /// <summary>The words of some HTML. Blanks before the first tag or word are none of the document's, as in a browser.</summary>
    public static string Of(string html)
    {
        var text = new StringBuilder(html.Length);
        html = html.TrimStart(' ', '\t', '\n', '\r', '\f').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        for (int i = 0; i < html.Length;)
        {
            if (IsMarkup(html, i)) i = End(html, i);
            else i = Copy(html, i, text);
        }
        return text.ToString();
    }

    private static bool IsMarkup(string html, int at) => html[at] == '<' && at + 1 < html.Length && (char.IsAsciiLetter(html[at + 1]) || html[at + 1] is '/' or '!' or '?');

    private static int End(string html, int at)
    {
        bool comment = html.AsSpan(at).StartsWith("<!--");
        int end = comment ? html.IndexOf("-->", at + 4, StringComparison.Ordinal) : TagEnd(html, at);
        return end < 0 ? html.Length : end + (comment ? 3 : 1);
    }

    /// <summary>The bracket that closes a tag: not one within quotes.</summary>
    private static int TagEnd(string html, int at)
    {
        char quote = '\0';
        for (int i = at; i < html.Length; i++)
            if (quote != '\0') quote = html[i] == quote ? '\0' : quote;
            else if (html[i] is '"' or '\'') quote = html[i];
            else if (html[i] == '>') return i;
        return -1;
    }

    private static int Copy(string html, int at, StringBuilder text)
    {
        int end = html.IndexOf('<', at + 1);
        if (end < 0) end = html.Length;
        text.Append(WebUtility.HtmlDecode(html[at..end]));
        return end;
    }
}
