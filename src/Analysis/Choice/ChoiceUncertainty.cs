using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Covariance of the parameters and the distribution of their statistics.</summary>
/// <param name="Covariance">P × P, of the columns as given.</param>
/// <param name="Df">Degrees of freedom of t; null for normal statistics.</param>
/// <param name="Clusters">Clusters with rows; 0 without clusters.</param>
/// <param name="Units">The sample's units, of a linearised variance; null otherwise.</param>
internal sealed record ChoiceUncertainty(double[] Covariance, double? Df, int Clusters, SampleUnits? Units)
{
    internal static ChoiceUncertainty Of(ChoiceReduction rows, ChoiceEstimate estimate, FinalPass pass)
    {
        var spec = rows.Spec;
        int p = estimate.Map.Parameters;
        double[] bread = Inverse(estimate.Information, p, rows);
        double[] matrix = rows.Whitening.Matrix(estimate.Map);
        double[] Carried(double[] covariance) => rows.Whitening.Covariance(estimate.Map, covariance, matrix);
        if (pass.Scores is not { } scores) return new ChoiceUncertainty(Carried(bread), null, 0, null);
        if (scores.ByRow) return new ChoiceUncertainty(Carried(Sandwich(bread, scores.Sums.ToArray(), p, RowFactor(rows, estimate))), null, 0, null);
        return spec.ErrorsUsed == ChoiceErrors.Taylor ? Linearised(rows, bread, Carried, scores, pass.Sample!.Value) : Clustered(rows, estimate, bread, Carried, scores, pass.Sample!.Value.Units);
    }

    /// <summary>Statistic, p value and bounds of an estimate.</summary>
    internal (double? Statistic, double? PValue, double? Low, double? High) Test(double estimate, double error, double level)
    {
        double? statistic = error > 0 ? estimate / error : null;
        double? p = statistic is not { } z ? null : Df is { } df ? StudentT.TwoSided(z, df) : Normal.TwoSided(z);
        double reach = Reach(level) * error;
        return (statistic, p, estimate - reach, estimate + reach);
    }

    /// <summary>Standard errors to each side of an interval.</summary>
    internal double Reach(double level) => Df is { } df ? StudentT.Critical(1 - level, df) : Normal.Critical(1 - level);

    internal double Error(int parameter, int p) => Math.Sqrt(Covariance[parameter * p + parameter]);

    /// <summary>Standard error of a function of the parameters by the delta method.</summary>
    internal double Error(double[] gradient) => Math.Sqrt(Math.Max(0, SmallMatrix.Bilinear(gradient, Covariance, gradient)));

    private static double[] Inverse(double[] information, int p, ChoiceReduction rows)
    {
        double[] inverse = new double[p * p], unit = new double[p];
        for (int c = 0; c < p; c++)
        {
            unit.AsSpan().Clear();
            unit[c] = 1;
            double[] column = Maximum.Solved(information, unit) ?? throw new StudyException(ChoiceFaults.NotConverged(rows.Spec.Family, Maximum.MostSteps));
            for (int r = 0; r < p; r++) inverse[r * p + c] = column[r];
        }
        return inverse;
    }

    private static double[] Sandwich(double[] bread, double[] meat, int p, double factor) =>
        [.. SmallMatrix.Times(SmallMatrix.Times(bread, meat, p), bread, p).Select(value => factor * value)];

    // θ of a negative binomial is no coefficient, as in R.
    private static int Coefficients(ChoiceReduction rows, ChoiceEstimate estimate) => estimate.Map.Parameters - (rows.Spec.Family == ChoiceFamily.NegativeBinomial ? 1 : 0);

    private static double RowFactor(ChoiceReduction rows, ChoiceEstimate estimate) =>
        rows.Spec.ErrorsUsed == ChoiceErrors.HC1 ? rows.Size / (rows.Size - Coefficients(rows, estimate)) : 1;

    private static ChoiceUncertainty Clustered(ChoiceReduction rows, ChoiceEstimate estimate, double[] bread, Func<double[], double[]> carried, ScoreSums scores, SampleUnits units)
    {
        int p = estimate.Map.Parameters, clusters = scores.Present.Count(present => present);
        if (clusters < 2) throw new StudyException(ChoiceFaults.FewClusters(clusters));
        double[] meat = new double[p * p];
        for (int unit = 0; unit < scores.Present.Count; unit++)
        {
            var sums = scores.Sums.Slice(unit * p, p);
            for (int i = 0; i < p; i++) SmallMatrix.Add(meat.AsSpan(i * p, p), sums[i], sums);
        }
        double g = clusters, n = rows.Size;
        double factor = rows.Spec.ErrorsUsed == ChoiceErrors.CR1 ? g / (g - 1) * ((n - 1) / (n - Coefficients(rows, estimate))) : 1;
        return new ChoiceUncertainty(carried(Sandwich(bread, meat, p, factor)), clusters - 1, clusters, units);
    }

    private static ChoiceUncertainty Linearised(ChoiceReduction rows, double[] bread, Func<double[], double[]> carried, ScoreSums scores, (SampleUnits Units, int[] Place) sample)
    {
        int p = bread.Length == 0 ? 0 : (int)Math.Sqrt(bread.Length);
        if (sample.Units.Df < 1) throw new StudyException(SurveyFaults.OneUnit(sample.Units.Count, sample.Units.Strata.Length));
        int[] present = [.. Enumerable.Range(0, scores.Present.Count).Where(unit => scores.Present[unit])];
        double[] influence = new double[present.Length * p];
        for (int i = 0; i < present.Length; i++) SmallMatrix.Times(scores.Sums.Slice(present[i] * p, p), bread, p).CopyTo(influence.AsSpan(i * p));
        int[] places = [.. present.Select(unit => sample.Place[unit])];
        double df = Presence.Of(sample.Units, places).Df + 1 - p;
        if (df <= 0) throw new StudyException(ChoiceFaults.NoDf(df - 1 + p, p));
        var variance = DesignVariance.Of(sample.Units, places, influence, p, rows.Spec.Lonely);
        return new ChoiceUncertainty(carried(variance), df, sample.Units.Keys.Length, sample.Units);
    }
}
