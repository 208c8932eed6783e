using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Evidence;

/// <summary>Who voted on the projects: ballots by age, gender, district and way of voting.</summary>
internal static class BallotEvidence
{
    public static async Task<Section?> OfAsync(Loaded study, CancellationToken cancellationToken)
    {
        if (!study.Has("ballots")) return null;
        var spec = BallotsSpec.Standard;
        var result = Ballots.Fit(spec, await study.Store.CellsAsync(spec.Cells, cancellationToken).ConfigureAwait(false));
        var table = DataSchema.Table("ballots");
        ImmutableArray<string> known = [.. spec.Groups.Where(field => result.Groups.Any(group => group.Field == field))];
        return new Section(
            new("谁参加了投票？", "Who took part in the vote?"), [Reading], [.. known.Select(field => BallotsTables.By(result, field, table[field].Title, level => LabelOf(table[field], level)))], [],
            released => Findings(released, result));
    }

    private static Label Reading { get; } = new(
        "按投票人所填年龄、性别、片区统计选票；投票人不具名。人数不足的单元不予公布。",
        "Ballots by the age, gender and district that voters gave; nobody is named. Cells of too few people are withheld.");

    private static Label LabelOf(Field field, string level) => field.Levels.FirstOrDefault(known => known.Code == level)?.Label ?? Label.Same(level);

    private static IEnumerable<Label> Findings(ReleasedTables released, BallotsResult result)
    {
        foreach (var group in result.Groups.Where(group => group.Field == "gender" && group.Level == "female"))
            if (released.Number("ballots-by-gender", "share", $"{group.Vote.Community} {group.Vote.Year}", group.Level) is { } share)
                yield return new($"{group.Vote.Community} {group.Vote.Year}：选票中{Printed.Percent(share)}由女性投出", $"{group.Vote.Community} {group.Vote.Year}: women cast {Printed.Percent(share)} of the ballots");
    }
}
