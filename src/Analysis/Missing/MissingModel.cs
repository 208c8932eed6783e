using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// The review of missing values: reasons by variable, patterns, what listwise deletion costs, and Little's test of missing completely at random (Little 1988, Journal of the American Statistical Association 83: 1198-1202,
/// equation 5) with means and covariance by EM, divisor n, as in R's naniar.
/// </summary>
public static class MissingModel
{
    private const double Doubtful = 0.05;

    /// <summary>Reviews counted rows.</summary>
    /// <param name="spec">What to show.</param>
    /// <param name="statistics">The counts.</param>
    /// <exception cref="StudyException">There are no rows.</exception>
    public static MissingFit Fit(MissingSpec spec, MissingStatistics statistics)
    {
        spec.Check();
        if (statistics.Rows == 0) throw new StudyException(MissingFaults.NoRows(spec.Text));
        var (test, cautions) = LittleTest.Of(statistics);
        return new MissingFit(spec, statistics)
        {
            Little = test,
            Cautions = test?.PValue < Doubtful ? cautions.Add(MissingFaults.Rejected()) : cautions,
            Provenance = Provenance.Of("missing values by reason and pattern; Little's (1988) test of missing completely at random, normal means and covariance by EM (divisor n)", statistics.Rows),
        };
    }
}
