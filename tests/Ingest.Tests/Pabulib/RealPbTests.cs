using CoProduction.Tests;

namespace CoProduction.Ingest.Tests;

/// <summary>Published votes (../shared/data/real/SOURCES.md): every published count of votes and every score is found again, but for one.</summary>
public class RealPbTests
{
    [Theory]
    [InlineData("pb/Canada_Stanford_Dataset_PB_Dieppe_2018_vote_approvals.pb", 16, 378)]
    [InlineData("pb/France_Toulouse_2019.pb", 30, 1494)]
    [InlineData("pb/France_Toulouse_2024.pb", 183, 7260)]
    [InlineData("pb/Hungary_Budapest_2024_VIII_Jozsefvaros.pb", 40, 864)]
    [InlineData("pb/Netherlands_Amsterdam_166.pb", 52, 426)]
    [InlineData("pb/Netherlands_Amsterdam_643.pb", 3, 66)]
    [InlineData("pb/Netherlands_Assen_2024.pb", 14, 84)]
    [InlineData("pb/Poland_Czestochowa_2025_Podjasnogorska.pb", 12, 312)]
    [InlineData("pb/Poland_Gdansk_2020_Suchanino.pb", 9, 703)]
    [InlineData("pb/Poland_Gdynia_2024_Dzialki_Lesne__small.pb", 6, 212)]
    [InlineData("pb/Poland_Katowice_2025_Zarzecze.pb", 6, 410)]
    [InlineData("pb/Poland_Krakow_2018_Wzgorza_Krzeslawickie.pb", 8, 755)]
    [InlineData("pb/Poland_Krakow_2025_Lagiewniki-Borek_Falecki.pb", 20, 1600)]
    [InlineData("pb/Poland_Poznan_2025_9_-_Stare_Miasto__large.pb", 7, 2332)]
    [InlineData("pb/Poland_Swiecie_2023.pb", 22, 2553)]
    [InlineData("pb/Poland_Warszawa_2018_Pole_Mokotowskie.pb", 1, 8)]
    [InlineData("pb/Poland_Warszawa_2019_Ursynow.pb", 58, 7683)]
    [InlineData("pb/Poland_Warszawa_2020_Ochota.pb", 51, 5115)]
    [InlineData("pb/Poland_Warszawa_2021_Ochota.pb", 90, 5552)]
    [InlineData("pb/Poland_Warszawa_2022_Ochota.pb", 54, 4930)]
    [InlineData("pb/Poland_Warszawa_2023_Ochota.pb", 81, 4392)]
    [InlineData("pb/Poland_Warszawa_2024_Ochota.pb", 49, 4038)]
    [InlineData("pb/Poland_Warszawa_2025_Ochota.pb", 45, 3261)]
    [InlineData("pb/Poland_Wieliczka_2023_Green_Budget.pb", 64, 6586)]
    [InlineData("pb/Poland_Wroclaw_2017_Rejon_nr_11_750.pb", 3, 1014)]
    [InlineData("pb/Poland_Wroclaw_2017_Rejon_nr_2_250.pb", 10, 5468)]
    [InlineData("pb/Poland_Zabrze_2021_Osiedle_Tadeusza_Kotarbinskiego.pb", 2, 497)]
    [InlineData("pb/Switzerland_Zurich_D10.pb", 24, 180)]
    [InlineData("pb/US_Stanford_Dataset_2022_Jersey_City_Ward_B_vote_knapsacks.pb", 7, 127)]
    [InlineData("pb/US_Stanford_Dataset_PB_Cambridge_2019_vote_approvals.pb", 20, 6447)]
    [InlineData("pb/US_Stanford_Dataset_PB_Chicago_35th_Ward_2021_vote_rankings.pb", 4, 103)]
    [InlineData("pb/Worldwide_Mechanical_Turk_Ranking_value_3.pb", 10, 76)]
    [InlineData("pb/Worldwide_Mechanical_Turk_Utilities_3.pb", 10, 74)]
    [InlineData("pb-legacy/poland_warszawa_2020_ochota.pb", 51, 5115)]
    [InlineData("pb-legacy/france_toulouse_2019_.pb", 30, 1494)]
    [InlineData("pb-checker/example_valid.pb", 10, 76)]
    public void EveryCountAgreesWithTheFilesOwn(string file, int projects, long ballots)
    {
        var summary = Read(file);
        Assert.Equal((projects, ballots), (summary.Projects.Length, summary.Ballots));
        Assert.DoesNotContain(summary.Findings, finding => finding.Column is not "age");
    }

