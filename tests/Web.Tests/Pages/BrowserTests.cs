using CoProduction.Workbench.Board;
using Microsoft.Playwright;

namespace CoProduction.Tests;

/// <summary>The pages in a browser: each page, each filter, both languages, phone and desk, print, dark, and without scripts.</summary>
[Collection(nameof(DemoTests))]
public sealed class BrowserTests(DemoBrowser demo) : IClassFixture<DemoBrowser>
{
    private static readonly string[] Paths = [.. StudyBoard.Pages.Select(page => page.Code == "overview" ? "/" : $"/{page.Code}"), "/communities/C007", "/process?project=P0001", "/money?subdistrict=%E7%94%B2%E8%A1%97%E9%81%93&year=2018"];

    // A table may be wider than a phone and is moved sideways; its caption is read without.
    private const string CutCaptions = """
        [...document.querySelectorAll('.scroll caption:not(.hidden)')].filter(caption => {
            const words = document.createRange();
            words.selectNodeContents(caption);
            return words.getBoundingClientRect().right > caption.closest('.scroll').getBoundingClientRect().right + 1;
        }).map(caption => caption.textContent)
        """;

    [Theory]
    [InlineData(1280, "zh")]
    [InlineData(1280, "en")]
    [InlineData(390, "zh")]
    [InlineData(390, "en")]
    public async Task EveryPageReadsWellAndComplainsOfNothing(int width, string language)
    {
        await using var window = await demo.OpenAsync(width, language: language);
        foreach (string path in Paths)
        {
            Assert.Equal(200, await window.GoAsync(path));
            Assert.Equal(language == "zh" ? "zh-CN" : "en", await window.AskAsync<string>("document.documentElement.lang"));
            Assert.True(await window.AskAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{path} is wider than {width} px");
            Assert.Equal(1, await window.Page.Locator("h1").CountAsync());
            Assert.True(await window.Page.Locator(".panel").CountAsync() > 0, path);
            Assert.True(await window.Page.Locator(".stamp").InnerTextAsync() is { Length: > 0 }, path);
            await window.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
            Assert.True(await window.AskAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{path} opened is wider than {width} px");
            Assert.Empty(await window.AskAsync<string[]>(CutCaptions));
        }
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task EveryPageSaysTheSameWithoutScripts()
    {
        await using var plain = await demo.OpenAsync(scripts: false);
        await using var scripted = await demo.OpenAsync();
        foreach (string path in Paths)
        {
            Assert.Equal(200, await plain.GoAsync(path));
            await scripted.GoAsync(path);
            Assert.Equal(await scripted.Page.Locator(".panel h2").AllInnerTextsAsync(), await plain.Page.Locator(".panel h2").AllInnerTextsAsync());
            Assert.Equal(await scripted.Page.Locator("table").CountAsync(), await plain.Page.Locator("table").CountAsync());
            Assert.True(await plain.Page.Locator("figure.chart .static svg").CountAsync() == await plain.Page.Locator("figure.chart").CountAsync(), path);
        }
        await plain.GoAsync("/money");
        await plain.Page.Locator("select[name=year]").SelectOptionAsync("2018");
        await plain.Page.Locator("form.filters button").ClickAsync();
        Assert.Contains("year=2018", plain.Page.Url, StringComparison.Ordinal);
        Assert.Contains("75.0%", await plain.Page.Locator("#money-classes").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryFilterOfEveryPageChangesTheAddressAndNothingBreaks()
    {
        await using var window = await demo.OpenAsync();
        foreach (string path in Paths[..StudyBoard.Pages.Length])
        {
            await window.GoAsync(path);
            string[] names = await window.Page.Locator("form.filters select").EvaluateAllAsync<string[]>("all => all.map(one => one.name)");
            foreach (string name in names)
            {
                await window.GoAsync(path);
                var select = window.Page.Locator($"select[name={name}]");
                string last = await select.EvaluateAsync<string>("one => one.options[one.options.length - 1].value");
                await select.SelectOptionAsync(last);
                await window.Page.Locator("form.filters button").ClickAsync();
                // An event that has fired before one waits for it never comes: the address is waited for, then the page's own value.
                await window.Page.WaitForURLAsync(url => url.Contains($"{name}=", StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.Commit });
                Assert.Contains($"{name}={Uri.EscapeDataString(last)}", window.Page.Url.Replace('+', ' '), StringComparison.OrdinalIgnoreCase);
                await Assertions.Expect(window.Page.Locator($"select[name={name}]")).ToHaveValueAsync(last);
            }
        }
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task ChartsAreDrawnByScriptUnderThePolicyAndAnotherTheme()
    {
        await using var window = await demo.OpenAsync();
        foreach (string path in new[] { "/money", "/residents", "/drivers", "/communities" })
        {
            await window.GoAsync(path);
            await window.Page.Locator("figure.chart").First.ScrollIntoViewIfNeededAsync();
            await window.Page.Locator("figure.chart.live .main-svg").First.WaitForAsync();
            await window.Page.Locator("button.theme").ClickAsync();
            Assert.Contains(await window.AskAsync<string>("document.documentElement.dataset.theme"), new[] { "dark", "light" });
        }
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task PrintShowsTheFiltersTheDateTheVersionAndTheDrawingsButNoControls()
    {
        await using var window = await demo.OpenAsync(language: "en");
        await window.GoAsync("/money?year=2018");
        await window.Page.Locator("figure.chart").First.ScrollIntoViewIfNeededAsync();
        await window.Page.Locator("figure.chart.live .main-svg").First.WaitForAsync();
        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });
        string stamp = await window.Page.Locator(".stamp").InnerTextAsync();
        Assert.Contains("Data as of 2020-12-31", stamp, StringComparison.Ordinal);
        Assert.Contains("Data version", stamp, StringComparison.Ordinal);
        Assert.Contains("Year: 2018", stamp, StringComparison.Ordinal);
        foreach (string hidden in new[] { "nav.pages", ".languages", "form.filters", ".downloads >> nth=0", "figure.chart .plot", "button.theme" }) Assert.False(await window.Page.Locator(hidden).First.IsVisibleAsync(), hidden);
        Assert.True(await window.Page.Locator("figure.chart .static svg").First.IsVisibleAsync());
    }

    [Fact]
    public async Task TheFirstPageOnAPhoneIsLight()
    {
        await using var window = await demo.OpenAsync(390);
        long bytes = 0;
        window.Page.RequestFinished += async (_, request) =>
        {
            var sizes = await request.SizesAsync();
            Interlocked.Add(ref bytes, sizes.ResponseBodySize + sizes.ResponseHeadersSize);
        };
        await window.GoAsync("/", WaitUntilState.NetworkIdle);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.InRange(Interlocked.Read(ref bytes), 1_000, 150_000);
    }

    [Fact]
    public async Task KeyboardsAndScreenReadersFindTheirWay()
    {
        await using var window = await demo.OpenAsync();
        foreach (string path in Paths)
        {
            await window.GoAsync(path);
            string[] unlabelled = await window.AskAsync<string[]>("""
                [...document.querySelectorAll('select,input,button')].filter(one => !(one.labels?.length || one.textContent.trim() || one.getAttribute('aria-label'))).map(one => one.outerHTML)
                """);
            Assert.Empty(unlabelled);
            Assert.Equal(0, await window.AskAsync<int>("[...document.querySelectorAll('th')].filter(one => !one.scope).length"));
            Assert.Equal(0, await window.AskAsync<int>("[...document.querySelectorAll('a')].filter(one => !one.textContent.trim()).length"));
            Assert.Equal(1, await window.AskAsync<int>("document.querySelectorAll('main').length"));
            Assert.Equal(0, await window.AskAsync<int>("(ids => ids.length - new Set(ids).size)([...document.querySelectorAll('[id]')].map(one => one.id))"));
        }
        await window.GoAsync("/");
        await window.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("#main", await window.AskAsync<string>("document.activeElement.getAttribute('href')"));
        Assert.NotEqual("none", await window.AskAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task EveryTextStandsOutFromItsGround(ColorScheme colours)
    {
        await using var window = await demo.OpenAsync(colours: colours);
        foreach (string path in Paths)
        {
            await window.GoAsync(path);
            Assert.Empty(await window.AskAsync<string[]>(Contrasts));
        }
    }

    // WCAG 2.1, 1.4.3: 4.5 to 1, or 3 to 1 for large text. Drawings have their own colours, tested with the figures.
    private const string Contrasts = """
        (() => {
          const parse = c => { const m = c.match(/[\d.]+/g).map(Number); return { rgb: m.slice(0, 3), a: m.length > 3 ? m[3] : 1 }; };
          const lum = rgb => rgb.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0);
          const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.a > 0.99) return c.rgb; } return [255, 255, 255]; };
          const bad = [];
          for (const e of document.querySelectorAll('body *')) {
            if (e.closest('svg,figure.chart .plot,option,.skip,script') || ![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) || e.getClientRects().length === 0) continue;
            const style = getComputedStyle(e), a = lum(parse(style.color).rgb), b = lum(ground(e)), ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && +style.fontWeight >= 700);
            if (ratio < (large ? 3 : 4.5)) bad.push(`${e.tagName}.${e.className}: ${ratio.toFixed(2)} "${e.textContent.trim().slice(0, 30)}"`);
          }
          return [...new Set(bad)].slice(0, 10);
        })()
        """;
}
