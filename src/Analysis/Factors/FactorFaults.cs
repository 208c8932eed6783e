using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Texts of the faults of factor analysis.</summary>
internal static class FactorFaults
{
    internal static Fault FewItems(string text, int items) => new($"{items} items", text, "fewer than 3 do not identify a factor", "Name more items, joined by +.");

    internal static Fault BadQuantile(double quantile) => new(Text($"The quantile {quantile:R}"), "quantile", "it is a share of the random eigenvalues, strictly between 0 and 1", "Give 0.95 (default), or 0.5 for the median.");

    internal static Fault ManyFactors(int factors, int items, int most, FactorMethod method) => new(Text($"{factors} factors of {items} items"), "factors",
        method == FactorMethod.Pca ? "there are as many components as items" : "the loadings would have more parameters than there are correlations", most < 1 ? "Name more items." : Text($"Ask for 1 to {most}."));

    internal static Fault NotPositive(double smallest, bool polychoric) => new(Text($"The correlations are not positive definite: the smallest eigenvalue is {smallest:0.0E+0}"), "",
        polychoric ? "each polychoric correlation is estimated by itself, and together they can contradict each other" : "some items determine others",
        polychoric ? "Use Pearson correlations (leave --set correlations out), join rare answers, or drop items with few answers in a category." : "Drop the items that others determine.");

    internal static Fault ManyAnswers(string item, int most) =>
        new(Text($"'{item}' has more than {most} different answers"), "", "a polychoric correlation takes each answer as a category with a threshold", "Use Pearson correlations (leave --set correlations out), or group the answers.");

    internal static Fault NotConverged(int factors, FactorDiary diary) => new(Text($"{factors} factors did not converge: slope {diary.LargestSlope:0.0E+0} after {diary.Iterations} steps"), "factors", "the correlations do not decide them", "Ask for fewer factors (--set factors=…), or drop items that nothing correlates with.");

    internal static Fault RotationNotConverged(double slope, int steps) => new(Text($"The rotation did not converge: slope {slope:0.0E+0} after {steps} steps"), "rotation", "the loadings do not decide it", "Ask for fewer factors, or use --set rotation=promax or varimax.");

    internal static Fault BartlettOfComponents() => new("Bartlett's scores of principal components", "scores", "they weigh items by their errors, of which components have no model", "Leave the setting out; the scores of components are exact.");

    internal static Label Heywood(string[] items) => new($"Heywood个案：{string.Join("、", items)}的独特性达到下限{FactorExtraction.LowestUniqueness}；因子过多或题目过少，结果不可靠。",
        Text($"Heywood case: the uniqueness of {string.Join(", ", items)} stands at its bound {FactorExtraction.LowestUniqueness}; there are too many factors or too few items, and the solution is not to be trusted."));

    internal static Label LowKmo(double kmo) => new(Text($"KMO = {kmo:0.00}，低于0.6：题目的共同部分太少，不宜做因子分析。"), Text($"KMO = {kmo:0.00}, below 0.6: the items have too little in common for factors (Kaiser 1974)."));

    internal static Label NoneRetained() => new("平行分析不保留任何因子；此处给出一个。", "Parallel analysis retains no factor; one is given.");

    internal static Label AtMost(int asked, int most) => new(Text($"平行分析保留{asked}个因子，但题数只识别{most}个。"), Text($"Parallel analysis retains {asked} factors; the items identify {most}."));

    internal static Label Exploratory() => new("探索性因子分析：因子的个数与含义由数据与旋转决定，需用另一份样本验证（cfa）。", "Exploratory factors: number and meaning follow the data and the rotation; confirm them on another sample (cfa).");

    internal static Label Components() => new("主成分不含误差项：载荷偏高，不是潜变量模型。", "Components have no model of errors: their loadings are higher than those of factors, and they are no latent variables.");

    internal static Label Boundary(string left, string right) => new($"“{left}”与“{right}”的多项相关达到边界（交叉表几乎完全一致）。", $"The polychoric correlation of '{left}' and '{right}' stands at its bound: their table agrees almost without exception.");

    internal static Label EmptyCells(int pairs) => new(Text($"{pairs}对题目的交叉表有空格；多项相关不作零格修正（polycor的做法；psych默认加0.5）。"), Text($"{pairs} pairs of items have empty cells; they are left empty, as polycor does (psych adds 0.5 by default)."));

    internal static Label Weighted() => new("加权：不给巴特利特球形检验与拟合检验。", "Weights: Bartlett's test and the test of fit hold for rows of equal weight and are not given.");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
