namespace CoProduction.Analysis;

/// <summary>Models without factors: the one in which nothing correlates but exogenous observed variables, that CFI and TLI compare with, and the saturated one.</summary>
internal static class BaselineModel
{
    internal static SemEstimate Of(ParameterTable table, IReadOnlyList<GroupMoments> moments) => Estimate(table.Baseline(), moments);

    internal static SemEstimate Saturated(ParameterTable table, IReadOnlyList<GroupMoments> moments) => Estimate(table.Saturated(), moments);

    private static SemEstimate Estimate(ParameterTable baseline, IReadOnlyList<GroupMoments> moments)
    {
        var start = new double[baseline.FreeCount];
        foreach (var row in baseline.Rows.Where(row => row.Free >= 0))
        {
            int at = baseline.Observed.IndexOf(row.Left), other = baseline.Observed.IndexOf(row.Right);
            start[row.Free] = row.Operator == ParameterOperator.Intercept ? moments[row.Group].Mean[at] : moments[row.Group].S[at * moments[row.Group].P + other];
        }
        return SemEstimate.Of(baseline, moments, start);
    }
}
