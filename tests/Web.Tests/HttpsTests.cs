using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using CoProduction.Web;

namespace CoProduction.Tests;

/// <summary>The server's own https: certificates in each form that authorities hand out, seen by a client that trusts the root alone.</summary>
public sealed class HttpsTests : IAsyncLifetime
{
    private const string Word = "eleven little words";

    private readonly SmallStudy _study = new();
    private readonly Scratch _files = new();
    private readonly Authority _authority = new("Office root");

    public async ValueTask InitializeAsync() => await _study.LoadAsync();

    public ValueTask DisposeAsync()
    {
        _study.Dispose();
        _files.Dispose();
        _authority.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("pfx", null)]
    [InlineData("pfx", Word)]
    [InlineData("pem", null)]
    [InlineData("pem", Word)]
    public async Task EachFormOfCertificateIsServedWithItsChain(string form, string? password)
    {
        await using var served = await StartAsync(Files(form, password), password);
        using var visitor = Trusting(_authority.Root, served.Address);
        using var answer = await visitor.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
    }

    [Fact]
    public async Task AClientThatTrustsAnotherRootIsNotServed()
    {
        using var other = new Authority("Another root");
        await using var served = await StartAsync(Files("pem", null), null);
        using var visitor = Trusting(other.Root, served.Address);
        await Assert.ThrowsAsync<HttpRequestException>(() => visitor.GetAsync("/"));
    }

    [Fact]
    public async Task WithoutHttpsThereIsNoHsts()
    {
        await using var served = await Served.StartAsync(_study.Plan);
        using var visitor = served.Visitor();
        using var answer = await visitor.GetAsync("/");
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("pfx", "wrong")]
    [InlineData("pem", "wrong")]
    [InlineData("pfx", null)]
    public void AWrongPasswordIsToldInFourParts(string form, string? password)
    {
        var (certificate, key) = Files(form, Word);
        var fault = Assert.Throws<UsageException>(() => WebHost.Build(_study.Plan, Options(certificate, key, password))).Fault;
        Assert.Equal("--certificate", fault.Where);
        Assert.Contains("COPRO_CERTIFICATE_PASSWORD", fault.Mend, StringComparison.Ordinal);
        Assert.DoesNotContain(Word, fault.ToString(), StringComparison.Ordinal);
    }

    private (string Certificate, string? Key) Files(string form, string? password)
    {
        using var host = _authority.Of("127.0.0.1");
        if (form == "pem") return (_files.Write("study.pem", _authority.ChainPem(host)), _files.Write("study.key", Authority.KeyPem(host, password)));
        File.WriteAllBytes(_files["study.pfx"], _authority.Pfx(host, password));
        return (_files["study.pfx"], null);
    }

    private Task<Served> StartAsync((string Certificate, string? Key) files, string? password) =>
        Served.StartAsync(_study.Plan, _ => Options(files.Certificate, files.Key, password));

    private static WebOptions Options(string certificate, string? key, string? password) =>
        new(["https://127.0.0.1:0"]) { Rates = Served.Generous, Certificate = certificate, Key = key, CertificatePassword = password };

    private static HttpClient Trusting(X509Certificate2 root, Uri address)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(root);
        return new HttpClient(new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } }) { BaseAddress = address };
    }
}
