using System.Text.RegularExpressions;

namespace CoProduction.Benchmarks;

/// <summary>The dashboard's overview under load, at the size of a district and of a province; requests come from this process, over the loopback interface.</summary>
internal static partial class WebTable
{
    private const int PerSecond = 200, Seconds = 60, ProvinceSeconds = 20;
    private const int DistrictPages = 400, ProvincePages = 200;

    /// <summary>Measures both and writes <c>benchmarks/web/RESULTS.md</c>.</summary>
    /// <returns>0 when every demand was met, 1 otherwise.</returns>
    /// <param name="place">Where to work.</param>
    /// <param name="province">False to leave out the province, whose files take some minutes and gigabytes.</param>
    public static async Task<int> RunAsync(Place place, bool province)
    {
        var report = new Report("The overview under load", place.Date, $"eng/bench web --date {place.Date}{(province ? "" : " district")}", compared: false);
        report.Line("`copro serve` in a process of its own; a second process asks at a steady rate for the overview under its filters in both languages. A request's time runs from when it was due to the last byte of its answer, so it holds the client's share too.");
        report.Line("Warm: each address was asked for once before. Cold: those first askings, one after the other.").Line();
        var district = await MeasureAsync(place, ScaledDemo.District, DistrictPages, Seconds);
        var large = province ? await MeasureAsync(place, ScaledDemo.Province, ProvincePages, ProvinceSeconds) : null;
        report.Line("| study | addresses | ready after s | cold p50 ms | cold p99 ms | warm p50 ms | warm p99 ms | requests/s | failed | peak memory MB |");
        report.Line("| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |");
        Row(report, "district: 2,016 communities, 120,000 entries, 50,000 respondents a survey", district);
        if (large is not null) Row(report, "province: 20,064 communities, 5,000,000 entries, 500,000 respondents a survey", large);
        report.Line();
        bool met = report.Demand(district.Warm.Quantile(0.5) < 20, $"district: half of the answers within {district.Warm.Quantile(0.5):F1} ms (under 20)")
            & report.Demand(district.Warm.Quantile(0.99) < 100, $"district: 99 % of the answers within {district.Warm.Quantile(0.99):F1} ms (under 100)")
            & report.Demand(district.Warm.Rate > 0.99 * PerSecond && district.Warm.Failed + district.Cold.Failed == 0, $"district: {district.Warm.Rate:F0} requests/s for {Seconds} s with {district.Warm.Failed} errors (200 and none)")
            & (large is null || report.Demand(large.Warm.Quantile(0.99) < 300, $"province: 99 % of the answers within {large.Warm.Quantile(0.99):F1} ms (under 300)"))
            & report.Demand(district.Megabytes < 400, $"district: the server takes {district.Megabytes:F0} MB (under 400)")
            & report.Demand(district.FirstPage < 150_000, $"first page, with what it loads but the chart script: {district.FirstPage / 1e3:F0} kB (under 150)");
        report.Write(place.Own("web", "RESULTS.md"));
        return met ? 0 : 1;
    }

    private sealed record Outcome(int Addresses, double SecondsToReady, Load Cold, Load Warm, double Megabytes, long FirstPage);

    private static async Task<Outcome> MeasureAsync(Place place, ScaledDemo size, int pages, int seconds)
    {
        string study = size.Write(place);
        Measured.Run(place.Copro, "run", study, "--quiet");
        using var server = await ServedStudy.StartAsync(place, study);
        var addresses = await server.OverviewsAsync(pages);
        var cold = await Load.OnceAsync(server.Address, addresses);
        var warm = await Load.SteadyAsync(server.Address, addresses, PerSecond, seconds);
        return new Outcome(addresses.Count, server.SecondsToReady, cold, warm, server.PeakMegabytes, await FirstPageAsync(server.Address));
    }

    private static async Task<long> FirstPageAsync(Uri server)
    {
        using var client = new HttpClient { BaseAddress = server };
        string page = await client.GetStringAsync(new Uri("/", UriKind.Relative));
        long bytes = await Load.BytesAsync(server, "/");
        foreach (string asset in Asset().Matches(page).Select(match => match.Groups[1].Value).Where(asset => !asset.Contains("plotly", StringComparison.Ordinal)).Distinct())
            bytes += await Load.BytesAsync(server, asset);
        return bytes;
    }

    private static void Row(Report report, string name, Outcome one) => report.Line(
        $"| {name} | {one.Addresses} | {one.SecondsToReady:F1} | {one.Cold.Quantile(0.5):F1} | {one.Cold.Quantile(0.99):F1} | {one.Warm.Quantile(0.5):F1} | {one.Warm.Quantile(0.99):F1} | {one.Warm.Rate:F0} | {one.Warm.Failed} | {one.Megabytes:F0} |");

    // Stylesheets, scripts and pictures of the page.
    [GeneratedRegex("""(?:<link[^>]*rel="(?:stylesheet|icon)"[^>]*href|<(?:script|img)[^>]*\bsrc)="(/[^"]+)""")]
    private static partial Regex Asset();
}
