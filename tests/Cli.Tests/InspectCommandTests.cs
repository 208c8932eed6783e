using System.Text.Json;

namespace CoProduction.Tests;

/// <summary><c>copro inspect</c> and <c>copro new --from</c> as processes.</summary>
public sealed class InspectCommandTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public InspectCommandTests() => _scratch.Write("survey.csv", "编号,社区,q1,q2,q3,备注\na1,L,1,5,9,好\na2,L,2,4,3,\na3,M,5,3,1,一般\na4,M,4,1,2,\n");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void AFileOfRowsIsToldVariableByVariable()
    {
        string[] lines = Run("inspect", "survey.csv", "--lang", "en").Ended(0).Output.Split('\n');
        Assert.EndsWith("survey.csv: csv, utf-8, 4 rows, 6 columns", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("q1", StringComparison.Ordinal) && line.Contains("integer", StringComparison.Ordinal) && line.Contains("1 (1) · 2 (1) · 4 (1) · 5 (1)", StringComparison.Ordinal));
        Assert.Contains("4行，6列", Run("inspect", "survey.csv", "--lang", "zh").Ended(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void JsonHasLabelsReasonsAndCounts()
    {
        using var json = JsonDocument.Parse(Run("inspect", RealFiles.Path("sav/electric.sav"), "--json").Ended(0).Output);
        var columns = json.RootElement.GetProperty("columns").EnumerateArray().ToDictionary(column => column.GetProperty("name").GetString()!);
        Assert.Equal(240, json.RootElement.GetProperty("rows").GetInt64());
        Assert.Equal("AGE AT ENTRY", columns["AGE"].GetProperty("label").GetString());
        Assert.Equal(("9", 130L), (columns["DAYOFWK"].GetProperty("missing")[0].GetProperty("value").GetString(), columns["DAYOFWK"].GetProperty("missing")[0].GetProperty("count").GetInt64()));
        Assert.Equal(110, columns["DAYOFWK"].GetProperty("present").GetInt64());
    }

    [Fact]
    public void AProjectIsToldByItsCodesAndAVoteByItsProjects()
    {
        Assert.Contains("competencies/programming  (coder-1 3)", Run("inspect", RealFiles.Path("qda/qc_demo.qdpx"), "--lang", "en").Ended(0).Output, StringComparison.Ordinal);
        Assert.Contains("6 projects, 410 ballots", Run("inspect", RealFiles.Path("pb/Poland_Katowice_2025_Zarzecze.pb"), "--lang", "en").Ended(0).Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Run("inspect", RealFiles.Path("kk24/pre_voting.pb"), "--json").Ended(1).Output);
        Assert.Equal(["num_votes", "budget"], json.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("column").GetString()));
    }

    [Fact]
    public void ExportsOfPlatformsAreRecognisedByTheirHeaders()
    {
        _scratch.Write("wjx.csv", "序号,提交答卷时间,所用时间,来源,来源详情,来自IP,1、您对社区满意吗？\n1,2019/12/10 10:00:00,60秒,手机提交,N/A,1.2.3.4(四川-成都),5\n");
        string told = Run("inspect", "wjx.csv", "--lang", "en").Ended(0).Output;
        Assert.Contains(": wenjuanxing, ", told, StringComparison.Ordinal);
        Assert.DoesNotContain("1.2.3.4", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("instruments/mitwirken_umfrage.xlsx", ", xlsform, 42 items: ")]
    [InlineData("instruments/mitwirken_umfrage_limesurvey.tsv", ", limesurvey, 41 items: ")]
    [InlineData("instruments/wjx_satisfaction_survey.txt", ", wenjuanxing, 11 items: 员工满意度调查")]
    public void AQuestionnaireIsToldItemByItem(string file, string head) =>
        Assert.Contains(head, Run("inspect", RealFiles.Path(file), "--lang", "en").Ended(0).Output.Split('\n')[0], StringComparison.Ordinal);

    [Fact]
    public void JsonOfAQuestionnaireHasItsOptions()
    {
        using var json = JsonDocument.Parse(Run("inspect", RealFiles.Path("instruments/or_other.xlsx"), "--json").Ended(0).Output);
        var color = json.RootElement.GetProperty("items")[0];
        Assert.Equal(["fav_color"], color.GetProperty("columns").EnumerateArray().Select(column => column.GetString()));
        Assert.Equal(["red", "green", "blue", "mauve", "apricot", "Other"], color.GetProperty("options").EnumerateArray().Select(option => option.GetProperty("label").GetProperty("en").GetString()));
    }

    [Theory]
    [InlineData("sav/cars.zsav", ": sav, zlib, little-endian, utf-8, 50 rows")]
    [InlineData("dta/missings_msf.dta", ": dta, 117, big-endian, ")]
    public void TheMakeOfAStatisticsFileIsTold(string file, string make) => Assert.Contains(make, Run("inspect", RealFiles.Path(file), "--lang", "en").Ended(0).Output, StringComparison.Ordinal);

    [Fact]
    public void AFileThatCannotBeReadEndsWithThree() =>
        Assert.Contains("password", Run("inspect", RealFiles.Path("sav/hotel-encrypted.sav")).Ended(3).Errors, StringComparison.Ordinal);

    [Fact]
    public void AStudyIsProposedForASurveyAndLoads()
    {
        var made = Run("new", "mine", "--from", "survey.csv").Ended(0);
        Assert.Contains("? ../survey.csv: column '备注' is not used", made.Output, StringComparison.Ordinal);
        Assert.Contains("survey,q3,q3,q3,,1,3,false,9=dont_know", File.ReadAllText(_scratch["mine/questions.csv"]), StringComparison.Ordinal);
        Assert.Contains("rows read 8 = accepted 8 + rejected 0", Run("check", "mine", "--lang", "en").Ended(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pb/Poland_Katowice_2025_Zarzecze.pb")]
    [InlineData("sav/electric.sav")]
    [InlineData("survey/kcmo_FY2022_RS_Cleaned_safe.csv")]
    [InlineData("instruments/mitwirken_umfrage.xlsx")]
    public void AStudyProposedForAPublishedFileLoads(string file)
    {
        Run("new", "mine", "--from", RealFiles.Path(file)).Ended(0);
        Assert.Contains("rejected 0 (", Run("check", "mine", "--lang", "en").Ended(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatNobodyCanKnowIsAskedAndNotMadeUp()
    {
        string file = RealFiles.Path("ledger/chicago_ward_menu_2019.csv");
        Run("new", "mine", "--from", file).Ended(0);
        string yaml = File.ReadAllText(_scratch["mine/study.yaml"]);
        Assert.Contains("# ? amount: no column was recognised", yaml, StringComparison.Ordinal);
        Assert.Contains("# ? column 'ward' is not used", yaml, StringComparison.Ordinal);
        Assert.DoesNotContain("amount: \"0\"", yaml, StringComparison.Ordinal);
        Run("check", "mine").Ended(3);
    }

    /// <summary>Age and gender stand in ballots and in surveys; nothing else of a ballot is there.</summary>
    [Fact]
    public void ASurveyOfTextsIsNoVoteAndItsItemsAreAskedFor()
    {
        string asked = Run("new", "mine", "--from", RealFiles.Path("survey/WVS.csv")).Ended(0).Output;
        Assert.Contains("Which are the items?", asked, StringComparison.Ordinal);
        Assert.Contains("surveys:", File.ReadAllText(_scratch["mine/study.yaml"]), StringComparison.Ordinal);
    }

    private Copro Run(params string[] arguments) => Copro.RunIn(_scratch["."], arguments);
}
