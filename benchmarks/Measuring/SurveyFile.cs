using System.Globalization;

namespace CoProduction.Benchmarks;

/// <summary>
/// A synthetic survey of 42 columns that every method's comparison reads: design (community, district, weight, year, kind), an outcome y with a random intercept and a random slope of x1 by
/// community, 8 regressors, two mediators (x1 → m1 → m2 → y), a moderator w, and 22 items of five points on 4 scales.
/// </summary>
internal static class SurveyFile
{
    /// <summary>The regressors.</summary>
    public const string Regressors = "x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8";

    private const int Districts = 50;
    private const int RegressorCount = 8;
    private const int Items = 22;
    private const int Scales = 4;
    private const ulong Seed = 20220931;

    private static readonly string[] Kinds = ["commodity", "danwei", "resettled"];

    /// <summary>The file of so many rows and communities, made once.</summary>
    public static string Of(Place place, int rows, int communities) =>
        place.Generated(string.Create(CultureInfo.InvariantCulture, $"survey-{rows}-{communities}.csv"), writer => Write(writer, rows, communities));

    private static void Write(TextWriter writer, int rows, int communities)
    {
        var draws = new Draws(Seed);
        var effects = Enumerable.Range(0, communities).Select(_ => (Level: draws.Normal(), Slope: 0.2 * draws.Normal(), Kind: draws.Below(Kinds.Length))).ToArray();
        writer.Write("respondent,community,district,weight,year,kind,y,"
            + string.Join(',', Enumerable.Range(1, RegressorCount).Select(j => $"x{j}")) + ",m1,m2,w,binary," + string.Join(',', Enumerable.Range(1, Items).Select(j => $"item{j:D2}")) + ",minutes\n");
        for (int row = 0; row < rows; row++)
        {
            int community = draws.Below(communities);
            Row(writer, draws, row, community, effects[community]);
        }
    }

    private static void Row(TextWriter writer, Draws draws, int row, int community, (double Level, double Slope, int Kind) effect)
    {
        double[] x = [.. Enumerable.Range(0, RegressorCount).Select(j => Math.Round(draws.Normal() + (j % 2 == 0 ? 0.4 * effect.Level : 0), 4))];
        double w = draws.Normal(), m1 = 0.5 * x[0] + 0.1 * w * x[0] + 0.3 * effect.Level + draws.Normal(), m2 = 0.3 * m1 + 0.2 * x[0] + draws.Normal();
        double y = 3 + 0.5 * effect.Level + effect.Slope * x[0] + 0.4 * m1 + 0.2 * m2 + draws.Normal();
        for (int j = 0; j < RegressorCount; j++) y += (j % 2 == 0 ? 1.0 : -1.0) / (j + 1) * x[j];
        double[] scores = [.. Enumerable.Range(0, Scales).Select(_ => draws.Normal() + 0.3 * effect.Level)];
        writer.Write(string.Create(CultureInfo.InvariantCulture,
            $"{row + 1},c{community:D5},d{community % Districts:D2},{0.5 + draws.Uniform():F4},{2015 + draws.Below(6)},{Kinds[effect.Kind]},{y:F4}"));
        foreach (double value in x) writer.Write(string.Create(CultureInfo.InvariantCulture, $",{value:F4}"));
        writer.Write(string.Create(CultureInfo.InvariantCulture, $",{m1:F4},{m2:F4},{w:F4},{(y + draws.Normal() > 3 ? 1 : 0)}"));
        for (int item = 0; item < Items; item++) writer.Write((char[])[',', Answer(0.75 * scores[item % Scales] + 0.66 * draws.Normal())]);
        writer.Write(string.Create(CultureInfo.InvariantCulture, $",{5 + 20 * draws.Uniform():F1}\n"));
    }

    // Five points, cut at -1.5, -0.5, 0.5, 1.5.
    private static char Answer(double score) => (char)('1' + Math.Clamp((int)Math.Floor(score + 2.5), 0, 4));
}
