using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// Finds out why a search did not settle. Outcomes are separated when some direction of the parameters makes no row less likely and some rows more so (Albert and Anderson 1984): the likelihood then grows along it without end.
/// The steps of a search that does not settle turn into that direction, so it is enough to look at the last one.
/// </summary>
internal static class Separation
{
    /// <summary>Share of the largest gain below which a gain is none: what is left of the settling terms in the last step.</summary>
    private const double Negligible = 1e-3;

    /// <exception cref="StudyException">The outcomes are separated; names the terms.</exception>
    internal static void Check(ChoiceReduction rows, ResponseCurve curve, IndexMap map, Maximum maximum)
    {
        var (least, most, still) = Gains(rows, curve, map, maximum.Step);
        if (!(most > 0) || least < -Negligible * most) return;
        throw new StudyException(ChoiceFaults.Separated(Terms(rows, map, maximum.Step), complete: least > Negligible * most && !still, rows.Spec.Family));
    }

    private static (double Least, double Most, bool Still) Gains(ChoiceReduction rows, ResponseCurve curve, IndexMap map, double[] step)
    {
        double least = double.PositiveInfinity, most = 0;
        double[] u = new double[map.Count];
        rows.Source.Each((row, _, outcome, _) =>
        {
            map.Indices(row, 0, step, u);
            var (low, high) = curve.Gain(u, outcome);
            (least, most) = (Math.Min(least, low), Math.Max(most, high));
        });
        return (least, most, curve.Outcomes == 1 && rows.Spec.Family.IsCount());
    }

    /// <summary>The terms that move most, in standard deviations of their columns; without the intercept, unless it is alone.</summary>
    private static ImmutableArray<string> Terms(ChoiceReduction rows, IndexMap map, double[] step)
    {
        double[] moved = rows.Whitening.Back(map, step);
        var labels = rows.Plan.Labels;
        var moves = Enumerable.Range(0, map.Columns).Where(column => rows.Plan.Origins[column].Length > 0)
            .Select(column => (Term: labels[column], Move: Own(map, moved, column) * Spread(rows.Root, column))).ToArray();
        double most = moves.Select(move => move.Move).DefaultIfEmpty(0).Max();
        ImmutableArray<string> found = [.. moves.Where(move => move.Move > 0.05 * most).OrderByDescending(move => move.Move).Select(move => move.Term)];
        return found.IsEmpty ? [DesignColumn.InterceptName] : found;
    }

    private static double Own(IndexMap map, double[] moved, int column) => column >= map.Own
        ? Math.Abs(moved[column - map.Own]) : Enumerable.Range(0, map.Count).Max(index => Math.Abs(moved[map.At(index) + column]));

    // Of the column outside the intercept.
    private static double Spread(CrossProduct root, int column)
    {
        int p = root.Labels.Length;
        double sum = 0;
        for (int i = root.Labels[0] == DesignColumn.InterceptName ? 1 : 0; i <= column; i++) sum += root.Root[i * p + column] * root.Root[i * p + column];
        return Math.Sqrt(sum / root.WeightSum);
    }
}
