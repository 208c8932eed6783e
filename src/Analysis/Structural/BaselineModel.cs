namespace CoProduction.Analysis;

/// <summary>The model in which nothing correlates but exogenous observed variables, that CFI and TLI compare with.</summary>
internal static class BaselineModel
{
    internal static SemEstimate Of(ParameterTable table, IReadOnlyList<GroupMoments> moments)
    {
        var baseline = table.Baseline();
        var start = new double[baseline.FreeCount];
        foreach (var row in baseline.Rows.Where(row => row.Free >= 0))
        {
            int at = baseline.Observed.IndexOf(row.Left), other = baseline.Observed.IndexOf(row.Right);
            start[row.Free] = row.Operator == ParameterOperator.Intercept ? moments[row.Group].Mean[at] : moments[row.Group].S[at * moments[row.Group].P + other];
        }
        return SemEstimate.Of(baseline, moments, start);
    }
}
