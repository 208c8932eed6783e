using System.Net;
using CoProduction.Workbench.Board;

namespace CoProduction.Tests;

/// <summary>What a reverse proxy says of the visitor is believed from the proxies that are named, and from nobody else.</summary>
public sealed class ProxyTests : IAsyncLifetime
{
    private readonly SmallStudy _study = new();

    public async ValueTask InitializeAsync()
    {
        await _study.LoadAsync();
        Served.Add(_study.Plan, "li", Role.Researcher);
    }

    public ValueTask DisposeAsync()
    {
        _study.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("192.0.2.9", false)]
    [InlineData(null, false)]
    public async Task TheSchemeIsTakenFromANamedProxyAlone(string? proxy, bool believed)
    {
        await using var served = await StartAsync(proxy);
        using var visitor = served.Visitor();
        using var answer = await AskAsync(visitor, "/sign-in", ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "198.51.100.7"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(believed, answer.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal(believed, answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("copro-form=", StringComparison.Ordinal)).Contains("; secure", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("192.0.2.9", true)]
    [InlineData(null, true)]
    public async Task VisitorsAreToldApartByANamedProxyAlone(string? proxy, bool refused)
    {
        await using var served = await StartAsync(proxy);
        using var visitor = served.Visitor();
        Assert.NotEqual(HttpStatusCode.TooManyRequests, await AttemptAsync(visitor, "198.51.100.7"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AttemptAsync(visitor, "198.51.100.7"));
        Assert.Equal(refused, await AttemptAsync(visitor, "198.51.100.8") == HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task WhatAVisitorWritesBeforeTheProxyDoesIsNotBelieved()
    {
        await using var served = await StartAsync("127.0.0.1");
        using var visitor = served.Visitor();
        await AttemptAsync(visitor, "198.51.100.7");
        Assert.Equal(HttpStatusCode.TooManyRequests, await AttemptAsync(visitor, "203.0.113.5, 198.51.100.7"));
    }

    /// <summary>An attempt to sign in, of which each address has one a minute.</summary>
    private static async Task<HttpStatusCode> AttemptAsync(HttpClient visitor, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/sign-in") { Content = Served.Form(("name", "li"), ("password", "nonsense")) };
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", address);
        using var answer = await visitor.SendAsync(request);
        return answer.StatusCode;
    }

    private Task<Served> StartAsync(string? proxy) => Served.StartAsync(_study.Plan, options => options with
    {
        Proxies = proxy is null ? [] : [IPAddress.Parse(proxy)],
        Rates = options.Rates with { SignIns = 1 },
    });

    private static async Task<HttpResponseMessage> AskAsync(HttpClient visitor, string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await visitor.SendAsync(request);
    }
}
