using System.IO.Compression;
using CoProduction.DistrictX;

namespace CoProduction.Tests;

public class LedgerTests
{
    private static readonly IReadOnlyList<LedgerLine> Lines = LedgerSheet.Lines;

    /// <summary>The article's fact: in 2018 facility maintenance took 3/4 of the fund (Wu Yue 2022, interview 20191210).</summary>
    [Fact]
    public void Maintenance_takes_three_quarters_of_the_paid_project_money_of_2018()
    {
        Assert.InRange(Share(2018, MaintenanceCodes), 0.748m, 0.752m);
        Assert.InRange(Share(2018, [.. MaintenanceCodes.Where(code => code != "new_public_toilets")]), 0.60m, 0.73m);
    }

    [Theory]
    [InlineData(2015, 0.82)]
    [InlineData(2016, 0.80)]
    [InlineData(2017, 0.78)]
    [InlineData(2019, 0.70)]
    [InlineData(2020, 0.66)]
    public void The_other_years_have_the_shares_that_README_states(int year, double share) =>
        Assert.InRange(Share(year, MaintenanceCodes), (decimal)share - 0.002m, (decimal)share + 0.002m);

    [Fact]
    public void About_six_thousand_entries_with_unique_numbers()
    {
        Assert.Equal(6158, Lines.Count);
        Assert.Equal(Lines.Count, Lines.Select(line => line.Entry).Distinct().Count());
    }

    [Fact]
    public void Four_phases_three_sources_and_known_codes_only()
    {
        Assert.Equal(["accepted", "approved", "budgeted", "paid"], Lines.Select(line => line.Phase).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["fiscal_grant", "foundation", "residents"], Lines.Select(line => line.Source).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(UseClass.All.Select(use => use.Code).Order(StringComparer.Ordinal), Lines.Select(line => line.Class).Distinct().Order(StringComparer.Ordinal));
        Assert.All(Lines, line => Assert.True(line.Amount > 0));
    }

    [Fact]
    public void Amounts_shrink_along_the_phases_of_every_line()
    {
        string[] phases = ["budgeted", "approved", "paid", "accepted"];
        foreach (var line in Lines.GroupBy(line => (line.Community, line.Year, line.Class, line.Source)))
        {
            decimal[] amounts = [.. line.OrderBy(entry => Array.IndexOf(phases, entry.Phase)).Select(entry => entry.Amount)];
            Assert.Equal(amounts.OrderDescending(), amounts);
            Assert.Equal(line.Count(), line.Select(entry => entry.Phase).Distinct().Count());
        }
    }

    [Fact]
    public void The_fund_starts_in_the_pilot_year_of_each_subdistrict()
    {
        var communities = Sheet.Csv("communities.csv");
        var pilot = communities["社区"].Zip(communities["试点年份"]).ToDictionary(pair => pair.First, pair => Sheet.Whole(pair.Second));
        Assert.All(Lines.GroupBy(line => line.Community), lines => Assert.Equal(pilot[lines.Key], lines.Min(line => line.Year)));
        Assert.Equal([2015, 2016, 2017, 2018, 2019], pilot.Values.Distinct().Order());
        Assert.Equal(12, communities["街道"].Distinct().Count());
    }

    [Theory]
    [InlineData("paid")]
    [InlineData("approved")]
    [InlineData("budgeted")]
    [InlineData("accepted")]
    public void Operating_money_breaches_the_cap_where_planted_and_nowhere_else(string phase)
    {
        var shares = Lines.Where(line => line.Phase == phase && line.Pool.Length > 0).GroupBy(line => (line.Community, line.Year))
            .ToDictionary(lines => lines.Key, lines => lines.Where(line => line.Pool == "operating").Sum(line => line.Amount) / lines.Sum(line => line.Amount));
        Assert.Equal(PlantedIn(Planted.OperatingBreach), shares.Where(share => share.Value > 0.10m).Select(share => share.Key).Order());
        Assert.DoesNotContain(shares.Values, share => share is > 0.095m and < 0.11m);
    }

    [Fact]
    public void Some_communities_cannot_be_judged()
    {
        var unknown = Lines.Where(line => line.Pool.Length == 0).Select(line => (line.Community, line.Year)).Distinct().Order();
        Assert.Equal(PlantedIn(Planted.PoolUnrecorded), unknown);
        foreach (string phase in (string[])["approved", "paid"])
        {
            var without = Lines.GroupBy(line => (line.Community, line.Year)).Where(lines => lines.All(line => line.Phase != phase)).Select(lines => lines.Key).Order();
            Assert.Equal(PlantedIn(Planted.NotYetApproved), without);
        }
    }

    [Fact]
    public void References_of_the_workbook_resolve()
    {
        var communities = Sheet.Csv("communities.csv")["社区"].ToHashSet();
        var projects = Sheet.Csv("projects.csv")["project"].ToHashSet();
        Assert.DoesNotContain(Lines, line => !communities.Contains(line.Community) || (line.Project.Length > 0 && !projects.Contains(line.Project)));
    }

    [Fact]
    public void The_workbook_is_a_sound_archive_with_the_sheet_the_study_names()
    {
        using var zip = new ZipArchive(new MemoryStream(Sheet.File("fund-2015-2017.xlsx").Bytes.ToArray()));
        Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
        foreach (string name in zip.Entries.Select(entry => entry.FullName)) LedgerSheet.Part(zip, name);   // reading to the end checks the CRC
        Assert.Contains("name=\"台账\"", LedgerSheet.Part(zip, "xl/workbook.xml").ToString(), StringComparison.Ordinal);
        Assert.Equal(["流水号", "社区", "年度", "阶段", "金额", "类别", "资金池", "资金来源", "项目编号", "日期"], LedgerSheet.WorkbookRows().First());
    }

    private static string[] MaintenanceCodes { get; } = [.. UseClass.All.Where(use => use.IsMaintenance).Select(use => use.Code)];

    private static decimal Share(int year, string[] codes)
    {
        LedgerLine[] paid = [.. Lines.Where(line => line.Year == year && line.Phase == "paid" && line.Pool == "project")];
        return paid.Where(line => codes.Contains(line.Class)).Sum(line => line.Amount) / paid.Sum(line => line.Amount);
    }

    private static (string, int)[] PlantedIn(Planted fact)
    {
        var programme = Programme.Draw(DemoStudy.Seed, District.Draw(DemoStudy.Seed));
        (string, int)[] places = [.. programme.CommunityYears.Where(when => when.Planted == fact).Select(when => (when.Community.Id, when.Year)).Order()];
        Assert.InRange(places.Length, 3, 8);
        return places;
    }
}
