using System.Text.RegularExpressions;
using CoProduction.Web.Guard;
using CoProduction.Workbench.Board;

namespace CoProduction.Tests;

/// <summary>What every answer carries, and that pages keep to it.</summary>
[Collection(nameof(DemoTests))]
public sealed partial class PolicyTests(LoadedDemo loaded)
{
    private readonly LoadedDemo _demo = loaded.WithoutAccounts();

    [Theory]
    [InlineData("/")]
    [InlineData("/api/v1/study")]
    [InlineData("/assets/site.css")]
    [InlineData("/nowhere")]
    [InlineData("/?nonsense=1")]
    [InlineData("/health/live")]
    [InlineData("/sign-in")]
    public async Task EveryAnswerCarriesThePolicies(string address)
    {
        await using var served = await Served.StartAsync(_demo.Plan);
        using var visitor = served.Visitor();
        using var answer = await visitor.GetAsync(address);
        Assert.Equal(SecurityHeaders.Policy, Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.NotNull(answer.Headers.CacheControl);
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public void ScriptsAndStylesheetsComeFromThisServerAlone()
    {
        Assert.Contains("default-src 'none'", SecurityHeaders.Policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", SecurityHeaders.Policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", SecurityHeaders.Policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", SecurityHeaders.Policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoPageHasAnInlineScriptOrAForeignAddress()
    {
        await using var served = await Served.StartAsync(_demo.Plan);
        using var visitor = served.Visitor();
        foreach (string page in StudyBoard.Pages.Select(page => page.Code == "overview" ? "/" : "/" + page.Code).Append("/sign-in").Append("/account"))
        {
            string html = await visitor.GetStringAsync(page);
            Assert.All(Scripts().Matches(html).Select(script => script.Groups["attributes"].Value), attributes => Assert.Matches("src=\"/assets/|application/json", attributes));
            Assert.DoesNotMatch(EventAttribute(), html);
            Assert.Empty(Foreign().Matches(html).Select(found => found.Value));
        }
    }

    [Fact]
    public async Task TheChartScriptIsServedFromHereAndKeptByBrowsers()
    {
        await using var served = await Served.StartAsync(_demo.Plan);
        using var visitor = served.Visitor();
        using var answer = await visitor.GetAsync(Web.Serving.EmbeddedFiles.Address("plotly.js"));
        Assert.StartsWith("/**\n* plotly.js", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [GeneratedRegex("<script(?<attributes>[^>]*)>")]
    private static partial Regex Scripts();

    [GeneratedRegex("<[a-z][^>]*\\son[a-z]+\\s*=")]
    private static partial Regex EventAttribute();

    [GeneratedRegex("(src|href|action|srcset|poster|data)=\"(https?:)?//[^\"]*\"")]
    private static partial Regex Foreign();
}
