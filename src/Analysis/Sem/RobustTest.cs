namespace CoProduction.Analysis;

/// <summary>Robust covariances of estimates and scaled tests.</summary>
internal static class RobustTest
{
    /// <summary>V B V / N: Huber (1967) and White (1982) for MLR, Satorra and Bentler (1994) for MLM; Cameron, Gelbach and Miller's sums of scores by cluster where rows are clustered.</summary>
    internal static double[] Covariance(double[] inverse, double[] products, long rows, int k)
    {
        var covariance = SmallMatrix.Times(SmallMatrix.Times(inverse, products, k), inverse, k);
        for (int i = 0; i < covariance.Length; i++) covariance[i] /= rows;
        return covariance;
    }

    /// <summary>The scaling of χ²: tr(UΓ) / df.</summary>
    /// <param name="cases">The sums.</param>
    /// <param name="scores">Those of the model or of its baseline.</param>
    /// <param name="inverse">Inverse of the information that the model's errors rest on.</param>
    /// <param name="df">Degrees of freedom.</param>
    internal static double Scaling(SemCases cases, CaseScores[] scores, double[] inverse, int df)
    {
        if (df == 0) return 1;
        long rows = cases.Estimated.Rows;
        int k = scores[0].K;
        double model = SmallMatrix.TraceOfProduct(SemCases.MeanProducts(scores, rows), inverse, k), saturated = 0;
        if (cases.Whole.Length > 0) saturated = OfWhole(cases);
        for (int g = 0; g < scores.Length && cases.Whole.Length == 0; g++)
            saturated += (cases.Estimated.AboutSample ? scores[g].WeightTrace : cases.SaturatedTraces[g]) / scores[g].Moments.Rows;
        return (saturated - model) / df;
    }

    // tr(A₁⁻¹ B₁) of incomplete rows, A₁ the observed information of the saturated model; it is computed once for model and baseline.
    private static double OfWhole(SemCases cases)
    {
        var whole = cases.Estimated.SaturatedModel!;
        if (cases.WholeTrace is { } known) return known;
        double[] products = SemCases.MeanProducts(cases.Whole, cases.Estimated.Rows);
        cases.WholeTrace = cases.Estimated.Metric is { } metric ? metric.Sum(group => Trace(group, products, whole.K)) : SmallMatrix.TraceOfProduct(products, Inverse(whole), whole.K);
        return cases.WholeTrace.Value;
    }

    private static double Trace(GroupMetric group, double[] products, int k)
    {
        double trace = 0;
        for (int i = 0; i < group.Size; i++)
            for (int j = 0; j < group.Size; j++) trace += group.Inverse[i * group.Size + j] * products[group.Frees[i] * k + group.Frees[j]];
        return trace;
    }

    private static double[] Inverse(SemEstimate whole) => whole.Inverse(whole.Observed) ?? throw new StudyException(StructuralFaults.SingularMissing(""));
}
