using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Workbench.Board;

/// <summary>A project as its file describes it.</summary>
/// <param name="Id">Id.</param>
/// <param name="Community">Its community.</param>
/// <param name="Year">Its year.</param>
/// <param name="Title">Title; the id where there is none.</param>
/// <param name="UseClass">Use class.</param>
/// <param name="Proposer">Who proposed it.</param>
/// <param name="Status">How far it has come.</param>
internal sealed record ProjectEntry(string Id, string Community, string Year, string Title, string UseClass, Label Proposer, Label Status);

/// <summary>A recorded step of a project.</summary>
/// <param name="Step">Number of the step.</param>
/// <param name="Date">Day; null where it is missing.</param>
/// <param name="Evidence">Kind of document that shows it.</param>
internal readonly record struct StepRecord(int Step, DateOnly? Date, string Evidence);

/// <summary>Projects, their steps and their money.</summary>
/// <param name="Projects">Projects by id.</param>
/// <param name="Steps">Recorded steps by project, in order.</param>
/// <param name="Conformance">How projects kept to the prescribed steps; null where no steps are recorded or prescribed.</param>
/// <param name="Money">Amount of each project by phase; null where the ledger names no projects, or is too long to hold them.</param>
internal sealed record ProjectBook(
    ImmutableDictionary<string, ProjectEntry> Projects, ILookup<string, StepRecord> Steps, StepsResult? Conformance, ImmutableDictionary<string, ImmutableArray<decimal?>>? Money)
{
    /// <summary>Ledgers longer than this are not broken down by project: one sum a project and phase would outgrow the memory of a server.</summary>
    public const long LongestLedger = 1_000_000;

    /// <summary>Ids of the projects of a community, in order.</summary>
    public ILookup<string, string> ByCommunity { get; } = Projects.Values.OrderBy(project => project.Id, StringComparer.Ordinal).ToLookup(project => project.Community, project => project.Id, StringComparer.Ordinal);

    /// <summary>How each project kept to the steps.</summary>
    public ImmutableDictionary<string, ProjectSteps> Kept { get; } = (Conformance?.Projects ?? []).ToImmutableDictionary(project => project.Project, StringComparer.Ordinal);

    /// <summary>How projects kept to the steps, by year.</summary>
    public ILookup<string, ProjectSteps> KeptByYear { get; } = (Conformance?.Projects ?? []).ToLookup(project => project.Year, StringComparer.Ordinal);

    /// <summary>Amount of a project by phase; empty where none is known.</summary>
    public ImmutableArray<decimal?> MoneyOf(string project) => Money is { } money && money.TryGetValue(project, out var amounts) ? amounts : [];

    public static async Task<ProjectBook?> ReadAsync(Loaded study, long entries, CancellationToken cancellationToken)
    {
        if (!study.Has("projects")) return null;
        var rows = await study.Store.FrameAsync(new FrameSpec("projects", ["project", "community", "year", "title", "use_class", "proposer_kind", "status"], []), cancellationToken).ConfigureAwait(false);
        var projects = Enumerable.Range(0, rows.Rows).Select(row => Entry(rows, row)).ToImmutableDictionary(project => project.Id, StringComparer.Ordinal);
        var (steps, kept) = await StepsAsync(study, cancellationToken).ConfigureAwait(false);
        return new ProjectBook(projects, steps, kept, study.Has("fund_entries") && entries <= LongestLedger ? await MoneyAsync(study, cancellationToken).ConfigureAwait(false) : null);
    }

    private static ProjectEntry Entry(Frame rows, int row)
    {
        string Text(string field) => rows[field].Text(row);
        Label Level(string field) => DataSchema.Table("projects")[field].Levels.FirstOrDefault(level => level.Code == Text(field))?.Label ?? Label.Same(Text(field));
        string id = Text("project"), title = Text("title");
        return new ProjectEntry(id, Text("community"), Text("year"), title.Length == 0 ? id : title, Text("use_class"), Level("proposer_kind"), Level("status"));
    }

    private static async Task<(ILookup<string, StepRecord> Steps, StepsResult? Kept)> StepsAsync(Loaded study, CancellationToken cancellationToken)
    {
        var rules = DataSchema.Rules(study.Plan.Place).Steps.Where(rule => study.Plan.Rules.IsEmpty || study.Plan.Rules.Contains(rule.Id)).ToArray();
        if (!study.Has("project_steps")) return (Enumerable.Empty<StepRecord>().ToLookup(_ => ""), null);
        var rows = await study.Store.FrameAsync(new FrameSpec("project_steps", ["project", "step", "date", "evidence"], []), cancellationToken).ConfigureAwait(false);
        var kinds = new Dictionary<string, string>(StringComparer.Ordinal);
        var steps = Enumerable.Range(0, rows.Rows).Select(row => (Project: rows["project"].Text(row), Record: Record(rows, row, kinds))).OrderBy(step => step.Record.Step).ToLookup(step => step.Project, step => step.Record, StringComparer.Ordinal);
        if (rules.Length == 0) return (steps, null);
        var spec = new StepsSpec(rules[0]);
        return (steps, Analysis.Steps.Fit(spec, rows, await study.Store.FrameAsync(spec.Projects, cancellationToken).ConfigureAwait(false)));
    }

    // Half a million steps name a dozen kinds of documents: each is kept once.
    private static StepRecord Record(Frame rows, int row, Dictionary<string, string> kinds)
    {
        string kind = rows["evidence"].Text(row);
        if (!kinds.TryGetValue(kind, out string? kept)) kinds[kind] = kept = kind;
        return new(int.Parse(rows["step"].Text(row), System.Globalization.CultureInfo.InvariantCulture), rows["date"] is DateColumn dates && !dates.IsMissing(row) ? dates.Values[row] : null, kept);
    }

    private static async Task<ImmutableDictionary<string, ImmutableArray<decimal?>>> MoneyAsync(Loaded study, CancellationToken cancellationToken)
    {
        var cells = await study.Store.CellsAsync(new CellsSpec("fund_entries", ["project", "phase"], ["amount"], null, []), cancellationToken).ConfigureAwait(false);
        var phases = Enum.GetValues<Phase>();
        return cells.Rows.Where(cell => cell.Key[0].Length > 0).GroupBy(cell => cell.Key[0], StringComparer.Ordinal).ToImmutableDictionary(
            group => group.Key,
            group => phases.Select(phase => group.FirstOrDefault(cell => string.Equals(cell.Key[1], phase.ToString(), StringComparison.OrdinalIgnoreCase))?.Sums[0]).ToImmutableArray(), StringComparer.Ordinal);
    }
}
