using CoProduction.Analysis;
using CoProduction.Store;
using CoProduction.Workbench;

namespace CoProduction.Tests;

public sealed class LoadingTests : IDisposable
{
    private readonly SmallStudy _study = new();

    [Fact]
    public async Task AnEntryOfAnUnknownCommunityIsRejectedAndTheRestIsLoaded()
    {
        var load = await _study.LoadAsync();
        Assert.Equal((6 + 5 + 5 + 1 + 60, 1, 1), (load.Accepted, load.Rejected, load.Faults));
        var fault = Assert.Single(load.FirstRejections);
        Assert.Equal(("fund-2018", SmallStudy.Fund2018, 4, "community", "Z"), (fault.Source, fault.File, fault.Row, fault.Column, fault.Value));
        Assert.NotEmpty(fault.Mend);
    }

    [Fact]
    public async Task EverySourceAcceptsAndRejectsAllTheRowsOfItsFile()
    {
        var load = await _study.LoadAsync();
        Assert.All(load.Receipts, receipt =>
        {
            var stamp = receipt.Loaded.Stamp;
            Assert.Equal(File.ReadLines(_study[stamp.File]).Count(line => line.Length > 0) - 1, stamp.Accepted + stamp.Rejected);
            Assert.Equal(SmallStudy.Sha256(_study[stamp.File]), stamp.Sha256);
        });
    }

    [Fact]
    public async Task ParentsAreLoadedBeforeTheirChildren()
    {
        var order = (await _study.LoadAsync()).Receipts.Select(receipt => receipt.Loaded.Source).ToList();
        Assert.True(order.IndexOf("communities") < order.IndexOf("fund-2018"));
        Assert.True(order.IndexOf("questions") < order.IndexOf("wave"));
    }

    [Fact]
    public async Task UnchangedSourcesAreSkipped()
    {
        var first = await _study.LoadAsync();
        Assert.DoesNotContain(first.Receipts, receipt => receipt.Skipped);
        var second = await _study.LoadAsync();
        Assert.All(second.Receipts, receipt => Assert.True(receipt.Skipped));
        Assert.Equal((first.Accepted, first.Rejected, first.FirstRejections.Single()), (second.Accepted, second.Rejected, second.FirstRejections.Single()));
    }

    [Fact]
    public async Task WhenAParentGainsAKeyItsChildrenAreReadAgainAndOthersAreNot()
    {
        await _study.LoadAsync();
        _study.Write("communities.csv", File.ReadAllText(_study["communities.csv"]) + "Z,社区Z,街道二,commodity,10,20\n");
        var again = await _study.LoadAsync();
        Assert.Equal((0, 0), (again.Rejected, again.Faults));
        Assert.Equal(["communities", "fund-2018", "fund-2019", "wave"], again.Receipts.Where(receipt => !receipt.Skipped).Select(receipt => receipt.Loaded.Source).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task WhenAParentLosesAKeyTheRowsThatReferToItAreRejected()
    {
        await _study.LoadAsync();
        _study.Write("communities.csv", string.Concat(File.ReadLines(_study["communities.csv"]).Where(line => !line.StartsWith("D,", StringComparison.Ordinal)).Select(line => line + "\n")));
        var again = await _study.LoadAsync();
        Assert.Equal(2 + 10, again.Rejected);
        Assert.Contains(again.FirstRejections, fault => fault is { Source: "fund-2019", Value: "D" });
    }

    [Fact]
    public async Task AChangeOfAParentThatLeavesItsKeysReadsTheParentOnly()
    {
        await _study.LoadAsync();
        _study.Write("communities.csv", File.ReadAllText(_study["communities.csv"]).Replace(",100,250", ",101,251", StringComparison.Ordinal));
        Assert.Equal("communities", Assert.Single((await _study.LoadAsync()).Receipts, receipt => !receipt.Skipped).Loaded.Source);
    }

    [Fact]
    public async Task ASourceThatTheStudyNoLongerNamesLeavesTheStore()
    {
        await _study.LoadAsync();
        _study.Write("study.yaml", File.ReadAllText(_study["study.yaml"]).Replace("    - { id: fund-2018, file: fund-2018.csv }\n", "", StringComparison.Ordinal));
        var again = await _study.LoadAsync();
        await using var store = await _study.OpenAsync();
        Assert.DoesNotContain(await store.SourcesAsync(), source => source.Source == "fund-2018");
        Assert.Equal(3, (await store.FrameAsync(new FrameSpec("fund_entries", ["entry"], []))).Rows);
        Assert.Equal(0, again.Rejected);
    }

    [Fact]
    public async Task AMissingFileIsFoundBeforeAnythingIsLoaded()
    {
        await _study.LoadAsync();
        string store = StudyFolder.Store(_study.Plan);
        var before = SmallStudy.FilesOf(store);
        _study.Write(SmallStudy.Fund2018, SmallStudy.Fund(2018, "A"));
        File.Delete(_study[SmallStudy.Survey]);
        Assert.Contains("survey.csv", (await Assert.ThrowsAsync<StudyException>(_study.LoadAsync)).Fault.What, StringComparison.Ordinal);
        Assert.NotEmpty(before);
        Assert.Equal(before, SmallStudy.FilesOf(store));
    }

    [Fact]
    public async Task ProgressNamesEverySourceOnce()
    {
        var steps = new List<WorkStep>();
        await using var store = await _study.OpenAsync();
        await Loading.LoadAsync(_study.Plan, store, new Listed(steps), CancellationToken.None);
        Assert.Equal(Enumerable.Range(1, 6), steps.Select(step => step.Index));
        Assert.All(steps, step => Assert.Equal(6, step.Of));
        Assert.Equal(_study.Plan.Sources.Select(source => $"reading {source.File}"), steps.Select(step => step.What.En));
    }

    [Fact]
    public async Task ACancelledLoadKeepsWhatWasThere()
    {
        await _study.LoadAsync();
        _study.Write(SmallStudy.Fund2018, SmallStudy.Fund(2018, "A"));
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await using var store = await _study.OpenAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Loading.LoadAsync(_study.Plan, store, null, stop.Token));
        Assert.Equal(5, (await store.FrameAsync(new FrameSpec("fund_entries", ["entry"], []))).Rows);
    }

    public void Dispose() => _study.Dispose();

    private sealed class Listed(List<WorkStep> steps) : IProgress<WorkStep>
    {
        public void Report(WorkStep value) => steps.Add(value);
    }
}
