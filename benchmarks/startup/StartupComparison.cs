namespace CoProduction.Benchmarks;

/// <summary>How long a person waits: the help text, and the whole demo study.</summary>
internal static class StartupComparison
{
    private const int Rounds = 5;
    private const double HelpSeconds = 0.3;
    private const double DemoSeconds = 10;

    /// <summary>Measures both and writes <c>benchmarks/startup/RESULTS.md</c>.</summary>
    /// <returns>0 when every demand was met, 1 otherwise.</returns>
    public static int Run(Place place)
    {
        var series = Series.Alternate(Rounds, ("copro --help", () => Measured.Run(place.Copro, "--help")), ("copro demo", () => Demo(place)));
        var report = new Report("Start-up and the demo", place.Date, $"eng/bench startup --date {place.Date}");
        report.Table(series);
        bool met = report.Demand(series[0].Median < HelpSeconds, $"copro --help in {series[0].Median:F2} s (under {HelpSeconds})")
            & report.Demand(series[1].Median < DemoSeconds, $"copro demo in {series[1].Median:F1} s (under {DemoSeconds})");
        report.Write(place.Own("startup", "RESULTS.md"));
        return met ? 0 : 1;
    }

    // A folder of its own each time: a second demo in the same folder would find everything done.
    private static Measured Demo(Place place)
    {
        string folder = Directory.CreateTempSubdirectory("copro-demo-").FullName;
        try
        {
            return Measured.RunIn(folder, place.Copro, "demo");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
