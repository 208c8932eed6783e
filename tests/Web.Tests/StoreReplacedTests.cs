using System.Collections.Concurrent;
using System.Net;
using CoProduction.Web.Serving;
using CoProduction.Workbench;
using CoProduction.Workbench.Board;

namespace CoProduction.Tests;

/// <summary>The server while its data changes, breaks and comes back; and what a backup is worth.</summary>
public sealed class StoreReplacedTests : IAsyncLifetime
{
    private const string Page = "/money";
    private readonly SmallStudy _study = new();

    private string Manifest => Path.Combine(StudyFolder.Kept(_study.Plan), "manifest.json");

    public async ValueTask InitializeAsync() => await _study.LoadAsync();

    public ValueTask DisposeAsync()
    {
        _study.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task ReadersSeeWholeVersionsWhileRunsWrite()
    {
        await using var served = await Served.StartAsync(_study.Plan);
        var bodies = new ConcurrentDictionary<string, string>();
        var failures = new ConcurrentBag<string>();
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => ReadAsync(served, bodies, failures, done.Token)).ToArray();
        for (int run = 1; run <= 4; run++)
        {
            _study.Write(SmallStudy.Fund2019, SmallStudy.Fund(2019, [.. "ABCDEF".Take(run + 1).Select(id => $"{id}")]));
            await _study.LoadAsync();
            await Task.Delay(200);
        }
        string last = await StudyBoard.VersionAsync(_study.Plan, CancellationToken.None);
        await EventuallyAsync(async () => await VersionAsync(served) == last);
        await done.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Empty(failures);
        Assert.True(bodies.Count >= 2, "no reader saw a change");
        Assert.Contains(last, bodies.Keys);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("gone")]
    [InlineData("newer")]
    public async Task ABrokenStoreLeavesTheFormerVersionOnShowUntilItIsMended(string how)
    {
        await using var served = await Served.StartAsync(_study.Plan);
        using var visitor = served.Visitor();
        string before = await visitor.GetStringAsync(Page), whole = File.ReadAllText(Manifest);
        File.WriteAllText(Manifest, how == "newer" ? whole.Replace("\"format\": 1", "\"format\": 99", StringComparison.Ordinal) : "{ not json");
        if (how == "gone") Directory.Move(StudyFolder.Kept(_study.Plan), StudyFolder.Kept(_study.Plan) + ".away");
        Assert.Equal(before, await visitor.GetStringAsync(Page));
        if (how == "gone") Directory.Move(StudyFolder.Kept(_study.Plan) + ".away", StudyFolder.Kept(_study.Plan));
        else
        {
            // A look at the store that began before it broke may be under way still.
            await EventuallyAsync(async () => (await visitor.GetAsync("/health/ready")).StatusCode == HttpStatusCode.ServiceUnavailable);
            using var live = await visitor.GetAsync("/health/live");
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        }
        File.WriteAllText(Manifest, whole);
        await EventuallyAsync(async () => (await visitor.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK);
        Assert.Equal(before, await visitor.GetStringAsync(Page));
    }

    [Fact]
    public async Task AStoreThatIsReplacedWholeIsShownWithoutARestart()
    {
        string kept = StudyFolder.Kept(_study.Plan), first = await StudyBoard.VersionAsync(_study.Plan, CancellationToken.None);
        using var saved = new Scratch();
        Copy(kept, saved["store"]);
        _study.Write(SmallStudy.Fund2019, SmallStudy.Fund(2019, "A", "B", "C"));
        await _study.LoadAsync();
        await using var served = await Served.StartAsync(_study.Plan);
        Assert.NotEqual(first, await VersionAsync(served));
        Directory.Move(kept, kept + ".former");
        Copy(saved["store"], kept);
        await EventuallyAsync(async () => await VersionAsync(served) == first);
        using var visitor = served.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task AStoreThatIsBrokenFromTheStartIsAnsweredPlainlyAndRecovers()
    {
        string whole = File.ReadAllText(Manifest);
        File.WriteAllText(Manifest, "{ not json");
        await using var served = await Served.StartAsync(_study.Plan);
        using var visitor = served.Visitor();
        using (var answer = await visitor.GetAsync("/"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            string text = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
            Assert.DoesNotContain(_study.Folder, text, StringComparison.Ordinal);
        }
        File.WriteAllText(Manifest, whole);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task AFullDiskStopsDownloadsAndNothingElse()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "The device that is always full is Linux's.");
        await using var served = await Served.StartAsync(_study.Plan);
        using var visitor = served.Visitor();
        string audit = Path.Combine(StudyFolder.Kept(_study.Plan), AuditLog.FileName);
        File.CreateSymbolicLink(audit, "/dev/full");
        using (var refused = await visitor.GetAsync("/download/money-years.csv"))
        {
            Assert.Equal(HttpStatusCode.InsufficientStorage, refused.StatusCode);
            Assert.DoesNotContain("   at ", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/money")).StatusCode);
        File.Delete(audit);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/download/money-years.csv")).StatusCode);
        Assert.Single(AuditLog.Of(_study.Plan).Read().Entries);
    }

    [Fact]
    public async Task ABackupOfTheFolderIsTheStudyAgain()
    {
        Served.Add(_study.Plan, "li", Role.Researcher);
        using var elsewhere = new Scratch();
        string before;
        await using (var served = await Served.StartAsync(_study.Plan))
        {
            using var visitor = served.Visitor();
            before = await visitor.GetStringAsync(Page);
            Copy(_study.Folder, elsewhere.Folder);
        }
        var restored = StudyFolder.Read(elsewhere.Folder);
        await using var again = await Served.StartAsync(restored);
        using var reader = again.Visitor();
        Assert.Equal(before, await reader.GetStringAsync(Page));
        using (await again.SignedInAsync("li")) { }
        var reading = AuditLog.Of(restored).Read();
        Assert.Empty(reading.Broken);
        Assert.Equal([AuditEvent.AccountChanged, AuditEvent.SignedIn], reading.Entries.Select(entry => entry.Event));
    }

    [Fact]
    public async Task AFolderSaysThatItKeepsNoHistoryOfLoads()
    {
        await using var served = await Served.StartAsync(_study.Plan);
        using var visitor = served.Visitor();
        Assert.Contains("earlier ones stand in the administrator", await visitor.GetStringAsync("/data?lang=en"), StringComparison.Ordinal);
    }

    private static async Task ReadAsync(Served served, ConcurrentDictionary<string, string> bodies, ConcurrentBag<string> failures, CancellationToken done)
    {
        using var visitor = served.Visitor();
        while (!done.IsCancellationRequested)
        {
            using var answer = await visitor.GetAsync("/money", CancellationToken.None);
            string body = await answer.Content.ReadAsStringAsync(CancellationToken.None);
            if (answer.StatusCode != HttpStatusCode.OK) failures.Add($"{(int)answer.StatusCode}");
            else if (bodies.GetOrAdd(answer.Headers.GetValues("X-Data-Version").Single(), body) != body) failures.Add("two answers of one version differ");
        }
    }

    private static async Task<string> VersionAsync(Served served)
    {
        using var visitor = served.Visitor();
        using var answer = await visitor.GetAsync("/money");
        return answer.Headers.GetValues("X-Data-Version").Single();
    }

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        for (int i = 0; i < 200; i++)
        {
            if (await holds()) return;
            await Task.Delay(50);
        }
        Assert.Fail("It did not come about within ten seconds.");
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
