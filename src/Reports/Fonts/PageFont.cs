using System.Net;

namespace CoProduction.Reports;

/// <summary>The bundled font for pages that other rooms write.</summary>
public static class PageFont
{
    /// <summary>Name of the family, for a page's style.</summary>
    public const string Family = BundledFont.Family;

    /// <summary>A CSS font face with the glyphs of a text alone, inside the page: Chinese shows on a machine without fonts.</summary>
    /// <param name="html">The page's body; its entities are read as characters.</param>
    public static string Face(string html) => BundledFont.FontFace(WebUtility.HtmlDecode(html));
}
