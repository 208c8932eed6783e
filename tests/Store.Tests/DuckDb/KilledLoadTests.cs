using System.Diagnostics;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Store.Tests;

/// <summary>A load killed at any moment leaves the former version readable, and the next load succeeds.</summary>
public sealed class KilledLoadTests : IDisposable
{
    private const string FolderVariable = "COPRO_TEST_SLOW_LOAD";
    private const int Blocks = 60;
    private const int BlockRows = 5000;
    private readonly string _folder = Directory.CreateTempSubdirectory("copro-killed-").FullName;

    /// <summary>Removes the folder.</summary>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(Blocks)]
    public async Task The_former_version_stays_readable(int killAfterBlock)
    {
        string storeFolder = Path.Combine(_folder, "store");
        await using (var store = await DuckDbStudyStore.OpenAsync(storeFolder)) await store.LoadAsync(Content("former", 0, 1, _ => { }));

        await KillInMidLoadAsync(storeFolder, killAfterBlock);

        await using var after = await DuckDbStudyStore.OpenAsync(storeFolder);
        string fingerprint = Assert.Single(await after.SourcesAsync()).Fingerprint;
        var rows = await after.FrameAsync(new FrameSpec("responses", ["respondent"], []));
        Assert.Equal(fingerprint == "former" ? BlockRows : Blocks * BlockRows, rows.Rows);
        if (killAfterBlock < Blocks) Assert.Equal("former", fingerprint);

        var next = await after.LoadAsync(Content("next", 0, 2, _ => { }));
        Assert.Equal(2 * BlockRows, next.Loaded.Stamp.Accepted);
        Assert.Equal(["load", "manifest", "s1-next"], Directory.EnumerateFileSystemEntries(storeFolder).Select(file => Path.GetFileName(file).Split('.')[0]).Order(StringComparer.Ordinal));
    }

    /// <summary>Run in the child process only: a load that tells its progress and takes its time.</summary>
    [Fact(Explicit = true)]
    public async Task Slow_load_of_the_child_process()
    {
        string folder = Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException($"{FolderVariable} names the store.");
        await using var store = await DuckDbStudyStore.OpenAsync(folder);
        await store.LoadAsync(Content("killed", 5, Blocks, block => File.WriteAllText(folder + ".progress", block.ToString(CultureInfo.InvariantCulture))));
    }

    private static async Task KillInMidLoadAsync(string storeFolder, int killAfterBlock)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", typeof(KilledLoadTests).Assembly.Location, "--explicit", "only", "--filter-method", "*." + nameof(Slow_load_of_the_child_process) },
            Environment = { [FolderVariable] = storeFolder },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEndAsync();
        int reached = 0;
        try
        {
            while ((reached = Math.Max(reached, Progress(storeFolder))) < killAfterBlock && !child.HasExited) await Task.Delay(2);
        }
        finally
        {
            child.Kill(entireProcessTree: true);
            await child.WaitForExitAsync();
        }
        Assert.True(reached >= killAfterBlock, $"The child ended before block {killAfterBlock}: {await output}");
    }

    private static int Progress(string storeFolder)
    {
        try
        {
            return int.TryParse(File.ReadAllText(storeFolder + ".progress"), CultureInfo.InvariantCulture, out int block) ? block : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static SourceContent Content(string fingerprint, int delay, int blocks, Action<int> told)
    {
        var schema = Survey.Responses("q1");
        async IAsyncEnumerable<SourceBlock> Stream()
        {
            for (int block = 0; block < blocks; block++)
            {
                int first = block * BlockRows;
                yield return Survey.Block(Survey.Respondents(schema, first + 2, [.. Enumerable.Range(first, BlockRows).Select(row => $"w1 p{row} c{row % 9} 1 male 3")]));
                await Task.Delay(delay);
                told(block + 1);
            }
        }
        return Survey.Content("s1", schema, fingerprint, Stream());
    }
}
