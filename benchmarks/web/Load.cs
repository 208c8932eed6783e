using System.Diagnostics;
using System.Net;

namespace CoProduction.Benchmarks;

/// <summary>
/// Requests to a server on the loopback interface at a steady rate, whether or not earlier ones are answered: a request's time runs from when it was due, so that a slow
/// server cannot hide its queue. Bounded in number and time.
/// </summary>
/// <param name="Sorted">Times, ms, ascending.</param>
/// <param name="Failed">Answers other than 200, and requests without an answer.</param>
/// <param name="Seconds">From the first request to the last answer.</param>
internal sealed record Load(IReadOnlyList<double> Sorted, int Failed, double Seconds)
{
    private const int Connections = 32;

    /// <summary>Requests answered a second.</summary>
    public double Rate => Sorted.Count / Seconds;

    /// <summary>The time that this share of the requests does not exceed, ms.</summary>
    public double Quantile(double share) => Sorted[(int)Math.Min(Sorted.Count - 1, share * Sorted.Count)];

    /// <summary>Each address once, one after the other.</summary>
    public static async Task<Load> OnceAsync(Uri server, IReadOnlyList<string> addresses)
    {
        using var client = Client(server);
        var clock = Stopwatch.StartNew();
        var times = new List<double>();
        int failed = 0;
        foreach (string address in addresses)
        {
            var start = clock.Elapsed;
            if (!await IsAnsweredAsync(client, address)) failed++;
            times.Add((clock.Elapsed - start).TotalMilliseconds);
        }
        return new Load([.. times.Order()], failed, clock.Elapsed.TotalSeconds);
    }

    /// <summary>The addresses in turn at a steady rate.</summary>
    public static async Task<Load> SteadyAsync(Uri server, IReadOnlyList<string> addresses, int perSecond, int seconds)
    {
        using var client = Client(server);
        var clock = Stopwatch.StartNew();
        var requests = new List<Task<(double Milliseconds, bool Answered)>>();
        for (int i = 0; i < perSecond * seconds; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / perSecond);
            if (due > clock.Elapsed) await Task.Delay(due - clock.Elapsed);
            requests.Add(TimedAsync(client, addresses[i % addresses.Count], clock, due));
        }
        var answers = await Task.WhenAll(requests);
        return new Load([.. answers.Select(answer => answer.Milliseconds).Order()], answers.Count(answer => !answer.Answered), clock.Elapsed.TotalSeconds);
    }

    /// <summary>Bytes of an answer as it is sent, compressed.</summary>
    public static async Task<long> BytesAsync(Uri server, string address)
    {
        using var client = Client(server);
        return (await client.GetByteArrayAsync(new Uri(address, UriKind.Relative))).LongLength;
    }

    private static HttpClient Client(Uri server)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        return client;
    }

    private static async Task<(double, bool)> TimedAsync(HttpClient client, string address, Stopwatch clock, TimeSpan due)
    {
        bool answered = await IsAnsweredAsync(client, address);
        return ((clock.Elapsed - due).TotalMilliseconds, answered);
    }

    private static async Task<bool> IsAnsweredAsync(HttpClient client, string address)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
