using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Who voted on the projects: ballots by groups of voters, and how many projects each group chose. Ballots are counted, not sampled: there is no interval.</summary>
public static class Ballots
{
    /// <summary>Counts the ballots of every vote by group.</summary>
    /// <param name="spec">The groups.</param>
    /// <param name="cells">Cells of <see cref="BallotsSpec.Cells"/>.</param>
    /// <exception cref="StudyException">A key is absent.</exception>
    public static BallotsResult Fit(BallotsSpec spec, Cells cells)
    {
        var votes = cells.Rows.GroupBy(cell => new VoteKey(cell.Key[cells.KeyOf("community")], cell.Key[cells.KeyOf("year")]))
            .OrderBy(vote => vote.Key.Community, StringComparer.Ordinal).ThenBy(vote => vote.Key.Year, StringComparer.Ordinal).ToArray();
        var groups = from vote in votes
                     from field in spec.Groups
                     where vote.Any(cell => cell.Key[cells.KeyOf(field)].Length > 0)
                     from level in vote.GroupBy(cell => cell.Key[cells.KeyOf(field)]).OrderBy(level => level.Key.Length == 0).ThenBy(level => level.Key, StringComparer.Ordinal)
                     select Count(vote.Key, field, level.Key, level, cells.KeyOf("choices"));
        var provenance = Provenance.Of("ballots counted by group of voters; mean of the distinct projects on a ballot", cells.Rows.Sum(cell => cell.Count), votes.Select(vote => vote.Key.Community).Distinct().Count());
        return new BallotsResult(spec, [.. votes.Select(vote => Count(vote.Key, "", TableRow.Total, vote, cells.KeyOf("choices")))], [.. groups], provenance);
    }

    private static BallotGroup Count(VoteKey vote, string field, string level, IEnumerable<Cell> cells, int choices)
    {
        long ballots = 0, known = 0, chosen = 0;
        foreach (var cell in cells)
        {
            ballots += cell.Count;
            if (!long.TryParse(cell.Key[choices], NumberStyles.None, CultureInfo.InvariantCulture, out long projects)) continue;
            known += cell.Count;
            chosen += cell.Count * projects;
        }
        return new BallotGroup(vote, field, level, ballots, known == 0 ? null : (double)chosen / known);
    }
}
