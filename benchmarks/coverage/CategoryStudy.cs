using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Benchmarks;

/// <summary>
/// A study of 40 communities of 10 to 40 respondents whose categories follow from a score y ~ N(0, 1): b of two values, a grade of five, and k of three without order. Within communities their latent variables have normal errors and
/// normal intercepts of standard deviation 0.4, and y has intercepts of 0.3; without, logistic errors (and extreme-value ones for k) and no intercepts at all. They are missing the more often the higher x is, which goes along with y.
/// </summary>
/// <param name="within">True within communities.</param>
internal sealed class CategoryStudy(bool within)
{
    private const int Communities = 40, Panels = 400;
    private const double Effect = 0.4, Reach = 8, ScoreEffect = 0.3, Along = 0.5;

    private static readonly double[] Cuts = [-1.4, -0.5, 0.4, 1.5];

    // Intercepts and slopes of the latent variables on y.
    private static readonly (double At, double Slope)[] Values = [(0, 0), (-0.2, 0.9), (0.3, -0.6)];

    /// <summary>Share of those whose b is 1.</summary>
    public double Share => Over(y => Latent(-0.3 + 0.8 * y));

    /// <summary>Mean of the grade.</summary>
    public double Grade => 1 + Cuts.Sum(cut => Over(y => Latent(0.7 * y - cut)));

    /// <summary>Share of a value of k.</summary>
    public double ShareOf(int value) => Over(y => Chance(value, y));

    /// <summary>One study.</summary>
    /// <param name="seed">Seed; the same seed gives the same study.</param>
    public Frame Of(ulong seed)
    {
        var draws = new Draws((seed + 1) * 0x9E3779B97F4A7C15);
        var rows = Enumerable.Range(0, Communities).SelectMany(community => Community(draws, community)).ToList();
        ImmutableArray<double> Numbers(Func<Respondent, double> value) => [.. rows.Select(value)];
        ImmutableArray<MissingReason> Holes(double level) => [.. rows.Select(row => draws.Uniform() < 1 / (1 + Math.Exp(-level - row.X)) ? MissingReason.Blank : MissingReason.Present)];
        return new Frame(
        [
            new TextColumn("community", [.. rows.Select(row => row.Community)], []), new NumberColumn("y", Numbers(row => row.Y), []), new NumberColumn("x", Numbers(row => row.X), []),
            new NumberColumn("b", Numbers(row => row.B), Holes(-0.8)), new NumberColumn("grade", Numbers(row => row.Grade), Holes(-1)), new CategoryColumn("k", [.. rows.Select(row => row.K)], ["a", "b", "c"], Holes(-1.2)),
        ]);
    }

    private sealed record Respondent(string Community, double Y, double X, double B, double Grade, int K);

    private IEnumerable<Respondent> Community(Draws draws, int community)
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"c{community:D3}");
        double likeness = within ? ScoreEffect : 0, score = likeness * draws.Normal();
        double[] effects = [.. Enumerable.Range(0, 4).Select(_ => within ? Effect * draws.Normal() : 0)];
        return [.. Enumerable.Range(0, 10 + draws.Below(31)).Select(_ => One(draws, key, score + Math.Sqrt(1 - likeness * likeness) * draws.Normal(), effects))];
    }

    private Respondent One(Draws draws, string community, double y, double[] effects)
    {
        double grade = 0.7 * y + effects[1] + Error(draws), b = -0.3 + 0.8 * y + effects[0] + Error(draws);
        double[] utilities = [.. Values.Select((value, j) => value.At + value.Slope * y + (j > 0 ? effects[j + 1] : 0) + (within ? draws.Normal() : -Math.Log(-Math.Log(draws.Uniform()))))];
        return new Respondent(community, y, Along * y + draws.Normal(), b > 0 ? 1 : 0, 1 + Cuts.Count(cut => grade > cut), Array.IndexOf(utilities, utilities.Max()));
    }

    private double Error(Draws draws) => within ? draws.Normal() : draws.Uniform() is var share ? Math.Log(share / (1 - share)) : 0;

    // P(latent variable > 0) at its mean, over the intercepts of the communities.
    private double Latent(double mean) => within ? NormalShare(mean / Math.Sqrt(1 + Effect * Effect)) : 1 / (1 + Math.Exp(-mean));

    private double Chance(int value, double y)
    {
        double[] means = [.. Values.Select(one => one.At + one.Slope * y)], spreads = [1, Math.Sqrt(1 + Effect * Effect), Math.Sqrt(1 + Effect * Effect)];
        if (!within) return Math.Exp(means[value]) / means.Sum(Math.Exp);
        return Over(z => Enumerable.Range(0, 3).Where(j => j != value).Aggregate(1.0, (product, j) => product * NormalShare((means[value] + spreads[value] * z - means[j]) / spreads[j])));
    }

    // The mean of a function of a standard normal variable, by the trapezium rule.
    private static double Over(Func<double, double> value)
    {
        double step = 2 * Reach / Panels;
        return step / Math.Sqrt(2 * Math.PI) * Enumerable.Range(0, Panels + 1).Sum(i => (-Reach + i * step) is var z ? Math.Exp(-z * z / 2) * value(z) : 0);
    }

    private static double NormalShare(double z) => SimulatedStudy.NormalShare(z);
}
