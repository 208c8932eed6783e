using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Workbench;

namespace CoProduction.Benchmarks;

/// <summary>Pooled imputation of values of two, in order and without order, within communities and without: bias against its Monte Carlo error, and how often the 95 % intervals hold the truth.</summary>
internal static class CategoryCoverage
{
    private const int DefaultStudies = 1_000, Sets = 10;
    private const ulong Seed = 20220931;

    // A right cell lies beyond two errors in one of twenty: such a cell is measured again on so many times as many fresh studies.
    private const int Again = 4;

    private sealed record Ask(string Name, string Kind, string Formula, string Term, Func<CategoryStudy, double> Truth);

    private static readonly ImmutableArray<Ask> Asked =
    [
        new("b, two values: share", "b=logit", "~ b", "b", study => study.Share),
        new("grade, five in order: mean", "grade=ordered", "~ grade", "grade", study => study.Grade),
        new("k, three without order: share of the second", "k=multinomial", "~ k", "kb", study => study.ShareOf(1)),
        new("k: share of the third", "k=multinomial", "~ k", "kc", study => study.ShareOf(2)),
    ];

    /// <summary>Shows the table of fewer studies, to try.</summary>
    /// <returns>0 when it is within the demand, 1 otherwise.</returns>
    public static async Task<int> TryAsync(Place place, int studies)
    {
        var report = new Report("Pooled imputation of categories", place.Date, "eng/nightly", compared: false);
        bool met = await AddAsync(report, studies);
        report.Show();
        return met ? 0 : 1;
    }

    /// <summary>Adds the table to a report.</summary>
    /// <returns>True when bias and coverage of the imputed rows are within the demand.</returns>
    public static async Task<bool> AddAsync(Report report, int studies = DefaultStudies)
    {
        report.Line().Line("## Pooled imputation of categories under missing at random").Line();
        report.Line($"{studies} studies of 40 communities, {Sets} imputations with the score y and x in the imputation models; within communities probit models with normal random intercepts, without logit, proportional odds and multinomial logit. Complete rows stand beside and are not demanded.").Line();
        report.Line("| estimand | truth | imputed: bias | imputed: coverage | complete rows: bias | complete rows: coverage |").Line("| --- | --: | --: | --: | --: | --: |");
        var beyond = new List<(bool Within, int Ask)>();
        bool covered = true;
        foreach (bool within in (bool[])[false, true])
        {
            var study = new CategoryStudy(within);
            var (imputed, complete) = await CountAsync(study, within, 0, studies, [.. Asked]);
            for (int i = 0; i < Asked.Length; i++)
            {
                report.Line($"| {Asked[i].Name}, {Place(within)} | {Asked[i].Truth(study):F4} | {imputed[i].Cells} | {complete[i].Cells} |");
                covered &= imputed[i].Covers;
                if (Math.Abs(imputed[i].Errors) > MissedBy.MostErrors) beyond.Add((within, i));
            }
        }
        report.Line();
        bool met = report.Demand(covered, $"coverage of imputed rows within {MissedBy.Least} and {MissedBy.Most}; others are in bold");
        if (beyond.Count == 0) return report.Demand(true, $"bias of imputed rows within {MissedBy.MostErrors} Monte Carlo errors") && met;
        foreach (var (within, i) in beyond) met &= await RemeasuredAsync(report, within, Asked[i], studies);
        return met;
    }

    private static async Task<bool> RemeasuredAsync(Report report, bool within, Ask ask, int studies)
    {
        var (imputed, _) = await CountAsync(new CategoryStudy(within), within, studies, (1 + Again) * studies, [ask]);
        return report.Demand(Math.Abs(imputed[0].Errors) <= MissedBy.MostErrors,
            $"{ask.Name}, {Place(within)}, beyond {MissedBy.MostErrors} Monte Carlo errors above: {imputed[0].Errors:F2} on {Again * studies} fresh studies (at most {MissedBy.MostErrors})");
    }

    private static async Task<(MissedBy[] Imputed, MissedBy[] Complete)> CountAsync(CategoryStudy study, bool within, int first, int end, Ask[] asked)
    {
        double[] truths = [.. asked.Select(ask => ask.Truth(study))];
        MissedBy[] imputed = [.. asked.Select(_ => new MissedBy())], complete = [.. asked.Select(_ => new MissedBy())];
        for (int i = first; i < end; i++)
        {
            if (i % 50 == 0) Console.Error.WriteLine($"categories {Place(within)}: study {i}{(i == first ? "" : ", so far " + string.Join(" | ", imputed.Select(cell => cell.Cells)))}");
            var rows = new FrameRows(study.Of(Seed + (ulong)i * 7919));
            foreach (var asks in asked.Select((ask, at) => (ask, at)).GroupBy(one => one.ask.Formula))
            {
                var fit = (PooledFit)await FitMethods.FitAsync(Whole(asks.First().ask, within, Seed + (ulong)i), rows, null, CancellationToken.None);
                foreach (var (ask, at) in asks)
                {
                    imputed[at].Add(fit.Tidy().Single(row => row.Term == ask.Term), truths[at]);
                    complete[at].Add(fit.CompleteRows!.Tidy().Single(row => row.Term == ask.Term), truths[at]);
                }
            }
        }
        return (imputed, complete);
    }

    private static string Place(bool within) => within ? "within communities" : "without communities";

    private static ModelRequest Whole(Ask ask, bool within, ulong seed) => new("svy", ask.Formula)
    {
        Impute = Sets,
        Seed = seed,
        Clusters = within ? ["community"] : [],
        Settings = ImmutableSortedDictionary<string, string>.Empty.Add("impute.kinds", ask.Kind).Add("impute.also", "y, x"),
    };
}
