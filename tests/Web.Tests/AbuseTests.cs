using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CoProduction.Web.Guard;
using CoProduction.Web.Serving;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CoProduction.Tests;

/// <summary>What a server on the open network meets, on this machine alone and in bounded number: malformed requests, slow clients, many at once. It answers plainly and goes on.</summary>
[Collection(nameof(DemoTests))]
public sealed class AbuseTests(LoadedDemo loaded)
{
    private const int Malformed = 10_000, AtOnce = 32, Connections = 500, Slow = 100;

    private static readonly string[] Poisons =
    [
        "' OR '1'='1", "1; DROP TABLE fund_entries;--", "\" UNION SELECT * FROM responses --", "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "../../../../etc/passwd", "..%2f..%2fetc%2fpasswd",
        "%00", "%0d%0aSet-Cookie:x=y", "-1", "99999999999999999999", "NaN", "1e309", "{{7*7}}", "${jndi:ldap://127.0.0.1/a}", "𠜎𠜱𠝹", "\u202Eevil", "%ff%fe", "%zz", new('A', 201), new('中', 3000), "*", "s:*", "c:*", "a/b", "//", ".", "..", "\\\\host\\share",
    ];

    private readonly LoadedDemo _demo = loaded.WithoutAccounts();

    [Fact]
    public async Task TenThousandMalformedRequestsAreRefusedPlainly()
    {
        await using var served = await Served.StartAsync(_demo.Plan);
        using var visitor = served.Visitor();
        string before = await visitor.GetStringAsync("/money");
        var asked = Requests([.. served.Parts.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()]).Take(Malformed).ToList();
        var wrong = new ConcurrentBag<string>();
        var statuses = new ConcurrentDictionary<int, int>();
        await Parallel.ForEachAsync(asked, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (request, _) =>
        {
            using var message = new HttpRequestMessage(request.Method, new Uri(served.Address + request.Address.TrimStart('/'), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
            using var answer = await visitor.SendAsync(message, CancellationToken.None);
            statuses.AddOrUpdate((int)answer.StatusCode, 1, (_, count) => count + 1);
            if (Fault(request.Address, answer.StatusCode, await answer.Content.ReadAsStringAsync(CancellationToken.None)) is { } fault) wrong.Add(fault);
        });
        Assert.Empty(wrong.Take(10));
        Assert.Equal(Malformed, statuses.Values.Sum());
        Assert.DoesNotContain(statuses.Keys, status => status >= 500);
        Assert.Equal(before, await visitor.GetStringAsync("/money"));
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("GET / HTTP/9.9\r\n\r\n")]
    [InlineData("GET /\u0001 HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n")]
    [InlineData("POST /account/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n")]
    [InlineData("long header")]
    public async Task WhatIsNotHttpIsRefused(string text)
    {
        var served = await _demo.ServedAsync();
        string sent = text == "long header" ? $"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: {new string('x', 1 << 16)}\r\n\r\n" : text;
        string answer = await RawAsync(served, sent);
        Assert.Matches("^(HTTP/1.1 (4[0-9][0-9]|505) |$)", answer.Split('\n')[0]);
        Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
        using var visitor = served.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task SlowClientsHoldNobodyUpAndAreLetGo()
    {
        await using var served = await Served.StartAsync(_demo.Plan);
        var slow = new List<TcpClient>();
        for (int i = 0; i < Slow; i++)
        {
            var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, served.Address.Port);
            await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: local"u8.ToArray());
            slow.Add(client);
        }
        using var visitor = served.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/")).StatusCode);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        foreach (var client in slow)
        {
            // The server ends the connection, with or without a 408: reading comes to its end.
            byte[] answer = new byte[4096];
            while (await ReadAsync(client.GetStream(), answer, patience.Token) > 0) { }
            client.Dispose();
        }
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task FiveHundredConnectionsAtOnceAreAllAnswered()
    {
        await using var served = await Served.StartAsync(_demo.Plan);
        var clients = new List<TcpClient>();
        for (int i = 0; i < Connections; i++)
        {
            var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, served.Address.Port);
            clients.Add(client);
        }
        string[] answers = await Task.WhenAll(clients.Select(async client =>
        {
            await client.GetStream().WriteAsync("GET /money HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray());
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            return await reader.ReadToEndAsync();
        }));
        clients.ForEach(client => client.Dispose());
        Assert.All(answers, answer => Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal));
        Assert.All(answers, answer => Assert.Contains("</html>", answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AGreedyVisitorIsToldToWaitAndServedAgain()
    {
        await using var served = await Served.StartAsync(_demo.Plan, options => options with { Rates = new Rates(50, 20, 10, 4) });
        using var visitor = served.Visitor();
        var statuses = new List<HttpStatusCode>();
        for (int i = 0; i < 60; i++) statuses.Add((await visitor.GetAsync("/health/live")).StatusCode);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.Equal(HttpStatusCode.OK, statuses[0]);
        for (int i = 0; i < 100 && statuses[^1] != HttpStatusCode.OK; i++)
        {
            await Task.Delay(50);
            statuses.Add((await visitor.GetAsync("/health/live")).StatusCode);
        }
        Assert.Equal(HttpStatusCode.OK, statuses[^1]);
    }

    /// <summary>Every address and every filter with every poison, then at random from a fixed seed, without end.</summary>
    private static IEnumerable<(HttpMethod Method, string Address)> Requests(RouteEndpoint[] endpoints)
    {
        var random = new Random(20260101);
        while (true)
        {
            var endpoint = endpoints[random.Next(endpoints.Length)];
            string path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            foreach (var parameter in endpoint.RoutePattern.Parameters) path = path.Replace("{" + parameter.Name + "}", Some(random), StringComparison.Ordinal);
            string[] names = [.. endpoint.Metadata.GetMetadata<FiltersAttribute>()?.Names ?? [], "lang", "unknown"];
            string query = string.Join('&', Enumerable.Range(0, 1 + random.Next(3)).Select(_ => $"{(random.Next(8) == 0 ? Some(random) : names[random.Next(names.Length)])}={Some(random)}"));
            yield return (random.Next(20) == 0 ? HttpMethod.Post : random.Next(20) == 0 ? HttpMethod.Put : HttpMethod.Get, $"{path}?{query}");
        }
    }

    private static string Some(Random random)
    {
        string poison = Poisons[random.Next(Poisons.Length)];
        return poison.Contains('%', StringComparison.Ordinal) ? poison : Uri.EscapeDataString(poison);
    }

    private static string? Fault(string address, HttpStatusCode status, string body)
    {
        string at = address.Length > 200 ? address[..200] : address;
        if ((int)status >= 500) return $"{(int)status} {at}";
        if (body.Contains("   at ", StringComparison.Ordinal) || body.Contains("Exception", StringComparison.Ordinal)) return $"inside shown: {at}";
        return body.Contains("<script>alert", StringComparison.Ordinal) || body.Contains("<img src=x", StringComparison.Ordinal) ? $"markup echoed: {at}" : null;
    }

    private static async Task<string> RawAsync(Served served, string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, served.Address.Port);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var stream = client.GetStream();
        var answer = new MemoryStream();
        byte[] buffer = new byte[4096];
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(text), patience.Token);
            client.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception closed) when (closed is IOException or SocketException)
        {
            // The server has refused before it had read everything.
        }
        for (int read; (read = await ReadAsync(stream, buffer, patience.Token)) > 0;) answer.Write(buffer, 0, read);
        return Encoding.UTF8.GetString(answer.ToArray());
    }

    private static async Task<int> ReadAsync(NetworkStream stream, byte[] buffer, CancellationToken patience)
    {
        try
        {
            return await stream.ReadAsync(buffer, patience);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
