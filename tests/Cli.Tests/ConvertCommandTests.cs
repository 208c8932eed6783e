namespace CoProduction.Tests;

/// <summary><c>copro convert</c> as a process, and <c>copro fit</c> on what it writes.</summary>
public sealed class ConvertCommandTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public ConvertCommandTests() => _scratch.Write("survey.csv", "满意度,信任,类别\n1,1,甲\n2,2,乙\n2.5,3,甲\n4,4,乙\n5.5,5,甲\n");

    [Theory]
    [InlineData("sav")]
    [InlineData("dta")]
    [InlineData("xlsx")]
    [InlineData("json")]
    public void TheExamplesRunAndAFitOfEveryFormatIsTheSame(string format)
    {
        Assert.Equal($"survey.{format}: 5 rows, 3 columns\n", Run("convert", "survey.csv", $"survey.{format}").Ended(0).Output);
        string[] expected = Run("fit", "survey.csv", "满意度 ~ 信任 + 类别").Ended(0).Output.Split('\n'), found = Run("fit", $"survey.{format}", "满意度 ~ 信任 + 类别").Ended(0).Output.Split('\n');
        Assert.Equal(expected.Where(line => line.StartsWith("信任", StringComparison.Ordinal)), found.Where(line => line.StartsWith("信任", StringComparison.Ordinal)));
        Run("convert", $"survey.{format}", "back.csv").Ended(0);
        Assert.Equal(File.ReadAllText(_scratch["survey.csv"]), File.ReadAllText(_scratch["back.csv"]).Replace("\r\n", "\n", StringComparison.Ordinal).TrimStart('\uFEFF'));
    }

    [Fact]
    public void AFileThatIsThereIsKeptUnlessAllowed()
    {
        Run("convert", "survey.csv", "survey.sav").Ended(0);
        Assert.Contains("--overwrite", Run("convert", "survey.csv", "survey.sav").Ended(2).Errors, StringComparison.Ordinal);
        Run("convert", "survey.csv", "survey.sav", "--overwrite").Ended(0);
    }

    [Theory]
    [InlineData("qdpx")]
    [InlineData("qde")]
    [InlineData("qdc")]
    public void AQualitativeProjectBecomesRefiWithAllItsCodes(string ending)
    {
        Assert.Equal($"p.{ending}: 2 sources, 262 codes\n", Run("convert", RealFiles.Path("qda/nvivo_project.qdpx"), $"p.{ending}").Ended(0).Output);
        Assert.Contains(" 262 codes,", Run("inspect", $"p.{ending}").Ended(0).Output, StringComparison.Ordinal);
        Assert.Contains("--overwrite", Run("convert", RealFiles.Path("qda/nvivo_project.qdpx"), $"p.{ending}").Ended(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void FaultsEndWithTheirCodesAndLeaveNothing()
    {
        Assert.Contains("csv, xlsx, json, sav, dta", Run("convert", "survey.csv", "survey.sas7bdat").Ended(2).Errors, StringComparison.Ordinal);
        Assert.Contains("read and written at once", Run("convert", "survey.csv", "survey.csv").Ended(2).Errors, StringComparison.Ordinal);
        Run("convert", "nowhere.csv", "x.sav").Ended(3);
        _scratch.Write("bad.csv", "two words,b\n1,2\n");
        Assert.Contains("Rename the column", Run("convert", "bad.csv", "bad.sav").Ended(3).Errors, StringComparison.Ordinal);
        Assert.Equal(["bad.csv", "survey.csv"], Directory.GetFileSystemEntries(_scratch["."]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void NoticesGoToStderrInTheAskedLanguage()
    {
        string real = RealFiles.Path("sav/electric.sav");
        Assert.Contains("holds no labels", Run("convert", real, "electric.csv").Ended(0).Errors, StringComparison.Ordinal);
        Assert.Contains("不能保存标签", Run("convert", real, "zh.csv", "--lang", "zh").Ended(0).Errors, StringComparison.Ordinal);
        Assert.Empty(Run("convert", real, "electric.xlsx").Ended(0).Errors);
    }

    [Fact]
    public void ADeclaredMissingValueEntersNoModel()
    {
        string real = RealFiles.Path("sav/electric.sav");
        // Of 240 respondents 130 did not die, whose day of death is the missing value 9; one more has no blood pressure.
        string json = Run("fit", real, "DBP58 ~ DAYOFWK", "--json").Ended(0).Output;
        Assert.Matches("\"rows_incomplete\":\\s*\"?131\\b", json);
    }

    public void Dispose() => _scratch.Dispose();

    private Copro Run(params string[] arguments) => Copro.RunIn(_scratch["."], arguments);
}
