using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Ingest;

/// <summary>What a .pb file holds, recounted from its ballots.</summary>
/// <param name="Meta">Keys and values of the META section.</param>
/// <param name="Projects">The projects, in the file's order.</param>
/// <param name="Ballots">Number of ballots that can be read.</param>
/// <param name="Findings">What does not agree with what the file declares, and rows that cannot be read.</param>
/// <param name="Notices">What a study does not take over from the file.</param>
public sealed record PbSummary(
    ImmutableArray<(string Key, string Value)> Meta, ImmutableArray<PbProject> Projects, long Ballots, ImmutableArray<Rejection> Findings, ImmutableArray<Label> Notices)
{
    /// <summary>Reads and recounts a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="StudyException">It cannot be read.</exception>
    public static PbSummary Of(string path)
    {
        string full = Path.GetFullPath(path);
        var file = RowFile.Find(Path.GetDirectoryName(full)!, Path.GetFileName(full), "meta", null, "pb").Inspect();
        using var rows = new PbRowReader(file);
        return new PbRecount(file.Shown, rows.Vote).Of(rows);
    }
}

/// <summary>One project of a vote.</summary>
/// <param name="Id">Its id in the file.</param>
/// <param name="Name">Its name; empty for none.</param>
/// <param name="Cost">Its cost as the file writes it.</param>
/// <param name="Chosen">Whether it was chosen; null where the file does not say.</param>
/// <param name="Votes">Ballots that name it, as recounted; a ballot that names it twice counts once.</param>
/// <param name="Score">Its score as recounted: points on ballots with points; on rankings the first rank's points less one for each further rank; votes otherwise.</param>
public sealed record PbProject(string Id, string Name, string Cost, bool? Chosen, long Votes, decimal Score);

/// <summary>Counts ballots, votes and scores, and compares them with what the file declares.</summary>
internal sealed class PbRecount(string shown, PbVote vote)
{
    private readonly List<PbRecord> _projects = [];
    private readonly Dictionary<string, (long Votes, decimal Score)> _counted = new(StringComparer.Ordinal);
    private readonly ImmutableArray<Rejection>.Builder _findings = ImmutableArray.CreateBuilder<Rejection>();
    private long _ballots;

    public PbSummary Of(PbRowReader rows)
    {
        foreach (var record in rows.Remaining)
        {
            if (record.Section == PbSection.Projects) Project(record);
            else Ballot(record);
        }
        Compare();
        return new PbSummary([.. vote.Entries.Select(entry => (entry["key"], entry["value"]))], [.. _projects.Select(Counted)], _ballots, _findings.ToImmutable(), rows.Notices);
    }

    private void Project(PbRecord project)
    {
        if (project.Fault is { } fault) Find(project.Line, "", fault);
        else if (!_counted.TryAdd(project["project_id"], default)) Find(project.Line, "project_id", IngestFaults.PbTwice(project["project_id"]));
        else _projects.Add(project);
    }

    private void Ballot(PbRecord ballot)
    {
        if (PbBallots.FaultOf(ballot) is { } fault)
        {
            Find(ballot.Line, "", fault);
            return;
        }
        _ballots++;
        string[] points = ballot.List("points"), projects = ballot.List("vote");
        for (int i = 0; i < projects.Length; i++)
        {
            if (Array.IndexOf(projects, projects[i]) < i) Find(ballot.Line, "vote", IngestFaults.PbRepeats(ballot["voter_id"], projects[i]));
            else if (!_counted.TryGetValue(projects[i], out var so)) Find(ballot.Line, "vote", IngestFaults.PbNoProject(projects[i], _counted.Keys));
            else _counted[projects[i]] = (so.Votes + 1, so.Score + Worth(points, projects.Length, i));
        }
        if (PbBallots.AgeFault(ballot["age"]) is { } age) Find(ballot.Line, "age", age);
        if (PbBallots.GenderFault(ballot["sex"]) is { } sex) Find(ballot.Line, "sex", sex);
    }

    private decimal Worth(string[] points, int ranks, int at) => points.Length > 0
        ? decimal.TryParse(points[at], NumberStyles.Float, CultureInfo.InvariantCulture, out decimal given) ? given : 0
        : vote.VoteType == "ordinal" ? vote.FirstRank(ranks) - at : 1;

    private void Compare()
    {
        if (vote.CurrencyFault is { } currency) Find(vote.Entry("currency")!.Line, "currency", currency);
        Declared("num_projects", _projects.Count);
        Declared("num_votes", _ballots);
        foreach (var project in _projects)
        {
            var (votes, score) = _counted[project["project_id"]];
            Agree(project, "votes", votes);
            Agree(project, "score", score);
        }
        decimal all = _projects.Sum(project => Money(project["cost"]) ?? 0);
        if (Money(vote["budget"]) is { } budget && budget > all && vote["fully_funded"] != "1" && !_projects.All(project => PbProjects.IsChosen(project) == true))
            Find(vote.Entry("budget")!.Line, "budget", IngestFaults.PbBudget(vote["budget"], all));
    }

    private void Declared(string key, long counted)
    {
        if (vote.Entry(key) is { } entry && long.TryParse(entry["value"], NumberStyles.None, CultureInfo.InvariantCulture, out long declared) && declared != counted) Find(entry.Line, key, IngestFaults.PbCount(key, entry["value"], counted));
    }

    private void Agree(PbRecord project, string column, decimal counted)
    {
        if (Money(project[column]) is { } declared && declared != counted) Find(project.Line, column, IngestFaults.PbCount($"{column} of project {project["project_id"]}", project[column], counted));
    }

    private PbProject Counted(PbRecord project) => new(
        project["project_id"], project["name"], project["cost"], PbProjects.IsChosen(project), _counted[project["project_id"]].Votes, _counted[project["project_id"]].Score);

    private void Find(long line, string column, RowFault fault) => _findings.Add(new Rejection("", shown, line, column, fault.Text, fault.Rule, fault.Mend));

    private static decimal? Money(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal amount) ? amount : null;
}
