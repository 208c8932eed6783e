using System.Globalization;

namespace CoProduction.Benchmarks;

/// <summary>A synthetic survey of 1,000,000 rows: 8 regressors, 2,000 communities, and an effect of each community on the answer and on every regressor.</summary>
internal static class FitFile
{
    /// <summary>The regressors, in the order of the columns.</summary>
    public const string Formula = "y ~ x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8";

    private const int Rows = 1_000_000;
    private const int Communities = 2_000;
    private const int Regressors = 8;
    private const ulong Seed = 20220931;

    /// <summary>Writes the file.</summary>
    public static void Write(TextWriter writer)
    {
        var draws = new Draws(Seed);
        var effects = Enumerable.Range(0, Communities).Select(_ => draws.Normal()).ToArray();
        writer.Write("community,y," + string.Join(',', Enumerable.Range(1, Regressors).Select(j => $"x{j}")) + "\n");
        for (int row = 0; row < Rows; row++) Row(writer, draws, effects);
    }

    // The coefficient of x_j is 1/j, with alternating sign; half the regressors lean on the community, so that clustering matters.
    private static void Row(TextWriter writer, Draws draws, double[] effects)
    {
        int community = draws.Below(effects.Length);
        Span<double> x = stackalloc double[Regressors];
        double y = 3 + (0.5 * effects[community]) + draws.Normal();
        for (int j = 0; j < Regressors; j++)
        {
            x[j] = Math.Round(draws.Normal() + (j % 2 == 0 ? 0.4 * effects[community] : 0), 4);
            y += (j % 2 == 0 ? 1.0 : -1.0) / (j + 1) * x[j];
        }
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"c{community:D4},{y:F4}"));
        foreach (double value in x) writer.Write(string.Create(CultureInfo.InvariantCulture, $",{value:F4}"));
        writer.Write('\n');
    }
}
