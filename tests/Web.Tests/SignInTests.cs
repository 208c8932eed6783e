using System.Net;
using CoProduction.Web;
using CoProduction.Web.Accounts;
using CoProduction.Workbench;
using CoProduction.Workbench.Board;

namespace CoProduction.Tests;

/// <summary>Who gets in: nobody from elsewhere without sign-in; nobody with a wrong password; nobody for ever.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private readonly SmallStudy _study = new();

    public async ValueTask InitializeAsync() => await _study.LoadAsync();

    public ValueTask DisposeAsync()
    {
        _study.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://192.0.2.7:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://office.example:5080")]
    [InlineData("http://unix:/run/copro.sock")]
    [InlineData("http://127.0.0.1:5080;http://192.0.2.7:5080")]
    public void AnAddressThatOthersReachIsRefusedWithoutSignIn(string urls)
    {
        var refused = Assert.Throws<UsageException>(() => WebHost.Build(_study.Plan, new WebOptions([.. urls.Split(';')])));
        Assert.All(new[] { refused.Fault.What, refused.Fault.Where, refused.Fault.Why, refused.Fault.Mend }, part => Assert.NotEmpty(part));
        Assert.Contains("no sign-in", refused.Fault.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://192.0.2.7:5080")]
    public async Task WithAnAccountItIsServedBehindAProxyThatEncrypts(string url)
    {
        Served.Add(_study.Plan, "li", Role.Researcher);
        await using var app = WebHost.Build(_study.Plan, new WebOptions([url]) { Proxies = [IPAddress.Loopback] });
        Assert.NotNull(app);
        var refused = Assert.Throws<UsageException>(() => WebHost.Build(_study.Plan, new WebOptions([url])));
        Assert.Contains("not encrypted", refused.Fault.What, StringComparison.Ordinal);
        Assert.Contains("--proxy", refused.Fault.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereOthersReachTheServerSigningInNeedsHttps()
    {
        Served.Add(_study.Plan, "li", Role.Researcher);
        await using var served = await Served.StartAsync(_study.Plan, options => options with { Urls = ["http://0.0.0.0:0"], Proxies = [IPAddress.Loopback] });
        using var visitor = new HttpClient { BaseAddress = new UriBuilder(served.Address) { Host = "127.0.0.1" }.Uri };
        foreach (string path in new[] { "/sign-in", "/account" })
        {
            using var plain = await visitor.GetAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, plain.StatusCode);
            Assert.Contains("Signing in needs the https address.", await plain.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        using var posted = await visitor.PostAsync("/account/sign-in", Served.Form(("name", "li"), ("password", Served.Password)));
        Assert.Equal(HttpStatusCode.Forbidden, posted.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/")).StatusCode);
        visitor.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        visitor.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.9");
        Assert.Contains("current-password", await visitor.GetStringAsync("/sign-in"), StringComparison.Ordinal);
    }

    [Fact]
    public void AnAccountThatOnlyAProviderCouldOpenIsNoSignIn()
    {
        Accounting.Put(_study.Plan, new Account("li", null, Role.Researcher, null, null), "test");
        Assert.Throws<UsageException>(() => WebHost.Build(_study.Plan, new WebOptions(["http://0.0.0.0:0"])));
    }

    [Theory]
    [InlineData("127.0.0.1:5080")]
    [InlineData("http://127.0.0.1:5080/dashboard")]
    [InlineData("ftp://127.0.0.1:5080")]
    [InlineData("nonsense")]
    public void WhatIsNoAddressIsRefused(string url) =>
        Assert.Equal("--urls", Assert.Throws<UsageException>(() => WebHost.Build(_study.Plan, new WebOptions([url]))).Fault.Where);

    [Fact]
    public void HttpsNeedsACertificate() =>
        Assert.Contains("certificate", Assert.Throws<UsageException>(() => WebHost.Build(_study.Plan, new WebOptions(["https://127.0.0.1:0"]))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task EveryPageLeadsToTheFormOrToTheAccount()
    {
        Served.Add(_study.Plan, "li", Role.District);
        await using var served = await Served.StartAsync(_study.Plan);
        using HttpClient visitor = served.Visitor(), official = await served.SignedInAsync("li");
        Assert.Contains("href=\"/sign-in?return=%2Fmoney%3Fyear%3D2018\"", await visitor.GetStringAsync("/money?year=2018"), StringComparison.Ordinal);
        string page = await official.GetStringAsync("/money?year=2018");
        Assert.Contains("href=\"/account\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/sign-in", page, StringComparison.Ordinal);
        using var answer = await Served.SignInAsync(visitor, "li", Served.Password, "/money?year=2018");
        Assert.Equal("/money?year=2018", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task OnThisMachineNothingLeadsToAForm()
    {
        await using var served = await Served.StartAsync(_study.Plan);
        using var visitor = served.Visitor();
        Assert.DoesNotContain("/sign-in", await visitor.GetStringAsync("/money"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnThisMachineEverybodyIsTheResearcher()
    {
        await using var served = await Served.StartAsync(_study.Plan);
        using var visitor = served.Visitor();
        Assert.Contains("\"role\":\"researcher\"", await visitor.GetStringAsync("/api/v1/study"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host", "attacker.example")]
    [InlineData("X-Forwarded-For", "192.0.2.1")]
    [InlineData("Forwarded", "for=192.0.2.1")]
    [InlineData("Via", "1.1 proxy")]
    public async Task WithoutSignInAProxyOrAForeignNameIsTurnedAway(string header, string value)
    {
        await using var served = await Served.StartAsync(_study.Plan);
        using var visitor = served.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await visitor.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task TheRightPasswordOpensASessionAndSigningOutEndsIt()
    {
        Served.Add(_study.Plan, "li", Role.Researcher);
        await using var served = await Served.StartAsync(_study.Plan);
        using var visitor = served.Visitor();
        Assert.Contains("\"role\":\"public\"", await visitor.GetStringAsync("/api/v1/study"), StringComparison.Ordinal);
        using (var answer = await Served.SignInAsync(visitor, "li", Served.Password, "/account"))
        {
            Assert.Equal("/account", answer.Headers.Location?.OriginalString);
            string cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), text => text.StartsWith("copro-session=", StringComparison.Ordinal));
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        }
        Assert.Contains("\"role\":\"researcher\"", await visitor.GetStringAsync("/api/v1/study"), StringComparison.Ordinal);
        string token = await Served.TokenAsync(visitor, "/account");
        using (await visitor.PostAsync("/account/sign-out", Served.Form(("__RequestVerificationToken", token)))) { }
        Assert.Contains("\"role\":\"public\"", await visitor.GetStringAsync("/api/v1/study"), StringComparison.Ordinal);
        Assert.Equal([AuditEvent.AccountChanged, AuditEvent.SignedIn, AuditEvent.SignedOut], AuditLog.Of(_study.Plan).Read().Entries.Select(entry => entry.Event));
    }

    [Fact]
    public async Task AWrongPasswordAndAnUnknownNameAreAnsweredAlike()
    {
        Served.Add(_study.Plan, "li", Role.Researcher);
        await using var served = await Served.StartAsync(_study.Plan);
        using var visitor = served.Visitor();
        using var wrong = await Served.SignInAsync(visitor, "li", "not the password");
        using var unknown = await Served.SignInAsync(visitor, "a password typed as a name", Served.Password);
        Assert.Equal(wrong.Headers.Location, unknown.Headers.Location);
        Assert.Equal(wrong.StatusCode, unknown.StatusCode);
        Assert.Contains("role=\"alert\"", await visitor.GetStringAsync(wrong.Headers.Location), StringComparison.Ordinal);
        Assert.Contains("\"role\":\"public\"", await visitor.GetStringAsync("/api/v1/study"), StringComparison.Ordinal);
        var refusals = AuditLog.Of(_study.Plan).Read().Entries.Where(entry => entry.Event == AuditEvent.SignInRefused);
        Assert.Equal(["li", ""], refusals.Select(entry => entry.Who));
    }

    [Fact]
    public async Task FiveWrongPasswordsLockTheAccountForAQuarterOfAnHour()
    {
        var clock = new TurnedClock();
        Served.Add(_study.Plan, "li", Role.Researcher);
        await using var served = await Served.StartAsync(_study.Plan, options => options with { Clock = clock });
        using var visitor = served.Visitor();
        for (int i = 0; i < Passwords.Failures; i++) (await Served.SignInAsync(visitor, "li", "wrong wrong")).Dispose();
        using (var right = await Served.SignInAsync(visitor, "li", Served.Password)) Assert.StartsWith("/sign-in?failed", right.Headers.Location!.OriginalString, StringComparison.Ordinal);
        clock.Turn(Passwords.Locked - TimeSpan.FromSeconds(1));
        using (var right = await Served.SignInAsync(visitor, "li", Served.Password)) Assert.StartsWith("/sign-in?failed", right.Headers.Location!.OriginalString, StringComparison.Ordinal);
        clock.Turn(TimeSpan.FromSeconds(2));
        using (var right = await Served.SignInAsync(visitor, "li", Served.Password)) Assert.Equal("/", right.Headers.Location!.OriginalString);
        Assert.Equal(0, AccountFile.Of(_study.Plan).Find("li")!.Failures);
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("another password")]
    [InlineData("another role")]
    public async Task ASessionEndsWithItsAccount(string change)
    {
        Served.Add(_study.Plan, "li", Role.Researcher);
        Served.Add(_study.Plan, "wang", Role.Researcher);
        await using var served = await Served.StartAsync(_study.Plan);
        using var visitor = await served.SignedInAsync("li");
        if (change == "remove") Accounting.Remove(_study.Plan, "li", "test");
        else Accounting.Put(_study.Plan, AccountFile.Of(_study.Plan).Find("li")! with { PasswordHash = change == "another password" ? Passwords.Hash("another long password") : AccountFile.Of(_study.Plan).Find("li")!.PasswordHash, Role = change == "another role" ? Role.Public : Role.Researcher }, "test");
        Assert.Contains("\"role\":\"public\"", await visitor.GetStringAsync("/api/v1/study"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/account/sign-out")]
    public async Task AFormWithoutItsTokenIsRefused(string form)
    {
        Served.Add(_study.Plan, "li", Role.Researcher);
        await using var served = await Served.StartAsync(_study.Plan);
        using var visitor = served.Visitor();
        using var answer = await visitor.PostAsync(form, Served.Form(("name", "li"), ("password", Served.Password)));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(answer.Headers, header => header.Key == "Set-Cookie" && header.Value.Any(value => value.StartsWith("copro-session", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("https://attacker.example/")]
    [InlineData("//attacker.example/")]
    [InlineData("/\\attacker.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/a\r\nSet-Cookie: x=y")]
    public async Task NobodyIsSentElsewhereAfterSigningIn(string to)
    {
        Served.Add(_study.Plan, "li", Role.Researcher);
        await using var served = await Served.StartAsync(_study.Plan);
        using var visitor = served.Visitor();
        using var answer = await Served.SignInAsync(visitor, "li", Served.Password, to);
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task TooManyAttemptsFromOneAddressAreTurnedAway()
    {
        Served.Add(_study.Plan, "li", Role.Researcher);
        await using var served = await Served.StartAsync(_study.Plan, options => options with { Rates = Served.Generous with { SignIns = 3 } });
        using var visitor = served.Visitor();
        var statuses = new List<HttpStatusCode>();
        for (int i = 0; i < 4; i++) statuses.Add((await Served.SignInAsync(visitor, $"name {i}", "whatever it is")).StatusCode);
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.TooManyRequests], statuses);
    }

    [Fact]
    public void ThereIsNoPasswordThatEverybodyKnows()
    {
        Assert.Throws<UsageException>(() => Passwords.Hash(""));
        Assert.Throws<UsageException>(() => Passwords.Hash("short"));
        Assert.Throws<UsageException>(() => Passwords.Hash(new string('x', Passwords.Most + 1)));
        Assert.NotEqual(Passwords.Hash(Served.Password), Passwords.Hash(Served.Password));
        Assert.Empty(AccountFile.Of(_study.Plan).All);
    }

    [Fact]
    public void AccountsAndRecordsAreTheirOwnersAlone()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no permission bits.");
        Served.Add(_study.Plan, "li", Role.Researcher);
        foreach (string name in new[] { AccountFile.FileName, AuditLog.FileName })
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(Path.Combine(StudyFolder.Kept(_study.Plan), name)));
        Assert.DoesNotContain(Served.Password, File.ReadAllText(Path.Combine(StudyFolder.Kept(_study.Plan), AccountFile.FileName)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Public, null, "A")]
    [InlineData(Role.Community, null, null)]
    [InlineData(Role.Community, "s", "A")]
    [InlineData(Role.District, null, "A")]
    [InlineData(Role.Researcher, "s", null)]
    public void AScopeThatDoesNotFitTheRoleIsRefused(Role role, string? subdistrict, string? community) =>
        Assert.Throws<UsageException>(() => Accounting.Check(new Account("li", null, role, subdistrict, community)));
}

/// <summary>A clock that stands until a test turns it.</summary>
internal sealed class TurnedClock : TimeProvider
{
    private DateTimeOffset _now = System.GetUtcNow();

    public void Turn(TimeSpan by) => _now += by;

    public override DateTimeOffset GetUtcNow() => _now;
}
