using System.Globalization;

namespace CoProduction.Benchmarks;

/// <summary>A synthetic survey of six correlated constructs, items of five points, communities with effects of their own: the first three constructs drive the fourth and fifth, and these the sixth.</summary>
internal static class SemFile
{
    private const ulong Seed = 20220931;
    private const int Factors = 6;

    private static readonly int[] TwentyTwo = [4, 4, 4, 4, 3, 3], Thirty = [5, 5, 5, 5, 5, 5];

    /// <summary>22 items without gaps, made once.</summary>
    public static string Complete(Place place, int rows, int communities) => place.Generated(string.Create(CultureInfo.InvariantCulture, $"sem-{rows}-{communities}.csv"), writer => Write(writer, rows, communities, TwentyTwo, 0));

    /// <summary>30 items of which 2 % are blank, made once.</summary>
    public static string Incomplete(Place place, int rows, int communities) => place.Generated(string.Create(CultureInfo.InvariantCulture, $"sem-missing-{rows}-{communities}.csv"), writer => Write(writer, rows, communities, Thirty, 0.02));

    /// <summary>The measurement model of 22 items.</summary>
    public static string Measurement => Model(TwentyTwo);

    /// <summary>The structural model of 22 items, with its indirect effect.</summary>
    public static string Structural => Model(TwentyTwo) + Paths;

    /// <summary>The structural model of 30 items.</summary>
    public static string StructuralOfThirty => Model(Thirty) + Paths;

    private const string Paths = "f4 ~ a*f1 + f2 + f3\nf5 ~ f1 + f2 + f3\nf6 ~ b*f4 + f5 + c*f1\nindirect := a*b\ntotal := c + a*b\n";

    private static string Model(int[] items) => string.Concat(Enumerable.Range(0, Factors).Select(f => $"f{f + 1} =~ {string.Join(" + ", Enumerable.Range(1, items[f]).Select(j => $"i{f + 1}{j}"))}\n"));

    private static void Write(TextWriter writer, int rows, int communities, int[] items, double missing)
    {
        var draws = new Draws(Seed);
        double[] effects = [.. Enumerable.Range(0, communities).Select(_ => 0.3 * draws.Normal())];
        writer.Write("respondent,community," + string.Join(',', items.SelectMany((count, f) => Enumerable.Range(1, count).Select(j => $"i{f + 1}{j}"))) + "\n");
        for (int row = 0; row < rows; row++)
        {
            int community = draws.Below(communities);
            double[] f = Scores(draws, effects[community]);
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{row + 1},c{community:D5}"));
            for (int factor = 0; factor < Factors; factor++)
                for (int j = 0; j < items[factor]; j++)
                {
                    double answer = (0.9 - 0.1 * j) * f[factor] + 0.7 * draws.Normal();
                    writer.Write(draws.Uniform() < missing ? "," : $",{(char)('1' + Math.Clamp((int)Math.Floor(answer + 2.5), 0, 4))}");
                }
            writer.Write('\n');
        }
    }

    private static double[] Scores(Draws draws, double effect)
    {
        double g = 0.6 * draws.Normal() + effect, f1 = g + 0.8 * draws.Normal(), f2 = g + 0.8 * draws.Normal(), f3 = g + 0.8 * draws.Normal();
        double f4 = 0.4 * f1 + 0.2 * f2 + 0.1 * f3 + 0.7 * draws.Normal(), f5 = 0.2 * f1 + 0.3 * f2 + 0.2 * f3 + 0.7 * draws.Normal();
        return [f1, f2, f3, f4, f5, 0.3 * f4 + 0.2 * f5 + 0.2 * f1 + 0.7 * draws.Normal()];
    }
}
