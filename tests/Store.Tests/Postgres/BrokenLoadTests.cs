using System.Diagnostics;
using System.Globalization;
using CoProduction.Analysis;
using CoProduction.Tests;

namespace CoProduction.Store.Tests;

/// <summary>A loader or a server that dies in mid-load leaves the former version readable, the next load succeeds, and nothing is left over.</summary>
public sealed class BrokenLoadTests : IDisposable
{
    private const string Study = SlowLoadTests.Study;
    private const int Blocks = SlowLoadTests.Blocks;
    private const int BlockRows = SlowLoadTests.BlockRows;
    private readonly PostgresCluster _server = PostgresCluster.Own("-c fsync=off");
    private readonly string _progress = Path.GetTempFileName();

    /// <summary>Stops the server.</summary>
    public void Dispose()
    {
        _server.Stop();
        File.Delete(_progress);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Blocks / 2)]
    public async Task A_killed_loader_leaves_the_former_version(int killAfterBlock)
    {
        await PrepareAsync();
        await KillInMidLoadAsync(killAfterBlock);

        await using var after = await OpenAsync();
        Assert.Equal(["former"], (await after.SourcesAsync()).Select(source => source.Fingerprint));
        Assert.Equal(BlockRows, (await after.FrameAsync(new FrameSpec("responses", ["respondent"], []))).Rows);
        var next = await LoadWhenFreeAsync(after);
        Assert.Equal(2 * BlockRows, next.Loaded.Stamp.Accepted);
        Assert.Equal("1|0|0", Sql("SELECT (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'copro_data' AND c.relkind = 'r'), (SELECT count(*) FROM copro.rejections), (SELECT count(*) FROM copro.loads WHERE state = 'loading')"));
        Assert.Contains("abandoned", Sql("SELECT string_agg(state, ',') FROM copro.loads"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_goes_down_in_mid_load_leaves_the_former_version_and_is_told(bool crash)
    {
        await PrepareAsync();
        await using var store = await OpenAsync();
        await using var reader = await OpenAsync();
        var fault = (await Assert.ThrowsAsync<StudyException>(() => store.LoadAsync(SlowLoadTests.Content("broken", 10, block =>
        {
            if (block != 5) return;
            if (crash) _server.Crash();
            else _server.Restart();
        })))).Fault;
        Assert.Contains("does not answer", fault.What, StringComparison.Ordinal);
        Assert.Contains("nothing that was loaded before is lost", fault.Mend, StringComparison.Ordinal);
        Assert.Equal(BlockRows, (await reader.FrameAsync(new FrameSpec("responses", ["respondent"], []))).Rows);
        Assert.Equal(2 * BlockRows, (await store.LoadAsync(SlowLoadTests.Content("next", 2, _ => { }))).Loaded.Stamp.Accepted);
    }

    [Fact]
    public async Task Reads_that_a_restarting_server_broke_are_begun_again()
    {
        await PrepareAsync();
        await using var store = await OpenAsync();
        Assert.Equal(BlockRows, (await store.FrameAsync(new FrameSpec("responses", ["respondent"], []))).Rows);
        var restart = Task.Run(_server.Restart);
        for (int read = 0; read < 20 || !restart.IsCompleted; read++)
        {
            Assert.Equal(BlockRows, Assert.Single((await store.CellsAsync(new CellsSpec("responses", [], [], null, []))).Rows).Count);
            Assert.Equal(BlockRows, (await store.CrossProductsAsync(new CrossProductSpec("responses", "q1 ~ 1", null, null, [], []))).RowsRead);
        }
        await restart;
        Assert.Single(await store.SourcesAsync());
    }

    [Fact]
    public async Task A_server_that_is_gone_is_an_error_in_four_parts_without_the_address()
    {
        await PrepareAsync();
        await using var store = await OpenAsync();
        string address = _server.Address() + ";Password=hidden";
        _server.Stop();
        var fault = (await Assert.ThrowsAsync<StudyException>(() => store.FrameAsync(new FrameSpec("responses", [], [])))).Fault;
        Assert.Contains("does not answer", fault.What, StringComparison.Ordinal);
        var opening = await Assert.ThrowsAsync<StudyException>(() => PostgresStudyStore.OpenAsync(PostgresAddress.Parse(address), Study));
        Assert.DoesNotContain("hidden", opening.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_load_is_told_who_loads_what_since_when()
    {
        await PrepareAsync();
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        StudyException? refused = null;
        await first.LoadAsync(SlowLoadTests.Content("a", 2, block => refused = block == 1 ? Assert.Throws<StudyException>(() => second.LoadAsync(SlowLoadTests.Content("b", 1, _ => { })).GetAwaiter().GetResult()) : refused));
        Assert.Matches("'postgres', loading source 's1' since 20[0-9-]+ [0-9:]+", refused!.Fault.Why);
    }

    [Fact]
    public async Task Texts_that_the_engine_cannot_hold_are_rejected_not_replaced()
    {
        await PrepareAsync();
        await using var store = await OpenAsync();
        var schema = Survey.Responses("q1");
        var receipt = await store.LoadAsync(Survey.Content("s2", schema, "x", Survey.Block(Survey.Respondents(schema, 2, "w2 a\0b c1 1 male 3", "w2 half\ud800 c1 1 male 3", "w2 whole😀 c1 1 male 3"))));
        Assert.Equal((1L, 2L), (receipt.Loaded.Stamp.Accepted, receipt.Loaded.Stamp.Rejected));
        Assert.Equal([2L, 3L], receipt.FirstRejections.Select(rejection => rejection.Row));
        Assert.Equal("a\ufffdb", receipt.FirstRejections[0].Value);
        Assert.Equal(receipt.FirstRejections, await store.RejectionsAsync("s2").ToListAsync());
    }

    [Fact]
    public async Task Names_of_any_length_and_with_quotes_are_only_names()
    {
        await PrepareAsync();
        await using var store = await PostgresStudyStore.OpenAsync(PostgresAddress.Parse(_server.Address()), "o'study\"; DROP SCHEMA copro; --");
        string odd = "a\"; DROP TABLE records; --", one = new string('题', 30) + "1", two = new string('题', 30) + "2";
        var schema = Survey.Responses(odd, one, two);
        await store.LoadAsync(Survey.Content("o'source", schema, "a", Survey.Block(Survey.Respondents(schema, 2, "w1 p1 c1 1 female 4 1 2", "w1 p1 c1 1 female 4 1 2"))));
        var frame = await store.FrameAsync(new FrameSpec("responses", [odd, one, two, "_source"], [new RowFilter(odd, ["4"]), new RowFilter(two, ["2"])]));
        Assert.Equal([4L, 1L, 2L], frame.Columns.Take(3).Select(column => Assert.Single(((IntegerColumn)column).Values)));
        Assert.Equal(["o'source"], ((TextColumn)frame["_source"]).Values);
    }

    private async Task PrepareAsync()
    {
        await Migrations.ApplyAsync(PostgresAddress.Parse(_server.Address()));
        await using var store = await OpenAsync();
        await store.LoadAsync(SlowLoadTests.Content("former", 1, _ => { }));
    }

    private Task<PostgresStudyStore> OpenAsync() => PostgresStudyStore.OpenAsync(PostgresAddress.Parse(_server.Address()), Study);

    // The server notices a killed client at its next word to it.
    private static async Task<LoadReceipt> LoadWhenFreeAsync(PostgresStudyStore store)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return await store.LoadAsync(SlowLoadTests.Content("next", 2, _ => { }));
            }
            catch (StudyException busy) when (busy.Fault.What.StartsWith("Another load", StringComparison.Ordinal) && attempt < 100)
            {
                await Task.Delay(50);
            }
        }
    }

    private async Task KillInMidLoadAsync(int killAfterBlock)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", typeof(SlowLoadTests).Assembly.Location, "--explicit", "only", "--filter-method", "*." + nameof(SlowLoadTests.Slow_postgres_load_of_the_child_process) },
            Environment = { [SlowLoadTests.AddressVariable] = _server.Address(), [SlowLoadTests.ProgressVariable] = _progress },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEndAsync();
        int reached = 0;
        try
        {
            while ((reached = Math.Max(reached, Progress())) < killAfterBlock && !child.HasExited) await Task.Delay(2);
        }
        finally
        {
            child.Kill(entireProcessTree: true);
            await child.WaitForExitAsync();
        }
        Assert.True(reached >= killAfterBlock, $"The child ended before block {killAfterBlock}: {await output}");
    }

    private int Progress()
    {
        try
        {
            return int.TryParse(File.ReadAllText(_progress), CultureInfo.InvariantCulture, out int block) ? block : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private string Sql(string statement) => _server.Sql(statement).Trim();
}
