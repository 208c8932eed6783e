using System.Net;
using CoProduction.Workbench.Board;

namespace CoProduction.Tests;

/// <summary>PostgreSQL stops under a running server and comes back.</summary>
public sealed class SharedStoreOutageTests : IAsyncLifetime
{
    private PostgresCluster? _cluster;
    private SmallStudy? _study;

    private PostgresCluster Cluster => _cluster!;

    private SmallStudy Study => _study!;

    public async ValueTask InitializeAsync()
    {
        _cluster = PostgresCluster.Own("-c fsync=off");
        _study = await SharedStudy.LoadedAsync(_cluster, "outage");
    }

    public ValueTask DisposeAsync()
    {
        _study?.Dispose();
        _cluster?.Stop();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task PagesGoOnWhilePostgresIsAwayAndShowNewLoadsOnceItIsBack()
    {
        await using var served = await Served.StartAsync(Study.Plan);
        using var visitor = served.Visitor();
        string before = await visitor.GetStringAsync("/money");
        Cluster.Halt();
        // A page that was made before, others that are made now, a download, the API.
        Assert.Equal(before, await visitor.GetStringAsync("/money"));
        foreach (string address in new[] { "/", "/residents", "/money?year=2018&lang=en", "/download/money-years.csv", "/api/v1/pages/rules" })
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(address)).StatusCode);
        await SharedStudy.EventuallyAsync(async () => await StatusAsync(visitor, "/health/ready") == HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(visitor, "/health/live"));
        Assert.Equal(before, await visitor.GetStringAsync("/money?lang=zh"));
        Cluster.Resume();
        await SharedStudy.EventuallyAsync(async () => await StatusAsync(visitor, "/health/ready") == HttpStatusCode.OK);
        Study.Write(SmallStudy.Fund2019, SmallStudy.Fund(2019, "A", "B", "C", "D"));
        await Study.LoadAsync();
        string version = await StudyBoard.VersionAsync(Study.Plan, CancellationToken.None);
        await SharedStudy.EventuallyAsync(async () => (await visitor.GetAsync("/money")).Headers.GetValues("X-Data-Version").Single() == version);
        Assert.NotEqual(before, await visitor.GetStringAsync("/money"));
    }

    [Fact]
    public async Task AServerThatHasNothingYetSaysSoPlainlyAndRecoversByItself()
    {
        Cluster.Halt();
        await using var served = await Served.StartAsync(Study.Plan);
        using var visitor = served.Visitor();
        using (var answer = await visitor.GetAsync("/"))
        {
            string text = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.True(answer.Headers.Contains("Retry-After"));
            Assert.Contains("数据暂时不可用", text, StringComparison.Ordinal);
            Assert.Contains("The data cannot be had just now", text, StringComparison.Ordinal);
            foreach (string inside in new[] { "   at ", "Npgsql", "Exception", Cluster.Folder, Study.Folder }) Assert.DoesNotContain(inside, text, StringComparison.Ordinal);
        }
        using (var answer = await visitor.GetAsync("/api/v1/study"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(visitor, "/health/ready"));
        Cluster.Resume();
        await SharedStudy.EventuallyAsync(async () => await StatusAsync(visitor, "/money") == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(visitor, "/health/ready"));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient visitor, string address)
    {
        using var answer = await visitor.GetAsync(address);
        return answer.StatusCode;
    }
}
