using System.Collections;
using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Workbench.Board;

namespace CoProduction.Tests;

/// <summary>
/// The differencing attack on the demo: every number about respondents that any page shows under any filter, to any of the roles together, is turned into the set of respondents it speaks of,
/// and all pairs of sets are compared.
/// </summary>
[Collection(nameof(BoardTests))]
public sealed class DifferencingTests(LoadedBoard demo)
{
    private static readonly ImmutableArray<string> Waves = ["satisfaction-2018", "satisfaction-2019"], Groups = ["age_group", "gender", "tenure", "housing"];

    private static readonly ImmutableArray<Viewer> Everybody =
    [
        Viewer.Anybody, new("c", Role.Community, null, "C007"), new("d", Role.Community, null, "C008"), new("s", Role.District, "甲街道"), new("o", Role.District), new("r", Role.Researcher),
    ];

    private sealed record Shown(string What, BitArray People, long N);

    [Fact]
    public Task OfTheDemo() => SearchAsync(demo.Board, demo.Plan.Privacy.MinimumCell, Everybody, least: 200);

    [Fact]
    public Task OfTheDemoUnderAStrictMinimum() => SearchAsync(demo.StrictBoard, LoadedBoard.Strict, Everybody, least: 60);

    [Fact]
    public async Task OfThePublicAlone()
    {
        await SearchAsync(demo.Board, 2 * demo.Plan.Privacy.MinimumCell, [Viewer.Anybody], least: 30);
        await SearchAsync(demo.StrictBoard, 2 * LoadedBoard.Strict, [Viewer.Anybody], least: 12);
    }

    private async Task SearchAsync(StudyBoard board, int minimum, ImmutableArray<Viewer> viewers, int least)
    {
        await using var store = await demo.StoreAsync();
        foreach (string wave in Waves)
        {
            var rows = await store.FrameAsync(new FrameSpec("responses", [], [new RowFilter("_source", [wave])]), TestContext.Current.CancellationToken);
            foreach (string scale in new[] { "satisfaction", "community_trust" })
            {
                var sets = viewers.SelectMany(viewer => Means(board, viewer, wave, scale, rows)).DistinctBy(shown => shown.What).ToArray();
                Assert.True(sets.Length >= (scale == "satisfaction" ? least : least / 8), $"{wave} {scale}: only {sets.Length} numbers are shown, the search has nothing to attack");
                AssertApart(sets, minimum);
            }
        }
    }

    private static void AssertApart(Shown[] sets, int minimum)
    {
        foreach (var one in sets) Assert.True(one.N >= minimum, $"{one.What} rests on {one.N}");
        for (int i = 0; i < sets.Length; i++)
            for (int j = i + 1; j < sets.Length; j++)
            {
                int apart = Ones(new BitArray(sets[i].People).Xor(sets[j].People));
                Assert.True(apart == 0 || apart >= minimum, $"{sets[i].What} and {sets[j].What} differ by {apart} people");
            }
    }

    /// <summary>Every mean of a scale that the pages show: by area, by group, by group within an area, by community.</summary>
    private static IEnumerable<Shown> Means(StudyBoard board, Viewer viewer, string wave, string scale, Frame rows)
    {
        string[] subdistricts = ["", .. board.Places.Subdistricts];
        foreach (string subdistrict in subdistricts)
            foreach (string group in Groups)
            {
                var filters = BoardFilters.Of(("wave", wave), ("scale", scale), ("by", group), ("subdistrict", subdistrict));
                var content = board.Page("residents", viewer, filters).Panels;
                foreach (var shown in Read(content, "residents-groups", key => People(board, rows, scale, subdistrict, "", group, key[0]), $"{subdistrict}/{group}/")) yield return shown;
                foreach (var shown in Read(content, "residents-areas", key => People(board, rows, scale, key[0] == "*" ? "" : key[0][2..], "", "", ""), "area/")) yield return shown;
                foreach (var shown in Read(content, "residents-scales", key => key[0] == scale ? People(board, rows, scale, subdistrict, "", "", "") : null, $"scale/{subdistrict}/")) yield return shown;
            }
        if (scale != "satisfaction") yield break;
        foreach (var community in board.Places.Communities)
        {
            var content = board.Page("communities", viewer, BoardFilters.Of(("community", community.Id))).Panels;
            foreach (var shown in Read(content, "communities-satisfaction", key => key[0] == wave ? People(board, rows, scale, "", community.Id, "", "") : null, $"{community.Id}/")) yield return shown;
        }
    }

    private static IEnumerable<Shown> Read(ImmutableArray<Panel> panels, string id, Func<ImmutableArray<string>, BitArray?> people, string prefix)
    {
        if (panels.FirstOrDefault(panel => panel.Id == id)?.Table is not { } table) yield break;
        int mean = table.Measures.ToList().FindIndex(measure => measure.Id == "mean"), n = table.Measures.ToList().FindIndex(measure => measure.Id == "n");
        foreach (var row in table.Rows.Where(row => row.Values[mean].State == ValueState.Number))
            if (people(row.Key) is { } set)
            {
                Assert.Equal(row.Values[n].Number, Ones(set));
                yield return new Shown(prefix + string.Join('/', row.Key), set, (long)row.Values[n].Number);
            }
    }

    /// <summary>Respondents with a score of the scale (half of its items answered) in a place and a group.</summary>
    private static BitArray People(StudyBoard board, Frame rows, string scale, string subdistrict, string community, string group, string level)
    {
        string[] items = scale == "satisfaction" ? ["sat1", "sat2", "sat3", "sat4", "sat5"] : ["tru1", "tru2", "tru3", "tru4"];
        var set = new BitArray(rows.Rows);
        for (int row = 0; row < rows.Rows; row++)
        {
            string at = rows["community"].Text(row);
            set[row] = items.Count(item => !rows[item].IsMissing(row)) >= (items.Length + 1) / 2 && (subdistrict.Length == 0 || board.Places[at]!.Subdistrict == subdistrict)
                && (community.Length == 0 || at == community) && (group.Length == 0 || rows[group].Text(row) == level);
        }
        return set;
    }

    private static int Ones(BitArray bits)
    {
        int ones = 0;
        foreach (bool bit in bits) if (bit) ones++;
        return ones;
    }
}
