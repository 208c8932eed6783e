using System.Collections;
using System.Collections.Immutable;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CoProduction.Web.Telemetry;

/// <summary>Logs as JSON lines on standard error; metrics and traces by OpenTelemetry to where OTEL_EXPORTER_OTLP_ENDPOINT says, and to nobody without it.</summary>
internal static class Observation
{
    private const string Prefix = "OTEL_", Collector = "OTEL_EXPORTER_OTLP_ENDPOINT", ServiceName = "OTEL_SERVICE_NAME";

    /// <summary>The variables of this process that OpenTelemetry defines.</summary>
    public static ImmutableDictionary<string, string?> Variables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Where(one => ((string)one.Key).StartsWith(Prefix, StringComparison.Ordinal)).ToImmutableDictionary(one => (string)one.Key, one => (string?)one.Value);

    public static void Configure(WebApplicationBuilder builder, WebOptions options, bool quiet)
    {
        builder.Logging.AddFilter("Microsoft", LogLevel.Error).AddFilter("CoProduction", quiet ? LogLevel.Warning : LogLevel.Information);
        // What the framework would log quotes addresses and errors' texts; Faults and RequestRecord log without.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.None).AddFilter("System.Net.Http", LogLevel.None);
        builder.Logging.AddJsonConsole(json => (json.UseUtcTimestamp, json.TimestampFormat) = (true, "O"));
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (options.Telemetry.GetValueOrDefault(Collector) is { Length: > 0 }) Export(builder, options);
    }

    private static void Export(WebApplicationBuilder builder, WebOptions options)
    {
        // The exporter reads its settings from the host's configuration, which is empty here.
        builder.Configuration.AddInMemoryCollection(options.Telemetry);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(options.Telemetry.GetValueOrDefault(ServiceName) ?? "copro", serviceVersion: Workbench.Release.Version))
            .WithMetrics(metrics => metrics.AddMeter(Measures.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime").AddOtlpExporter())
            // Spans of components link to their request with the trace state that the visitor sent, and a link cannot be changed.
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation(spans => spans.EnableRazorComponentsSupport = false).AddProcessor(new PlainSpans()).AddOtlpExporter());
    }
}
