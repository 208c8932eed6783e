using System.Collections.Immutable;
using CoProduction.Workbench;

namespace CoProduction.Benchmarks;

/// <summary>
/// Pooled imputation on simulated studies whose answers are missing at random: y, m and x2 are missing the more or the less often the higher x1 is, in 55 % of the rows at least one of them. Bias against its Monte Carlo error, and how
/// often the 95 % intervals hold the truth; beside them the complete rows alone.
/// </summary>
internal static class PooledCoverage
{
    private const int Studies = 1_000, Communities = 40;
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
        MissedBy[][] found = [.. Ways.Select(_ => Estimands.Select(_ => new MissedBy()).ToArray())];
        for (int study = 0; study < studies; study++) await CountAsync(found, study);
        for (int way = 0; way < Ways.Length; way++) report.Line($"| {Ways[way].Name} | {string.Join(" | ", found[way].Select(cell => cell.Cells))} |");
        bool met = Enumerable.Range(0, Ways.Length).All(way => !Ways[way].Demanded || found[way].All(cell => cell.Met));
        report.Line();
        report.Demand(met, $"bias of imputed rows within {MissedBy.MostErrors} Monte Carlo errors, coverage within {MissedBy.Least} and {MissedBy.Most}; others are in bold");
        return met;
    }

    private static async Task CountAsync(MissedBy[][] found, int study)
    {
        if (study % 100 == 0) Console.Error.WriteLine($"imputation: study {study}");
        var rows = new FrameRows(Holed(SimulatedStudy.Of(Communities, Seed + (ulong)study * 7919), (ulong)study));
        for (int way = 0; way < Ways.Length; way++)
        {
            var request = Ways[way].Request;
            var fit = await FitMethods.FitAsync(request.Impute is null ? request : request with { Seed = Seed + (ulong)study }, rows, null, CancellationToken.None);
            for (int i = 0; i < Estimands.Length; i++) found[way][i].Add(fit.Tidy().Single(row => row.Term == Estimands[i].Term), Estimands[i].Truth);
        }
    }

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
