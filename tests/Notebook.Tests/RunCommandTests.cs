using System.Diagnostics;
using CoProduction.Notebook.Cells;

namespace CoProduction.Tests;

/// <summary><c>copro notebook run</c> as a process.</summary>
public sealed class RunCommandTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public void ANotebookRunsInItsPlaceAndCellsAreTimed()
    {
        string file = _scratch.Notebook("n.ipynb", Written.Code("var x = 20;", "", "Console.WriteLine(File.Exists(\"beside.txt\")); x + 1"));
        _scratch.Write("beside.txt", "");
        var run = Run("n.ipynb").Ended(0);
        Assert.StartsWith("n.ipynb  2 cells  ", run.Output, StringComparison.Ordinal);
        Assert.Equal("[1/2] n.ipynb\n[2/2] n.ipynb\n", run.Errors);
        var notebook = IpynbReader.Read(file);
        Assert.Equal("True\n", notebook.Text());
        Assert.Equal(["21"], notebook.Results());
        Assert.Equal([1, null, 2], notebook.Cells.Select(cell => cell.ExecutionCount));
        Assert.All(new[] { 0, 2 }, i => Assert.InRange(notebook.Cells[i].Metadata["copro"]!["seconds"]!.GetValue<double>(), 0, 600));
        Assert.Equal("copro", notebook.Metadata["kernelspec"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public void WithAFolderTheSourceIsUntouchedAndAPageIsWritten()
    {
        string file = _scratch.Notebook("n.ipynb", new Ipynb([new Cell(CellKind.Markdown, "# 题目 <x>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![p](p.png)"), new Cell(CellKind.Code, "#r \"nuget: CoProduction.Reports\"\n\"<i>\" // last")], []));
        string before = File.ReadAllText(file);
        _scratch.Write("p.png", "picture");
        Assert.Contains("out/n.ipynb  out/n.html  1 cells", Run("n.ipynb", "--out", "out", "--html", "--quiet", "--lang", "zh").Ended(0).Output, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(file));
        string page = File.ReadAllText(_scratch["out/n.html"]);
        Assert.Contains("<html lang=\"zh-CN\">", page, StringComparison.Ordinal);
        Assert.Contains("<title>题目 &lt;x&gt;</title>", page, StringComparison.Ordinal);
        Assert.Contains("<td>2</td>", page, StringComparison.Ordinal);
        Assert.Contains("data:image/png;base64,cGljdHVyZQ==", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"s\">&quot;&lt;i&gt;&quot;</span> <span class=\"c\">// last</span>", page, StringComparison.Ordinal);
        Assert.Contains("<pre>&lt;i&gt;</pre>", page, StringComparison.Ordinal);
        Assert.Contains("font-family:'Noto Sans SC';src:url(data:font/ttf;base64,", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", page);
        Assert.Equal(["n.html", "n.ipynb"], Directory.EnumerateFiles(_scratch["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AFailingCellStopsItsNotebookAndNotTheOthers()
    {
        _scratch.Notebook("bad.ipynb", new Ipynb([.. Written.Code("1", "int x = 1;\nthrow new InvalidOperationException(\"no\");").Cells, new Cell(CellKind.Code, "3") { ExecutionCount = 9, Outputs = [new CellOutput.Stream("stdout", "old")] }], []));
        _scratch.Notebook("good.ipynb", "\"fine\"");
        var run = Run("bad.ipynb", "good.ipynb", "--out", "out", "--quiet").Ended(1);
        Assert.Equal("copro: InvalidOperationException: no (bad.ipynb, cell 2, line 2): the cell's code threw it. Correct the cell; the cells after it were not run.\n", run.Errors);
        var bad = IpynbReader.Read(_scratch["out/bad.ipynb"]);
        Assert.Equal(["1"], bad.Results());
        Assert.IsType<CellOutput.Error>(bad.Cells[1].Outputs.Single());
        Assert.Null(bad.Cells[2].ExecutionCount);
        Assert.Empty(bad.Cells[2].Outputs);
        Assert.Equal(["fine"], IpynbReader.Read(_scratch["out/good.ipynb"]).Results());
    }

    [Fact]
    public void ParametersAreGivenByTheirTypesAndEachValueIsARun()
    {
        var notebook = new Ipynb([Written.Tagged("parameters", "string who = \"?\"; int n = 1; double x = 0; decimal money = 0; bool on = false; var day = new DateOnly(2000, 1, 1); DayOfWeek week = DayOfWeek.Monday;"), new Cell(CellKind.Code, "FormattableString.Invariant($\"{who} {n} {x} {money} {on} {day:yyyy-MM-dd} {week}\")")], []);
        _scratch.Notebook("p.ipynb", notebook);
        _scratch.Write("who.txt", "甲\n\"乙\\\n");
        Run("p.ipynb", "--out", "out", "--param", "who=@who.txt", "--param", "n=7", "--param", "x=1e-3", "--param", "money=2.50", "--param", "on=true", "--param", "day=2020-09-30", "--param", "week=Friday").Ended(0);
        var runs = Directory.EnumerateFiles(_scratch["out"]).Order(StringComparer.Ordinal).Select(IpynbReader.Read).ToList();
        Assert.Equal(["\"乙\\ 7 0.001 2.50 True 2020-09-30 Friday", "甲 7 0.001 2.50 True 2020-09-30 Friday"], runs.Select(run => run.Results().Single()).Order(StringComparer.Ordinal));
        Assert.True(runs[0].Cells[1].HasTag("injected-parameters"));
        File.Copy(Directory.EnumerateFiles(_scratch["out"]).First(), _scratch["again.ipynb"]);
        Run("again.ipynb").Ended(0);
        Assert.Equal(["? 1 0 0 False 2000-01-01 Monday"], IpynbReader.Read(_scratch["again.ipynb"]).Results());
    }

    [Fact]
    public void EachCommunityOfAStudyIsAValue()
    {
        _scratch.Communities("s", "02", "甲", "B");
        _scratch.Notebook("p.ipynb", new Ipynb([Written.Tagged("parameters", "string who = \"?\";"), new Cell(CellKind.Code, "who")], []));
        Run("p.ipynb", "--out", "out", "--param", "who=@s", "--quiet").Ended(0);
        Assert.Equal(["p.02.ipynb", "p.B.ipynb", "p.甲.ipynb"], Directory.EnumerateFiles(_scratch["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["02"], IpynbReader.Read(_scratch["out/p.02.ipynb"]).Results());
    }

    [Theory]
    [InlineData("who=a=b", 0, "")]
    [InlineData("wo=x", 2, "Did you mean 'who'?")]
    [InlineData("n=1.5", 2, "declares it as int")]
    [InlineData("n", 2, "name, '=' and a value")]
    [InlineData("who=@absent.txt", 2, "'absent.txt' is not there")]
    public void AParameterThatCannotBeIsRefusedBeforeAnyCellRuns(string parameter, int code, string says)
    {
        string file = _scratch.Notebook("p.ipynb", new Ipynb([Written.Tagged("parameters", "string who = \"?\"; int n = 1;"), new Cell(CellKind.Code, "who")], []));
        string before = File.ReadAllText(file);
        Assert.Contains(says, Run("p.ipynb", "--param", parameter).Ended(code).Errors, StringComparison.Ordinal);
        if (code != 0) Assert.Equal(before, File.ReadAllText(file));
    }

    [Fact]
    public void WhatCannotBeReadOrAskedIsAnErrorInFourParts()
    {
        _scratch.Write("cut.ipynb", "{ \"cells\": [");
        _scratch.Notebook("a/n.ipynb", "1");
        _scratch.Notebook("b/n.ipynb", "1");
        Assert.Contains("'absent.ipynb' is not there", Run("absent.ipynb").Ended(3).Errors, StringComparison.Ordinal);
        Assert.Contains("The file is not a notebook (cut.ipynb, line 1)", Run("cut.ipynb").Ended(3).Errors, StringComparison.Ordinal);
        Assert.Contains("Two runs would write", Run("a/n.ipynb", "b/n.ipynb", "--out", "out").Ended(2).Errors, StringComparison.Ordinal);
        Assert.Contains("no time limit", Run("a/n.ipynb", "--timeout", "0").Ended(2).Errors, StringComparison.Ordinal);
        Assert.Contains("no parameters", Run("a/n.ipynb", "--param", "x=1").Ended(2).Errors, StringComparison.Ordinal);
        Run().Ended(2);
        Assert.False(Directory.Exists(_scratch["out"]));
    }

    [Fact]
    public void ACellThatNeverEndsIsStoppedAfterTheTimeout()
    {
        string file = _scratch.Notebook("n.ipynb", "1", "Console.WriteLine(\"before\"); while (true) { }", "3");
        Assert.Contains("ran longer than 3 s (n.ipynb, cell 2)", Run("n.ipynb", "--timeout", "3").Ended(1).Errors, StringComparison.Ordinal);
        var notebook = IpynbReader.Read(file);
        Assert.Equal("before\n", notebook.Text());
        Assert.Equal(["1"], notebook.Results());
    }

    [Theory]
    [InlineData("int F(int n) => F(n + 1) + 1; F(0)", "cell 2")]
    [InlineData("Environment.Exit(7);", "cell 2")]
    public void ACellThatTakesTheProcessWithItIsAnErrorAndTheNotebookIsAsItWas(string fatal, string place)
    {
        string file = _scratch.Notebook("n.ipynb", "1", fatal);
        string before = File.ReadAllText(file);
        var run = Run("n.ipynb").Ended(1);
        Assert.Contains("The process that ran the cells ended (n.ipynb, " + place, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(file));
    }

    [Theory]
    [InlineData("-INT", 130)]
    [InlineData("-KILL", 137)]
    public void InterruptedOrKilledInACellTheNotebookIsAsItWas(string signal, int code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "sends a signal, which Windows does not have");
        string file = _scratch.Notebook("n.ipynb", "1", "File.WriteAllText(\"started\", \"\"); while (true) { }"), before = File.ReadAllText(file);
        Assert.Equal(code, EndedBy(signal));
        Assert.Equal(before, File.ReadAllText(file));
        Assert.Equal(["n.ipynb", "started"], Directory.EnumerateFiles(_scratch.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    public void Dispose() => _scratch.Dispose();

    private int EndedBy(string signal)
    {
        using var process = Copro.Start(_scratch.Folder, "notebook", "run", "n.ipynb", "--html");
        try
        {
            process.Reaches(() => File.Exists(_scratch["started"]), "started the cell");
            Process.Start("kill", [signal, $"{process.Id}"]).WaitForExit();
            process.Ends($"kill {signal}", Patience.IgnoredInterrupt);
            return process.ExitCode;
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private Copro Run(params string[] arguments) => Copro.RunIn(_scratch.Folder, ["notebook", "run", .. arguments]);
}
