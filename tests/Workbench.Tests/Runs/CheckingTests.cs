using CoProduction.Workbench;

namespace CoProduction.Tests.Runs;

public sealed class CheckingTests : IDisposable
{
    private readonly SmallStudy _study = new();

    [Fact]
    public async Task ItReadsEverythingAndChangesNothing()
    {
        var before = SmallStudy.FilesOf(_study.Folder);
        var (load, file) = await Checking.CheckAsync(_study.Plan, null, null, CancellationToken.None);
        Assert.Equal((77, 1), (load.Accepted, load.Rejected));
        Assert.Null(file);
        Assert.Equal(before, SmallStudy.FilesOf(_study.Folder));
    }

    [Fact]
    public async Task EveryRejectionIsInTheFileAndTheFileGoesWhenAllIsMended()
    {
        string path = _study["rejections.csv"];
        _study.Write(SmallStudy.Fund2019, SmallStudy.Fund(2019, [.. Enumerable.Repeat("Y", 30)]));
        var (load, file) = await Checking.CheckAsync(_study.Plan, path, null, CancellationToken.None);
        Assert.Equal((path, 31), (file, load.Rejected));
        Assert.Equal(20, load.FirstRejections.Length);
        string[] lines = File.ReadAllLines(path);
        Assert.Equal("source,file,row,column,value,rule,mend", lines[0]);
        Assert.Equal(load.Faults, lines.Length - 1);
        Assert.Equal([0xEF, 0xBB, 0xBF], File.ReadAllBytes(path)[..3]);
        _study.Write(SmallStudy.Fund2018, SmallStudy.Fund(2018, "A"));
        _study.Write(SmallStudy.Fund2019, SmallStudy.Fund(2019, "A"));
        Assert.Null((await Checking.CheckAsync(_study.Plan, path, null, CancellationToken.None)).Rejections);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task AValueWithCommasQuotesAndLinesIsOneCell()
    {
        _study.Write(SmallStudy.Fund2018, "entry,community,year,phase,amount,use_class,pool\n1,\"Z, \"\"the\nlast\"\"\",2018,paid,1,environment,project\n");
        await Checking.CheckAsync(_study.Plan, _study["rejections.csv"], null, CancellationToken.None);
        Assert.Contains(",community,\"Z, \"\"the\nlast\"\"\",", File.ReadAllText(_study["rejections.csv"]), StringComparison.Ordinal);
    }

    public void Dispose() => _study.Dispose();
}
