using CoProduction.Web.Serving;
using CoProduction.Workbench.Board;
using Microsoft.AspNetCore.Components;

namespace CoProduction.Web;

/// <summary>
/// What every page has at hand: <c>@inherits StudyPage</c>. A page is made on the server from released content alone, once per (version, role, scope, language, filters).
/// A <see cref="UsageException"/> thrown while it is made becomes a plain page with status 400.
/// </summary>
public abstract class StudyPage : ComponentBase
{
    /// <summary>The request behind the page.</summary>
    [Inject]
    public PageRequest Request { get; set; } = null!;

    /// <summary>Who is looking.</summary>
    protected Viewer Viewer => Request.Viewer;

    /// <summary>Language of the page.</summary>
    protected Language Language => Request.Language;

    /// <summary>Released content of one version.</summary>
    protected StudyBoard Board => Request.Board;

    /// <summary>The filters of the address, which the page's <see cref="FiltersAttribute"/> names.</summary>
    protected PageQuery Query => Request.Query;

    /// <summary>A label in the page's language.</summary>
    protected string In(Label label) => label.In(Language);

    /// <summary>A text in the page's language.</summary>
    protected string In(string zh, string en) => Language == Language.Zh ? zh : en;

    /// <summary>Ready-made HTML of <c>src/Reports</c>, which escapes its texts itself.</summary>
    protected static MarkupString Html(string fragment) => new(fragment);
}
