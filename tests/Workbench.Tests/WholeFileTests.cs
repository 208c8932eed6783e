using System.Text;
using CoProduction.Workbench;

namespace CoProduction.Tests;

public sealed class WholeFileTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public async Task MakesTheFolderAndWritesTheWholeFile()
    {
        await WholeFile.WriteAsync(_scratch["a/b/c.txt"], stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(_scratch["a/b/c.txt"]));
        Assert.Equal(["c.txt"], Names("a/b"));
    }

    [Fact]
    public async Task AWriterThatFailsLeavesTheOldFileAndNothingBeside()
    {
        _scratch.Write("report.html", "old");
        await Assert.ThrowsAsync<InvalidDataException>(() => WholeFile.WriteAsync(_scratch["report.html"], Fail));
        Assert.Equal("old", File.ReadAllText(_scratch["report.html"]));
        Assert.Equal(["report.html"], Names("."));
    }

    [Fact]
    public async Task ACancelledWriteLeavesTheOldFileAndNothingBeside()
    {
        _scratch.Write("report.html", "old");
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAsync<OperationCanceledException>(() => WholeFile.WriteAsync(_scratch["report.html"], stream =>
        {
            stream.Write("half"u8);
            stop.Cancel();
        }, stop.Token));
        Assert.Equal("old", File.ReadAllText(_scratch["report.html"]));
        Assert.Equal(["report.html"], Names("."));
    }

    [Fact]
    public async Task WhileItIsWrittenReadersSeeTheOldFile()
    {
        _scratch.Write("table.csv", "old");
        string seen = "";
        await WholeFile.WriteAsync(_scratch["table.csv"], async stream =>
        {
            await stream.WriteAsync("new"u8.ToArray());
            await stream.FlushAsync();
            seen = File.ReadAllText(_scratch["table.csv"]);
        });
        Assert.Equal("old", seen);
        Assert.Equal("new", File.ReadAllText(_scratch["table.csv"]));
    }

    public void Dispose() => _scratch.Dispose();

    private static void Fail(Stream stream)
    {
        stream.Write(Encoding.UTF8.GetBytes("half"));
        throw new InvalidDataException("the disk is full");
    }

    private string[] Names(string folder) => [.. Directory.EnumerateFileSystemEntries(_scratch[folder]).Select(Path.GetFileName).OfType<string>()];
}
