using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Benchmarks;

/// <summary>
/// A study shaped like the demo whose truth is known: communities of 10 to 40 respondents with effects of standard deviation 0.25, two drivers that correlate at 0.27,
/// x1 → m (0.5) → y (0.3), x1 → y (0.15), x2 → y (0.3), weights unrelated to the answers, five items with loading 0.8 on a score, and a grade of five whose ordered logit on x1 and x2 is known.
/// </summary>
internal static class SimulatedStudy
{
    /// <summary>Mean of the outcome in the population.</summary>
    public const double Mean = 3;

    /// <summary>Slope of x2.</summary>
    public const double Slope = 0.3;

    /// <summary>Indirect effect of x1 through m.</summary>
    public const double Indirect = 0.5 * 0.3;

    /// <summary>Cronbach's alpha of the five items: k r / (1 + (k - 1) r) with r = 0.64.</summary>
    public const double Alpha = Items * 0.64 / (1 + (Items - 1) * 0.64);

    /// <summary>Number of items.</summary>
    public const int Items = 5;

    /// <summary>Coefficient of x2 in the ordered logit of the grade.</summary>
    public const double GradeSlope = 0.6;

    private const double CommunityEffect = 0.25;

    // Latent errors are logistic one by one and correlate at 0.1 within a community (Gaussian copula): the coefficient of all people is the one that made the grades.
    private const double GradeLikeness = 0.1;
    private static readonly double[] Cuts = [-2, -0.8, 0.6, 1.9];

    /// <summary>One study.</summary>
    /// <param name="communities">Number of communities.</param>
    /// <param name="seed">Seed; the same seed gives the same study.</param>
    public static Frame Of(int communities, ulong seed)
    {
        var draws = new Draws(Mixed(seed));
        var rows = Enumerable.Range(0, communities).SelectMany(community => Community(draws, community)).ToList();
        ImmutableArray<double> Values(Func<Respondent, double> value) => [.. rows.Select(value)];
        return new Frame(
        [
            new TextColumn("community", [.. rows.Select(row => row.Community)], []), new NumberColumn("weight", Values(row => row.Weight), []), new NumberColumn("x1", Values(row => row.X1), []),
            new NumberColumn("x2", Values(row => row.X2), []), new NumberColumn("m", Values(row => row.M), []), new NumberColumn("y", Values(row => row.Y), []),
            new NumberColumn("grade", [.. Grades(rows, new Draws(Mixed(seed ^ 0x5DEECE66D)))], []),
            .. Enumerable.Range(0, Items).Select(item => (Column)new NumberColumn($"i{item + 1}", Values(row => row.Answers[item]), [])),
        ]);
    }

    private static IEnumerable<double> Grades(List<Respondent> rows, Draws draws)
    {
        foreach (var community in rows.GroupBy(row => row.Community))
        {
            double shared = draws.Normal();
            foreach (var row in community)
            {
                double share = NormalShare(Math.Sqrt(GradeLikeness) * shared + Math.Sqrt(1 - GradeLikeness) * draws.Normal());
                double latent = 0.3 * row.X1 + GradeSlope * row.X2 + Math.Log(share / (1 - share));
                yield return 1 + Cuts.Count(cut => latent > cut);
            }
        }
    }

    /// <summary>Φ(z) by the trapezium rule on the density: five digits, enough for a simulation.</summary>
    internal static double NormalShare(double z)
    {
        const int Steps = 200;
        double end = Math.Min(8, Math.Abs(z)), step = end / Steps, sum = 0.5 * (1 + Math.Exp(-end * end / 2));
        for (int i = 1; i < Steps; i++) sum += Math.Exp(-i * step * i * step / 2);
        double half = sum * step / Math.Sqrt(2 * Math.PI);
        return Math.Clamp(0.5 + Math.Sign(z) * half, 1e-15, 1 - 1e-15);
    }

    // Neighbouring seeds of a xorshift begin alike; splitmix64 (Steele, Lea and Flood 2014) sets them apart.
    private static ulong Mixed(ulong seed)
    {
        ulong z = seed + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private sealed record Respondent(string Community, double Weight, double X1, double X2, double M, double Y, double[] Answers);

    private static List<Respondent> Community(Draws draws, int community)
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"c{community:D3}");
        double[] effects = [.. Enumerable.Range(0, 5).Select(_ => CommunityEffect * draws.Normal())];
        return [.. Enumerable.Range(0, 10 + draws.Below(31)).Select(_ => One(draws, key, effects))];
    }

    private static Respondent One(Draws draws, string community, double[] effects)
    {
        double shared = draws.Normal(), x1 = effects[0] + Math.Sqrt(0.27) * shared + Math.Sqrt(0.73) * draws.Normal(), x2 = effects[1] + Math.Sqrt(0.27) * shared + Math.Sqrt(0.73) * draws.Normal();
        double m = 0.5 * x1 + effects[2] + 0.71 * draws.Normal(), y = Mean + 0.3 * m + 0.15 * x1 + Slope * x2 + effects[3] + 0.69 * draws.Normal();
        double score = effects[4] + Math.Sqrt(1 - CommunityEffect * CommunityEffect) * draws.Normal();
        return new Respondent(community, 0.5 + draws.Uniform(), x1, x2, m, y, [.. Enumerable.Range(0, Items).Select(_ => 0.8 * score + 0.6 * draws.Normal())]);
    }
}
