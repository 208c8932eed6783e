using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Store;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Workbench;

/// <summary>Where the rows of models come from: a loaded study's surveys, one file, or the user's own rows.</summary>
internal interface IStudyRows
{
    /// <summary>Name for people.</summary>
    string Name { get; }

    /// <summary>Ids of the surveys; empty where the rows are not a study's.</summary>
    ImmutableArray<string> Surveys { get; }

    /// <summary>Rows of a survey, the last when null.</summary>
    IModelRows Rows(string? survey);

    /// <summary>Labels of the variables.</summary>
    Framework Framework { get; }

    /// <summary>The items of a survey with their wordings, the last survey's when null; empty where none are known.</summary>
    ImmutableArray<Question> Questions(string? survey) => [];

    /// <summary>The rules of exclusion of a survey; empty for none.</summary>
    ImmutableArray<string> Exclusions(string? survey) => [];

    /// <summary>What review the tables pass.</summary>
    PrivacyPlan Privacy { get; }

    /// <summary>The sources, for provenance.</summary>
    ImmutableArray<SourceStamp> Sources { get; }

    /// <summary>The survey asked for: the last one when none is named.</summary>
    /// <exception cref="UsageException">No such survey; names the nearest.</exception>
    string? SurveyOf(string? survey) => survey is null ? Surveys.LastOrDefault() : Surveys[StudiesFaults.Found(survey, Surveys, "the study", "survey")];
}

/// <summary>A study that has been loaded.</summary>
internal sealed class LoadedStudy : IStudyRows
{
    private readonly ImmutableDictionary<string, ImmutableArray<Question>> _questions;
    private readonly Lazy<Task<ImmutableArray<StudySection>>> _sections;

    private LoadedStudy(Loaded evidence, LoadReport load, ImmutableDictionary<string, ImmutableArray<Question>> questions)
    {
        (Evidence, Load, _questions) = (evidence, load, questions);
        _sections = new(async () => [.. (await Gathering.AllAsync(Evidence, null, default).ConfigureAwait(false)).Select(section => new StudySection(section, Plan.Privacy))]);
    }

    public Loaded Evidence { get; }

    public LoadReport Load { get; }

    public StudyPlan Plan => Evidence.Plan;

    public string Name => $"{Plan.Title.En} ({Plan.Id})";

    public Framework Framework => Plan.Framework;

    public PrivacyPlan Privacy => Plan.Privacy;

    public ImmutableArray<string> Surveys => [.. Plan.Sources.Where(source => source.Table == "responses").Select(source => source.Id)];

    public ImmutableArray<SourceStamp> Sources => [.. Load.Receipts.Select(receipt => receipt.Loaded.Stamp)];

    /// <summary>The items of a survey.</summary>
    public ImmutableArray<Question> Questions(string? survey) => ((IStudyRows)this).SurveyOf(survey) is { } of ? _questions[of] : [];

    public ImmutableArray<string> Exclusions(string? survey) => Plan.Sources.FirstOrDefault(source => source.Id == survey)?.Exclusions ?? [];

    public IModelRows Rows(string? survey)
    {
        string of = ((IStudyRows)this).SurveyOf(survey) ?? throw StudiesFaults.NoSurvey(Plan.Id);
        return new StoreRows(Evidence.Store, of, Workbench.Surveys.Scales(Questions(of)));
    }

    /// <summary>The sections of the report, made once.</summary>
    public Task<ImmutableArray<StudySection>> SectionsAsync() => _sections.Value;

    /// <summary>Loads what changed.</summary>
    public static async Task<LoadedStudy> OpenAsync(StudyPlan plan, IProgress<WorkStep> progress, CancellationToken cancellationToken)
    {
        var store = await StudyStores.OpenAsync(plan, cancellationToken).ConfigureAwait(false);
        var load = await Loading.LoadAsync(plan, store, progress, cancellationToken).ConfigureAwait(false);
        LoadAudit.Keep(plan, load);
        var questions = ImmutableDictionary.CreateBuilder<string, ImmutableArray<Question>>(StringComparer.Ordinal);
        foreach (var source in plan.Sources.Where(source => source.Table == "responses"))
            questions[source.Id] = await Workbench.Surveys.QuestionsAsync(store, source, cancellationToken).ConfigureAwait(false);
        var tables = load.Receipts.Where(receipt => receipt.Loaded.Stamp.Accepted > 0).Select(receipt => receipt.Loaded.Table).ToImmutableHashSet();
        return new LoadedStudy(new Loaded(plan, store, tables), load, questions.ToImmutable());
    }
}

/// <summary>One file of rows.</summary>
/// <param name="path">CSV, XLSX or JSON file with a header row.</param>
internal sealed class SingleFile(string path) : IStudyRows
{
    private readonly FileRows _rows = new(new FitRequest(path, new ModelRequest("ols", ""), [], null), null);
    private readonly Lazy<string> _hash = new(() => Hash.OfFile(path));

    public string Name => Path.GetFileName(path);

    public ImmutableArray<string> Surveys => [];

    public Framework Framework => DataSchema.Framework;

    public PrivacyPlan Privacy => PrivacyPlan.Standard;

    public ImmutableArray<SourceStamp> Sources => [new("file", Name, _hash.Value, _rows.RowsRead, 0)];

    public IModelRows Rows(string? survey) => _rows;
}
