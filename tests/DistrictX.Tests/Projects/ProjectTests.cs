using CoProduction.DistrictX;

namespace CoProduction.Tests;

public class ProjectTests
{
    private static readonly Sheet Projects = Sheet.Csv("projects.csv"), Steps = Sheet.Csv("steps.csv"), Proposals = Sheet.Csv("proposals.csv");

    [Fact]
    public void Most_finished_projects_follow_the_nine_steps_and_every_defect_occurs()
    {
        var finished = Projects.Rows.Where(row => row[Projects.Column("status")] == "finished").Select(row => row[0]).ToHashSet();
        var counts = Steps.Rows.GroupBy(row => row[0]).Where(record => finished.Contains(record.Key)).CountBy(Judge).ToDictionary();
        Assert.Equal(finished.Count, counts.Values.Sum());
        Assert.InRange((double)counts["conforms"] / finished.Count, 0.80, 0.88);
        Assert.InRange(counts["missing"], 120, 260);
        Assert.InRange(counts["out of order"], 80, 200);
        Assert.InRange(counts["undated"], 60, 170);
    }

    [Fact]
    public void No_step_lies_after_the_data_date() =>
        Assert.All(Steps["date"], date => Assert.True(string.CompareOrdinal(date, "2020-12-31") <= 0));

    [Fact]
    public void Votes_never_exceed_the_eligible_households()
    {
        var votes = Projects["votes"].Zip(Projects["eligible_households"]).Where(pair => pair.First.Length > 0);
        Assert.All(votes, pair => Assert.True(Sheet.Whole(pair.First) <= Sheet.Whole(pair.Second)));
        Assert.Contains("", Projects["votes"]);
    }

    [Fact]
    public void The_committee_breaches_its_cap_where_planted_and_nowhere_else()
    {
        int kind = Proposals.Column("proposer_kind"), open = Proposals.Column("under_deliberation");
        var breaches = Proposals.Rows.Where(row => row[open] == "true").GroupBy(row => (row[1], Sheet.Whole(row[2])))
            .Where(items => items.Count(row => row[kind] == "residents_committee") > 0.2 * items.Count()).Select(items => items.Key).Order();
        Assert.Equal(PlantedIn(Planted.CommitteeBreach), breaches);
    }

    [Fact]
    public void Rounds_without_items_under_deliberation_are_the_planted_ones()
    {
        var open = Proposals.Rows.Where(row => row[Proposals.Column("under_deliberation")] == "true").Select(row => (row[1], Sheet.Whole(row[2]))).ToHashSet();
        var rounds = Projects.Rows.Select(row => (row[1], Sheet.Whole(row[2]))).Distinct();
        Assert.Equal(PlantedIn(Planted.ProposalsLost).Concat(PlantedIn(Planted.NothingDeliberated)).Order(), rounds.Where(round => !open.Contains(round)).Order());
    }

    [Fact]
    public void A_project_has_the_proposer_of_its_proposal()
    {
        var proposers = Projects["project"].Zip(Projects["proposer_kind"]).ToDictionary(pair => pair.First, pair => pair.Second);
        var linked = Proposals["project"].Zip(Proposals["proposer_kind"]).Where(pair => pair.First.Length > 0);
        Assert.All(linked, pair => Assert.Equal(proposers[pair.First], pair.Second));
    }

    [Fact]
    public void Decisions_follow_submissions()
    {
        var dates = Proposals["submitted"].Zip(Proposals["decided"]).Where(pair => pair.Second.Length > 0);
        Assert.All(dates, pair => Assert.True(string.CompareOrdinal(pair.First, pair.Second) < 0));
    }

    [Fact]
    public void Rates_have_numerators_within_denominators_and_some_parts_missing()
    {
        var rates = Sheet.Csv("rates.csv");
        var parts = rates["分子"].Zip(rates["分母"]).ToArray();
        Assert.All(parts.Where(pair => pair.First.Length > 0 && pair.Second.Length > 0), pair => Assert.True(Sheet.Whole(pair.First) <= Sheet.Whole(pair.Second)));
        Assert.InRange(parts.Count(pair => pair.First.Length == 0 || pair.Second.Length == 0), 20, 60);
    }

    private static string Judge(IEnumerable<IReadOnlyList<string>> record)
    {
        IReadOnlyList<string>[] steps = [.. record];
        if (steps.Length < 9) return "missing";
        if (steps.Any(step => step[2].Length == 0)) return "undated";
        string[] dates = [.. steps.OrderBy(step => Sheet.Whole(step[1])).Select(step => step[2])];
        return dates.SequenceEqual(dates.Order(StringComparer.Ordinal)) ? "conforms" : "out of order";
    }

    private static IEnumerable<(string, int)> PlantedIn(Planted fact) =>
        Programme.Draw(DemoStudy.Seed, District.Draw(DemoStudy.Seed)).CommunityYears.Where(when => when.Planted == fact).Select(when => (when.Community.Id, when.Year)).Order();
}
