using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Workbench;
using CoProduction.Workbench.Board;

namespace CoProduction.Tests;

/// <summary>The board of the demo: numbers equal to the report's, and what each viewer may see.</summary>
[Collection(nameof(BoardTests))]
public sealed class StudyBoardTests(LoadedBoard demo)
{
    private static readonly Viewer Researcher = new("", Role.Researcher), Official = new("o", Role.District), Officer = new("c", Role.Community, null, "C007"), Relay = new("s", Role.District, "甲街道");

    private Panel Panel(string id, Viewer viewer, params (string, string)[] filters) => demo.Board.Panel(id, viewer, BoardFilters.Of(filters));

    private ReleasedTable Report(string id) => demo.Report.Tables.Single(table => table.Id == id);

    private static double Number(ReleasedTable table, string measure, params string[] key)
    {
        int at = table.Measures.ToList().FindIndex(one => one.Id == measure);
        var value = table.Rows.Single(row => row.Key.SequenceEqual(key)).Values[at];
        Assert.True(value.State is ValueState.Number or ValueState.Amount, $"{table.Id} {measure} {string.Join('/', key)} is {value.State}");
        return value.Number;
    }

    [Fact]
    public void MoneyOfEveryYearEqualsTheReports()
    {
        var report = Report("shares-by-class");
        foreach (string year in report.Rows.Select(row => row.Key[0]).Distinct())
        {
            var board = Panel("money-classes", Viewer.Anybody, ("year", year)).Table!;
            foreach (var row in board.Rows)
                foreach (string measure in new[] { "share", "numerator", "entries" }) Assert.Equal(Number(report, measure, year, row.Key[0]), Number(board, measure, row.Key[0]));
        }
        Assert.Equal(0.75, Number(Panel("money-classes", Viewer.Anybody, ("year", "2018")).Table!, "share", "facility_maintenance"), 3);
    }

    [Fact]
    public void AModelIsChosenAndHeadedByItsTitle()
    {
        var page = demo.Board.Page("drivers", Researcher, BoardFilters.Of([("model", "pathway")]));
        var model = page.Choices.Single(filter => filter.Name == "model");
        Assert.Equal(("pathway", "从利益相关经参与到满意的路径 (mediation)"), (model.Chosen, model.Options.Single(option => option.Code == "pathway").Label.Zh));
        Assert.StartsWith("Pathway from interest through participation to satisfaction (", page.Panels.Single(panel => panel.Id == "drivers-estimates").Heading.En, StringComparison.Ordinal);
    }

