using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Benchmarks;

/// <summary>
/// Bias of a coefficient of the ordered logit at several sizes of study, beside that of R's MASS::polr on the same rows. Maximum likelihood is biased away from 0 by about 1/n in any program, so that within two Monte Carlo errors is
/// demanded of the largest size, which is the demo's (100 communities of 25 on average; the demo has 96 and 2,400 respondents); smaller ones are told.
/// </summary>
/// <param name="communities">Sizes, ascending.</param>
/// <param name="truth">The coefficient.</param>
/// <param name="place">Where R's script lies, and a folder for its rows.</param>
internal sealed class OrderedBias(int[] communities, double truth, Place place) : IDisposable
{
    // Ours stops at a gradient of 0, polr where the deviance stands still.
    private const double Apart = 1e-3;

    private readonly MissedBy[] _ours = [.. communities.Select(_ => new MissedBy())];
    private readonly StreamWriter[] _rows = [.. communities.Select(size => Begun(place, size))];

    /// <summary>Counts the fit of one study and keeps its rows for R.</summary>
    public void Count(int size, int study, TidyRow row, Frame rows)
    {
        _ours[size].Add(row, truth);
        var (grade, x1, x2) = (Numbers(rows, "grade"), Numbers(rows, "x1"), Numbers(rows, "x2"));
        for (int r = 0; r < rows.Rows; r++) _rows[size].Write(string.Create(CultureInfo.InvariantCulture, $"{study},{grade[r]},{x1[r]:R},{x2[r]:R}\n"));
    }

    /// <summary>Adds the table; without R its cells are empty.</summary>
    /// <returns>True when the demanded bias is within the demand and R's is the same.</returns>
    public bool Add(Report report)
    {
        report.Line().Line("## Bias of the ordered logit").Line();
        report.Line("Coefficient of x2, mean of the estimates less the truth; in brackets in Monte Carlo errors. Demanded of the largest size, which is the demo's.").Line();
        report.Line("| communities | copro | MASS::polr, same rows |").Line("| --: | --: | --: |");
        bool same = true;
        for (int size = 0; size < communities.Length; size++)
        {
            var theirs = Theirs(size);
            report.Line($"| {communities[size]} | {_ours[size].Bias:F4} ({_ours[size].Errors:F1}) | {(theirs is null ? "" : theirs.Value.ToString("F4", CultureInfo.InvariantCulture))} |");
            same &= theirs is null || Math.Abs(theirs.Value - _ours[size].Bias) < Apart;
        }
        report.Line();
        return report.Demand(Math.Abs(_ours[^1].Errors) <= MissedBy.MostErrors, $"bias within {MissedBy.MostErrors} Monte Carlo errors at {communities[^1]} communities")
            & report.Demand(same, $"R's bias is the same to {Apart}");
    }

    /// <summary>Removes the rows.</summary>
    public void Dispose()
    {
        for (int size = 0; size < communities.Length; size++)
        {
            _rows[size].Dispose();
            File.Delete(FileOf(place, communities[size]));
        }
    }

    private double? Theirs(int size)
    {
        _rows[size].Flush();
        try
        {
            return double.Parse(Measured.Run("Rscript", "--vanilla", place.Own("coverage", "polr.R"), FileOf(place, communities[size])).Output.Trim(), CultureInfo.InvariantCulture) - truth;
        }
        catch (Exception absent) when (absent is System.ComponentModel.Win32Exception || absent.Message.Contains("ended with 127", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private static StreamWriter Begun(Place place, int size)
    {
        var writer = new StreamWriter(FileOf(place, size));
        writer.Write("study,grade,x1,x2\n");
        return writer;
    }

    private static string FileOf(Place place, int size) => Path.Combine(place.Work, string.Create(CultureInfo.InvariantCulture, $"ordered-bias-{size}.csv"));

    private static double[] Numbers(Frame rows, string name) => [.. ((NumberColumn)rows[name]).Values];
}
