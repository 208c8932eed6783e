using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Workbench;

namespace CoProduction.Benchmarks;

/// <summary>
/// Pooled imputation on simulated studies whose answers are missing at random: y, m and x2 are missing the more or the less often the higher x1 is, in 55 % of the rows at least one of them. Bias against its Monte Carlo error, and how
/// often the 95 % intervals hold the truth; beside them the complete rows alone.
/// </summary>
internal static class PooledCoverage
{
    private const int Studies = 1_000, Communities = 40;
    private const double Least = 0.93, Most = 0.97, MostErrors = 2;
    private const ulong Seed = 20220931;

    // The model that made the rows: a least-squares fit would use less than the imputations know, and Rubin's variance would be too large (Meng 1994).
    private static readonly ModelRequest Model = new("lmm", "y ~ m + x1 + x2 + (1 | community)");

    private static readonly (string Name, bool Demanded, ModelRequest Request)[] Ways =
    [
        ("20 imputations, normal, random intercepts", true, Model with { Impute = 20, Settings = ImmutableSortedDictionary<string, string>.Empty.Add("impute.kinds", "y=normal, m=normal, x2=normal") }),
        ("20 imputations, pmm, random intercepts (not demanded)", false, Model with { Impute = 20 }),
        ("complete rows (not demanded)", false, Model),
    ];

    private static readonly (string Term, double Truth)[] Estimands = [("m", 0.3), ("x1", 0.15), ("x2", SimulatedStudy.Slope)];

    /// <summary>Adds the table to a report.</summary>
    /// <returns>True when bias and coverage of the demanded rows are within the demand.</returns>
    public static async Task<bool> AddAsync(Report report, int studies = Studies)
    {
        report.Line().Line($"## Pooled imputation under missing at random").Line();
        report.Line($"{studies} studies of {Communities} communities, `{Model.Formula}`. Bias in Monte Carlo errors of the mean (a right method: within 2 in 95 of 100 cells), and the share of intervals that hold the truth.").Line();
        report.Line($"| rows | {string.Join(" | ", Estimands.Select(one => $"{one.Term}: bias | {one.Term}: coverage"))} |").Line($"| --- |{string.Concat(Estimands.Select(_ => " --: | --: |"))}");
        var found = new (double Sum, double Squares, int Held)[Ways.Length, Estimands.Length];
        for (int study = 0; study < studies; study++) await CountAsync(found, study);
        bool met = true;
        for (int way = 0; way < Ways.Length; way++) met &= Row(report, found, way, studies) || !Ways[way].Demanded;
        report.Line();
        report.Demand(met, $"bias of imputed rows within {MostErrors} Monte Carlo errors, coverage within {Least} and {Most}; others are in bold");
        return met;
    }

    private static async Task CountAsync((double Sum, double Squares, int Held)[,] found, int study)
    {
        if (study % 100 == 0) Console.Error.WriteLine($"imputation: study {study}");
        var rows = new FrameRows(Holed(SimulatedStudy.Of(Communities, Seed + (ulong)study * 7919), (ulong)study));
        for (int way = 0; way < Ways.Length; way++)
        {
            var request = Ways[way].Request;
            var fit = await FitMethods.FitAsync(request.Impute is null ? request : request with { Seed = Seed + (ulong)study }, rows, null, CancellationToken.None);
            for (int i = 0; i < Estimands.Length; i++) Count(ref found[way, i], fit.Tidy().Single(row => row.Term == Estimands[i].Term), Estimands[i].Truth);
        }
    }

    private static void Count(ref (double Sum, double Squares, int Held) cell, Analysis.TidyRow row, double truth)
    {
        double miss = row.Estimate!.Value - truth;
        cell = (cell.Sum + miss, cell.Squares + miss * miss, cell.Held + (row.ConfLow <= truth && truth <= row.ConfHigh ? 1 : 0));
    }

    private static bool Row(Report report, (double Sum, double Squares, int Held)[,] found, int way, int studies)
    {
        bool all = true;
        string cells = "";
        for (int i = 0; i < Estimands.Length; i++)
        {
            var (sum, squares, held) = found[way, i];
            double bias = sum / studies, errors = bias / Math.Sqrt((squares / studies - bias * bias) / studies), share = (double)held / studies;
            all &= Math.Abs(errors) <= MostErrors && share is >= Least and <= Most;
            cells += $" {Shown(errors, "F1", Math.Abs(errors) <= MostErrors)} | {Shown(share, "F3", share is >= Least and <= Most)} |";
        }
        report.Line($"| {Ways[way].Name} |{cells}");
        return all;
    }

    private static string Shown(double value, string format, bool within) => value.ToString(format, CultureInfo.InvariantCulture) is var text && within ? text : $"**{text}**";

    // Missing by x1 alone, which everyone answered.
    private static Frame Holed(Frame study, ulong seed)
    {
        var draws = new Draws((seed + 1) * 0x9E3779B97F4A7C15);
        var x1 = ((NumberColumn)study["x1"]).Values;
        Column Holes(string name, double level, double slope) =>
            (NumberColumn)study[name] with { Reasons = [.. x1.Select(value => draws.Uniform() < 1 / (1 + Math.Exp(-level - slope * value)) ? MissingReason.Blank : MissingReason.Present)] };
        return study.With(Holes("y", -1.2, 1), Holes("m", -1.5, -1), Holes("x2", -1.8, 0.5));
    }
}
