using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>One row of a part of a .pb file, as a study's table has it.</summary>
/// <param name="Line">Line in the file.</param>
/// <param name="Cells">One cell for each field of the part.</param>
/// <param name="Fault">Why it cannot be used; null when it can.</param>
internal readonly record struct PbRow(long Line, ImmutableArray<string> Cells, RowFault? Fault = null);

/// <summary>A table of a study that a .pb file fills, or <c>meta</c>.</summary>
/// <param name="Name">Name of the table.</param>
/// <param name="Fields">Its fields that the file fills.</param>
/// <param name="Of">The rows, from the vote's entries and the records behind them.</param>
internal sealed record PbPart(string Name, ImmutableArray<string> Fields, Func<PbVote, IEnumerable<PbRecord>, IEnumerable<PbRow>> Of)
{
    /// <summary>Every part.</summary>
    public static ImmutableArray<PbPart> All { get; } =
    [
        new("projects", ["project", "community", "year", "title", "use_class", "proposer_kind", "status", "votes", "requested"], PbProjects.Projects),
        new("proposals", ["proposal", "community", "round", "proposer_kind", "under_deliberation", "use_class", "decision", "project"], PbProjects.Proposals),
        new("fund_entries", ["entry", "community", "year", "phase", "amount", "use_class", "pool", "project", "item"], PbProjects.Funded),
        new("ballots", ["ballot", "community", "year", "vote_type", "age", "age_group", "gender", "district", "neighborhood", "education", "voting_method", "choices"], PbBallots.Ballots),
        new("votes", ["ballot", "community", "year", "project", "points", "rank"], PbBallots.Votes),
        new("rates", ["community", "year", "rate", "numerator", "base_population", "design"], PbBallots.Rates),
        new("meta", ["key", "value"], (vote, _) => vote.Entries.Select(entry => new PbRow(entry.Line, [entry["key"], entry["value"]], entry.Fault))),
    ];

    /// <summary>The part of a table, or of a name given as <c>sheet:</c>.</summary>
    /// <exception cref="StudyException">The file fills no such table.</exception>
    public static PbPart For(RowFile file)
    {
        string name = file.Sheet ?? file.Table ?? "ballots";
        return All.FirstOrDefault(part => part.Name == name) ?? throw IngestFaults.NoPart(file.Shown, name, All.Select(part => part.Name));
    }
}
