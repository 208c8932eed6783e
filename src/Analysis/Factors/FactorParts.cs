using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>The tables of a factor solution.</summary>
internal static class FactorParts
{
    internal static ImmutableArray<FitPart> Of(FactorFit fit) =>
    [
        .. new[]
        {
            Loadings(fit), fit.Factors.Length > 1 && Correlate(fit) ? Structure(fit) : null, Factors(fit), fit.Factors.Length > 1 && Correlate(fit) ? Matrix("factor_correlations", new("因子相关", "Correlations of the factors"), fit.FactorCorrelations) : null,
            Eigenvalues(fit, "eigenvalues", new("特征值与平行分析", "Eigenvalues and parallel analysis"), fit.Eigenvalues),
            Eigenvalues(fit, "common_eigenvalues", new("公因子的特征值与平行分析（对角线为共同度）", $"Eigenvalues of common factors, {(fit.Spec.Parallel == ParallelBasis.Minres ? "communalities of one factor" : "squared multiple correlations")} on the diagonal, and parallel analysis"), fit.CommonEigenvalues),
            Weights(fit), Matrix("correlations", new("题目相关", "Correlations of the items"), fit.Correlations), fit.Spec.Polychoric ? Thresholds(fit) : null,
        }.OfType<FitPart>(),
    ];

    private static bool Correlate(FactorFit fit) => fit.Spec.Rotation is FactorRotation.Oblimin or FactorRotation.Promax;

    private static FitPart Loadings(FactorFit fit) => new("loadings", new("因子载荷", "Loadings"),
        [
            PartColumns.Text("item", "题目", "Item"), PartColumns.Text("reversed", "反向", "Reversed"), .. Names(fit), PartColumns.Number("communality", "共同度", "Communality"), PartColumns.Number("uniqueness", "独特性", "Uniqueness"),
            PartColumns.Number("kmo", "MSA", "MSA"),
        ],
        [.. fit.Items.Select(item => ImmutableArray.Create<PartValue>(item.Item, item.Reversed ? "yes" : "no").AddRange(Values(item.Loadings)).Add(item.Communality).Add(item.Uniqueness).Add(item.Kmo))]);

    private static FitPart Structure(FactorFit fit) => new("structure", new("结构矩阵（题目与因子的相关）", "Structure: correlations of items and factors"),
        [PartColumns.Text("item", "题目", "Item"), .. Names(fit)], [.. fit.Items.Select(item => ImmutableArray.Create<PartValue>(item.Item).AddRange(Values(item.Structure)))]);

    private static FitPart Factors(FactorFit fit) => new("factors", new("因子解释的方差", "Variance that the factors explain"),
        [
            PartColumns.Text("factor", "因子", "Factor"), PartColumns.Number("sum_of_squares", "平方和", "Sum of squares"), PartColumns.Share("share", "占比", "Share"), PartColumns.Share("cumulative", "累计", "Cumulative"),
            PartColumns.Number("determinacy", "因子得分确定性R²", "Determinacy R²"),
        ],
        [.. fit.Factors.Select(one => ImmutableArray.Create<PartValue>(one.Name, one.SumOfSquares, one.Share, one.Cumulative, one.Determinacy))]);

    private static FitPart Eigenvalues(FactorFit fit, string name, Label title, ImmutableArray<FactorEigenvalue> values) => new(name, title,
        [
            PartColumns.Text("rank", "序号", "Rank"), PartColumns.Number("eigenvalue", "特征值", "Eigenvalue"), PartColumns.Number("random_mean", "随机均值", "Random mean"),
            PartColumns.Number("random_quantile", "随机分位数", string.Create(CultureInfo.InvariantCulture, $"Random quantile {fit.Spec.Quantile:0.###}")), PartColumns.Text("retained", "保留", "Retained"),
        ],
        [.. values.Select((one, at) => ImmutableArray.Create<PartValue>((at + 1).ToString(CultureInfo.InvariantCulture), one.Value, one.RandomMean, one.RandomQuantile, one.Retained ? "yes" : "no"))]);

    private static FitPart Weights(FactorFit fit) => new("score_weights", new("因子得分权重（标准化题目）", "Weights of the factor scores, standardised items"),
        [PartColumns.Text("item", "题目", "Item"), .. Names(fit)], [.. fit.Items.Select(item => ImmutableArray.Create<PartValue>(item.Item).AddRange(Values(item.Weights)))]);

    private static FitPart Thresholds(FactorFit fit)
    {
        int most = fit.Items.Max(item => item.Thresholds.Length);
        return new("thresholds", new("阈值", "Thresholds"), [PartColumns.Text("item", "题目", "Item"), .. Enumerable.Range(1, most).Select(at => PartColumns.Number($"t{at}"))],
            [.. fit.Items.Select(item => ImmutableArray.Create<PartValue>(item.Item).AddRange(Enumerable.Range(0, most).Select(at => (PartValue)(at < item.Thresholds.Length ? item.Thresholds[at] : (double?)null))))]);
    }

    private static FitPart Matrix(string name, Label title, LabelledMatrix matrix) => new(name, title, [PartColumns.Text("name", "名称", "Name"), .. matrix.Labels.Select(label => PartColumns.Number(label))],
        [.. matrix.Labels.Select((label, i) => ImmutableArray.Create<PartValue>(label).AddRange(Enumerable.Range(0, matrix.Labels.Length).Select(j => (PartValue)(j <= i ? matrix[i, j] : (double?)null))))]);

    private static IEnumerable<PartColumn> Names(FactorFit fit) => fit.Factors.Select(factor => new PartColumn(factor.Name, Label.Same(factor.Name)));

    private static IEnumerable<PartValue> Values(ImmutableArray<double> values) => values.Select(value => (PartValue)value);
}
