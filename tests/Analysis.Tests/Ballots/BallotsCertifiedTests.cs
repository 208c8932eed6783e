using CoProduction.Analysis;

namespace CoProduction.Tests;

/// <summary>Ballots counted by hand.</summary>
public sealed class BallotsCertifiedTests
{
    private static readonly Frame Rows = RowsOf.Table("""
        community,year,age_group,gender,district,neighborhood,education,voting_method,choices
        North,2021,18-29,female,?,?,?,internet,1
        North,2021,18-29,male,?,?,?,internet,3
        North,2021,30-44,female,?,?,?,paper,2
        North,2021,?,female,?,?,?,paper,?
        South,2021,?,?,?,?,?,?,5
        """);

    private static BallotsResult Result => Ballots.Fit(BallotsSpec.Standard, Cells.Of(Rows, BallotsSpec.Standard.Cells));

    [Fact]
    public void Groups_and_their_choices_are_counted_vote_by_vote()
    {
        var groups = Result.Groups;
        Assert.Equal([("18-29", 2L, 2.0), ("30-44", 1L, 2.0)], groups.Where(group => group.Field == "age_group" && group.Level.Length > 0).Select(group => (group.Level, group.Ballots, group.MeanChoices!.Value)));
        var unknown = groups.Single(group => group.Field == "age_group" && group.Level.Length == 0);
        Assert.Equal((1L, null), (unknown.Ballots, unknown.MeanChoices));
        Assert.Equal(0.75, Result.Share(groups.Single(group => group.Level == "female")));
        Assert.Equal([4L, 1L], Result.Votes.Select(vote => vote.Ballots));
        Assert.Equal([2.0, 5.0], Result.Votes.Select(vote => vote.MeanChoices!.Value));
    }

    [Fact]
    public void A_field_that_no_ballot_of_a_vote_has_makes_no_groups() =>
        Assert.DoesNotContain(Result.Groups, group => group.Field is "district" or "education" || group.Vote.Community == "South");

    [Fact]
    public void Few_ballots_are_withheld_and_the_total_does_not_give_them_away()
    {
        var table = BallotsTables.By(Result, "gender", new("性别", "Gender"), Label.Same);
        Assert.Equal(["female", "male", TableRow.Total], table.Rows.Select(row => row.Key[1]));
        Assert.All(Disclosure.Review(table, PrivacyPlan.Standard).Rows, row => Assert.Equal(ValueState.Suppressed, row.Values[0].State));
    }
}
