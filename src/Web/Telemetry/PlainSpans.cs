using System.Collections.Immutable;
using System.Diagnostics;
using OpenTelemetry;

namespace CoProduction.Web.Telemetry;

/// <summary>Leaves of a span what the server itself declares: method, route, status, time. The address as asked, the browser, the visitor's own trace state are taken out before anything is exported.</summary>
internal sealed class PlainSpans : BaseProcessor<Activity>
{
    private static readonly ImmutableHashSet<string> Kept = ["http.request.method", "http.route", "http.response.status_code", "url.scheme", "network.protocol.version", "error.type"];

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        foreach (var (name, _) in data.TagObjects.ToArray())
            if (!Kept.Contains(name)) data.SetTag(name, null);
        data.TraceStateString = null;
    }
}
