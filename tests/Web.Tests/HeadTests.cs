using System.Net;

namespace CoProduction.Tests;

/// <summary>HEAD is GET without its body: link checkers and monitors ask so.</summary>
[Collection(nameof(DemoTests))]
public sealed class HeadTests(LoadedDemo loaded)
{
    private readonly LoadedDemo _demo = loaded.WithoutAccounts();

    [Theory]
    [InlineData("/")]
    [InlineData("/money?year=2018&lang=en")]
    [InlineData("/sign-in")]
    [InlineData("/assets/site.css")]
    [InlineData("/health/ready")]
    [InlineData("/api/v1/pages/money")]
    [InlineData("/download/money-years.csv")]
    [InlineData("/nowhere")]
    [InlineData("/?nonsense=1")]
    public async Task HeadAnswersAsGetDoesWithoutABody(string address)
    {
        var served = await _demo.ServedAsync();
        using var visitor = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = served.Address };
        using var whole = await visitor.GetAsync(address);
        using var head = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
        Assert.Equal(whole.StatusCode, head.StatusCode);
        Assert.Equal(whole.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(whole.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.NotEmpty(await whole.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task HeadOfAnUnchangedPageSaysSo()
    {
        var served = await _demo.ServedAsync();
        using var visitor = served.Visitor();
        using var head = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/money"));
        using var again = new HttpRequestMessage(HttpMethod.Head, "/money");
        again.Headers.IfNoneMatch.Add(head.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await visitor.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task OtherMethodsAreStillRefused()
    {
        var served = await _demo.ServedAsync();
        using var visitor = served.Visitor();
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await visitor.DeleteAsync("/money")).StatusCode);
    }
}
