namespace CoProduction;

/// <summary>A text for people in the platform's two languages.</summary>
/// <param name="Zh">Simplified Chinese.</param>
/// <param name="En">English.</param>
public sealed record Label(string Zh, string En)
{
    /// <summary>The same text in both languages, for names that are not translated.</summary>
    public static Label Same(string text) => new(text, text);

    /// <summary>The text where it heads a column or a row: the English begins with a capital, unless it begins with a sign.</summary>
    public Label AsHeading() => En.Length == 0 || !char.IsAsciiLetterLower(En[0]) ? this : this with { En = char.ToUpperInvariant(En[0]) + En[1..] };

    /// <summary>The text in one language.</summary>
    public string In(Language language) => language == Language.Zh ? Zh : En;
}

/// <summary>A language of the platform's labels, figures and reports.</summary>
public enum Language
{
    /// <summary>Simplified Chinese, zh-CN.</summary>
    Zh,

    /// <summary>English.</summary>
    En,
}
