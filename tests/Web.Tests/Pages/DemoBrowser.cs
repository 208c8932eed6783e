using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace CoProduction.Tests;

/// <summary>The demo served on this machine, and Debian's Chromium before it. Nothing is downloaded: without Chromium the tests are skipped, in CI they fail.</summary>
public sealed class DemoBrowser : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private readonly LoadedDemo _demo = new();
    private Served? _served;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Starts the server and the browser.</summary>
    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium)) return;
        await _demo.InitializeAsync();
        _served = await Served.StartAsync(_demo.Plan);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-component-update", "--disable-background-networking"] });
    }

    /// <summary>A window of a width, with or without scripts, that collects what goes wrong.</summary>
    internal async Task<Window> OpenAsync(int width = 1280, bool scripts = true, string language = "zh", ColorScheme colours = ColorScheme.Light)
    {
        Assert.SkipUnless(_browser is not null, $"needs {Chromium}");
        var context = await _browser!.NewContextAsync(new() { BaseURL = _served!.Address.AbsoluteUri, ViewportSize = new() { Width = width, Height = 900 }, JavaScriptEnabled = scripts, ColorScheme = colours });
        await context.AddCookiesAsync([new() { Name = "lang", Value = language, Url = _served.Address.AbsoluteUri }]);
        return new Window(await context.NewPageAsync(), _served.Address);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_served is not null) await _served.DisposeAsync();
        await _demo.DisposeAsync();
    }
}

/// <summary>A window on the demo: its page, and what its scripts and requests complained of.</summary>
internal sealed class Window : IAsyncDisposable
{
    private readonly Uri _address;

    public Window(IPage page, Uri address)
    {
        (Page, _address) = (page, address);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Complaints.Enqueue($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => Complaints.Enqueue(error);
        page.Request += (_, request) =>
        {
            var asked = new Uri(request.Url);
            if (asked.Scheme is "http" or "https" && asked.Authority != _address.Authority) Complaints.Enqueue($"asks elsewhere: {request.Url}");
        };
    }

    public IPage Page { get; }

    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>Opens a page and gives its status.</summary>
    public async Task<int> GoAsync(string path, WaitUntilState until = WaitUntilState.Load) => (await Page.GotoAsync(path, new() { WaitUntil = until }))!.Status;

    public Task<T> AskAsync<T>(string script) => Page.EvaluateAsync<T>(script);

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
