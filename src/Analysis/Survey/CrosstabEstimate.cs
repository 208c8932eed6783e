using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// A table of two fields and Rao and Scott's second-order test of independence, Pearson's X² over the trace of the design effects as F with Satterthwaite degrees of freedom: Rao and Scott (1984, 1987),
/// Thomas and Rao (1990). Equals R's <c>survey::svychisq(statistic = "F")</c>.
/// </summary>
internal static class CrosstabEstimate
{
    internal static SurveyOutcome Of(SurveySpec spec, SurveyStatistics statistics, DesignPlan plan, IProgress<long>? progress, CancellationToken stop)
    {
        var domain = DomainTotals.Of(statistics)[0];
        var sampling = new Sampling(spec, statistics.Units, progress, stop);
        var (rows, columns) = (plan.Atoms[0].Category!.Levels, plan.Atoms[1].Category!.Levels);
        int cells = rows.Length * columns.Length;
        double[] shares = DomainTotals.Means(domain.Totals);
        if (Margins(shares, rows.Length, columns.Length).Any(margin => margin <= 0)) throw new StudyException(SurveyFaults.EmptyMargin(spec.Statement.Text));
        double[] variance = sampling.Variance(cells, domain, () => domain.MeanInfluences(shares), DomainTotals.Means);
        double df = sampling.Df(domain.Presence.Df), kish = domain.Rows * statistics.Units.Weights.EffectiveRows / statistics.Units.Weights.Rows;
        long[] people = People(domain, rows.Length, cells, statistics.Units);
        var estimates = Enumerable.Range(0, cells).Select(cell =>
        {
            double error = Math.Sqrt(variance[cell * cells + cell]);
            var bounds = ProportionIntervals.Of(spec.Interval, shares[cell], error, df, domain.Rows, kish, spec.Level);
            return new SurveyEstimate($"{plan.Atoms[0].Category!.Column}={rows[cell % rows.Length]}, {plan.Atoms[1].Category!.Column}={columns[cell / rows.Length]}", [], shares[cell], error, df, bounds?.Low, bounds?.High, domain.Rows)
            {
                Size = domain.Totals[cell],
                People = people[cell],
            };
        });
        return new SurveyOutcome([.. estimates])
        {
            Rows = domain.Rows,
            Lost = sampling.Lost,
            Figures = Test(shares, variance, rows.Length, columns.Length, sampling.Df(statistics.Units.Df), domain.Rows, spec),
            Parts = [Table(plan, shares, rows.Length, domain, people)],
            Estimator = "Rao-Scott second-order F",
        };
    }

    private static ImmutableArray<GlanceEntry> Test(double[] shares, double[] variance, int rows, int columns, double df, long n, SurveySpec spec)
    {
        double[] contrasts = Contrasts(rows, columns);
        int cells = shares.Length, k = contrasts.Length / cells;
        double[] scaled = [.. contrasts.Select((value, i) => shares[i % cells] > 0 ? value / shares[i % cells] : 0)];
        var simple = QuadraticForms.Product(contrasts, k, cells, scaled);
        var root = QuadraticForms.Cholesky(simple, k) ?? throw new StudyException(SurveyFaults.EmptyCells(spec.Statement.Text));
        // Eigenvalues of D⁻¹ N are the design effects; L⁻¹ N L⁻ᵀ has the same traces.
        double[] effects = QuadraticForms.Whiten(root, QuadraticForms.Sandwich(scaled, k, cells, variance), k);
        double trace = 0, squares = 0, pearson = Pearson(shares, rows, columns);
        for (int i = 0; i < k; i++) trace += effects[i * k + i];
        foreach (double value in effects) squares += value * value;
        if (!(trace > 0)) throw new StudyException(SurveyFaults.NoVariance(spec.Statement.Text));
        double f = pearson / trace, df1 = trace * trace / squares, df2 = df1 * df;
        return [new("f_statistic", f), new("f_df1", df1), new("f_df2", df2), new("f_p_value", df > 0 ? FisherF.Upper(f, df1, df2) : null), new("mean_deff", n * trace / k)];
    }

    // Tables whose rows and columns sum to 0: (e_i - e_last) ⊗ (f_j - f_last), k × cells.
    private static double[] Contrasts(int rows, int columns)
    {
        int cells = rows * columns;
        double[] contrasts = new double[(rows - 1) * (columns - 1) * cells];
        for (int j = 0, at = 0; j < columns - 1; j++)
            for (int i = 0; i < rows - 1; i++, at += cells)
            {
                contrasts[at + j * rows + i] = contrasts[at + cells - 1] = 1;
                contrasts[at + j * rows + rows - 1] = contrasts[at + (columns - 1) * rows + i] = -1;
            }
        return contrasts;
    }

    // X² / n of the shares.
    private static double Pearson(double[] shares, int rows, int columns)
    {
        double[] margins = Margins(shares, rows, columns);
        double sum = 0;
        for (int cell = 0; cell < shares.Length; cell++)
        {
            double expected = margins[cell % rows] * margins[rows + cell / rows];
            sum += (shares[cell] - expected) * (shares[cell] - expected) / expected;
        }
        return sum;
    }

    private static double[] Margins(double[] shares, int rows, int columns)
    {
        double[] margins = new double[rows + columns];
        for (int cell = 0; cell < shares.Length; cell++)
        {
            margins[cell % rows] += shares[cell];
            margins[rows + cell / rows] += shares[cell];
        }
        return margins;
    }

    private static long[] People(DomainTotals domain, int rows, int cells, SampleUnits units)
    {
        int[] all = [.. Enumerable.Range(0, cells)];
        return GuardedPeople.Of([.. all.Select(cell => SurveyEstimate.FewestRows(domain.Totals[cell], units))], [.. all.GroupBy(cell => cell % rows).Concat(all.GroupBy(cell => cell / rows)).Select(line => line.ToArray()), all]);
    }

    private static FitPart Table(DesignPlan plan, double[] shares, int rows, DomainTotals domain, long[] people)
    {
        double[] margins = Margins(shares, rows, shares.Length / rows);
        return new FitPart("table", new("加权交叉表", "Weighted table"),
            [new("row", Label.Same(plan.Atoms[0].Category!.Column), MeasureKind.Text), new("column", Label.Same(plan.Atoms[1].Category!.Column), MeasureKind.Text), new("share", new("占总体", "Share of all"), MeasureKind.Share, 1),
             new("row_share", new("行内占比", "Share of row"), MeasureKind.Share, 1), new("column_share", new("列内占比", "Share of column"), MeasureKind.Share, 1), new("weight_sum", new("估计人数", "Estimated size"), MeasureKind.Number, 1)],
            [.. shares.Select((share, cell) => ImmutableArray.Create<PartValue>(plan.Atoms[0].Category!.Levels[cell % rows], plan.Atoms[1].Category!.Levels[cell / rows], share, share / margins[cell % rows], share / margins[rows + cell / rows], domain.Totals[cell]))])
        {
            People = [.. people],
        };
    }
}
