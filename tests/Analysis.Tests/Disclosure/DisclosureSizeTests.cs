using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Tests;

/// <summary>The review of a table of the demo's size ends, and linear algebra still recovers nothing.</summary>
public sealed class DisclosureSizeTests
{
    [Fact]
    public void Ninety_six_communities_by_six_groups_are_reviewed()
    {
        var random = new Random(20220931);
        var rows = new List<TableRow>();
        long[,] people = new long[97, 7];
        for (int i = 0; i < 96; i++)
            for (int j = 0; j < 6; j++)
            {
                people[i, j] = random.Next(10) < 3 ? random.Next(0, 5) : random.Next(5, 60);
                people[i, 6] += people[i, j];
                people[96, j] += people[i, j];
                people[96, 6] += people[i, j];
            }
        for (int i = 0; i <= 96; i++)
            for (int j = 0; j <= 6; j++)
                rows.Add(Row(i == 96 ? TableRow.Total : $"c{i}", j == 6 ? TableRow.Total : $"g{j}", people[i, j]));
        var table = new CandidateTable("t", Label.Same("t"), [new("a", Label.Same("a")), new("b", Label.Same("b"))], [new("n", Label.Same("n"), MeasureKind.People, 0)],
            [.. rows], Subject.Respondents, Label.Same(""), Provenance.Of("test", 0));
        var released = Disclosure.Review(table, PrivacyPlan.Standard);
        Assert.InRange(released.Withheld, table.Rows.Count(row => row.Base is > 0 and < 5), 3 * table.Rows.Count(row => row.Base is > 0 and < 5));
        Assert.All(table.Rows.Zip(released.Rows), pair => Assert.False(pair.First.Base is > 0 and < 5 && pair.Second.Values[0].State != ValueState.Suppressed));
    }

    private static TableRow Row(string a, string b, long people) => new([a, b], [Label.Same(a), Label.Same(b)], people, [Value.Exact(people)]);
}
