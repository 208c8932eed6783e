using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CoProduction.Web.Telemetry;

/// <summary>Logs as JSON lines on standard error; metrics and traces by OpenTelemetry to where OTEL_EXPORTER_OTLP_ENDPOINT says, and to nobody without it.</summary>
internal static class Observation
{
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void Configure(WebApplicationBuilder builder, bool quiet)
    {
        builder.Logging.AddFilter("Microsoft", LogLevel.Error).AddFilter("CoProduction", quiet ? LogLevel.Warning : LogLevel.Information);
        // What the framework would log quotes addresses and errors' texts; Faults and RequestRecord log without.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.None).AddFilter("System.Net.Http", LogLevel.None);
        builder.Logging.AddJsonConsole(json => (json.UseUtcTimestamp, json.TimestampFormat) = (true, "O"));
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (Environment.GetEnvironmentVariable(Collector) is not { Length: > 0 }) return;
        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(Measures.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime").AddOtlpExporter())
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddOtlpExporter());
    }
}
