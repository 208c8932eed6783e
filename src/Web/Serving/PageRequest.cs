using CoProduction.Workbench.Board;

namespace CoProduction.Web.Serving;

/// <summary>What a page is asked: by whom, in which language, of which version, with which filters. One a request.</summary>
public sealed class PageRequest
{
    /// <summary>Who is looking.</summary>
    public Viewer Viewer { get; internal set; } = Viewer.Anybody;

    /// <summary>Language of the page.</summary>
    public Language Language { get; internal set; }

    /// <summary>Released content; the same version for the whole request. Pages that are <see cref="Guard.ApartAttribute"/> have none.</summary>
    public StudyBoard Board { get; internal set; } = null!;

    /// <summary>The study.</summary>
    public StudyPlan Plan { get; internal set; } = null!;

    /// <summary>The filters of the address.</summary>
    public PageQuery Query { get; internal set; } = PageQuery.None;

    /// <summary>Path of the page, without filters.</summary>
    public string Path { get; internal set; } = "/";

    /// <summary>True where people sign in; false where this machine's user is the study's researcher.</summary>
    public bool HasSignIn { get; internal set; }

    /// <summary>Everything that the answer depends on besides its path.</summary>
    internal string Key => $"{Board.Version}|{Viewer.Key}|{Language}|{HasSignIn}|{Viewer.Name.Length > 0}|{Query.Text}";
}
