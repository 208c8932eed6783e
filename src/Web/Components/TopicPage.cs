using CoProduction.Workbench.Board;

namespace CoProduction.Web.Components;

/// <summary>A page of the board: its content is made once the filters are read; a filter that cannot be becomes a plain page with status 400. Open to everybody: the board gives each viewer what is released to them.</summary>
[Guard.OpenTo(Role.Public)]
public abstract class TopicPage : StudyPage
{
    /// <summary>Id of the page on the board.</summary>
    protected abstract string Topic { get; }

    /// <summary>What the page shows.</summary>
    protected BoardContent Content { get; private set; } = null!;

    /// <summary>The filters of the address.</summary>
    protected virtual BoardFilters Filters => BoardFilters.Of(Query.Values.Select(pair => (pair.Key, pair.Value)));

    /// <inheritdoc/>
    protected override void OnParametersSet() => Content = Board.Page(Topic, Viewer, Filters);
}
