using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The tables of a review of missing values.</summary>
internal static class MissingParts
{
    private const string Complete = "(complete)", Rest = "(rarer patterns)", Nothing = "(none)";

    internal static ImmutableArray<FitPart> Of(MissingFit fit) =>
        [Reasons(fit), Extent(fit), Patterns(fit), Listwise(fit), .. fit.Little is { } test ? [Moments(fit, test)] : Array.Empty<FitPart>()];

    /// <summary>People that a count among all speaks of: those counted or the others, whichever are fewer; all when nobody is counted.</summary>
    internal static long Fewer(long counted, long all) => counted == 0 || counted == all ? all : Math.Min(counted, all - counted);

    private static FitPart Reasons(MissingFit fit) => new("reasons", new("缺失原因", "Reasons of missing values"),
        [Text("variable", "变量", "Variable"), Text("reason", "原因", "Reason"), People, Share],
        [
            .. from v in Enumerable.Range(0, fit.Statistics.Variables.Length)
               from reason in Enumerable.Range(1, MissingAccumulator.ReasonCount - 1)
               let rows = fit.Statistics.Reasons[v * MissingAccumulator.ReasonCount + reason]
               where rows > 0
               select ImmutableArray.Create<PartValue>(fit.Statistics.Variables[v], MissingReasons.Name((MissingReason)reason), rows, (double)rows / fit.Rows),
        ])
    {
        // The share of a variable is the sum of its reasons: a reason of few people would follow from the others.
        People =
        [
            .. from v in Enumerable.Range(0, fit.Statistics.Variables.Length)
               let counts = Enumerable.Range(1, MissingAccumulator.ReasonCount - 1).Select(reason => fit.Statistics.Reasons[v * MissingAccumulator.ReasonCount + reason]).Where(rows => rows > 0).ToArray()
               from _ in counts
               select Fewer(counts.Min(), fit.Rows),
        ],
    };

    private static FitPart Extent(MissingFit fit)
    {
        long[] rows = [fit.Statistics.Complete, fit.Statistics.Patterns.Where(pattern => pattern.Missing.Count(missing => missing) == 1).Sum(pattern => pattern.Rows)];
        long several = fit.Rows - rows.Sum();
        return new FitPart("extent", new("每行缺失的变量数", "Variables missing in a row"), [Text("missing", "缺失变量数", "Missing"), People, Share],
            [.. new[] { ("0", rows[0]), ("1", rows[1]), ("2+", several) }.Where(one => one.Item2 > 0).Select(one => ImmutableArray.Create<PartValue>(one.Item1, one.Item2, (double)one.Item2 / fit.Rows))]);
    }

    private static FitPart Patterns(MissingFit fit)
    {
        var (statistics, shown) = (fit.Statistics, fit.Statistics.Patterns.Take(fit.Spec.Shown).ToArray());
        long rest = fit.Rows - shown.Sum(pattern => pattern.Rows);
        return new FitPart("patterns", new("缺失模式", "Patterns of missing values"), [Text("missing", "缺失的变量", "Missing together"), Number("variables", "变量数", "Variables", 0), People, Share],
            [
                .. shown.Select(pattern => ImmutableArray.Create<PartValue>(Named(statistics, pattern), pattern.Missing.Count(missing => missing), pattern.Rows, (double)pattern.Rows / fit.Rows)),
                .. rest > 0 ? new[] { ImmutableArray.Create<PartValue>(Rest, (double?)null, rest, (double)rest / fit.Rows) } : [],
            ])
        {
            // Beside the shares of the variables a pattern of few people would follow from the others: for the owner of the rows, not for reports.
            IsDiary = true,
        };
    }

    private static string Named(MissingStatistics statistics, MissingPattern pattern) =>
        pattern.Missing.Contains(true) ? string.Join(", ", statistics.Variables.Where((_, v) => pattern.Missing[v])) : Complete;

    private static FitPart Listwise(MissingFit fit)
    {
        var statistics = fit.Statistics;
        return new FitPart("listwise", new("只用完整行时的行数", "Rows that listwise deletion keeps"),
            [Text("without", "去掉的变量", "Leaving out"), Number("complete", "完整行", "Complete rows", 0), Number("gained", "多出", "Gained", 0)],
            [
                [Nothing, statistics.Complete, (double?)null],
                .. statistics.Variables.Select((name, v) => ImmutableArray.Create<PartValue>(name, statistics.CompleteWithout[v], statistics.CompleteWithout[v] - statistics.Complete)),
            ])
        {
            People = [Fewer(statistics.Complete, statistics.Rows), .. statistics.CompleteWithout.Select(rows => Math.Min(Fewer(rows, statistics.Rows), rows == statistics.Complete ? statistics.Rows : rows - statistics.Complete))],
            IsDiary = true,
        };
    }

    private static FitPart Moments(MissingFit fit, LittleTest test) => new("moments", new("EM估计的均值与标准差", "Means and standard deviations by EM"),
        [Text("variable", "变量", "Variable"), Number("observed_mean", "现有值均值", "Mean of values"), Number("em_mean", "EM均值", "Mean by EM"), Number("observed_sd", "现有值标准差", "SD of values"), Number("em_sd", "EM标准差", "SD by EM")],
        [
            .. test.Variables.Select((name, i) =>
            {
                var (mean, deviation) = Observed(fit.Statistics, name);
                return ImmutableArray.Create<PartValue>(name, mean, test.Means[i], deviation, Math.Sqrt(test.Covariance[i, i]));
            }),
        ])
    {
        IsDiary = true,
    };

    // Divisor n, as EM has it.
    private static (double Mean, double Deviation) Observed(MissingStatistics statistics, string name)
    {
        int v = statistics.Variables.IndexOf(name), i = statistics.Numeric[..v].Count(numeric => numeric), q = statistics.Numeric.Count(numeric => numeric);
        var there = statistics.Patterns.Where(pattern => !pattern.Missing[v]).ToArray();
        double rows = there.Sum(pattern => (double)pattern.Rows), mean = there.Sum(pattern => pattern.Rows * pattern.Means[i]) / rows;
        return (mean, Math.Sqrt(there.Sum(pattern => pattern.Products[i * q + i] + pattern.Rows * (pattern.Means[i] - mean) * (pattern.Means[i] - mean)) / rows));
    }

    private static PartColumn People { get; } = new("rows", new("行数", "Rows"), MeasureKind.People, 0);

    private static PartColumn Share { get; } = new("share", new("占比", "Share"), MeasureKind.Share, 1);

    private static PartColumn Text(string name, string zh, string en) => new(name, new(zh, en), MeasureKind.Text);

    private static PartColumn Number(string name, string zh, string en, int decimals = 3) => new(name, new(zh, en), MeasureKind.Number, decimals);
}
