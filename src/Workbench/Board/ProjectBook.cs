using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
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

/// <summary>Projects, their steps and their money.</summary>
/// <param name="Projects">Projects by id.</param>
/// <param name="Steps">The recorded steps; null where none are recorded.</param>
/// <param name="Conformance">How projects kept to the prescribed steps; null where no steps are recorded or prescribed.</param>
/// <param name="Money">Amount of each project by phase; null where the ledger names no projects, or is too long to hold them.</param>
internal sealed record ProjectBook(
    FrozenDictionary<string, ProjectEntry> Projects, RecordedSteps? Steps, StepsResult? Conformance, FrozenDictionary<string, ImmutableArray<decimal?>>? Money)
{
    /// <summary>Ledgers longer than this are not broken down by project: one sum a project and phase would outgrow the memory of a server.</summary>
    public const long LongestLedger = 1_000_000;

    private static readonly ImmutableArray<string> Fields = ["project", "community", "year", "title", "use_class", "proposer_kind", "status"];
    private static readonly ImmutableArray<string> Coded = ["proposer_kind", "status"];
    private static readonly ImmutableArray<Phase> Phases = [.. Enum.GetValues<Phase>()];

    /// <summary>Ids of the projects of a community, in order.</summary>
    public ILookup<string, string> ByCommunity { get; } = Projects.Values.OrderBy(project => project.Id, StringComparer.Ordinal).ToLookup(project => project.Community, project => project.Id, StringComparer.Ordinal);

    /// <summary>How projects kept to the steps, by year.</summary>
    public ILookup<string, ProjectSteps> KeptByYear { get; } = (Conformance?.Projects ?? []).ToLookup(project => project.Year, StringComparer.Ordinal);

    /// <summary>How a project kept to the steps; null where it was not judged.</summary>
    public ProjectSteps? KeptBy(string project)
    {
        if (Conformance is not { Projects: var judged }) return null;
        int at = judged.AsSpan().BinarySearch(new ById(project));
        return at < 0 ? null : judged[at];
    }

    /// <summary>Amount of a project by phase; empty where none is known.</summary>
    public ImmutableArray<decimal?> MoneyOf(string project) => Money is { } money && money.TryGetValue(project, out var amounts) ? amounts : [];

    public static async Task<ProjectBook?> ReadAsync(Loaded study, long entries, CancellationToken cancellationToken)
    {
        if (!study.Has("projects")) return null;
        var steps = study.Has("project_steps")
            ? await study.Store.ReduceRowsAsync(new FrameSpec("project_steps", ["project", "step", "date", "evidence"], []), RecordedSteps.Of, cancellationToken).ConfigureAwait(false) : null;
        var rows = await study.Store.FrameAsync(new FrameSpec("projects", Fields, []), cancellationToken).ConfigureAwait(false);
        var rule = DataSchema.Rules(study.Plan.Place).Steps.FirstOrDefault(rule => study.Plan.Rules.IsEmpty || study.Plan.Rules.Contains(rule.Id));
        var kept = steps is null || rule is null ? null : Analysis.Steps.Fit(new StepsSpec(rule), steps, rows);
        var money = study.Has("fund_entries") && entries <= LongestLedger ? await MoneyAsync(study, cancellationToken).ConfigureAwait(false) : null;
        return new ProjectBook(Entries(rows), steps, kept, money);
    }

    private static FrozenDictionary<string, ProjectEntry> Entries(Frame rows)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        var levels = Coded.ToDictionary(field => field, field => DataSchema.Table("projects")[field].Levels.ToDictionary(level => level.Code, level => level.Label, StringComparer.Ordinal));
        // Thousands of projects share a title, a year, a community: each word is kept once.
        string Text(string field, int row)
        {
            string word = rows[field].Text(row);
            return words.TryGetValue(word, out string? kept) ? kept : words[word] = word;
        }
        Label Level(string field, int row)
        {
            string code = Text(field, row);
            return levels[field].TryGetValue(code, out var label) ? label : levels[field][code] = Label.Same(code);
        }
        ProjectEntry Entry(int row)
        {
            string id = rows["project"].Text(row), title = Text("title", row);
            return new ProjectEntry(id, Text("community", row), Text("year", row), title.Length == 0 ? id : title, Text("use_class", row), Level("proposer_kind", row), Level("status", row));
        }
        return Enumerable.Range(0, rows.Rows).Select(Entry).ToFrozenDictionary(project => project.Id, StringComparer.Ordinal);
    }

    private static Task<FrozenDictionary<string, ImmutableArray<decimal?>>> MoneyAsync(Loaded study, CancellationToken cancellationToken) =>
        study.Store.ReduceCellsAsync(new CellsSpec("fund_entries", ["project", "phase"], ["amount"], null, []), Paid, cancellationToken);

    private static FrozenDictionary<string, ImmutableArray<decimal?>> Paid(IEnumerable<Cells> blocks)
    {
        var paid = new Dictionary<string, decimal?[]>(StringComparer.Ordinal);
        foreach (var cell in blocks.SelectMany(block => block.Rows).Where(cell => cell.Key[0].Length > 0))
        {
            if (!paid.TryGetValue(cell.Key[0], out var amounts)) paid[cell.Key[0]] = amounts = new decimal?[Phases.Length];
            int phase = Phases.FirstOrDefault(phase => string.Equals(cell.Key[1], phase.ToString(), StringComparison.OrdinalIgnoreCase), (Phase)(-1)) is >= 0 and var known ? (int)known : -1;
            if (phase >= 0) amounts[phase] = (amounts[phase] ?? 0) + cell.Sums[0];
        }
        return paid.ToFrozenDictionary(pair => pair.Key, pair => ImmutableCollectionsMarshal.AsImmutableArray(pair.Value), StringComparer.Ordinal);
    }

    /// <summary>Finds a project among those in ordinal order of their ids.</summary>
    private readonly struct ById(string id) : IComparable<ProjectSteps>
    {
        public int CompareTo(ProjectSteps? other) => string.CompareOrdinal(id, other?.Project);
    }
}
