using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Means, totals, shares and ratios from totals by unit.</summary>
internal static class TotalsEstimates
{
    /// <summary>Weights of a smaller mean do not count people: a design effect without replacement would compare with a sample of (nearly) everybody.</summary>
    private const double MeaningfulWeight = 2;

    internal static SurveyOutcome Of(SurveySpec spec, SurveyStatistics statistics, DesignPlan plan, IProgress<long>? progress, CancellationToken stop)
    {
        var targets = SurveyTarget.Of(spec.Statement, plan);
        var domains = DomainTotals.Of(statistics);
        var sampling = new Sampling(spec, statistics.Units, progress, stop);
        return new SurveyOutcome([.. domains.SelectMany(domain => Estimates(spec, statistics.Units, targets, domain, sampling))])
        {
            Rows = domains.Sum(domain => domain.Rows),
            Lost = sampling.Lost,
        };
    }

    private static IEnumerable<SurveyEstimate> Estimates(SurveySpec spec, SampleUnits units, ImmutableArray<SurveyTarget> targets, DomainTotals domain, Sampling sampling)
    {
        int q = targets.Length;
        double[] estimates = [.. targets.Select(target => target.Base(domain.Totals) == 0 ? throw new StudyException(SurveyFaults.ZeroBase(target.Term, domain.Keys)) : target.Estimate(domain.Totals))];
        double[] variance = sampling.Variance(q, domain, () => Influences(targets, domain, estimates), totals => [.. targets.Select(target => target.Estimate(totals))]);
        double df = sampling.Df(domain.Presence.Df), kish = domain.Rows * units.Weights.EffectiveRows / units.Weights.Rows;
        long[] people = People(targets, domain, units);
        for (int j = 0; j < q; j++)
        {
            double error = Math.Sqrt(variance[j * q + j]);
            double? replace = Replace(targets[j], domain, estimates[j]) is > 0 and var simple ? error * error / simple : null;
            var bounds = targets[j].IsShare ? ProportionIntervals.Of(spec.Interval, estimates[j], error, df, domain.Rows, kish, spec.Level) : SurveyInterval.Of(estimates[j], error, df, spec.Level);
            yield return new SurveyEstimate(targets[j].Term, domain.Keys, estimates[j], error, df, bounds?.Low, bounds?.High, domain.Rows)
            {
                DeffReplace = replace,
                Deff = domain.Size >= MeaningfulWeight * domain.Rows ? replace * domain.Size / (domain.Size - domain.Rows) : null,
                Size = domain.Size,
                People = people[j],
            };
        }
    }

    // The categories of one field add up to its domain.
    private static long[] People(ImmutableArray<SurveyTarget> targets, DomainTotals domain, SampleUnits units) => GuardedPeople.Of(
        [.. targets.Select(target => target.Category is null ? domain.Rows : SurveyEstimate.FewestRows(SurveyTarget.Dot(target.Above, domain.Totals), units))],
        [.. Enumerable.Range(0, targets.Length).Where(j => targets[j].Category is not null).GroupBy(j => targets[j].Category!.Value).Select(line => line.ToArray())]);

    private static double[] Influences(ImmutableArray<SurveyTarget> targets, DomainTotals domain, double[] estimates)
    {
        int q = targets.Length, p = domain.Columns;
        double[] z = new double[domain.Units.Length * q], bases = [.. targets.Select(target => target.Base(domain.Totals))];
        for (int u = 0; u < domain.Units.Length; u++)
            for (int j = 0; j < q; j++) z[u * q + j] = targets[j].Influence(domain.Parts.AsSpan(u * p, p), estimates[j], bases[j]);
        return z;
    }

    // Variance under simple random sampling with replacement: of a mean Σw(y - ȳ)²/Σw · n/(n-1) / n, of a total (Σw)² times it; of a ratio that of the total of its linearised values.
    private static double? Replace(SurveyTarget target, DomainTotals domain, double estimate)
    {
        double n = domain.Rows, size = domain.Size, scale = target.Below is null ? 1 : 1 / target.Base(domain.Totals);
        double[] form = [.. target.Above.Select((above, j) => scale * (above - (target.Below is null ? 0 : estimate * target.Below[j])))];
        form[^1] -= SurveyTarget.Dot(form, domain.Totals) / size;
        return n > 1 ? size * size * SquaredLength(domain.Moments, form) / size / (n - 1) : null;
    }

    private static double SquaredLength(CrossProduct root, double[] form)
    {
        int p = form.Length;
        double sum = 0;
        for (int i = 0; i < p; i++)
        {
            double value = 0;
            for (int j = i; j < p; j++) value += root.Root[i * p + j] * form[j];
            sum += value * value;
        }
        return sum;
    }
}

/// <summary>Wald intervals.</summary>
internal static class SurveyInterval
{
    /// <summary>Estimate ± t times the standard error; null without degrees of freedom.</summary>
    internal static (double Low, double High)? Of(double estimate, double error, double df, double level) =>
        df > 0 ? (estimate - StudentT.Critical(1 - level, df) * error, estimate + StudentT.Critical(1 - level, df) * error) : null;
}
