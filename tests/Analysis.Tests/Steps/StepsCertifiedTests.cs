using System.Collections.Immutable;
using CoProduction.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests;

/// <summary>Step conformance judged by hand, and properties over random projects.</summary>
public sealed class StepsCertifiedTests
{
    private static readonly StepsSpec Spec = new(new StepRule(
        "nine-steps", "2022-1", "district-x", new(2015, 1, 1), null, new("九步工作法", "Nine-step method"), [.. Enumerable.Range(1, 9).Select(step => Label.Same($"s{step}"))], Label.Same("Wu 2022")));

    private static readonly Frame Projects = RowsOf.Table("""
        project,community,year:int,status:cat
        a,c1,2018,finished
        b,c1,2018,finished
        c,c2,2018,in_progress
        d,c2,2019,approved
        e,c2,2019,finished
        f,c2,2019,proposed
        """);

    private static readonly Frame Recorded = RowsOf.Table(
        "project,step:int,date:date\n"
        + All("a", "2018-01-01", "2018-01-03", "2018-01-10", "2018-01-11", "2018-01-21", "2018-01-22", "2018-03-01", "2018-03-02", "2018-03-05")
        + All("b", "2018-01-01", "2018-01-05", "2018-01-04", "2018-01-11", "2018-01-21", "2018-01-22", "2018-02-01", "2018-02-02")
        + All("c", "2018-05-01", "2018-05-02", "2018-05-03")
        + All("d", "2019-01-01", "2019-01-02")
        + All("e", "2019-01-01", "2019-01-02", "?", "2019-01-04", "2019-01-05", "2019-01-06", "2019-02-07", "2019-02-08", "2019-02-09"));

    private readonly StepsResult _result = Steps.Fit(Spec, Recorded, Projects);

    [Fact]
    public void A_project_is_judged_as_far_as_its_status_asks() => Assert.Equal(
        [("a", Conformance.Conforms), ("b", Conformance.Deviates), ("c", Conformance.Conforms), ("d", Conformance.Deviates), ("e", Conformance.Undetermined), ("f", Conformance.Conforms)],
        _result.Projects.Select(project => (project.Project, project.Conformance)));

    [Fact]
    public void Missing_steps_pairs_out_of_order_and_undated_steps_are_named()
    {
        Assert.Equal([9], Of("b").Missing);
        Assert.Equal([(2, 3)], Of("b").OutOfOrder);
        Assert.Equal([3, 4, 5, 6], Of("d").Missing);
        Assert.Equal([3], Of("e").Undated);
    }

    [Fact]
    public void The_bottleneck_is_the_largest_median_of_days_between_neighbours_in_order()
    {
        Assert.Equal(new StepTransition(6, 3, 32, 38), _result.Transitions.Single(transition => transition.From == 6));
        Assert.Equal(6, _result.Bottleneck!.From);
        Assert.Equal(1, _result.Transitions.Single(transition => transition.From == 1).MedianDays);
        Assert.DoesNotContain(Of("b").Durations, duration => duration.From == 2);
    }

    [Fact]
    public void Among_all_projects_nothing_changes_and_among_some_the_days_are_theirs()
    {
        Assert.Equal(_result.Transitions, Steps.Among(_result, _ => true).Transitions);
        var some = Steps.Among(_result, project => project.Community == "c1");
        Assert.Equal(["a", "b"], some.Projects.Select(project => project.Project));
        Assert.Equal(Steps.Fit(Spec, Recorded, RowsOf.Table("project,community,year:int,status:cat\na,c1,2018,finished\nb,c1,2018,finished\n")).Transitions, some.Transitions);
    }

    [Fact]
    public void Steps_read_in_blocks_in_any_order_are_those_of_one_frame_and_the_last_record_of_a_step_counts()
    {
        string[] lines = [.. All("a", "2018-01-02", "2018-01-03", "?").Split('\n', StringSplitOptions.RemoveEmptyEntries), .. All("b", "2018-05-01").Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        var steps = RecordedSteps.Of(lines.Reverse().Append("a,1,2018-01-01").Select(line => RowsOf.Table("project,step:int,date:date\n" + line)));
        Assert.Equal([new RecordedStep(1, new(2018, 1, 1), ""), new RecordedStep(2, new(2018, 1, 3), ""), new RecordedStep(3, null, "")], steps.Of("a"));
        Assert.Equal([new RecordedStep(1, new(2018, 5, 1), "")], steps.Of("b"));
        Assert.Empty(steps.Of("c"));
        Assert.Equal(5, steps.Rows);
    }

    [Fact]
    public void The_share_leaves_out_what_cannot_be_judged() => Assert.Equal(3.0 / 5, _result.ConformingShare);

    [Fact]
    public void Tables_count_by_year_and_by_step()
    {
        var byYear = StepsTables.ByYear(_result);
        Assert.Equal([["2018"], ["2019"], ["*"]], byYear.Rows.Select(row => row.Key.ToArray()));
        Assert.Equal([6m, 3m, 2m, 1m, 1m, 0.6m], byYear.Rows[^1].Values.Select(value => value.Amount));
        Assert.Equal(9, StepsTables.ByStep(_result).Rows.Length);
    }

    [Fact]
    public void A_finished_project_dated_in_order_conforms_and_swapping_two_different_dates_breaks_it() =>
        Prop.ForAll(Gen.Choose(0, 30).ArrayOf(9).ToArbitrary(), gaps =>
        {
            var day = new DateOnly(2018, 1, 1);
            string[] dates = [.. gaps.Select(gap => (day = day.AddDays(gap + 1)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))];
            var project = RowsOf.Table("project,community,year:int,status:cat\nz,c,2018,finished");
            bool kept = Judge(dates) == Conformance.Conforms;
            (dates[3], dates[4]) = (dates[4], dates[3]);
            return kept && Judge(dates) == Conformance.Deviates;

            Conformance Judge(string[] taken) => Steps.Fit(Spec, RowsOf.Table("project,step:int,date:date\n" + All("z", taken)), project).Projects[0].Conformance;
        }).QuickCheckThrowOnFailure();

    private static string All(string project, params string[] dates) => string.Concat(dates.Select((date, index) => $"{project},{index + 1},{date}\n"));

    private ProjectSteps Of(string project) => _result.Projects.Single(found => found.Project == project);
}
