using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;

namespace CoProduction.Ingest;

/// <summary>A text in the languages of a questionnaire, without markup.</summary>
/// <param name="All">Language as the file names it, empty for the one without a name → text; in the file's order.</param>
internal sealed partial record Wordings(ImmutableArray<(string Language, string Text)> All)
{
    public static Wordings None { get; } = new([]);

    public static Wordings Of(string text, string language = "") => text.Length == 0 ? None : new([(language, text)]);

    /// <summary>The text in Chinese; where there is none, the English or the first.</summary>
    public string Zh => In(IsChinese) ?? In(IsEnglish) ?? First;

    /// <summary>The text in English; where there is none, the first without the Chinese, or the Chinese.</summary>
    public string En => In(IsEnglish) ?? In(language => !IsChinese(language)) ?? First;

    /// <summary>The first text; empty for none.</summary>
    public string First => All.IsEmpty ? "" : All[0].Text;

    public static bool IsChinese(string language) => ChineseName().IsMatch(language);

    public static bool IsEnglish(string language) => EnglishName().IsMatch(language);

    /// <summary>This text, a separator, and the other in the same languages.</summary>
    public Wordings Then(string separator, Wordings other)
    {
        if (All.IsEmpty) return other;
        return other.All.IsEmpty ? this : new([.. All.Select(own => (own.Language, own.Text + separator + (other.In(language => language == own.Language) ?? other.First)))]);
    }

    /// <summary>A text without tags, entities and the marks of Markdown.</summary>
    public static string Plain(string text)
    {
        if (text.AsSpan().IndexOfAny("<&*[") < 0) return CellText.Trim(text);
        string plain = Tag().Replace(Block().Replace(text, " "), "");
        plain = Link().Replace(WebUtility.HtmlDecode(plain), "$1");
        return CellText.Trim(Spaces().Replace(plain.Replace("**", "", StringComparison.Ordinal), " "));
    }

    private string? In(Func<string, bool> language)
    {
        foreach (var (name, text) in All)
            if (text.Length > 0 && language(name)) return text;
        return null;
    }

    [GeneratedRegex(@"\bzh\b|\bzh[-_]|chinese|中文|汉语|漢語|普通话", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ChineseName();

    [GeneratedRegex(@"\ben\b|\ben[-_]|english|英文|英语", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EnglishName();

    [GeneratedRegex(@"<(?:br|/?p|/?div|/?li|/?tr)\b[^<>]*>|[\r\n]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"</?[A-Za-z][^<>]*>|<!--[^<>]*-->", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\[([^\[\]]*)\]\([^()\s]*\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"[ \t\r\n\u00A0]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
