using System.Collections.Immutable;

namespace CoProduction.Reports;

/// <summary>
/// One output in several forms, by MIME type, as notebook hosts exchange it (Jupyter messaging 5.3, <c>display_data</c>): a host shows the richest form that it knows. Every bundle has <see cref="Plain"/>;
/// pictures that are not text (<see cref="Png"/>) are base64.
/// </summary>
/// <param name="Forms">MIME type → content.</param>
public sealed record MimeBundle(ImmutableSortedDictionary<string, string> Forms)
{
    /// <summary>Plain text.</summary>
    public const string Plain = "text/plain";

    /// <summary>A fragment of HTML.</summary>
    public const string Html = "text/html";

    /// <summary>Markdown.</summary>
    public const string Markdown = "text/markdown";

    /// <summary>A picture, base64.</summary>
    public const string Png = "image/png";

    /// <summary>A drawing as text.</summary>
    public const string Svg = "image/svg+xml";

    /// <summary>An interactive drawing that hosts with Plotly draw themselves: data and layout as JSON.</summary>
    public const string Plotly = "application/vnd.plotly.v1+json";

    /// <summary>A bundle of one plain text.</summary>
    /// <param name="text">The text.</param>
    public static MimeBundle Of(string text) => new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(Plain, text));

    /// <summary>The bundle with a further form.</summary>
    /// <param name="type">MIME type.</param>
    /// <param name="content">Its content; base64 for a picture that is not text.</param>
    public MimeBundle With(string type, string content) => new(Forms.SetItem(type, content));

    /// <summary>The plain text: what a console shows.</summary>
    public override string ToString() => Forms[Plain];
}

/// <summary>What can be shown in a notebook, a script host or a console.</summary>
public interface IShown
{
    /// <summary>Its forms.</summary>
    /// <param name="language">Language of labels and notes.</param>
    MimeBundle Show(Language language);
}
