using CoProduction.Workbench;

namespace CoProduction.Tests.Runs;

public sealed class RunningTests : IDisposable
{
    private readonly SmallStudy _study = new();

    [Fact]
    public async Task EveryFileOfTheFolderIsInTheRecordWithItsHash()
    {
        var run = await _study.RunAsync();
        var record = RunRecord.Read(_study.Out)!;
        Assert.False(run.Unchanged);
        Assert.Equal(record.Outputs.Select(output => output.File).Concat(["rejections.csv", RunRecord.FileName]).Order(StringComparer.Ordinal), SmallStudy.FilesOf(_study.Out).Keys.Order(StringComparer.Ordinal));
        Assert.All(record.Outputs, output => Assert.Equal(SmallStudy.Sha256(Path.Combine(_study.Out, output.File)), output.Sha256));
        Assert.Equal(_study.Plan.Sources.Select(source => source.Id).Order(StringComparer.Ordinal), record.Sources.Select(source => source.Source));
        Assert.True(File.Exists(run.Report));
        Assert.Equal(Path.Combine(_study.Out, "rejections.csv"), run.Rejections);
    }

    [Fact]
    public async Task EachFigureIsThereInBothLanguagesAndEveryFormat()
    {
        await _study.RunAsync();
        var files = SmallStudy.FilesOf(_study.Out).Keys;
        foreach (string figure in new[] { "likert-satisfaction", "coefficients-drivers" })
            foreach (string end in new[] { "zh.svg", "zh.pdf", "zh.png", "en.svg", "en.pdf", "en.png" })
                Assert.Contains($"figures/{figure}.{end}", files);
    }

    [Fact]
    public async Task ASecondRunChangesNoFile()
    {
        await _study.RunAsync();
        var before = SmallStudy.FilesOf(_study.Folder);
        Assert.True((await _study.RunAsync()).Unchanged);
        Assert.Equal(Without(before, "out/rejections.csv"), Without(SmallStudy.FilesOf(_study.Folder), "out/rejections.csv"));
    }

    [Fact]
    public async Task AChangeInTheFundFileRedoesTheMoneyAndLeavesTheSurvey()
    {
        await _study.RunAsync();
        var before = SmallStudy.FilesOf(_study.Out);
        _study.Write(SmallStudy.Fund2019, SmallStudy.Fund(2019, "A", "C", "D", "E"));
        Assert.False((await _study.RunAsync()).Unchanged);
        var after = SmallStudy.FilesOf(_study.Out);
        string[] redone = [.. after.Keys.Where(file => before.GetValueOrDefault(file) != after[file])];
        Assert.Contains("report.html", redone);
        Assert.Contains("tables/shares-by-class.csv", redone);
        Assert.DoesNotContain(redone, Survey);
        Assert.Contains(after.Keys, Survey);
    }

    [Fact]
    public async Task AChangeInTheSurveyRedoesTheSurveyAndLeavesTheMoney()
    {
        await _study.RunAsync();
        var before = SmallStudy.FilesOf(_study.Out);
        _study.Write(SmallStudy.Survey, SmallStudy.Respondents(i => 1 + i % 5));
        await _study.RunAsync();
        var after = SmallStudy.FilesOf(_study.Out);
        Assert.Equal(before["tables/shares-by-class.csv"], after["tables/shares-by-class.csv"]);
        Assert.NotEqual(before["figures/likert-satisfaction.en.svg"], after["figures/likert-satisfaction.en.svg"]);
    }

    [Fact]
    public async Task AnOutputThatWasChangedOrRemovedIsMadeAgain()
    {
        await _study.RunAsync();
        var before = SmallStudy.FilesOf(_study.Out).ToDictionary(file => file.Key, file => file.Value.Split(' ')[0]);
        File.AppendAllText(Path.Combine(_study.Out, "tables/shares-by-class.csv"), "edited");
        File.Delete(Path.Combine(_study.Out, "figures/likert-satisfaction.en.png"));
        Assert.False((await _study.RunAsync()).Unchanged);
        Assert.Equal(before, SmallStudy.FilesOf(_study.Out).ToDictionary(file => file.Key, file => file.Value.Split(' ')[0]));
    }

