using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// Brant's test of proportional odds (Brant 1990): a logit model of y &gt; j for each threshold, and whether their coefficients are equal. Their joint covariance is (X'W_mm X)⁻¹ X'W_ml X (X'W_ll X)⁻¹ with
/// W_mm = π_m (1 - π_m) and W_ml = π_l (1 - π_m) for m &lt; l, eq. 4 there.
/// </summary>
/// <param name="Tests">Term (empty for all), statistic and degrees of freedom.</param>
internal sealed record BrantTest(ImmutableArray<(string Term, double Statistic, int Df)> Tests)
{
    internal static BrantTest Of(ChoiceReduction rows)
    {
        int columns = rows.Plan.Columns, cuts = rows.Categories - 1;
        if (cuts < 2) throw new StudyException(ChoiceFaults.BrantOfTwo());
        var map = new IndexMap(columns, 0, 1, 1, 1);
        double[][] fits = [.. Enumerable.Range(0, cuts).Select(cut => ChoiceEstimate.Climbed(rows with { Source = new CutRows(rows.Source, cut) }, new BinaryCurve(LinkFunction.Logit), map, Start(rows, cut, columns)).Theta)];
        double[] joint = Joint(rows, fits, columns);
        double[] back = rows.Whitening.Matrix(map);
        double[] estimates = [.. fits.SelectMany(fit => SmallMatrix.Times(back, fit, columns))];
        double[] Covariance(int m, int l) => SmallMatrix.TimesTransposed(SmallMatrix.Times(back, Block(joint, m, l, cuts, columns), columns), back, columns);
        double[] covariance = Whole(cuts, columns, Covariance);
        int[] slopes = [.. Enumerable.Range(0, columns).Where(column => rows.Plan.Origins[column].Length > 0)];
        return new BrantTest([Test("", slopes, estimates, covariance, cuts, columns), .. slopes.Select(column => Test(rows.Plan.Labels[column], [column], estimates, covariance, cuts, columns))]);
    }

    internal FitPart Part() => new(
        "brant", new("Brant平行性检验", "Brant test of proportional odds"),
        [new("term", new("项", "Term"), MeasureKind.Text), new("statistic", new("卡方", "Chi-squared"), MeasureKind.Number, 2), new("df", new("自由度", "df"), MeasureKind.Count, 0), new("p_value", new("p值", "p"), MeasureKind.PValue)],
        [.. Tests.Select(test => ImmutableArray.Create<PartValue>(test.Term.Length == 0 ? "all" : test.Term, test.Statistic, test.Df, ChiSquared.Upper(test.Statistic, test.Df)))]);

    private static double[] Start(ChoiceReduction rows, int cut, int columns)
    {
        double[] start = new double[columns];
        start[0] = -LinkFunction.Logit.Quantile(rows.Weights.Where(entry => entry.Key <= cut).Sum(entry => entry.Value) / rows.Weights.Values.Sum());
        return start;
    }

    // (cuts·k) × (cuts·k): X'W_ml X between the inverses of X'W_mm X and X'W_ll X.
    private static double[] Joint(ChoiceReduction rows, double[][] fits, int k)
    {
        int cuts = fits.Length;
        double[][] moments = [.. Enumerable.Range(0, cuts * cuts).Select(_ => new double[k * k])];
        double[] above = new double[cuts];
        rows.Source.Each((row, offset, _, weight) =>
        {
            for (int m = 0; m < cuts; m++) above[m] = LinkFunction.Logit.Share(SmallMatrix.Dot(row, fits[m]) + offset);
            for (int m = 0; m < cuts; m++)
                for (int l = m; l < cuts; l++) AddOuter(moments[m * cuts + l], row, weight * above[l] * (1 - above[m]));
        });
        double[][] inverses = [.. Enumerable.Range(0, cuts).Select(m => Inverse(moments[m * cuts + m], k))];
        double[] Between(int m, int l) => m == l ? inverses[m] : SmallMatrix.Times(SmallMatrix.Times(inverses[m], moments[Math.Min(m, l) * cuts + Math.Max(m, l)], k), inverses[l], k);
        return Whole(cuts, k, Between);
    }

    private static double[] Whole(int cuts, int k, Func<int, int, double[]> block)
    {
        int size = cuts * k;
        double[] whole = new double[size * size];
        for (int m = 0; m < cuts; m++)
            for (int l = 0; l < cuts; l++)
            {
                double[] part = block(m, l);
                for (int i = 0; i < k; i++) part.AsSpan(i * k, k).CopyTo(whole.AsSpan((m * k + i) * size + l * k, k));
            }
        return whole;
    }

    private static double[] Block(double[] whole, int m, int l, int cuts, int k) => [.. Enumerable.Range(0, k).SelectMany(i => whole.AsSpan((m * k + i) * cuts * k + l * k, k).ToArray())];

    // Differences of each cut's coefficients from the first one's, and their Wald statistic.
    private static (string Term, double Statistic, int Df) Test(string term, int[] columns, double[] estimates, double[] covariance, int cuts, int k)
    {
        int size = cuts * k, df = (cuts - 1) * columns.Length;
        (int Cut, int First)[] rows = [.. Enumerable.Range(1, cuts - 1).SelectMany(cut => columns.Select(column => (cut * k + column, column)))];
        double[] difference = [.. rows.Select(row => estimates[row.Cut] - estimates[row.First])], variance = new double[df * df];
        for (int i = 0; i < df; i++)
            for (int j = 0; j < df; j++)
                variance[i * df + j] = covariance[rows[i].Cut * size + rows[j].Cut] - covariance[rows[i].Cut * size + rows[j].First] - covariance[rows[i].First * size + rows[j].Cut] + covariance[rows[i].First * size + rows[j].First];
        double[] solved = Maximum.Solved(variance, difference) ?? throw new StudyException(ChoiceFaults.BrantSingular());
        return (term, SmallMatrix.Dot(difference, solved), df);
    }

    private static double[] Inverse(double[] matrix, int k)
    {
        double[] inverse = new double[k * k];
        for (int c = 0; c < k; c++)
        {
            double[] unit = new double[k];
            unit[c] = 1;
            double[] column = Maximum.Solved(matrix, unit) ?? throw new StudyException(ChoiceFaults.BrantSingular());
            for (int r = 0; r < k; r++) inverse[r * k + c] = column[r];
        }
        return inverse;
    }

    private static void AddOuter(double[] into, ReadOnlySpan<double> row, double weight)
    {
        for (int i = 0; i < row.Length; i++) SmallMatrix.Add(into.AsSpan(i * row.Length, row.Length), weight * row[i], row);
    }

    /// <summary>Rows whose outcome is whether they lie above a cut.</summary>
    private sealed class CutRows(ChoiceSource rows, int cut) : ChoiceSource
    {
        internal override void Each(TakeRow take) => rows.Each((row, offset, outcome, weight) => take(row, offset, outcome > cut ? 1 : 0, weight));
    }
}
