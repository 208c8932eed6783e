namespace CoProduction.Analysis;

/// <summary>
/// The analytic start of the search: for each column that varies the variance ratio that makes the expected square of the units' residual sums, found at Λ = 0, equal to the one observed
/// (MINQUE(0), each column by itself), with the residual variance within units.
/// </summary>
internal static class MixedStart
{
    private const double Unpenalised = 1e5;
    private const double SmallestShare = 0.1;

    internal static double[] Of(ProfiledDeviance deviance, MixedDesign design)
    {
        double[] theta = new double[deviance.Dimension], gradient = new double[theta.Length];
        double within = Within(deviance, design, theta);
        Array.Clear(theta);
        deviance.Evaluate(theta, gradient);
        int t = 0;
        for (int l = 0; l < design.Levels.Length; l++)
            foreach (var (row, column) in deviance.Entries[l]) theta[t++] = row == column ? Ratio(deviance, l, row, within) : 0;
        return theta;
    }

    // With random effects that cost nothing, the residual is what varies within the innermost units.
    private static double Within(ProfiledDeviance deviance, MixedDesign design, double[] theta)
    {
        int t = 0;
        foreach (var level in deviance.Entries)
            foreach (var (row, column) in level) theta[t++] = row == column ? Unpenalised : 0;
        deviance.Evaluate(theta);
        long free = deviance.Rows - (long)design.Levels[0].Units.Length * design.Levels[0].Columns.Length;
        return deviance.ResidualSumOfSquares / free;
    }

    private static double Ratio(ProfiledDeviance deviance, int l, int column, double within)
    {
        var level = deviance.Units.Levels[l];
        double sum = 0, squares = 0;
        for (int unit = 0; unit < level.Units; unit++)
        {
            var block = level.Block(unit);
            double own = 0;
            for (int i = 0; i < level.Q; i++) own += UnitScores.Own(level, block, i, column) * UnitScores.Own(level, block, i, column);
            sum += own;
            squares += own * own;
        }
        int at = column * level.Q + column;
        double ratio = (deviance.Scores.Scatter[l][at] / within - deviance.Scores.Curvature[l][at]) / squares, least = SmallestShare * SmallestShare * level.Units / sum;
        return Math.Sqrt(ratio > least ? ratio : least);
    }
}
