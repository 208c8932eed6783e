using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace CoProduction.Analysis;

/// <summary>Confirmatory factor analysis and structural equation models by maximum likelihood.</summary>
public static class SemModel
{
    /// <summary>Finds the minimum.</summary>
    /// <param name="spec">The model and its options.</param>
    /// <param name="statistics">The rows, reduced for the same variables.</param>
    /// <exception cref="StudyException">
    /// A variable does not vary or is a combination of others; the model has more parameters than moments, is not identified (says which parameters), names an unknown label, or the search does not converge.
    /// </exception>
    public static SemEstimated Estimate(SemSpec spec, SemStatistics statistics)
    {
        SemChecks.Check(spec, statistics);
        var table = ParameterTable.Of(spec, statistics.Groups, statistics.ClusterField is not null);
        for (int g = 0; g < statistics.Moments.Length; g++) Saturated.Of(table, statistics.Moments[g], g);
        var model = SemEstimate.Of(table, statistics.Moments);
        return new SemEstimated(spec, statistics, model, spec.Full ? BaselineModel.Of(table, statistics.Moments) : null);
    }

    /// <summary>Gives the minimum its errors and tests.</summary>
    /// <param name="estimated">The minimum.</param>
    /// <param name="cases">Sums over the rows; null unless <see cref="SemEstimated.NeedsRows"/>.</param>
    /// <param name="progress">Told the bootstrap draws made; null for none.</param>
    /// <param name="stop">Stops the draws.</param>
    /// <exception cref="StudyException">The observed information is not positive definite, or most draws fail.</exception>
    public static SemFit Fit(SemEstimated estimated, SemCases? cases = null, IProgress<long>? progress = null, CancellationToken stop = default)
    {
        if (estimated.NeedsRows && cases is null) throw new ArgumentException("The rows are needed once more.", nameof(cases));
        if (estimated.Statistics.Clustered && cases is null) cases = SemCases.OfCommunities(estimated);
        var model = estimated.Model;
        double[] inverse = model.Inverse(estimated.UsesObserved ? model.Observed : model.Expected) ?? throw new StudyException(StructuralFaults.NotIdentified(Weakest(model)));
        double[] covariance = cases is null
            ? [.. inverse.Select(value => value / estimated.Rows)]
            : RobustTest.Covariance(inverse, SemCases.MeanProducts(cases.Model, estimated.Rows), estimated.Rows, model.K);
        var found = new SemFound(estimated, cases, inverse, covariance, null);
        return estimated.Spec.Draws > 0 ? Drawn(found, progress, stop) : SemAssembly.Of(found, SemAssembly.Tables(found));
    }

    // The tables are made while the draws are: neither needs the other, and the draws have buffers of their own.
    private static SemFit Drawn(SemFound found, IProgress<long>? progress, CancellationToken stop)
    {
        SemBootstrap? draws = null;
        SemTables? tables = null;
        try
        {
            Parallel.Invoke(() => draws = SemBootstrap.Of(found.Estimated, progress, stop), () => tables = SemAssembly.Tables(found));
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.Flatten().InnerExceptions[0]);
        }
        return SemAssembly.Of(found with { Draws = draws }, tables!);
    }

    private static IEnumerable<string> Weakest(SemEstimate model) => Enumerable.Range(0, model.K).OrderBy(i => model.Observed[i * model.K + i]).Take(3).Select(model.Table.Name);
}

/// <summary>All that was found, before it is written down.</summary>
internal sealed record SemFound(SemEstimated Estimated, SemCases? Cases, double[] Inverse, double[] Covariance, SemBootstrap? Draws);
