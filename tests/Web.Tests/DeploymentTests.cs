using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using CoProduction.Workbench.Board;

namespace CoProduction.Tests;

/// <summary>The lines of docs/operators do what is said there: nginx before the dashboard, and the unit of systemd.</summary>
public sealed partial class DeploymentTests : IAsyncLifetime
{
    private const string Nginx = "/usr/sbin/nginx", Analyze = "/usr/bin/systemd-analyze";

    private readonly SmallStudy _study = new();
    private readonly Scratch _files = new();
    private readonly Authority _authority = new("Office root");

    public async ValueTask InitializeAsync()
    {
        await _study.LoadAsync();
        Served.Add(_study.Plan, "li", Role.Researcher);
    }

    public ValueTask DisposeAsync()
    {
        _study.Dispose();
        _files.Dispose();
        _authority.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task BehindNginxAsDocumentedOneSignsInByHttpsAndAttemptsCountByTheVisitorsAddress()
    {
        RealFiles.Needs(File.Exists(Nginx), "Debian's package nginx-light");
        await using var served = await Served.StartAsync(_study.Plan, options => options with { Proxies = [IPAddress.Loopback], Rates = options.Rates with { SignIns = 2 } });
        int port = FreePort();
        using var nginx = Start(port, served.Address.Port);
        try
        {
            using var visitor = Trusting(new Uri($"https://127.0.0.1:{port}"));
            await AnswersAsync(visitor);
            using var answer = await Served.SignInAsync(visitor, "li", Served.Password);
            Assert.Equal("/", answer.Headers.Location?.OriginalString);
            Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
            Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
            Assert.NotEqual(HttpStatusCode.TooManyRequests, await AttemptAsync(visitor, "198.51.100.7"));
            Assert.Equal(HttpStatusCode.TooManyRequests, await AttemptAsync(visitor, "198.51.100.8"));
        }
        finally
        {
            nginx.Kill();
            await nginx.WaitForExitAsync();
        }
    }

    [Fact]
    public void TheUnitOfSystemdHasNoFault()
    {
        RealFiles.Needs(File.Exists(Analyze), "Debian's package systemd");
        string unit = _files.Write("study.service", Block("install.md", "ini").Replace("/usr/bin/dotnet", "/bin/true", StringComparison.Ordinal));
        using var process = Process.Start(new ProcessStartInfo(Analyze, ["verify", "--man=no", unit]) { RedirectStandardError = true })!;
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal((0, ""), (process.ExitCode, said));
    }

    private Process Start(int port, int dashboard)
    {
        using var host = _authority.Of("127.0.0.1");
        string server = Block("tls.md", "nginx")
            .Replace("listen 443", $"listen 127.0.0.1:{port}", StringComparison.Ordinal)
            .Replace("127.0.0.1:5080", $"127.0.0.1:{dashboard}", StringComparison.Ordinal)
            .Replace("/etc/ssl/study.pem", _files.Write("study.pem", _authority.ChainPem(host)), StringComparison.Ordinal)
            .Replace("/etc/ssl/study.key", _files.Write("study.key", Authority.KeyPem(host, null)), StringComparison.Ordinal);
        string folders = string.Concat(new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(kind => $"{kind}_temp_path {_files[kind]};"));
        string settings = _files.Write("nginx.conf", $"daemon off; master_process off; pid {_files["pid"]}; events {{}} http {{ access_log off; {folders}\n{server}\n}}");
        return Process.Start(new ProcessStartInfo(Nginx, ["-c", settings, "-e", _files["errors"]]))!;
    }

    private static async Task AnswersAsync(HttpClient visitor)
    {
        for (var waited = Stopwatch.StartNew(); ;)
            try
            {
                using var answer = await visitor.GetAsync("/sign-in");
                return;
            }
            catch (HttpRequestException) when (waited.Elapsed < TimeSpan.FromSeconds(10))
            {
                await Task.Delay(50);
            }
    }

    /// <summary>An attempt to sign in by somebody who writes an address of their own before the proxy does.</summary>
    private static async Task<HttpStatusCode> AttemptAsync(HttpClient visitor, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/sign-in") { Content = Served.Form(("name", "li"), ("password", "nonsense")) };
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", address);
        using var answer = await visitor.SendAsync(request);
        return answer.StatusCode;
    }

    private HttpClient Trusting(Uri address)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(_authority.Root);
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } }) { BaseAddress = address };
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>The first block of a language on a page of docs/operators.</summary>
    private static string Block(string page, string language) =>
        Fence().Matches(File.ReadAllText(Path.Combine(RealFiles.Root, "docs", "operators", page))).First(block => block.Groups[1].Value == language).Groups[2].Value;

    [GeneratedRegex("```([a-z]+)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
