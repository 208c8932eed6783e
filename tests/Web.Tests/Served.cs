using System.Net;
using System.Text.RegularExpressions;
using CoProduction.Web;
using CoProduction.Web.Accounts;
using CoProduction.Web.Guard;
using CoProduction.Web.Serving;
using CoProduction.Workbench;
using CoProduction.Workbench.Board;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CoProduction.Tests;

/// <summary>A study served by a real server on a free port of this machine, until disposed.</summary>
internal sealed partial class Served : IAsyncDisposable
{
    public const string Password = "eleven little words";

    /// <summary>Rates that no test meets unless it means to.</summary>
    public static Rates Generous { get; } = new(100_000, 100_000, 100_000, 64);

    private readonly WebApplication _app;

    private Served(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public IServiceProvider Parts => _app.Services;

    public CurrentBoard Board => Parts.GetRequiredService<CurrentBoard>();

    /// <summary>Serves a loaded study.</summary>
    public static async Task<Served> StartAsync(StudyPlan plan, Func<WebOptions, WebOptions>? change = null)
    {
        var options = new WebOptions(["http://127.0.0.1:0"]) { Rates = Generous, Watch = TimeSpan.Zero };
        var app = WebHost.Build(plan, change?.Invoke(options) ?? options, quiet: true);
        await app.StartAsync();
        return new Served(app);
    }

    /// <summary>Adds an account of a role and scope, with <see cref="Password"/>.</summary>
    public static void Add(StudyPlan plan, string name, Role role, string? subdistrict = null, string? community = null) =>
        Accounting.Put(plan, new Account(name, Hash.Value, role, subdistrict, community), "test");

    // Hashing is slow on purpose; one hash serves every test.
    private static readonly Lazy<string> Hash = new(() => Passwords.Hash(Password));

    /// <summary>A visitor with cookies of their own, who follows no redirect by themselves.</summary>
    public HttpClient Visitor() => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer(), AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = Address };

    /// <summary>A visitor who has signed in.</summary>
    public async Task<HttpClient> SignedInAsync(string name)
    {
        var visitor = Visitor();
        using var answer = await SignInAsync(visitor, name, Password);
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
        return visitor;
    }

    /// <summary>Fills in the form of a page and sends it.</summary>
    public static async Task<HttpResponseMessage> SignInAsync(HttpClient visitor, string name, string password, string to = "/")
    {
        string token = await TokenAsync(visitor, "/sign-in");
        return await visitor.PostAsync("/account/sign-in", Form(("__RequestVerificationToken", token), ("name", name), ("password", password), ("to", to)));
    }

    /// <summary>The antiforgery token of the first form of a page.</summary>
    public static async Task<string> TokenAsync(HttpClient visitor, string page) =>
        Token().Match(await visitor.GetStringAsync(page)) is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : throw new InvalidOperationException("The page has no form with a token.");

    public static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

/// <summary>The demo study, loaded once for the tests that only read it.</summary>
public sealed class LoadedDemo : IAsyncLifetime
{
    private readonly Scratch _scratch = new();

    /// <summary>The study, in a folder of its own.</summary>
    public StudyPlan Plan { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        string from = Path.Combine(RealFiles.Root, "examples", "district-x");
        foreach (string file in Directory.EnumerateFiles(from)) File.Copy(file, _scratch[Path.GetFileName(file)]);
        Plan = StudyFolder.Read(_scratch.Folder);
        await using var store = await StudyStores.OpenAsync(Plan);
        await Loading.LoadAsync(Plan, store, null, CancellationToken.None);
    }

    private Served? _served;
    private Geography? _places;

    /// <summary>A server of the demo for all visitors without accounts; not for tests that change the study or the server.</summary>
    internal async Task<Served> ServedAsync() => _served ??= await Served.StartAsync(Plan);

    /// <summary>Its communities and sub-districts.</summary>
    public async Task<Geography> PlacesAsync() => _places ??= (await StudyBoard.OpenAsync(Plan, null, CancellationToken.None)).Places;

    /// <summary>The demo as nobody has an account in it.</summary>
    public LoadedDemo WithoutAccounts()
    {
        File.Delete(Path.Combine(StudyFolder.Kept(Plan), AccountFile.FileName));
        return this;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_served is not null) await _served.DisposeAsync();
        _scratch.Dispose();
    }
}

/// <summary>Tests that share the demo; they run one after the other, since they change its accounts.</summary>
[CollectionDefinition(nameof(DemoTests))]
public sealed class DemoTests : ICollectionFixture<LoadedDemo>;
