namespace CoProduction.Analysis;

/// <summary>The way that sampling variance is estimated for one fit.</summary>
internal sealed class Sampling
{
    private readonly SurveySpec _spec;
    private readonly SampleUnits _units;
    private readonly IProgress<long>? _progress;
    private readonly CancellationToken _stop;

    internal Sampling(SurveySpec spec, SampleUnits units, IProgress<long>? progress, CancellationToken stop)
    {
        (_spec, _units, _progress, _stop) = (spec, units, progress, stop);
        Replicates = spec.Given ?? (spec.Variance == SurveyVariance.Taylor ? null : Replicates.Of(spec, units));
    }

    /// <summary>The replicate weights; null for linearisation.</summary>
    internal Replicates? Replicates { get; }

    /// <summary>Replicates without an answer so far.</summary>
    internal int Lost { get; private set; }

    /// <summary>Degrees of freedom: of the units and strata with rows, and no more than the replicates carry.</summary>
    internal double Df(int present) => Replicates?.Df(present) ?? present;

    internal double[] Linearised(int[] units, double[] z, int q) => DesignVariance.Of(_units, units, z, q, _spec.Lonely);

    /// <summary>Variance of statistics that are functions of a domain's totals.</summary>
    internal double[] Variance(int q, DomainTotals domain, Func<double[]> influences, Func<double[], double[]> estimates) =>
        Replicates is null ? Linearised(domain.Units, influences(), q) : Replicated(q, factors => estimates(Totals(domain, factors)));

    /// <summary>Variance of any statistics under replicate factors.</summary>
    internal double[] Replicated(int q, Func<double[], double[]?> estimates)
    {
        var (variance, lost) = Replicates!.Variance(q, estimates, _progress, _stop);
        Lost += lost;
        return variance;
    }

    private static double[] Totals(DomainTotals domain, double[] factors)
    {
        int p = domain.Columns;
        double[] totals = new double[p];
        for (int u = 0; u < domain.Units.Length; u++)
            for (int j = 0; j < p; j++) totals[j] += factors[domain.Units[u]] * domain.Parts[u * p + j];
        return totals;
    }
}
