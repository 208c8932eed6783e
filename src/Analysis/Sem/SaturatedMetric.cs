namespace CoProduction.Analysis;

/// <summary>Of a group's moments that are not taken as known: the information that incomplete rows give of them, its inverse, and that of as many complete rows; times the group's share of the rows.</summary>
/// <param name="Places">Places among the group's moments.</param>
/// <param name="Frees">Numbers of these moments as parameters of the saturated model.</param>
/// <param name="Observed">Observed information at the saturated estimates.</param>
/// <param name="Inverse">Its inverse.</param>
/// <param name="Complete">Information of complete rows at the same moments.</param>
internal sealed record GroupMetric(int[] Places, int[] Frees, double[] Observed, double[] Inverse, double[] Complete)
{
    internal int Size => Places.Length;
}

/// <summary>The saturated model of rows with missing answers as a metric of moments.</summary>
internal static class SaturatedMetric
{
    /// <summary>More moments a group than this, of some 60 variables, are not inverted.</summary>
    internal const int MostMoments = 2_000;

    /// <summary>A metric a group; null where there are too many moments, or an information is singular.</summary>
    internal static GroupMetric[]? Of(SemEstimated estimated)
    {
        var table = estimated.Model.Table.Saturated();
        if (SaturatedInformation.Moments(table.Observed.Length) > MostMoments) return null;
        GroupMetric?[] groups = [.. estimated.Statistics.Moments.Select((moments, g) => Of(table, moments, g, (double)moments.Rows / estimated.Rows))];
        return groups.Contains(null) ? null : [.. groups.OfType<GroupMetric>()];
    }

    private static GroupMetric? Of(ParameterTable table, GroupMoments moments, int group, double share)
    {
        int p = moments.P;
        double[] inverse = new double[p * p], work = new double[p * p];
        if (!PositiveDefinite.TryInvert(moments.S, p, inverse, work, out _)) return null;
        var rows = table.Rows.Where(row => row.Group == group && row.Free >= 0).ToList();
        int[] places = [.. rows.Select(row => Place(table, row, p))];
        double[] observed = Part(SaturatedInformation.Observed(moments.Patterns!, inverse, moments.Mean), places, p, share);
        return ConstrainedInverse.Of(observed, [], places.Length) is { } turned
            ? new GroupMetric(places, [.. rows.Select(row => row.Free)], observed, turned, Part(SaturatedInformation.Complete(inverse, p), places, p, share)) : null;
    }

    private static int Place(ParameterTable table, StructuralParameter row, int p)
    {
        int left = table.Observed.IndexOf(row.Left);
        return row.Operator == ParameterOperator.Intercept ? left : SaturatedInformation.Place(left, table.Observed.IndexOf(row.Right), p);
    }

    private static double[] Part(double[] information, int[] places, int p, double share)
    {
        int m = SaturatedInformation.Moments(p), q = places.Length;
        var part = new double[q * q];
        for (int i = 0; i < q; i++)
            for (int j = 0; j < q; j++) part[i * q + j] = share * information[places[i] * m + places[j]];
        return part;
    }
}
