namespace CoProduction.Analysis;

/// <summary>The p × p matrix that gives what exogenous variables explain of a row: S_·x S_xx⁻¹ on their columns, 0 on the others.</summary>
internal static class ExogenousProjector
{
    internal static double[] Of(ParameterTable table, GroupMoments moments)
    {
        int p = moments.P;
        int[] x = [.. table.Exogenous.Select(name => table.Observed.IndexOf(name))];
        double[] sxx = new double[x.Length * x.Length], inverse = new double[sxx.Length], work = new double[sxx.Length], projector = new double[p * p];
        for (int i = 0; i < x.Length; i++)
            for (int j = 0; j < x.Length; j++) sxx[i * x.Length + j] = moments.S[x[i] * p + x[j]];
        PositiveDefinite.TryInvert(sxx, x.Length, inverse, work, out _);
        for (int r = 0; r < p; r++)
            for (int i = 0; i < x.Length; i++)
                for (int j = 0; j < x.Length; j++) projector[r * p + x[j]] += moments.S[r * p + x[i]] * inverse[i * x.Length + j];
        return projector;
    }
}
