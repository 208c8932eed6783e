using System.Collections.Concurrent;
using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Board;

/// <summary>
/// Everything that may be shown of one data version of a study, as released tables and figures, page by page, for a viewer and under filters. What rests on people was reviewed once, all filters
/// together, when the board was opened; a page selects from it.
/// </summary>
public sealed class StudyBoard
{
    private static readonly ImmutableArray<BoardTopic> Topics =
    [
        new OverviewTopic(), new MoneyTopic(), new RulesTopic(), new ProcessTopic(), new ResidentsTopic(), new DriversTopic(), new VoicesTopic(), new CommunitiesTopic(), new SourcesTopic(),
    ];

    private readonly BoardFacts _facts;
    private readonly ConcurrentDictionary<string, BoardView> _views = new(StringComparer.Ordinal);

    private StudyBoard(BoardFacts facts) => _facts = facts;

    /// <summary>The study.</summary>
    public StudyPlan Plan => _facts.Plan;

    /// <summary>Version of the loaded records and of what is asked of them: the same version, the same content.</summary>
    public string Version => _facts.Version;

    /// <summary>The communities and sub-districts of the study.</summary>
    public Geography Places => _facts.Places;

    /// <summary>The pages in order: id and title.</summary>
    public static ImmutableArray<Level> Pages { get; } = [.. Topics.Select(topic => new Level(topic.Id, topic.Title))];

    /// <summary>Names of a page's filters.</summary>
    /// <exception cref="UsageException">No such page.</exception>
    public static ImmutableArray<string> FiltersOf(string page) => Topic(page).Filters;

    /// <summary>What a page shows to a viewer under some filters.</summary>
    /// <exception cref="UsageException">No such page or filter, or a value that cannot be.</exception>
    public BoardContent Page(string page, Viewer viewer, BoardFilters filters)
    {
        var topic = Topic(page);
        if (filters.Values.Keys.FirstOrDefault(name => !topic.Filters.Contains(name)) is { } odd) throw BoardFaults.NoFilter(page, odd, topic.Filters);
        var request = new TopicRequest(_facts, viewer, _views.GetOrAdd(viewer.Key, _ => BoardView.Of(_facts, viewer)), filters);
        return new BoardContent(topic.Id, topic.Title, topic.Lead, [.. topic.Choices(request)], [.. topic.Panels(request)]);
    }

    /// <summary>One panel of a page: what a download or another system asks for.</summary>
    /// <param name="id">Id of the panel, which begins with the page's.</param>
    /// <param name="viewer">Who asks.</param>
    /// <param name="filters">Filters of the page.</param>
    /// <exception cref="UsageException">No such panel, page or filter, or a value that cannot be.</exception>
    public Panel Panel(string id, Viewer viewer, BoardFilters filters)
    {
        var content = Page(id.Split('-')[0], viewer, filters);
        return content.Panels.FirstOrDefault(panel => panel.Id == id) ?? throw BoardFaults.NoPanel(id, content.Panels.Select(panel => panel.Id));
    }

    /// <summary>Opens the current version of the study's store, for reading.</summary>
    /// <param name="plan">The study.</param>
    /// <param name="progress">Steps for people.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="StudyException">The store cannot be used.</exception>
    public static async Task<StudyBoard> OpenAsync(StudyPlan plan, IProgress<WorkStep>? progress, CancellationToken cancellationToken)
    {
        await using var store = await StudyStores.OpenAsync(plan, cancellationToken).ConfigureAwait(false);
        var version = Store.DataVersion.Of(await store.SourcesAsync(cancellationToken).ConfigureAwait(false));
        var board = new StudyBoard(await BoardFacts.ReadAsync(plan, VersionOf(version), store, progress, cancellationToken).ConfigureAwait(false));
        // The rows behind the board are many times its size and are not needed again: a server gives their memory back.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return board;
    }

    /// <summary>The version that <see cref="OpenAsync"/> would open now; cheap, to be asked often.</summary>
    /// <exception cref="StudyException">The store cannot be read.</exception>
    public static async Task<string> VersionAsync(StudyPlan plan, CancellationToken cancellationToken) => VersionOf(await StudyStores.VersionAsync(plan, cancellationToken).ConfigureAwait(false));

    private static string VersionOf(Store.DataVersion version) => Hash.OfText([Release.Version, version.Text])[..16];

    private static BoardTopic Topic(string page) => Topics.FirstOrDefault(topic => topic.Id == page) ?? throw BoardFaults.NoPage(page, Topics.Select(topic => topic.Id));
}
