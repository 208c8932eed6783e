using CoProduction.Web.Accounts;
using CoProduction.Web.Guard;
using CoProduction.Workbench;
using CoProduction.Workbench.Board;

namespace CoProduction.Tests;

/// <summary>Sign-in by an office's own provider: code flow with PKCE against a small provider on this machine.</summary>
public sealed class OidcTests : IAsyncLifetime
{
    private readonly SmallStudy _study = new();

    public async ValueTask InitializeAsync() => await _study.LoadAsync();

    public ValueTask DisposeAsync()
    {
        _study.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task TheProviderSaysWhoAndTheStudySaysWhat()
    {
        await using var provider = await OidcProvider.StartAsync();
        Accounting.Put(_study.Plan, new Account("li@office", null, Role.District, null, null), "test");
        await using var served = await Served.StartAsync(_study.Plan, options => options with { Oidc = provider.Options });
        using var visitor = served.Visitor();
        using (var answer = await RoundAsync(visitor)) Assert.Equal("/", answer.Headers.Location?.OriginalString);
        Assert.Equal(1, provider.Tokens);
        Assert.Contains("\"role\":\"district\"", await visitor.GetStringAsync("/api/v1/study"), StringComparison.Ordinal);
        Assert.Contains(AuditLog.Of(_study.Plan).Read().Entries, entry => entry is { Event: AuditEvent.SignedIn, Who: "li@office" });
    }

    [Fact]
    public async Task SomebodyWithoutAnAccountIsTurnedBackAndRecorded()
    {
        await using var provider = await OidcProvider.StartAsync();
        provider.Subject = "stranger";
        await using var served = await Served.StartAsync(_study.Plan, options => options with { Oidc = provider.Options });
        using var visitor = served.Visitor();
        using (var answer = await RoundAsync(visitor)) Assert.Equal("/sign-in?failed=provider", answer.Headers.Location?.OriginalString);
        Assert.Contains("\"role\":\"public\"", await visitor.GetStringAsync("/api/v1/study"), StringComparison.Ordinal);
        Assert.Contains(AuditLog.Of(_study.Plan).Read().Entries, entry => entry is { Event: AuditEvent.SignInRefused, Who: "stranger" });
    }

    [Theory]
    [InlineData("/signin-oidc?code=made-up&state=made-up")]
    [InlineData("/signin-oidc?error=access_denied&state=made-up")]
    [InlineData("/signin-oidc")]
    public async Task AnAnswerThatNobodyAskedForOpensNothing(string address)
    {
        await using var provider = await OidcProvider.StartAsync();
        await using var served = await Served.StartAsync(_study.Plan, options => options with { Oidc = provider.Options });
        using var visitor = served.Visitor();
        using var answer = await visitor.GetAsync(address);
        Assert.Equal("/sign-in?failed=provider", answer.Headers.Location?.OriginalString);
        Assert.Equal(0, provider.Tokens);
    }

    [Fact]
    public async Task ACodeStolenFromOneBrowserOpensNothingInAnother()
    {
        await using var provider = await OidcProvider.StartAsync();
        Accounting.Put(_study.Plan, new Account("li@office", null, Role.District, null, null), "test");
        await using var served = await Served.StartAsync(_study.Plan, options => options with { Oidc = provider.Options });
        using HttpClient visitor = served.Visitor(), thief = served.Visitor();
        using var stolen = await thief.GetAsync(await AnswerOfProviderAsync(visitor));
        Assert.Equal("/sign-in?failed=provider", stolen.Headers.Location?.OriginalString);
        Assert.Contains("\"role\":\"public\"", await thief.GetStringAsync("/api/v1/study"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnOfficesProviderIsSignInEnoughForEveryAddress()
    {
        await using var app = Web.WebHost.Build(_study.Plan, new Web.WebOptions(["http://0.0.0.0:0"]) { Proxies = [System.Net.IPAddress.Loopback], Oidc = new OidcOptions("https://login.example.org", "copro", null, "sub") });
        Assert.NotNull(app);
    }

    [Fact]
    public void TheProviderIsNamedByTheEnvironment()
    {
        static Func<string, string?> Environment(params (string Name, string Value)[] variables) => name => variables.FirstOrDefault(variable => variable.Name == name).Value;
        Assert.Null(OidcOptions.From(Environment()));
        Assert.Equal(new OidcOptions("https://login.example.org", "copro", "s", "email"), OidcOptions.From(Environment(("COPRO_OIDC_AUTHORITY", "https://login.example.org"), ("COPRO_OIDC_CLIENT_ID", "copro"), ("COPRO_OIDC_CLIENT_SECRET", "s"), ("COPRO_OIDC_NAME_CLAIM", "email"))));
        Assert.Throws<UsageException>(() => OidcOptions.From(Environment(("COPRO_OIDC_AUTHORITY", "https://login.example.org"))));
        Assert.Throws<UsageException>(() => OidcOptions.From(Environment(("COPRO_OIDC_CLIENT_ID", "copro"))));
        Assert.Throws<UsageException>(() => OidcOptions.From(Environment(("COPRO_OIDC_AUTHORITY", "http://login.example.org"), ("COPRO_OIDC_CLIENT_ID", "copro"))));
    }

    private static async Task<HttpResponseMessage> RoundAsync(HttpClient visitor) => await visitor.GetAsync(await AnswerOfProviderAsync(visitor));

    /// <summary>To the provider and back; the address that the provider sends the browser to.</summary>
    private static async Task<Uri> AnswerOfProviderAsync(HttpClient visitor)
    {
        string token = await Served.TokenAsync(visitor, "/sign-in");
        using var away = await visitor.PostAsync("/account/provider", Served.Form(("__RequestVerificationToken", token), ("to", "/")));
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var back = await browser.GetAsync(away.Headers.Location);
        return back.Headers.Location!;
    }
}
