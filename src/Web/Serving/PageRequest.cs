using CoProduction.Workbench.Board;

namespace CoProduction.Web.Serving;

/// <summary>What a page is asked: by whom, in which language, of which version, with which filters. One a request.</summary>
public sealed class PageRequest
{
    /// <summary>Who is looking.</summary>
    public Viewer Viewer { get; internal set; } = Viewer.Anybody;

    /// <summary>Language of the page.</summary>
    public Language Language { get; internal set; }

    /// <summary>Released content; the same version for the whole request.</summary>
    public StudyBoard Board { get; internal set; } = null!;

    /// <summary>The filters of the address.</summary>
    public PageQuery Query { get; internal set; } = PageQuery.None;

    /// <summary>Path of the page, without filters.</summary>
    public string Path { get; internal set; } = "/";
}
