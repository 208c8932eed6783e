using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Tables of ballots. A ballot is a person: rows of too few are withheld by the review.</summary>
public static class BallotsTables
{
    private static readonly ImmutableArray<TableMeasure> Measures =
    [
        new("ballots", new("选票数", "Ballots"), MeasureKind.People, 0), new("share", new("占全部选票", "Share of ballots"), MeasureKind.Share, 1), new("choices", new("平均所选项目数", "Projects chosen, mean"), MeasureKind.Number, 2),
    ];

    /// <summary>Ballots by one group of voters under the total of each vote, which the other tables show too.</summary>
    /// <param name="result">The counts.</param>
    /// <param name="field">One of the groups.</param>
    /// <param name="label">The field for people.</param>
    /// <param name="level">A level for people.</param>
    public static CandidateTable By(BallotsResult result, string field, Label label, Func<string, Label> level)
    {
        var rows = result.Votes.Where(vote => result.Groups.Any(group => group.Vote == vote.Vote && group.Field == field)).SelectMany(vote => result.Groups
            .Where(group => group.Vote == vote.Vote && group.Field == field).Select(group => Row(result, group, group.Level.Length == 0 ? NotStated : level(group.Level))).Append(Row(result, vote, new("合计", "All"))));
        return new CandidateTable($"ballots-by-{field.Replace('_', '-')}", new($"选票，按{label.Zh}", $"Ballots by {label.En.ToLowerInvariant()}"), [new("vote", new("投票", "Vote")), new(field, label)],
            Measures, [.. rows], Subject.Respondents, Note, result.Provenance)
        { TotalsKnown = true };
    }

    private static Label NotStated { get; } = new("未说明", "Not stated");

    private static Label Note { get; } = new(
        "每张选票计一次；同一张选票重复所列的项目只计一次。选票是普查而非抽样，故无区间；与居民总数的比较需另有分母。",
        "Each ballot counts once, and so does a project that it names twice. Ballots are a full count, not a sample, and have no interval; a comparison with all residents needs their numbers.");

    private static TableRow Row(BallotsResult result, BallotGroup group, Label label)
    {
        string vote = $"{group.Vote.Community} {group.Vote.Year}";
        return new TableRow([vote, group.Level.Length == 0 ? "-" : group.Level], [Label.Same(vote), label], group.Ballots, [Value.Exact(group.Ballots), Value.Of(result.Share(group)), Value.Of(group.MeanChoices)]);
    }
}