    [Fact]
    public void ASurveyIsCalledByTheTitleOfItsInstrument()
    {
        var page = demo.Board.Page("residents", Researcher, BoardFilters.Of([("wave", "satisfaction-2018")]));
        var survey = page.Choices.Single(filter => filter.Name == "wave");
        Assert.Equal(("satisfaction-2018", "X区社区公共服务满意度调查2018（合成数据）"), (survey.Chosen, survey.Options.Single(option => option.Code == "satisfaction-2018").Label.Zh));
        Assert.EndsWith("District X satisfaction survey 2018 (synthetic)", page.Panels.Single(panel => panel.Id == "residents-scales").Table!.Title.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutATitleOfItsOwnASurveyIsCalledByItsId()
    {
        await using var store = await demo.StoreAsync();
        async Task<string> Name(StudyPlan plan) => (await Surveys.NamesAsync(store, plan, TestContext.Current.CancellationToken))["satisfaction-2019"].Zh;
        var plan = demo.Plan;
        Assert.EndsWith("2019（合成数据）", await Name(plan), StringComparison.Ordinal);
        Assert.Equal("satisfaction-2019", await Name(plan with { Sources = [.. plan.Sources.Where(source => source.Table != "instruments")] }));
        Assert.Equal("satisfaction-2019", await Name(plan with { Sources = [.. plan.Sources.Select(source => source.Instrument is null ? source : source with { Instrument = "satisfaction-2019" })] }));
    }

    [Fact]
    public void MoneyOfSubdistrictsAddsUpToTheDistrictsAndThatOfCommunitiesToTheirSubdistricts()
    {
        var all = Panel("money-classes", Viewer.Anybody, ("year", "2019")).Table!;
        double whole = all.Rows.Sum(row => row.Values[1].Number);
        var subdistricts = Panel("money-places", Viewer.Anybody, ("year", "2019")).Table!;
        Assert.Equal(whole, subdistricts.Rows.Sum(row => Number(subdistricts, "amount", row.Key[0])), 2);
        var within = Panel("money-places", Viewer.Anybody, ("year", "2019"), ("subdistrict", "甲街道")).Table!;
        Assert.Equal(Number(subdistricts, "amount", "甲街道"), within.Rows.Sum(row => Number(within, "amount", row.Key[0])), 2);
        Assert.Equal(8, within.Rows.Length);
    }

    [Fact]
    public void RatesStepsAndVerdictsEqualTheReports()
    {
        var rates = Report("rates-by-year");
        foreach (var row in Panel("overview-rates", Viewer.Anybody, ("year", "2019")).Table!.Rows)
            Assert.Equal(Number(rates, "estimate", row.Key[0], "2019"), row.Values[0].Number);
        var steps = Panel("process-years", Viewer.Anybody).Table!;
        foreach (var row in Report("steps-by-year").Rows) Assert.Equal(Number(Report("steps-by-year"), "conforms", row.Key[0]), Number(steps, "conforms", row.Key[0]));
        Assert.Equal(Number(Report("steps-by-step"), "median_days", "7"), Number(Panel("process-bottlenecks", Viewer.Anybody).Table!, "median_days", "7"));
        var trend = Panel("rules-trend", Viewer.Anybody).Table!;
        foreach (var row in Report("rules").Rows)
            Assert.Equal(Number(Report("rules"), "breach", row.Key[0]), trend.Rows.Where(year => year.Key[0] == row.Key[0]).Sum(year => Number(trend, "breach", [.. year.Key])));
    }

    [Fact]
    public void MeansOfScalesEqualTheReports()
    {
        foreach (string wave in new[] { "satisfaction-2018", "satisfaction-2019" })
        {
            var report = Report($"scales-{wave}");
            var board = Panel("residents-scales", Viewer.Anybody, ("wave", wave)).Table!;
            Assert.Equal(report.Rows.Length, board.Rows.Length);
            foreach (var row in board.Rows)
            {
                double error = Number(report, "std_error", row.Key[0]);
                // The same sums in the same order, and a standard error from the same formula in another order.
                Assert.Equal(Number(report, "mean", row.Key[0]), Number(board, "mean", row.Key[0]), 12);
                Assert.Equal(Number(report, "mean", row.Key[0]) + ScalesSpec.NormalQuantile * error, Number(board, "conf_high", row.Key[0]), 10);
                Assert.Equal(Number(report, "n", row.Key[0]), Number(board, "n", row.Key[0]));
            }
        }
    }

    [Fact]
    public void TheFairComparisonDrawsSmallDifferencesTowardsTheWhole()
    {
        var table = Panel("communities-funnel", Official).Figure!.Data;
        Assert.Equal(96, table.Rows.Length);
        double whole = table.Rows.Average(row => row.Values[0].Number);
        Assert.All(table.Rows, row => Assert.True(Math.Abs(row.Values[2].Number - whole) <= Math.Abs(row.Values[0].Number - whole) + 0.01));
    }

    [Fact]
    public void ThePublicSeesPeopleByAreaDownToSubdistrictsAndTheOthersTheirScope()
    {
        Assert.Equal(Seen.Figure, See("communities-funnel", Researcher));
        Assert.Equal(Seen.Figure, See("communities-funnel", Official));
        Assert.Equal(Seen.Absent, See("communities-funnel", Viewer.Anybody));
        Assert.Equal(8, Panel("communities-funnel", Relay).Figure!.Data.Rows.Length);
        Assert.Single(Panel("communities-funnel", Officer).Figure!.Data.Rows);
        Assert.Equal(0, Panel("communities-satisfaction", Officer, ("community", "C007")).Table!.Withheld);
        Assert.Equal(2, Panel("communities-satisfaction", Officer, ("community", "C008")).Table!.Withheld);
        Assert.Equal(2, Panel("communities-satisfaction", Viewer.Anybody, ("community", "C007")).Table!.Withheld);
        Assert.Equal(0, Panel("communities-rates", Relay, ("community", "C008")).Table!.Withheld);
        Assert.Equal(3, Panel("communities-rates", Relay, ("community", "C009")).Table!.Withheld);
        Assert.Equal(Seen.Absent, See("voices-bycommunity", Officer));
        Assert.Equal(Seen.Table, See("voices-bycommunity", Researcher));
    }

    [Fact]
    public void AViewerWithoutARightToCommunitiesDoesNotLearnOfThemByTheListOfThoseThatNeedAttention()
    {
        string Why(Viewer viewer) => string.Join('|', Panel("communities-attention", viewer).Table!.Rows.Select(row => $"{row.Key[0]}: {row.Values[1].Text!.En}"));
        Assert.Contains("C007: satisfaction below", Why(Official), StringComparison.Ordinal);
        Assert.Contains("C007: satisfaction below", Why(Officer), StringComparison.Ordinal);
        Assert.DoesNotContain("satisfaction", Why(Viewer.Anybody), StringComparison.Ordinal);
        Assert.DoesNotContain("satisfaction", Why(Officer with { Community = "C008" }), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsWithheldFromTheWideIsWithheldFromThePublicInEveryTableOfCodesAndModels()
    {
        foreach (string id in demo.Board.Page("voices", Researcher, BoardFilters.None).Panels.Where(panel => panel.Table is not null && panel.Id != "voices-bycommunity").Select(panel => panel.Id))
        {
            var (wide, open) = (Panel(id, Researcher).Table!, Panel(id, Viewer.Anybody).Table!);
            Assert.All(wide.Rows.Zip(open.Rows), pair => Assert.True(pair.First.Values[0].State != ValueState.Suppressed || pair.Second.Values[0].State == ValueState.Suppressed, id));
            Assert.True(open.Withheld >= wide.Withheld, id);
        }
    }

    [Fact]
    public void EveryPageShowsSomethingToEveryViewerAndEveryPanelIsFoundByItsId()
    {
        foreach (var viewer in new[] { Viewer.Anybody, Officer, Relay, Official, Researcher })
            foreach (var page in StudyBoard.Pages)
            {
                var content = demo.Board.Page(page.Code, viewer, BoardFilters.None);
                Assert.NotEmpty(content.Panels);
                Assert.All(content.Panels, panel =>
                {
                    Assert.True(panel.Absent is not null || panel.Numbers is not null || !panel.Lines.IsEmpty, $"{panel.Id} is empty");
                    Assert.Equal(panel.Id, demo.Board.Panel(panel.Id, viewer, BoardFilters.None).Id);
                });
            }
    }

    [Theory]
    [InlineData("overview", "year", "1999")]
    [InlineData("overview", "community", "C001")]
    [InlineData("money", "subdistrict", "'; drop table")]
    [InlineData("process", "project", "<script>")]
    [InlineData("residents", "by", "respondent")]
    [InlineData("nowhere", "", "")]
    public void AValueOrNameThatCannotBeIsRefused(string page, string name, string value) =>
        Assert.Throws<UsageException>(() => demo.Board.Page(page, Researcher, BoardFilters.Of((name, value))));

    [Fact]
    public void AProjectsTimelineSaysWhatIsMissing()
    {
        var steps = Panel("process-timeline", Viewer.Anybody, ("project", "P0001")).Table!;
        Assert.Equal(9, steps.Rows.Length);
        Assert.Equal("missing", steps.Rows[7].Values[2].Text!.En);
        Assert.Equal("2015-03-25", steps.Rows[0].Values[0].Text!.En);
    }

    private enum Seen { Absent, Table, Figure }

    private Seen See(string id, Viewer viewer) => Panel(id, viewer) switch { { Figure: not null } => Seen.Figure, { Table: not null } => Seen.Table, _ => Seen.Absent };
}
