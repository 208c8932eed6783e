using System.Net;
using CoProduction.Web.Serving;
using CoProduction.Workbench.Board;

namespace CoProduction.Tests;

/// <summary>Answers are kept by what they depend on, and by nothing else.</summary>
[Collection(nameof(DemoTests))]
public sealed class KeptPagesTests(LoadedDemo loaded)
{
    private readonly LoadedDemo _demo = loaded.WithoutAccounts();

    [Theory]
    [InlineData("/")]
    [InlineData("/money?year=2018")]
    [InlineData("/api/v1/pages/money")]
    [InlineData("/download/money-years.csv")]
    public async Task AnUnchangedAnswerIsNotSentAgain(string address)
    {
        var served = await _demo.ServedAsync();
        using var visitor = served.Visitor();
        using var first = await visitor.GetAsync(address);
        first.EnsureSuccessStatusCode();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await visitor.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal((await served.Board.GetAsync(CancellationToken.None)).Version, Assert.Single(first.Headers.GetValues("X-Data-Version")));
        using var third = await visitor.GetAsync(address);
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await third.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task EveryLanguageFilterAndRoleHasItsOwnTag()
    {
        Served.Add(_demo.Plan, "tags-researcher", Role.Researcher);
        Served.Add(_demo.Plan, "tags-district", Role.District);
        await using var served = await Served.StartAsync(_demo.Plan);
        using var anybody = served.Visitor();
        using var researcher = await served.SignedInAsync("tags-researcher");
        using var district = await served.SignedInAsync("tags-district");
        var tags = new List<string>();
        foreach (var visitor in new[] { anybody, researcher, district })
            foreach (string address in new[] { "/?lang=zh", "/?lang=en", "/?year=2018&lang=zh", "/?year=2017&lang=zh", "/money?year=2018&lang=zh" })
                tags.Add((await visitor.GetAsync(address)).Headers.ETag!.Tag);
        Assert.Equal(tags.Count, tags.Distinct().Count());
    }

    [Fact]
    public async Task TheOrderOfFiltersAndTheWayTheLanguageWasChosenMakeNoOtherPage()
    {
        var served = await _demo.ServedAsync();
        using var visitor = served.Visitor();
        string subdistrict = Uri.EscapeDataString((await served.Board.GetAsync(CancellationToken.None)).Places.Subdistricts[0]);
        using var one = await visitor.GetAsync($"/?year=2018&subdistrict={subdistrict}&lang=en");
        using var other = await visitor.GetAsync($"/?subdistrict={subdistrict}&year=2018");
        Assert.Equal(one.Headers.ETag, other.Headers.ETag);
    }

    [Fact]
    public async Task AClientWithoutCompressionGetsTheSamePage()
    {
        var served = await _demo.ServedAsync();
        using var zipping = served.Visitor();
        using var plain = new HttpClient { BaseAddress = served.Address };
        Assert.Equal(await zipping.GetStringAsync("/money"), await plain.GetStringAsync("/money"));
    }

    [Fact]
    public void KeptAnswersStayWithinTheirBound()
    {
        var kept = new KeptAnswers(1000);
        for (int i = 0; i < 50; i++)
        {
            kept.Keep($"{i}", new KeptAnswer(new byte[100], false, "text/plain", ""));
            Assert.NotNull(kept.Find("0"));
            Assert.InRange(kept.Bytes, 0, 1000);
        }
        Assert.Null(kept.Find("1"));
        Assert.NotNull(kept.Find("49"));
        kept.Keep("huge", new KeptAnswer(new byte[251], false, "text/plain", ""));
        Assert.Null(kept.Find("huge"));
    }
}
