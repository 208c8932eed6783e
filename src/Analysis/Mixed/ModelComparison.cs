using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A likelihood-ratio test of two nested mixed models on the same rows, both by maximum likelihood.</summary>
/// <param name="Against">Formula of the smaller model.</param>
/// <param name="ChiSquared">Difference of the deviances, ≥ 0.</param>
/// <param name="Df">Difference of the numbers of parameters.</param>
/// <param name="PNaive">P of a χ² with <paramref name="Df"/> degrees of freedom: too large when a variance is among what is tested, since it cannot be negative.</param>
/// <param name="PMixture">
/// P of the 50:50 mixture of χ² with <paramref name="Df"/> - 1 and <paramref name="Df"/> degrees of freedom, when exactly one variance (with its covariances) is tested at zero; Self and Liang (1987), case 5;
/// Stram and Lee (1994). Null when no variance is tested, or more than one: then the mixture has no fixed weights.
/// </param>
/// <param name="Variances">Variances that the smaller model sets to zero.</param>
public sealed record LikelihoodRatio(string Against, double ChiSquared, int Df, double PNaive, double? PMixture, int Variances);

/// <summary>Compares a model with a smaller one.</summary>
internal static class ModelComparison
{
    internal static (LikelihoodRatio Test, FitPart Part) Of(MixedEstimate larger, MixedEstimate smaller)
    {
        CheckNested(larger.Design, smaller.Design);
        double chi = Math.Max(0, smaller.Criterion - larger.Criterion);
        int df = larger.Parameters - smaller.Parameters, variances = Variances(larger.Design) - Variances(smaller.Design);
        double naive = ChiSquared.Upper(chi, df);
        double? mixture = variances == 1 ? 0.5 * ((df > 1 ? ChiSquared.Upper(chi, df - 1) : chi > 0 ? 0 : 1) + naive) : null;
        var test = new LikelihoodRatio(smaller.Design.Formula, chi, df, naive, mixture, variances);
        return (test, PartOf(larger, smaller, test));
    }

    private static int Variances(MixedDesign design) => design.Levels.Sum(level => level.Columns.Length);

    private static void CheckNested(MixedDesign larger, MixedDesign smaller)
    {
        var missing = smaller.Terms.Except(larger.Terms).Concat(Parameters(smaller).Except(Parameters(larger))).ToList();
        if (missing.Count > 0) throw new StudyException(MixedFaults.NotNested(smaller.Formula, larger.Formula, missing[0]));
        if (smaller.Terms.Length + smaller.Thetas == larger.Terms.Length + larger.Thetas) throw new StudyException(MixedFaults.SameModel(smaller.Formula));
    }

    private static IEnumerable<string> Parameters(MixedDesign design) =>
        design.Levels.SelectMany(level => level.Entries.Select(entry => $"({Pair(level.Columns[entry.Row], level.Columns[entry.Column])} | {level.Name})"));

    private static string Pair(string one, string other) => one == other ? one : string.CompareOrdinal(one, other) < 0 ? $"{one}, {other}" : $"{other}, {one}";

    private static FitPart PartOf(MixedEstimate larger, MixedEstimate smaller, LikelihoodRatio test) => new(
        "comparison", new("与较小模型的似然比检验（均用ML）", "Likelihood-ratio test against a smaller model (both by ML)"),
        [
            new("model", new("模型", "Model"), MeasureKind.Text), new("parameters", new("参数数", "Parameters"), MeasureKind.Count, 0), new("log_likelihood", new("对数似然", "Log-likelihood"), MeasureKind.Number, 2),
            new("aic", Label.Same("AIC"), MeasureKind.Number, 2), new("bic", Label.Same("BIC"), MeasureKind.Number, 2), new("chi_squared", Label.Same("χ²"), MeasureKind.Number, 2),
            new("df", new("自由度", "df"), MeasureKind.Count, 0), new("p_naive", new("p（χ²）", "p (χ²)"), MeasureKind.PValue), new("p_mixture", new("p（混合分布）", "p (mixture)"), MeasureKind.PValue),
            new("reference", new("参照分布", "Reference distribution"), MeasureKind.Text),
        ],
        [
            [.. Row(smaller), default, default, default, default, default],
            [.. Row(larger), test.ChiSquared, test.Df, test.PNaive, test.PMixture, Reference(test)],
        ]);

    private static IEnumerable<PartValue> Row(MixedEstimate estimate) =>
    [
        estimate.Design.Formula, estimate.Parameters, -estimate.Criterion / 2, estimate.Criterion + 2 * estimate.Parameters,
        estimate.Criterion + Math.Log(estimate.Design.Pooled.Rows) * estimate.Parameters,
    ];

    private static string Reference(LikelihoodRatio test) => test.Variances switch
    {
        0 => $"chi2({test.Df})",
        1 => $"50:50 mixture of chi2({test.Df - 1}) and chi2({test.Df})",
        _ => $"chi2({test.Df}); p is too large, {test.Variances} variances are tested at zero",
    };
}
