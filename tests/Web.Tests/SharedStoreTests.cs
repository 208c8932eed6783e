using System.Text.Json;
using CoProduction.Store;
using CoProduction.Workbench;
using CoProduction.Workbench.Board;

namespace CoProduction.Tests;

/// <summary>Several servers on one PostgreSQL store, and what a dump of it is worth.</summary>
public sealed class SharedStoreTests
{
    private const string Page = "/money";

    [Fact]
    public async Task EveryServerOfAStoreShowsALoadWithOneTag()
    {
        using var study = await SharedStudy.LoadedAsync(PostgresCluster.Shared, "servers");
        Served.Add(study.Plan, "li", Role.Researcher);
        await using var one = await Served.StartAsync(study.Plan);
        await using var other = await Served.StartAsync(StudyFolder.Read(study.Folder));
        using var visitor = await one.SignedInAsync("li");
        var before = await AskedAsync(visitor, one);
        Assert.Equal(before, await AskedAsync(visitor, other));
        study.Write(SmallStudy.Fund2019, SmallStudy.Fund(2019, "A", "B", "C", "D"));
        await study.LoadAsync();
        string version = await StudyBoard.VersionAsync(study.Plan, CancellationToken.None);
        foreach (var served in new[] { one, other }) await SharedStudy.EventuallyAsync(async () => (await AskedAsync(visitor, served)).Version == version);
        var after = await AskedAsync(visitor, one);
        Assert.NotEqual(before.Tag, after.Tag);
        Assert.Equal(after, await AskedAsync(visitor, other));
        Assert.Equal(["current", "current", "current", "current", "current", "current", "replaced or removed"], (await StatesAsync(visitor, other)).Order(StringComparer.Ordinal));
        // One session holds on both: the second server is asked with the first one's cookie.
        Assert.Contains("\"role\":\"researcher\"", await visitor.GetStringAsync(new Uri(other.Address, "/api/v1/study")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADumpRestoredOnAnotherServerIsTheStudyAgain()
    {
        using var study = await SharedStudy.LoadedAsync(PostgresCluster.Shared, "dumped");
        (string Version, string Tag, string Body) before;
        await using (var served = await Served.StartAsync(study.Plan))
        {
            using var visitor = served.Visitor();
            before = await AskedAsync(visitor, served);
            PostgresCluster.Shared.Program("pg_dump", "-Fc", "-f", study["study.dump"], "dumped");
        }
        var elsewhere = PostgresCluster.Own("-c fsync=off");
        try
        {
            await RestoreAsync(elsewhere, study["study.dump"]);
            SharedStudy.Point(study, elsewhere, "restored");
            await using (var served = await Served.StartAsync(study.Plan))
            {
                using var visitor = served.Visitor();
                Assert.Equal(before, await AskedAsync(visitor, served));
            }
            await GoesOnAsync(study);
        }
        finally
        {
            elsewhere.Stop();
        }
    }

    /// <summary>As docs/operators/backup.md has it: the roles first, since a dump of one database holds none.</summary>
    private static async Task RestoreAsync(PostgresCluster server, string dump)
    {
        server.Program("createdb", "restored");
        await Migrations.ApplyAsync(PostgresAddress.Parse(server.Address("restored")));
        server.Program("pg_restore", "--clean", "--if-exists", "--exit-on-error", "-d", "restored", dump);
    }

    /// <summary>The history of loads is there, an unchanged study is skipped, a changed one is loaded.</summary>
    private static async Task GoesOnAsync(SmallStudy study)
    {
        await using (var store = await study.OpenAsync()) Assert.Equal(6, (await StudyStores.LoadsAsync(store, 100)).Count(load => load.State == "loaded"));
        Assert.All((await study.LoadAsync()).Receipts, receipt => Assert.True(receipt.Skipped));
        study.Write(SmallStudy.Fund2019, SmallStudy.Fund(2019, "A", "B", "C", "D"));
        Assert.Single((await study.LoadAsync()).Receipts, receipt => !receipt.Skipped);
    }

    /// <summary>States of the loads on the data page.</summary>
    private static async Task<string[]> StatesAsync(HttpClient visitor, Served served)
    {
        using var table = JsonDocument.Parse(await visitor.GetStringAsync(new Uri(served.Address, "/api/v1/tables/data-loads")));
        return [.. table.RootElement.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("values").GetProperty("state").GetProperty("en").GetString()!)];
    }

    private static async Task<(string Version, string Tag, string Body)> AskedAsync(HttpClient visitor, Served served)
    {
        using var answer = await visitor.GetAsync(new Uri(served.Address, Page));
        answer.EnsureSuccessStatusCode();
        return (answer.Headers.GetValues("X-Data-Version").Single(), answer.Headers.ETag!.Tag, await answer.Content.ReadAsStringAsync());
    }
}
