namespace CoProduction.Tests.Fixtures;

/// <summary>Breaks the rules on calls on purpose, so that the rules are known to be able to fail.</summary>
internal static class BadCalls
{
    public static DateTime ReadsTheClock() => DateTime.UtcNow;

    public static int DrawsWithoutSeed() => new Random().Next() + Random.Shared.Next();

#pragma warning disable CA1305 // the fault is the fixture
    public static double FollowsTheCulture(string text) => double.Parse(text);

    public static Func<string> FollowsTheCultureInALambda(double number) => () => number.ToString();
#pragma warning restore CA1305

    public static async Task<string> WaitsAndReads(string path) => await File.ReadAllTextAsync(path);

    public static IEnumerable<string> ReadsInAnIterator(string path)
    {
        foreach (string line in File.ReadLines(path)) yield return line;
    }

    public static string AsksADatabase() => "SELECT community, sum(amount) FROM fund_entries GROUP BY community";

    public static double IsPure(double x) => Math.Sqrt(x);
}

/// <summary>A record of numbers: its printing is the compiler's and no fault.</summary>
internal sealed record PrintedByTheCompiler(double Estimate, DateTime When);
