using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Ingest;

/// <summary>The ballots of a vote.</summary>
internal static class PbBallots
{
    /// <summary>Youngest and oldest age that a voter can have; 0 is what registers write for none.</summary>
    private const int Youngest = 1, Oldest = 115;

    private static readonly ImmutableArray<(int From, string Group)> Ages = [(75, "75+"), (60, "60-74"), (45, "45-59"), (30, "30-44"), (18, "18-29"), (Youngest, "0-17")];

    /// <summary>One row a ballot.</summary>
    public static IEnumerable<PbRow> Ballots(PbVote vote, IEnumerable<PbRecord> records) => Each(records).Select(ballot => new PbRow(ballot.Line, Ballot(vote, ballot), FaultOf(ballot)));

    /// <summary>One row a project on a ballot. A project named twice on one ballot gives two rows of one key, of which the store keeps the first.</summary>
    public static IEnumerable<PbRow> Votes(PbVote vote, IEnumerable<PbRecord> records)
    {
        bool ranked = vote.VoteType == "ordinal";
        foreach (var ballot in Each(records))
        {
            if (FaultOf(ballot) is { } fault)
            {
                yield return new PbRow(ballot.Line, [], fault);
                continue;
            }
            var (projects, points) = (ballot.List("vote"), ballot.List("points"));
            for (int i = 0; i < projects.Length; i++)
                yield return new PbRow(ballot.Line, [ballot["voter_id"], vote.Area, vote.Year, vote.Key(projects[i]), points.Length > 0 ? points[i] : "", ranked ? (i + 1).ToString(CultureInfo.InvariantCulture) : ""]);
        }
    }

    /// <summary>The voting rate: its numerator is the number of ballots; a .pb file does not say who might have voted.</summary>
    public static IEnumerable<PbRow> Rates(PbVote vote, IEnumerable<PbRecord> records)
    {
        long first = 0, ballots = 0;
        foreach (var ballot in Each(records).Where(ballot => FaultOf(ballot) is null))
        {
            if (ballots++ == 0) first = ballot.Line;
        }
        yield return new PbRow(first, [vote.Area, vote.Year, "voting", ballots.ToString(CultureInfo.InvariantCulture), "residents", "census"]);
    }

    /// <summary>Why a ballot cannot be read; null when it can.</summary>
    public static RowFault? FaultOf(PbRecord ballot)
    {
        if (ballot.Fault is { } fault) return fault;
        string id = ballot["voter_id"];
        if (id.Contains(',', StringComparison.Ordinal)) return IngestFaults.PbVoterList(id);
        int projects = ballot.List("vote").Length, points = ballot.List("points").Length;
        return points > 0 && points != projects ? IngestFaults.PbPoints(CellText.Quote(string.Join(';', ballot.Cells)), projects, points) : null;
    }

    /// <summary>Why an age cannot be a voter's; null for an age, a range of ages, or none.</summary>
    public static RowFault? AgeFault(string age) => age.Length == 0 || GroupOf(age).Length > 0 || age.IndexOf('-', StringComparison.Ordinal) > 0
        ? null : new RowFault(CellText.Quote(age), $"an age is a whole number of years, {Youngest} to {Oldest}", "Correct the age, or leave the cell empty.");

    /// <summary>Why a sex cannot be read; null when it can.</summary>
    public static RowFault? GenderFault(string sex) => sex.Length == 0 || Gender(sex) != sex
        ? null : new RowFault(CellText.Quote(sex), "sex is F, M or O", "Write one of them, or leave the cell empty.");

    private static IEnumerable<PbRecord> Each(IEnumerable<PbRecord> records) => records.Where(record => record.Section == PbSection.Votes);

    private static ImmutableArray<string> Ballot(PbVote vote, PbRecord ballot)
    {
        string age = ballot["age"];
        bool range = age.IndexOf('-', StringComparison.Ordinal) > 0;
        return
        [
            ballot["voter_id"], vote.Area, vote.Year, vote.VoteType, range ? "" : age, range ? age : GroupOf(age), Gender(ballot["sex"]),
            ballot["district"], ballot["neighborhood"], ballot["education"], ballot["voting_method"], ballot.List("vote").Distinct(StringComparer.Ordinal).Count().ToString(CultureInfo.InvariantCulture),
        ];
    }

    private static string GroupOf(string age) =>
        int.TryParse(age, NumberStyles.None, CultureInfo.InvariantCulture, out int years) && years is >= Youngest and <= Oldest ? Ages.First(group => years >= group.From).Group : "";

    // K, for kobieta, in the first Polish editions.
    private static string Gender(string sex) => sex.ToUpperInvariant() switch { "F" or "K" => "female", "M" => "male", "O" => "other", _ => sex };
}
