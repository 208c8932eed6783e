using System.Diagnostics;
using System.Text.Json;

namespace CoProduction.Tests;

/// <summary>What happens when files are wrong, and when a run is cut off.</summary>
public sealed class FaultTests
{
    private const string Yaml = """
        study: small
        title: { zh: 小研究, en: Small study }
        place: district-x
        sources:
          communities: { file: communities.csv }
          fund: { file: fund.csv }
        figures: [ spending-shares ]
        """;

    private const string Communities = "community,name,subdistrict,kind,households,residents\nA,甲,街道一,old_estate,100,250\nB,乙,街道一,commodity,200,500\n";

    private const string Fund = """
        流水号,社区,年度,阶段,金额,类别,资金池
        1,A,2018,支付,"￥１,２00.50",设施维护和维修,项目资金
        2,B,2018,支付,0.2万元,环境治理,项目资金
        3,C,2018,支付,100,环境治理,项目资金
        4,A,2018,,100,环境治理,项目资金
        5,A,二零一八,支付,abc,环境治理,项目资金
        1,A,2018,支付,5,环境治理,项目资金

        """;

    [Fact]
    public void EveryFaultOfEveryRowIsListedAndAcceptedPlusRejectedIsRead()
    {
        using var study = Small();
        var check = Copro.Run("check", study.Folder, "--json").Ended(1);
        var root = JsonDocument.Parse(check.Output).RootElement;
        Assert.Equal(8, root.GetProperty("rows_read").GetInt64());
        Assert.Equal(4, root.GetProperty("rejected").GetInt64());
        var faults = Table.Read(study["rejections.csv"]);
        Assert.Equal(["4", "5", "6", "6", "7"], faults.Select(fault => fault["row"]).Order(StringComparer.Ordinal));
        Assert.Contains(faults, fault => fault["column"] == "社区" && fault["value"] == "C");
        Assert.Contains(faults, fault => fault["column"] == "阶段" && fault["value"].Length == 0);
        Assert.All(faults, fault => Assert.NotEmpty(fault["mend"]));
    }

    [Fact]
    public void AStudyFileThatIsWrongIsNamedByLineAndColumn()
    {
        using var study = Small();
        study.Write("study.yaml", Yaml.Replace("fund: {", "fnud: {", StringComparison.Ordinal));
        var check = Copro.Run("check", study.Folder).Ended(3);
        Assert.Contains("line 6", check.Errors, StringComparison.Ordinal);
        Assert.Contains("fund", check.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingFileIsOneClearErrorAndChangesNothing()
    {
        using var study = Small();
        File.Delete(study["fund.csv"]);
        Assert.Contains("fund.csv", Copro.Run("run", study.Folder).Ended(3).Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(study["out"]));
    }

    [Fact]
    public void AChangedSourceIsReplacedAndTheOthersAreSkipped()
    {
        using var study = Small();
        Copro.Run("run", study.Folder, "--json").Ended(1);
        study.Write("fund.csv", Fund.Replace("3,C,", "3,B,", StringComparison.Ordinal));
        var again = JsonDocument.Parse(Copro.Run("run", study.Folder, "--json").Ended(1).Output).RootElement;
        Assert.False(again.GetProperty("unchanged").GetBoolean());
        Assert.Equal(3, again.GetProperty("rejected").GetInt64());
        var skipped = again.GetProperty("sources").EnumerateArray().ToDictionary(source => source.GetProperty("source").GetString()!, source => source.GetProperty("skipped").GetBoolean());
        Assert.True(skipped["communities"]);
        Assert.False(skipped["fund"]);
    }

    [Fact]
    public void KilledAtAnyMomentThePreviousVersionStaysAndTheNextRunSucceeds()
    {
        using var study = Small();
        Copro.Run("run", study.Folder, "--quiet").Ended(1);
        string report = File.ReadAllText(study["out/report.html"]);
        foreach (int milliseconds in new[] { 150, 300, 450, 600, 800 })
        {
            study.Write("fund.csv", Fund + $"{milliseconds},A,2018,支付,{milliseconds},环境治理,项目资金\n");
            using var process = Copro.Start(study.Folder, "run", study.Folder, "--quiet");
            Thread.Sleep(milliseconds);
            process.Kill();
            process.WaitForExit();
            Assert.EndsWith("</html>", File.ReadAllText(study["out/report.html"]).TrimEnd(), StringComparison.Ordinal);
        }
        study.Write("fund.csv", Fund);
        Copro.Run("run", study.Folder, "--quiet").Ended(1);
        Assert.Equal(report, File.ReadAllText(study["out/report.html"]));
        Assert.Empty(Directory.EnumerateFiles(study["out"], "*.part", SearchOption.AllDirectories));
    }

    [Fact]
    public void InterruptedByCtrlCItEndsWith130AndLeavesNothingHalfWritten()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "sends SIGINT, which Windows does not have");
        using var study = Small();
        study.Write("fund.csv", Fund + string.Concat(Enumerable.Range(10, 300_000).Select(entry => $"{entry},A,2018,支付,{entry},环境治理,项目资金\n")));
        using var process = Copro.Start(study.Folder, "run", study.Folder, "--quiet");
        Thread.Sleep(700);
        Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExit();
        process.WaitForExit();
        Assert.True(process.ExitCode is 130 or 1, $"exit code {process.ExitCode}");
        if (process.ExitCode == 130) Assert.False(File.Exists(study["out/report.html"]));
    }

    [Fact]
    public void ANewStudyPassesItsOwnCheck()
    {
        using var scratch = new Scratch();
        Copro.RunIn(scratch.Folder, "new", "mine").Ended(0);
        Copro.RunIn(scratch.Folder, "check", "mine").Ended(0);
        Assert.Contains("not empty", Copro.RunIn(scratch.Folder, "new", "mine").Ended(2).Errors, StringComparison.Ordinal);
    }

    private static Scratch Small()
    {
        var study = new Scratch();
        study.Write("study.yaml", Yaml);
        study.Write("communities.csv", Communities);
        study.Write("fund.csv", Fund);
        return study;
    }
}
