using System.Collections.Immutable;
using CoProduction.Web;
using CoProduction.Workbench.Board;

namespace CoProduction.Tests;

/// <summary>Metrics and traces arrive at a collector, and say nothing of who asked for what.</summary>
public sealed class TelemetryTests : IAsyncLifetime
{
    private const string Secret = "a-value-that-nobody-may-export", Person = "wangxiulan";

    private readonly SmallStudy _study = new();

    public async ValueTask InitializeAsync()
    {
        await _study.LoadAsync();
        Served.Add(_study.Plan, Person, Role.Researcher);
    }

    public ValueTask DisposeAsync()
    {
        _study.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("http/protobuf", "/v1/metrics", "/v1/traces")]
    [InlineData("grpc", "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", "/opentelemetry.proto.collector.trace.v1.TraceService/Export")]
    public async Task ACollectorReceivesRoutesAndTimesAndNobodysDoings(string protocol, string metrics, string traces)
    {
        await using var collector = await Collector.StartAsync(protocol == "grpc");
        await using (var served = await Served.StartAsync(_study.Plan, options => options with { Telemetry = Variables(collector, protocol) }))
            await AskAsync(served);
        // The server exports the rest of what it has as it stops.
        Assert.Equal([metrics, traces], collector.Paths);
        string text = collector.Text;
        foreach (string said in new[] { "copro.answers", "copro.exports", "copro.cache.looks", "http.server.request.duration", "http.route", "/download/{id}.csv", "service.name", "copro" }) Assert.Contains(said, text, StringComparison.Ordinal);
        foreach (string kept in new[] { Secret, Person, Served.Password, _study.Folder, "money-years", "user_agent", "url.path", "url.query", "client.address" }) Assert.DoesNotContain(kept, text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void TheVariablesOfTheProcessAreTakenUnlessOthersAreGiven()
    {
        const string name = "OTEL_COPRO_TEST";
        Environment.SetEnvironmentVariable(name, "taken");
        Assert.Equal("taken", new WebOptions([WebOptions.StandardUrl]).Telemetry[name]);
        Environment.SetEnvironmentVariable(name, null);
        Assert.DoesNotContain(name, new WebOptions([WebOptions.StandardUrl]).Telemetry.Keys);
    }

    /// <summary>A visitor who gives away themselves wherever a request has room for it.</summary>
    private static async Task AskAsync(Served served)
    {
        using var visitor = await served.SignedInAsync(Person);
        visitor.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", Secret);
        visitor.DefaultRequestHeaders.TryAddWithoutValidation("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        visitor.DefaultRequestHeaders.TryAddWithoutValidation("tracestate", "who=" + Secret);
        visitor.DefaultRequestHeaders.TryAddWithoutValidation("baggage", "who=" + Secret);
        foreach (string address in new[] { "/money?year=2018", "/?subdistrict=" + Secret, "/" + Secret, "/download/money-years.csv" })
        {
            using var answer = await visitor.GetAsync(address);
        }
        using var strange = await visitor.SendAsync(new HttpRequestMessage(new HttpMethod(Secret.ToUpperInvariant()), "/money"));
    }

    private static ImmutableDictionary<string, string?> Variables(Collector collector, string protocol) =>
        ImmutableDictionary<string, string?>.Empty.Add("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address).Add("OTEL_EXPORTER_OTLP_PROTOCOL", protocol);
}
