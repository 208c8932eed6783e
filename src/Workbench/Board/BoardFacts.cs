using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Store;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Workbench.Board;

/// <summary>Everything that the pages of one data version are made from; a part is null where the study has not collected it.</summary>
internal sealed record BoardFacts(
    StudyPlan Plan, string Version, Geography Places, ImmutableArray<LoadedSource> Sources, Ledger? Ledger, SharesSpec? Shares, RuleBook? Rules, ProjectBook? Projects, RateBook? Rates,
    SurveyBook? Survey, ModelBook? Models, VoiceBook? Voices)
{
    /// <summary>Money of the whole by source of money too, for definitions that ask for it; null without a ledger.</summary>
    public Cells? LedgerBySource { get; init; }

    /// <summary>The loads that the store remembers, the newest first; none for a folder.</summary>
    public ImmutableArray<LoadRecord> Loads { get; init; } = [];

    private static readonly ImmutableArray<Label> Steps =
    [
        new("地点", "places"), new("模型", "models"), new("访谈", "interviews"), new("问卷", "surveys"), new("项目与步骤", "projects and steps"), new("比率", "rates"), new("规则", "rules"), new("资金", "money"),
    ];

    public static async Task<BoardFacts> ReadAsync(StudyPlan plan, string version, IStudyStore store, IProgress<WorkStep>? progress, CancellationToken cancellationToken)
    {
        int step = 0;
        var leftovers = new Leftovers();
        void Next()
        {
            leftovers.GiveBack();
            progress?.Report(new WorkStep(++step, Steps.Length, new($"看板：{Steps[step - 1].Zh}", $"dashboard: {Steps[step - 1].En}")));
        }
        var sources = await store.SourcesAsync(cancellationToken).ConfigureAwait(false);
        var study = new Loaded(plan, store, [.. sources.Where(source => source.Stamp.Accepted > 0).Select(source => source.Table)]);
        Next();
        var places = await Geography.ReadAsync(study, cancellationToken).ConfigureAwait(false);
        // What takes much room and leaves little comes first, while little else is there.
        Next();
        var models = await ModelBook.ReadAsync(study, cancellationToken).ConfigureAwait(false);
        Next();
        var voices = await VoiceBook.ReadAsync(study, cancellationToken).ConfigureAwait(false);
        Next();
        var survey = await SurveyBook.ReadAsync(study, places, cancellationToken).ConfigureAwait(false);
        Next();
        var projects = await ProjectBook.ReadAsync(study, sources.Where(source => source.Table == "fund_entries").Sum(source => source.Stamp.Accepted), cancellationToken).ConfigureAwait(false);
        Next();
        var rates = await RateBook.ReadAsync(study, places, cancellationToken).ConfigureAwait(false);
        Next();
        var rules = await RuleBook.ReadAsync(study, cancellationToken).ConfigureAwait(false);
        Next();
        var ledger = study.Has("fund_entries") ? await Ledger.ReadAsync(store, places, cancellationToken).ConfigureAwait(false) : null;
        return new BoardFacts(plan, version, places, sources, ledger, ledger is null ? null : MoneyEvidence.Standard(plan, ledger.Whole), rules, projects, rates, survey, models, voices)
        {
            Loads = await StudyStores.LoadsAsync(store, LoadHistory.Most, cancellationToken).ConfigureAwait(false),
            LedgerBySource = ledger is null ? null : await store.CellsAsync(new CellsSpec("fund_entries", ["use_class", "year", "phase", "pool", "money_source"], ["amount"], null, []), cancellationToken).ConfigureAwait(false),
        };
    }
}
