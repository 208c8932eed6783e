using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace CoProduction.Tests;

/// <summary>The dashboard as a process: started, asked, stopped; accounts and the audit log beside it.</summary>
public sealed class ServeCommandTests : IDisposable
{
    private const string Secret = "a-value-that-nobody-may-log";

    private readonly Scratch _scratch = new();

    public ServeCommandTests()
    {
        _scratch.Write("study/study.yaml", "study: small\ntitle: { zh: 小研究, en: Small study }\nplace: district-x\nclassification: five-uses@2022-1\nsources:\n  communities: { file: communities.csv }\n  fund: { file: fund.csv }\n");
        _scratch.Write("study/communities.csv", "community,name,subdistrict,kind,households,residents\nA,甲,街道一,old_estate,100,250\nB,乙,街道一,commodity,200,500\n");
        _scratch.Write("study/fund.csv", "entry,community,year,phase,amount,use_class,pool\n1,A,2018,paid,300,facility_maintenance,project\n2,B,2018,paid,100,environment,project\n");
    }

    [Fact]
    public async Task ItLoadsServesAndStopsWithoutATraceInItsLogOfWhatWasAsked()
    {
        using var server = Copro.Start(_scratch.Folder, "serve", "study", "--urls", "http://127.0.0.1:0");
        var log = server.StandardError.ReadToEndAsync();
        string? line = await server.StandardOutput.ReadLineAsync();
        try
        {
            using var visitor = new HttpClient { BaseAddress = new Uri(line!.Split(' ').First(word => word.StartsWith("http", StringComparison.Ordinal))) };
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/")).StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.GetAsync("/?subdistrict=" + Secret)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/" + Secret)).StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.GetAsync($"/download/{Secret}.csv")).StatusCode);
        }
        finally
        {
            Process.Start("kill", ["-TERM", $"{server.Id}"]).WaitForExit();
        }
        await server.WaitForExitAsync();
        string text = await log;
        Assert.Equal(0, server.ExitCode);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.Contains("\"Status\":404", text, StringComparison.Ordinal);
        var audit = Copro.RunIn(_scratch.Folder, "audit", "study").Ended(0);
        Assert.Contains("\tloaded\t", audit.Output, StringComparison.Ordinal);
        Assert.Contains("\trules-changed\t", audit.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItServesHttpsWithACertificateAndItsKey()
    {
        using var authority = new Authority("Office root");
        using var host = authority.Of("127.0.0.1");
        _scratch.Write("study.pem", authority.ChainPem(host));
        _scratch.Write("study.key", Authority.KeyPem(host));
        using var server = Copro.Start(_scratch.Folder, "serve", "study", "--urls", "https://127.0.0.1:0", "--certificate", "study.pem", "--key", "study.key", "--quiet");
        string? line = await server.StandardOutput.ReadLineAsync();
        try
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.Add(authority.Root);
            using var visitor = new HttpClient(new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } });
            using var answer = await visitor.GetAsync(new Uri(line!.Split(' ').First(word => word.StartsWith("https", StringComparison.Ordinal))));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True(answer.Headers.Contains("Strict-Transport-Security"));
        }
        finally
        {
            Process.Start("kill", ["-TERM", $"{server.Id}"]).WaitForExit();
        }
        await server.WaitForExitAsync();
        Assert.Equal(0, server.ExitCode);
    }

    [Theory]
    [InlineData(2, "no sign-in is configured", "serve", "study", "--urls", "http://0.0.0.0:0")]
    [InlineData(2, "is not an address to listen at", "serve", "study", "--urls", "127.0.0.1")]
    [InlineData(2, "needs a certificate", "serve", "study", "--urls", "https://127.0.0.1:0")]
    [InlineData(2, "cannot be used", "serve", "study", "--urls", "https://127.0.0.1:0", "--certificate", "study/study.yaml")]
    [InlineData(2, "is not the address of a proxy", "serve", "study", "--proxy", "nonsense")]
    [InlineData(2, "does not fit the role", "user", "add", "study", "li", "--role", "community")]
    [InlineData(2, "There is no account", "user", "remove", "study", "li")]
    [InlineData(3, "There is no study", "serve", "nowhere")]
    public void WhatCannotBeServedIsRefusedInFourParts(int code, string said, params string[] arguments)
    {
        var run = Copro.RunIn(_scratch.Folder, arguments).Ended(code);
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void AccountsAreAddedListedAndRemoved()
    {
        Add("eleven little words", "li", "--role", "district", "--subdistrict", "街道一").Ended(0);
        Copro.RunIn(_scratch.Folder, "user", "add", "study", "office|7", "--role", "researcher", "--oidc").Ended(0);
        Assert.Equal("li\tdistrict\tsub-district 街道一\tpassword\noffice|7\tresearcher\tall\toidc\n", Copro.RunIn(_scratch.Folder, "user", "list", "study").Ended(0).Output);
        Copro.RunIn(_scratch.Folder, "user", "remove", "study", "li").Ended(0);
        Assert.DoesNotContain("li\t", Copro.RunIn(_scratch.Folder, "user", "list", "study").Ended(0).Output, StringComparison.Ordinal);
        Add("short", "wang", "--role", "public").Ended(2);
        Assert.Equal(3, Copro.RunIn(_scratch.Folder, "audit", "study").Ended(0).Output.Split('\n').Count(line => line.Contains("account-changed", StringComparison.Ordinal)));
    }

    [Fact]
    public void AnAuditLogThatWasTouchedEndsWithOne()
    {
        Add("eleven little words", "li", "--role", "public").Ended(0);
        string file = Directory.EnumerateFiles(_scratch.Folder, "audit.jsonl", SearchOption.AllDirectories).Single();
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"previous\":\"\"", "\"previous\":\"0000\"", StringComparison.Ordinal));
        Assert.Contains("Line 1 does not follow", Copro.RunIn(_scratch.Folder, "audit", "study", "--json").Ended(1).Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    private Copro Add(string password, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "copro.dll"), "user", "add", "study", .. arguments])
        {
            WorkingDirectory = _scratch.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.WriteLine(password);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd(), errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return new Copro(process.ExitCode, output, errors);
    }
}