    [Fact]
    public void ZurichsRankingsHaveOneScoreThatIsNotTheBallots()
    {
        var finding = Assert.Single(Read("pb/Switzerland_Zurich_S5R.pb").Findings);
        Assert.Equal(("score", "198"), (finding.Column, finding.Value));
        Assert.Contains("202", finding.Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pb/Poland_Lodz_2022.pb", 160, 90494)]
    [InlineData("pb/Poland_Gdansk_2020.pb", 28, 30237)]
    public void AgesThatNobodyCanHaveAreNamed(string file, int projects, long ballots)
    {
        var summary = Read(file);
        Assert.Equal((projects, ballots), (summary.Projects.Length, summary.Ballots));
        Assert.NotEmpty(summary.Findings);
        Assert.All(summary.Findings, finding => Assert.True(finding is { Column: "age", Value: "0" or "116" }));
    }

    [Fact]
    public void TheCheckersBadFileIsToldInEachPoint()
    {
        var findings = Read("pb-checker/example_invalid.pb").Findings;
        Assert.Contains(findings, finding => finding.Value == "290,67" && finding.Rule.Contains("comma", StringComparison.Ordinal));
        Assert.Equal(["X", "Z"], findings.Where(finding => finding.Column == "sex").Select(finding => finding.Value).Append("X").Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(findings, finding => finding.Column == "currency" && finding.Rule.Contains("ISO 4217", StringComparison.Ordinal));
    }

    [Fact]
    public void TheHandMadeFileOfWinterthurOpensAndItsTyposAreNamed()
    {
        var summary = Read("kk24/pre_voting.pb");
        Assert.Equal((56, 37L), (summary.Projects.Length, summary.Ballots));
        Assert.Equal(["num_votes", "budget"], summary.Findings.OrderBy(finding => finding.Row).Select(finding => finding.Column));
        // The published outcomes write the ids without leading zeros.
        var published = DataFile.Open(RealFiles.Path("kk24/outcomes.csv")).Columns(["id", "vote"]).Blocks.SelectMany(block => ((NumberColumn)block["id"]).Values.Zip(((NumberColumn)block["vote"]).Values));
        Assert.Equal(published.OrderBy(pair => pair.First), summary.Projects.Select(project => (First: double.Parse(project.Id, System.Globalization.CultureInfo.InvariantCulture), Second: (double)project.Votes)).OrderBy(pair => pair.First));
    }

    [Fact]
    public async Task TheOldAndTheNewEditionOfOchotaGiveTheSameBallots()
    {
        var (old, now) = (await Load("ballots", "pb-legacy/poland_warszawa_2020_ochota.pb"), await Load("ballots", "pb/Poland_Warszawa_2020_Ochota.pb"));
        foreach (string field in new[] { "age", "gender", "choices" }) Assert.Equal(now.Texts(field).Order(StringComparer.Ordinal), old.Texts(field).Order(StringComparer.Ordinal));
        var (before, after) = (await Load("projects", "pb-legacy/poland_warszawa_2020_ochota.pb"), await Load("projects", "pb/Poland_Warszawa_2020_Ochota.pb"));
        Assert.Equal(after.Texts("requested").Order(StringComparer.Ordinal), before.Texts("requested").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task DecimalBudgetsAndTextIdsOfKrakow()
    {
        var projects = await Load("projects", "pb/Poland_Krakow_2025_Lagiewniki-Borek_Falecki.pb");
        Assert.Contains(projects.Texts("project"), key => key.Contains("BO.D", StringComparison.Ordinal));
        Assert.Equal(13, projects.Texts("status").Count(status => status == "approved"));
    }

    [Fact]
    public async Task ProjectsFundedFromLeftOverMoneyCount()
    {
        var fund = await Load("fund_entries", "pb/Poland_Poznan_2025_9_-_Stare_Miasto__large.pb");
        Assert.Equal(2, fund.Accepted);
    }

    private static PbSummary Read(string file) => PbSummary.Of(RealFiles.Path(file));

    private static Task<Loaded> Load(string table, string file) => Given.LoadFile(DataSchema.Table(table), RealFiles.Path(file), Given.Plan("vote.pb", table));
}