    [Fact]
    public async Task OutputsThatTheStudyNoLongerMakesAreRemovedAndForeignFilesStay()
    {
        await _study.RunAsync();
        File.WriteAllText(Path.Combine(_study.Out, "figures/mine.txt"), "a note");
        _study.Write("study.yaml", File.ReadAllText(_study["study.yaml"]).Replace(", \"likert:satisfaction\"", "", StringComparison.Ordinal));
        var run = await _study.RunAsync();
        Assert.DoesNotContain(SmallStudy.FilesOf(_study.Out).Keys, file => file.Contains("likert-satisfaction", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Record.Outputs, output => output.File.Contains("likert-satisfaction", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(_study.Out, "figures/mine.txt")));
    }

    /// <summary>Two builds of one version may say different things of the same rows: what the other wrote is made again.</summary>
    [Fact]
    public async Task AnotherBuildOfTheSameVersionLeavesNothingStanding()
    {
        var first = await _study.RunAsync();
        string other = Release.BuildOf(Guid.NewGuid(), typeof(Release).Module.ModuleVersionId);
        Assert.NotEqual(Release.Build, other);
        Assert.Equal(first.Record.Key, Running.Key(Release.Build, _study.Plan, first.Load));
        var former = first.Record with { Key = Running.Key(other, _study.Plan, first.Load), Findings = [Label.Same("an old sentence")] };
        using (var stream = File.Create(Path.Combine(_study.Out, RunRecord.FileName))) former.Write(stream);
        var second = await _study.RunAsync();
        Assert.False(second.Unchanged);
        Assert.Equal(first.Record.Findings, second.Record.Findings);
        Assert.Equal(first.Record.Outputs, second.Record.Outputs);
    }

    /// <summary>Every project of ours that a run's outputs depend on is in the identity of the build.</summary>
    [Fact]
    public void TheBuildIsThatOfEveryAssemblyOfOurs()
    {
        var ours = typeof(Release).Assembly.GetReferencedAssemblies().Where(name => name.Name!.StartsWith("CoProduction.", StringComparison.Ordinal)).Select(System.Reflection.Assembly.Load).Append(typeof(Release).Assembly).ToList();
        Guid[] modules = [.. new[] { "Study", "Ingest", "Analysis", "Store", "Reports", "Workbench" }.Select(room => ours.Single(one => one.GetName().Name == $"CoProduction.{room}").ManifestModule.ModuleVersionId)];
        Assert.Equal(ours.Count, modules.Length);
        Assert.Equal(Release.BuildOf(modules), Release.Build);
    }

    [Fact]
    public async Task ABrokenRecordIsNoObstacle()
    {
        await _study.RunAsync();
        File.WriteAllText(Path.Combine(_study.Out, RunRecord.FileName), "{}");
        Assert.False((await _study.RunAsync()).Unchanged);
        Assert.NotNull(RunRecord.Read(_study.Out));
    }

    [Fact]
    public async Task TwoFoldersGetTheSameBytes()
    {
        await _study.RunAsync();
        using var twin = new SmallStudy();
        await twin.RunAsync();
        Assert.Equal(Hashes(_study.Out), Hashes(twin.Out));
    }

    [Fact]
    public async Task ACancelledRunLeavesTheFormerOutputsAndNothingHalfWritten()
    {
        await _study.RunAsync();
        _study.Write(SmallStudy.Fund2019, SmallStudy.Fund(2019, "A", "C"));
        var before = SmallStudy.FilesOf(_study.Out);
        using var stop = new CancellationTokenSource();
        var analysing = new Callback(step =>
        {
            if (step.What.En.StartsWith("analysing: survey", StringComparison.Ordinal)) stop.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Running.RunAsync(_study.Plan, _study.Out, analysing, stop.Token));
        Assert.Equal(Without(before, "rejections.csv"), Without(SmallStudy.FilesOf(_study.Out), "rejections.csv"));
    }

    [Fact]
    public async Task AFigureIsFoundByTheNameOfTheStudyFileAndAnUnknownOneNamesTheNearest()
    {
        Assert.Equal("likert-satisfaction", (await Drawing.FigureAsync(_study.Plan, "likert:satisfaction", null, CancellationToken.None)).Id);
        var wrong = await Assert.ThrowsAsync<UsageException>(() => Drawing.FigureAsync(_study.Plan, "likert:satisfactoin", null, CancellationToken.None));
        Assert.Contains("Did you mean 'likert", wrong.Fault.Mend, StringComparison.Ordinal);
    }

    public void Dispose() => _study.Dispose();

    private static bool Survey(string file) => file.Contains("likert", StringComparison.Ordinal) || file.Contains("drivers", StringComparison.Ordinal) || file.Contains("scales", StringComparison.Ordinal);

    private static Dictionary<string, string> Without(Dictionary<string, string> files, string name) => files.Where(file => file.Key != name).ToDictionary(file => file.Key, file => file.Value);

    private static Dictionary<string, string> Hashes(string folder) => SmallStudy.FilesOf(folder).ToDictionary(file => file.Key, file => file.Value.Split(' ')[0]);

    private sealed class Callback(Action<WorkStep> act) : IProgress<WorkStep>
    {
        public void Report(WorkStep value) => act(value);
    }
}
