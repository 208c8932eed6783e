using System.Text.Json;

namespace CoProduction.Tests;

/// <summary>The command as a process: exit codes, what goes to which stream, texts.</summary>
public sealed class CommandTests : IDisposable
{
    private const string Yaml = """
        study: small
        title: { zh: 小研究, en: Small study }
        place: district-x
        classification: five-uses@2022-1
        sources:
          communities: { file: communities.csv }
          fund: { file: fund.csv }
        figures: [ spending-shares ]

        """;

    private const string Fund = "entry,community,year,phase,amount,use_class,pool\n1,A,2018,paid,300,facility_maintenance,project\n2,B,2018,paid,100,environment,project\n";

    private readonly Scratch _scratch = new();

    public CommandTests()
    {
        _scratch.Write("study/study.yaml", Yaml);
        _scratch.Write("study/communities.csv", "community,name,subdistrict,kind,households,residents\nA,甲,街道一,old_estate,100,250\nB,乙,街道一,commodity,200,500\n");
        _scratch.Write("study/fund.csv", Fund);
        _scratch.Write("survey.csv", "满意度,信任\n1,1\n2,2\n2.5,3\n4,4\n5.5,5\n");
    }

    // The parser would take @ for a file of arguments and cut the formula at its blanks.
    [Fact]
    public void AModelIsReadFromAFile()
    {
        _scratch.Write("model.txt", "满意度 ~\n  信任  # drivers\n");
        string told = Run("fit", "survey.csv", "满意度 ~ 信任").Ended(0).Output;
        Assert.Equal(told.Split('\n')[1..], Run("fit", "survey.csv", "@model.txt").Ended(0).Output.Split('\n')[^(told.Split('\n').Length - 1)..]);
        Assert.Contains("'absent.txt' is not there", Run("fit", "survey.csv", "@absent.txt").Ended(2).Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seed", "-1", "a whole number of 0 or more is expected")]
    [InlineData("--bootstrap", "many", "a whole number is expected")]
    [InlineData("--level", "high", "a number is expected")]
    public void AnOptionThatIsNoNumberSaysWhatIsExpected(string option, string value, string expected)
    {
        string errors = Run("fit", "survey.csv", "满意度 ~ 信任", option, value).Ended(2).Errors;
        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "check", "study")]
    [InlineData(0, "run", "study")]
    [InlineData(0, "figure", "study", "spending-shares")]
    [InlineData(0, "fit", "survey.csv", "满意度 ~ 信任")]
    [InlineData(0, "new", "mine")]
    [InlineData(0, "--help")]
    [InlineData(0, "--version")]
    [InlineData(2)]
    [InlineData(2, "chekc", "study")]
    [InlineData(2, "check")]
    [InlineData(2, "check", "study", "--lang", "fr")]
    [InlineData(2, "new", "study")]
    [InlineData(2, "run", "study", "--jsn")]
    [InlineData(2, "figure", "study", "spending-share")]
    [InlineData(2, "figure", "study", "spending-shares", "--format", "gif")]
    [InlineData(2, "figure", "study", "spending-shares", "--width", "wide")]
    [InlineData(2, "figure", "study", "spending-shares", "--width", "3mm")]
    [InlineData(2, "fit", "survey.csv", "满意度 ~ 信仰")]
    [InlineData(2, "fit", "survey.csv", "满意度 ~ 信任", "--method", "lmm")]
    [InlineData(2, "fit", "survey.csv", "满意度 ~ 信任", "--level", "95")]
    [InlineData(3, "check", "nowhere")]
    [InlineData(3, "run", "nowhere")]
    [InlineData(3, "figure", "nowhere", "spending-shares")]
    [InlineData(3, "fit", "nowhere.csv", "y ~ x")]
    public void ExitCodesAreTheSameForEveryCommandAndFaultsGoToStderr(int code, params string[] arguments)
    {
        var run = Run(arguments).Ended(code);
        if (code == 0) Assert.NotEmpty(run.Output);
        else Assert.Empty(run.Output);
        if (code != 0) Assert.Matches(@"(?m)^copro: ", run.Errors);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void RejectionsAreExitCodeOneOfCheckAndOfRun()
    {
        _scratch.Write("study/fund.csv", Fund + "3,Z,2018,paid,1,environment,project\n");
        var check = Run("check", "study").Ended(1);
        Assert.Contains("rows read 5 = accepted 4 + rejected 1 (1 faults)", check.Output, StringComparison.Ordinal);
        Assert.Contains("fund.csv:4 community 'Z'", check.Output, StringComparison.Ordinal);
        Run("run", "study").Ended(1);
        Assert.Contains("'Z'", Run("check", "study", "--rejections", "-").Ended(1).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("run")]
    public void ProgressIsCountedStepsOnStderrAndQuietIsSilent(string command)
    {
        var loud = Run(command, "study").Ended(0);
        Assert.StartsWith("[1/2] reading communities.csv\n[2/2] reading fund.csv\n", loud.Errors, StringComparison.Ordinal);
        Assert.All(loud.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(@"^\[[0-9]+/[0-9]+\] ", line));
        Assert.DoesNotMatch(@"\[[0-9]+/[0-9]+\]", loud.Output);
        var quiet = Run(command, "study", "--quiet").Ended(0);
        Assert.Empty(quiet.Errors);
        Assert.NotEmpty(quiet.Output);
    }

    [Fact]
    public void ChineseTextsOnRequest()
    {
        var check = Run("check", "study", "--lang", "zh").Ended(0);
        Assert.Contains("读取 4 行 = 接受 4 + 拒绝 0", check.Output, StringComparison.Ordinal);
        Assert.Contains("[1/2] 读取 communities.csv", check.Errors, StringComparison.Ordinal);
        var run = Run("run", "study", "--lang", "zh").Ended(0);
        Assert.Contains("报告：", run.Output, StringComparison.Ordinal);
        Assert.Contains("2018年，设施维护和维修占75.0%", run.Output, StringComparison.Ordinal);
        Assert.Contains("未有变化", Run("run", "study", "--lang", "zh").Ended(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void JsonIsTheWholeOfStdout()
    {
        var check = JsonDocument.Parse(Run("check", "study", "--json").Ended(0).Output).RootElement;
        Assert.Equal((4, 4, 0), (check.GetProperty("rows_read").GetInt32(), check.GetProperty("accepted").GetInt32(), check.GetProperty("rejected").GetInt32()));
        Assert.Equal(JsonValueKind.Null, check.GetProperty("rejections_file").ValueKind);
        var run = JsonDocument.Parse(Run("run", "study", "--json").Ended(0).Output).RootElement;
        Assert.Equal("small", run.GetProperty("study").GetString());
        Assert.All(run.GetProperty("outputs").EnumerateArray(), output => Assert.True(File.Exists(Path.Combine(_scratch["study/out"], output.GetString()!))));
    }

    [Fact]
    public void ATableOfAFitKeepsItsColumnsUnderChineseNames()
    {
        string[] lines = Run("fit", "survey.csv", "满意度 ~ 信任").Ended(0).Output.Split('\n');
        int header = Array.FindIndex(lines, line => line.StartsWith("term", StringComparison.Ordinal));
        Assert.Equal([.. lines[header..(header + 3)].Select(line => CoProduction.Cli.Columns.Width(line))], Enumerable.Repeat(CoProduction.Cli.Columns.Width(lines[header]), 3));
        Assert.StartsWith("信任", lines[header + 2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("new")]
    [InlineData("check")]
    [InlineData("run")]
    [InlineData("figure")]
    [InlineData("fit")]
    [InlineData("convert")]
    [InlineData("power")]
    [InlineData("store")]
    public void EveryCommandShowsAnExampleThatItsOwnParserTakes(string command)
    {
        string help = Run(command, "--help").Ended(0).Output;
        Assert.Matches("Examples?:", help);
        var example = System.Text.RegularExpressions.Regex.Match(help, $@"^\s*copro ({command}.*?)\s*$", System.Text.RegularExpressions.RegexOptions.Multiline);
        Assert.True(example.Success, help);
        var words = System.Text.RegularExpressions.Regex.Matches(example.Groups[1].Value, "\"[^\"]*\"|\\S+").Select(word => word.Value.Trim('"'));
        Run([.. words, "--help"]).Ended(0);
    }

    [Fact]
    public void AFaultSaysWhatWhereWhyAndTheMendInTwoSentences()
    {
        _scratch.Write("study/study.yaml", Yaml.Replace("fund: {", "fnud: {", StringComparison.Ordinal));
        string errors = Run("check", "study").Ended(3).Errors;
        Assert.Matches(@"^copro: 'fnud' [^.]* \(study\.yaml, line 7, column [0-9]+\): [a-z][^.]*\. Did you mean 'fund'\? Allowed: .*\.\n$", errors);
    }

    [Fact]
    public void CheckLeavesNothingInTheTemporaryFolderWhetherItSucceedsOrNot()
    {
        foreach (string study in new[] { "study", "damaged" })
        {
            using var temporary = new Scratch();
            _scratch.Write("damaged/study.yaml", Yaml);
            _scratch.Write("damaged/communities.csv", "community,name\nA,甲\n");
            _scratch.Write("damaged/fund.csv", Fund);
            using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "copro.dll"), "check", study])
            {
                WorkingDirectory = _scratch.Folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["TMPDIR"] = temporary.Folder, ["TEMP"] = temporary.Folder, ["TMP"] = temporary.Folder },
            })!;
            string said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == (study == "study" ? 0 : 3), said);
            Assert.Empty(Directory.EnumerateFileSystemEntries(temporary.Folder, "copro-*"));
        }
    }

    public void Dispose() => _scratch.Dispose();

    private Copro Run(params string[] arguments) => Copro.RunIn(_scratch.Folder, arguments);
}
