using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CoProduction.Notebook.Cells;
using CoProduction.Reports;

namespace CoProduction.Tests;

/// <summary>The notebooks of the repository are their scripts, and what they store is what they show. COPRO_REGENERATE=1 writes them anew.</summary>
public sealed partial class ShippedNotebooksTests(ShippedNotebooksTests.FreshRun fresh) : IClassFixture<ShippedNotebooksTests.FreshRun>
{
    /// <summary>All notebooks run once, by one command in one folder.</summary>
    public sealed class FreshRun : IDisposable
    {
        private readonly Scratch _scratch = new();

        public FreshRun()
        {
            string[] files = [.. Names.Select(row => _scratch.Notebook(row.Data + ".ipynb", Script(row.Data)))];
            Copro.RunIn(_scratch.Folder, ["notebook", "run", .. files, "--lang", "zh", "--quiet"]).Ended(0);
        }

        internal Ipynb this[string name] => Plain(IpynbReader.Read(_scratch[name + ".ipynb"]));

        public void Dispose() => _scratch.Dispose();
    }

    private const double Digits = 10;

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Path.Combine(RealFiles.Root, "notebooks", "scripts"), "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    private static string Stored(string name) => Path.Combine(RealFiles.Root, "notebooks", name + ".ipynb");

    private static Ipynb Script(string name) => ScriptNotebook.Of(File.ReadAllLines(Path.Combine(RealFiles.Root, "notebooks", "scripts", name + ".cs")));

    [Theory]
    [MemberData(nameof(Names))]
    public void ANotebookIsItsScriptAndStoresWhatItShows(string name)
    {
        if (Environment.GetEnvironmentVariable("COPRO_REGENERATE") == "1") Write(Stored(name), fresh[name]);
        Assert.True(File.Exists(Stored(name)), $"notebooks/{name}.ipynb is missing; run the tests once with COPRO_REGENERATE=1 and read what it wrote.");
        Same(IpynbReader.Read(Stored(name)), fresh[name]);
    }

    [Fact]
    public void WhatARunWritesHasPassedTheReview()
    {
        string voices = string.Concat(fresh["06-voices"].Cells.SelectMany(cell => cell.Outputs).SelectMany(Texts));
        Assert.Contains("隐匿", voices, StringComparison.Ordinal);
        Assert.DoesNotContain("仅供研究者本人查看", string.Concat(Names.SelectMany(row => fresh[row.Data].Cells).SelectMany(cell => cell.Outputs).SelectMany(Texts)), StringComparison.Ordinal);
    }

    [Fact]
    public void JupyterShowsWhatTheNotebooksStore()
    {
        using var jupyter = new Jupyter("zh") { Reviewed = true };
        foreach (string name in Names.Select(row => row.Data))
        {
            jupyter.Scratch.Notebook(name + ".ipynb", Script(name));
            jupyter.Run("-m", "nbconvert", "--execute", "--to", "notebook", "--inplace", "--ExecutePreprocessor.timeout=300", name + ".ipynb");
            Same(IpynbReader.Read(Stored(name)), Plain(IpynbReader.Read(jupyter.Scratch[name + ".ipynb"])));
        }
    }

    [Fact]
    public void OneNotebookRunsOverCommunitiesInOneCommandAndWithholdsWhatIsOfTooFew()
    {
        using var scratch = new Scratch();
        scratch.Notebook("09-community.ipynb", Script("09-community"));
        Copro.RunIn(scratch.Folder, "notebook", "run", "09-community.ipynb", "--param", "community=C002", "--param", "community=C003", "--out", "out", "--html", "--lang", "en", "--quiet").Ended(0);
        Assert.Equal(["09-community.C002.html", "09-community.C002.ipynb", "09-community.C003.html", "09-community.C003.ipynb"], Directory.EnumerateFiles(scratch["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        string[] pages = [.. new[] { "C002", "C003" }.Select(id => File.ReadAllText(scratch[$"out/09-community.{id}.html"]))];
        Assert.Contains("Shares of spending by year: C002", pages[0], StringComparison.Ordinal);
        Assert.DoesNotContain("C003", pages[0], StringComparison.Ordinal);
        Assert.All(pages, page => Assert.Contains("withheld", page, StringComparison.Ordinal));
        Assert.All(pages, page => Assert.DoesNotContain("own eyes", page, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryNotebookSaysWhatItAnswersAndHowToCite(string name)
    {
        var cells = Script(name).Cells;
        Assert.Contains("本笔记本回答", cells[0].Source, StringComparison.Ordinal);
        Assert.Contains("This notebook answers", cells[0].Source, StringComparison.Ordinal);
        Assert.Contains(cells.TakeLast(2), cell => cell.Source.Contains("How to cite", StringComparison.Ordinal));
    }

    private static void Write(string file, Ipynb notebook)
    {
        using var stream = File.Create(file);
        IpynbWriter.Write(notebook, stream);
    }

    // Time of the cells, and progress, differ from run to run.
    private static Ipynb Plain(Ipynb notebook) => notebook with
    {
        Cells = [.. notebook.Cells.Select(cell => cell with { Metadata = Untimed(cell.Metadata), Outputs = [.. cell.Outputs.Where(output => output is not CellOutput.Stream { Name: "stderr" })] })],
    };

    private static JsonObject Untimed(JsonObject metadata)
    {
        var kept = (JsonObject)metadata.DeepClone();
        kept.Remove("copro");
        return kept;
    }

    private static void Same(Ipynb stored, Ipynb fresh)
    {
        Assert.Equal(stored.Cells.Select(cell => (cell.Kind, cell.Source, cell.HasTag("parameters"))), fresh.Cells.Select(cell => (cell.Kind, cell.Source, cell.HasTag("parameters"))));
        foreach (var (one, other) in stored.Cells.Zip(fresh.Cells))
        {
            Assert.Equal(one.Outputs.Length, other.Outputs.Length);
            foreach (var (left, right) in one.Outputs.Zip(other.Outputs)) Same(Texts(left), Texts(right), one.Source);
        }
    }

    private static string[] Texts(CellOutput output) => output switch
    {
        CellOutput.Stream stream => [stream.Name, stream.Text],
        CellOutput.Display display => Texts(display.Bundle),
        CellOutput.Result result => Texts(result.Bundle),
        CellOutput.Error error => [error.Name, error.Value],
        _ => [],
    };

    private static string[] Texts(MimeBundle bundle) => [.. bundle.Forms.Keys, .. bundle.Forms.Where(form => form.Key is MimeBundle.Plain or MimeBundle.Html or MimeBundle.Markdown).Select(form => form.Value)];

    private static void Same(string[] stored, string[] fresh, string source)
    {
        Assert.Equal(stored.Length, fresh.Length);
        foreach (var (left, right) in stored.Zip(fresh))
        {
            Assert.Equal(Number().Replace(left, "#"), Number().Replace(right, "#"));
            foreach (var (one, other) in Number().Matches(left).Zip(Number().Matches(right)).Where(pair => pair.First.Value != pair.Second.Value))
                CorrectDigits.Assert(Digits, double.Parse(other.Value, CultureInfo.InvariantCulture), double.Parse(one.Value, CultureInfo.InvariantCulture), source);
        }
    }

    [GeneratedRegex(@"(?<![\w.])\d+(?:\.\d+)?(?:E[-+]?\d+)?(?![\w.])")]
    private static partial Regex Number();
}
