using CoProduction.Notebook.Cells;
using CoProduction.Notebook.Running;
using CoProduction.Reports;

namespace CoProduction.Tests;

/// <summary>Cells in one session: state, directives, failures by cell and line, stopping.</summary>
public sealed class SessionTests : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly ScriptSession _session;
    private readonly OutputList _outputs = new();

    public SessionTests()
    {
        CellConsole.Route();
        _session = new ScriptSession(_scratch.Folder);
    }

    [Fact]
    public void CellsShareVariablesFunctionsTypesAndUsings()
    {
        Done("using System.Globalization; record Row(int N); int Twice(int n) => 2 * n; var x = 20;");
        Done("x++;");
        Assert.Equal("42", Value("Twice(new Row(x).N).ToString(CultureInfo.InvariantCulture)"));
        Assert.Equal("again", Value("string x = \"again\"; x"));
    }

    [Fact]
    public void OutputsStandInTheOrderOfTheirMakingAndTextsAreJoined()
    {
        Done("Console.Write(\"a\"); Console.WriteLine(\"b\"); display(7); Console.Error.Write(\"e\"); await Task.Run(() => Console.Write(\"t\")); \"v\".Display(); (1, 2)");
        var outputs = _outputs.ToImmutable();
        Assert.Equal(new CellOutput.Stream("stdout", "ab\n"), outputs[0]);
        Assert.Equal("7", Assert.IsType<CellOutput.Display>(outputs[1]).Bundle.ToString());
        Assert.Equal(new CellOutput.Stream("stderr", "e"), outputs[2]);
        Assert.Equal(new CellOutput.Stream("stdout", "t"), outputs[3]);
        Assert.Equal("v", Assert.IsType<CellOutput.Display>(outputs[4]).Bundle.ToString());
        Assert.IsType<CellOutput.Result>(outputs[5]);
        Assert.Equal(6, outputs.Length);
    }

    // A type of this program is one type, whichever way the cell names the assembly: a second copy would not be an IShown of ours.
    [Fact]
    public void PackagesAndFilesOfThisProgramAreTheProgramsOwn()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "CoProduction.Reports.dll");
        Done($"#r \"nuget: CoProduction.Workbench, 0.1.0\"\n#r \"{path}\"\nclass Mine : IShown {{ public MimeBundle Show(Language language) => MimeBundle.Of($\"shown in {{language}}\").With(MimeBundle.Html, \"<b>x</b>\"); }}");
        Done("new Mine()");
        var shown = Assert.IsType<CellOutput.Result>(_outputs.ToImmutable()[^1]).Bundle;
        Assert.Equal("shown in Zh", shown.ToString());
        Assert.Equal("<b>x</b>", shown.Forms[MimeBundle.Html]);
        Assert.Equal("True", Value("(typeof(MathNet.Numerics.LinearAlgebra.Matrix<double>).Assembly == System.Runtime.Loader.AssemblyLoadContext.Default.Assemblies.FirstOrDefault(a => a.GetName().Name == \"MathNet.Numerics\")).ToString()"));
    }

    [Fact]
    public void ImportedFilesRunInTheirPlaceAndPathsStartAtTheFileThatNamesThem()
    {
        _scratch.Write("parts/inner.csx", "int inner = before + 1;");
        _scratch.Write("parts/outer.cs", "#!/usr/bin/env dotnet\n#:project ../x\n#!import inner.csx\nint outer = inner * 10;");
        _scratch.Notebook("parts/more.ipynb", "int fromNotebook = outer + 1;");
        Assert.Equal("31", Value("int before = 2;\n#!import parts/outer.cs\n#!import \"parts/more.ipynb\"\nfromNotebook"));
    }

    [Fact]
    public void AnImportThatNeedsItselfIsRefused()
    {
        _scratch.Write("a.csx", "#!import b.csx");
        _scratch.Write("b.csx", "#!import a.csx");
        Assert.Contains("imports itself", Fails("#!import a.csx").Fault.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!pwsh\nls", "'#!pwsh' is not a directive", "cell 1, line 1")]
    [InlineData("int a = 1;\n#!import absent.cs", "absent.cs' is not there", "cell 1, line 2")]
    [InlineData("#!import data.csv", "'.csv' cannot be imported", "cell 1, line 1")]
    [InlineData("#r \"absent.dll\"", "The assembly 'absent.dll' is not there", "cell 1, line 1")]
    [InlineData("#r \"nuget: CoProduction.Workbanch\"", "'CoProduction.Workbanch' is not a package of this program", "cell 1, line 1")]
    [InlineData("#r \"nuget: No.Such.Package.Here, 9.9.9\"", "The package 'No.Such.Package.Here', version 9.9.9, is not on this machine", "cell 1, line 1")]
    [InlineData("int a = 1;\nint b = a +;", "CS1525", "cell 1, line 2")]
    [InlineData("int a = 1;\n\nUnknown(a)", "CS0103: The name 'Unknown'", "cell 1, line 3")]
    [InlineData("int F(int n) {\n  if (n > 2) throw new ArgumentException(\"too big\");\n  return F(n + 1);\n}\nF(1)", "ArgumentException: too big", "cell 1, line 2")]
    [InlineData("await Task.Yield();\nint.Parse(\"x\")", "FormatException", "cell 1, line 2")]
    [InlineData("Task.Run(() => {\n throw new InvalidOperationException(\"in a task\"); }).Wait();", "InvalidOperationException: in a task", "cell 1, line 2")]
    [InlineData("throw new StudyException(new Fault(\"wrong\", \"study.yaml\", \"why\", \"Mend\"));", "wrong", "cell 1, line 1, study.yaml")]
    public void AFailureHasItsCellAndLineAndNoFramesOfOurs(string source, string what, string place)
    {
        _scratch.Write("data.csv", "a\n");
        var failure = Fails(source);
        Assert.Contains(what, failure.Fault.What, StringComparison.Ordinal);
        Assert.Equal($"n.ipynb, {place}", failure.Fault.Where);
        Assert.NotEmpty(failure.Fault.Why);
        Assert.NotEmpty(failure.Fault.Mend);
        Assert.All(failure.Output.Traceback, line => Assert.DoesNotContain("   at ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void AfterAFailureTheStateOfEarlierCellsStays()
    {
        Done("int x = 5;");
        Fails("x = 6; throw new InvalidOperationException(\"late\");");
        Assert.Equal("6", Value("x"));
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("while (true) try { System.Threading.Thread.Sleep(5); } catch (Exception) { }")]
    [InlineData("await Task.Delay(-1);")]
    public void ACellThatNeverEndsIsStoppedAndTheStateStays(string endless)
    {
        Done("int x = 5;");
        var (failure, end) = Runner.Run(endless, 2, _outputs.Add, TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.Equal(CellEnd.Stopped, end);
        Assert.Contains("ran longer than 1 s", failure!.Fault.What, StringComparison.Ordinal);
        Assert.Equal("5", Value("x"));
    }

    [Fact]
    public void AnInterruptIsNotAFailureOfTheCell()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        Assert.Throws<OperationCanceledException>(() => Runner.Run("while (true) { }", 1, _outputs.Add, null, stop.Token));
    }

    [Fact]
    public void TextAndShownThingsAboveTheMostAreCutWithANotice()
    {
        Done("string line = new('x', 99); for (int i = 0; i < 1_000_000; i++) Console.WriteLine(line); for (int i = 0; i < 2000; i++) display(i);");
        var outputs = _outputs.ToImmutable();
        Assert.Equal(CellScope.MostText, outputs.OfType<CellOutput.Stream>().Where(output => output.Name == "stdout").Sum(output => output.Text.Length));
        Assert.Equal(CellScope.MostShown, outputs.OfType<CellOutput.Display>().Count());
        Assert.Contains("文字已截断：一个单元最多保留 1,048,576 字符", outputs.OfType<CellOutput.Stream>().First(output => output.Name == "stderr").Text, StringComparison.Ordinal);
        Assert.Contains("输出已截断", outputs[^1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ACellHasNoInput() => Assert.Equal("none", Value("Console.ReadLine() ?? \"none\""));

    private CellRunner Runner => new(_session, "n.ipynb", Language.Zh);

    public void Dispose()
    {
        _session.Dispose();
        _scratch.Dispose();
    }

    private void Done(string source)
    {
        var (failure, end) = Runner.Run(source, 1, _outputs.Add, null, TestContext.Current.CancellationToken);
        Assert.True(failure is null, failure?.Fault.ToString());
        Assert.Equal(CellEnd.Done, end);
    }

    private string Value(string source)
    {
        Done(source);
        return Assert.IsType<CellOutput.Result>(_outputs.ToImmutable()[^1]).Bundle.ToString();
    }

    private CellFailure Fails(string source)
    {
        var (failure, _) = Runner.Run(source, 1, _outputs.Add, null, TestContext.Current.CancellationToken);
        return Assert.IsType<CellFailure>(failure);
    }
}
