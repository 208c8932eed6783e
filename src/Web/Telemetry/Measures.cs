using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CoProduction.Web.Telemetry;

/// <summary>What the server counts. Labels are routes and statuses, never an address as asked, a filter's value or a person.</summary>
internal sealed class Measures : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "CoProduction.Web";

    private readonly Meter _meter = new(Name, Workbench.Release.Version);
    private readonly Histogram<double> _answers;
    private readonly Counter<long> _looks, _switches, _exports;

    public Measures()
    {
        _answers = _meter.CreateHistogram<double>("copro.answers", "ms", "Time to answer, by route and status");
        _looks = _meter.CreateCounter<long>("copro.cache.looks", description: "Looks for a kept page, by whether it was found");
        _switches = _meter.CreateCounter<long>("copro.versions", description: "Switches to a newer version of the data");
        _exports = _meter.CreateCounter<long>("copro.exports", description: "Downloads, by format");
    }

    public void Answered(string route, int status, double milliseconds) =>
        _answers.Record(milliseconds, new TagList { { "route", route }, { "status", status } });

    public void Looked(bool found) => _looks.Add(1, new KeyValuePair<string, object?>("found", found));

    public void Switched() => _switches.Add(1);

    public void Exported(string format) => _exports.Add(1, new KeyValuePair<string, object?>("format", format));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
