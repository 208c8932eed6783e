using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Ballots by group of voters.</summary>
/// <param name="Spec">The groups.</param>
/// <param name="Votes">Each vote as a whole, in ordinal order of area and year.</param>
/// <param name="Groups">Groups of each vote, field by field in the order of the spec; who gave no answer comes last, with an empty level.</param>
/// <param name="Provenance">Where the numbers come from.</param>
public sealed record BallotsResult(BallotsSpec Spec, ImmutableArray<BallotGroup> Votes, ImmutableArray<BallotGroup> Groups, Provenance Provenance) : IResult
{
    /// <summary>Share of a group among the ballots of its vote, in 0..1.</summary>
    public double Share(BallotGroup group) => (double)group.Ballots / Votes.First(vote => vote.Vote == group.Vote).Ballots;

    /// <inheritdoc/>
    public ImmutableArray<TidyRow> Tidy() => [.. Groups.Select(group => new TidyRow($"{group.Vote.Community}:{group.Vote.Year}:{group.Field}:{group.Level}", Share(group), Statistic: group.Ballots))];

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() => [new("votes", Votes.Length), new("ballots", Votes.Sum(vote => vote.Ballots))];
}

/// <summary>A vote: the area whose budget it is about, and its year.</summary>
/// <param name="Community">The area.</param>
/// <param name="Year">The year.</param>
public readonly record struct VoteKey(string Community, string Year);

/// <summary>Ballots of one group.</summary>
/// <param name="Vote">The vote.</param>
/// <param name="Field">Field that makes the group; empty for the vote as a whole.</param>
/// <param name="Level">Value of the field; empty where it is not stated.</param>
/// <param name="Ballots">Number of ballots.</param>
/// <param name="MeanChoices">Mean number of distinct projects on a ballot; null where no ballot says.</param>
public sealed record BallotGroup(VoteKey Vote, string Field, string Level, long Ballots, double? MeanChoices);
