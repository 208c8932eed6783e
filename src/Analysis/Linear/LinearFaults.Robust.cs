using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Texts of robust errors, tests of terms and absorbed effects.</summary>
internal static partial class LinearFaults
{
    internal static Fault NotByRow(Vcov vcov) =>
        new($"{vcov.Name} needs no second pass over the rows", "", "only HC0, HC1, HC2 and HC3 look at single rows", "Fit from the roots alone.");

    internal static Fault NoScores(Vcov vcov) =>
        new($"{vcov.Name} was asked for and the rows were passed once only", "", "the residual and leverage of each row need the fit of a first pass",
            $"Pass the rows a second time by a ScoreAccumulator for {vcov.Name}; 'copro fit --vcov {vcov.Name}' does both.");

    internal static Fault NoWorkingRoots(Vcov vcov) =>
        new($"{vcov.Name} under weights was asked for without the roots of [X, WX, y]", "", "the adjustment of a community's residuals needs both the weighted and the plain columns",
            $"Reduce the rows by a WorkingAccumulator too; 'copro fit --vcov {vcov.Name} --weights' does.");

    internal static Fault OtherRows(long second, long first) =>
        new($"The second pass saw {second} complete rows, the first {first}", "", "residuals of other rows say nothing about this fit", "Pass the same rows twice.");

    internal static Fault RowDecidesAlone(Vcov vcov) =>
        new($"A row has leverage 1, so {vcov.Name} is not defined", "", "the row alone decides a coefficient: its residual is zero whatever the outcome", "Use HC1, or drop the term that only one row has.");

    internal static Fault DecidesAlone(string community, Vcov vcov) =>
        new($"'{community}' alone decides a coefficient, so {vcov.Name} is not defined", "", "without that community the coefficient cannot be estimated", "Use CR2 or CR1, or drop the term that only this community has.");

    internal static Fault NothingJudges(string term) =>
        new($"The variation between communities says nothing about '{term}'", "", "each community that could judge its error is fitted by it exactly", "Drop the term, or use HC3 or classical errors.");

    internal static Fault NotTwoWay(Vcov vcov) =>
        new($"{vcov.Name} has no two-way form", "", "two ways of clustering are combined by adding and subtracting covariances", "Use CR1 or CR0, or name one cluster field.");

    internal static Fault SecondWayTooFew(string field, int groups) =>
        new($"The second cluster field '{field}' has {groups} value", "", "the variance between its groups needs at least two", "Name one cluster field only.");

    internal static Fault BadDraws(int draws) =>
        new($"{draws} bootstrap draws", "", "a p value of one over a few draws says nothing", "Ask for at least 99, such as 9999.");

    internal static Fault UnknownTermOfModel(string name, IEnumerable<string> known) =>
        new($"The model has no term '{name}'", "", "a test is of terms of the formula or of coefficients", Nearest.Suggest(name, known));

    internal static Fault NothingToTest() => new("No term was named to test", "", "a joint test is of at least one coefficient", "Name terms of the formula, separated by commas.");

    internal static Fault NoTermLabels(string formula) =>
        new("The roots do not say which columns belong to which term", formula, "they were not made by RootsAccumulator from the formula's plan", "Reduce the rows again.");

    internal static Fault TermTwice(string term) => new($"The term '{term}' stands in two steps", "", "a term enters once", "Name it in one step only.");

    internal static Fault EmptyStep() => new("A step has no term", "", "every step must add something", "Write the steps as 'a + b; c'.");

    internal static Fault StepsNeedIntercept(string formula) =>
        new("Steps of a model without intercept", formula, "the R squared of the steps would not be about the mean", "Keep the intercept.");

    internal static Fault NoQuadratic(string variable, string formula) =>
        new($"The formula has no '{variable}' together with 'I({variable}^2)'", formula, "the U test is of a quadratic", $"Write both as terms of their own: {variable} + I({variable}^2).");

    internal static Fault NoSpread(string variable) =>
        new($"'{variable}' does not vary", "", "a slope at two equal ends is one slope", "Look at the rows, or drop the term.");

    internal static Label UnequalCommunities(double variation, double effective, string term) => new(
        string.Create(CultureInfo.InvariantCulture, $"社区规模或影响很不均衡（规模变异系数{variation:0.00}；“{term}”的有效社区数{effective:0.0}）：CR0、CR1检验会过于宽松。宜用CR2（Satterthwaite自由度）或野聚类自助法。"),
        string.Create(CultureInfo.InvariantCulture, $"The communities are very unequal (coefficient of variation of their sizes {variation:0.00}; effective number of communities for '{term}' {effective:0.0}): CR0 and CR1 reject too often. Use CR2 with Satterthwaite degrees of freedom, or the wild cluster bootstrap."));

    internal static Label SmallDf(string term, double df) => new(
        string.Create(CultureInfo.InvariantCulture, $"“{term}”的Satterthwaite自由度仅{df:0.0}：低于4时p值不可靠。宜以野聚类自助法复核。"),
        string.Create(CultureInfo.InvariantCulture, $"'{term}' has {df:0.0} Satterthwaite degrees of freedom: below 4 its p value is not reliable. Check it by the wild cluster bootstrap."));

    internal static Label NotPositive() => new(
        "双向聚类协方差矩阵有负特征值，已置为零（Cameron、Gelbach与Miller 2011）：标准误可能偏小，社区或第二类分组过少。",
        "The two-way clustered covariance had negative eigenvalues, set to zero (Cameron, Gelbach and Miller 2011): errors may be too small; one of the two ways has too few groups.");

    internal static Label FewSigns(int communities) => new(
        $"{communities}个社区只有{1L << (communities - 1)}种不同的Rademacher符号组合：p值的刻度很粗。宜用Webb六点权重。",
        $"{communities} communities give {1L << (communities - 1)} distinct Rademacher draws only: the p value moves in coarse steps. Webb's six-point weights are finer.");

    internal static Label Unbounded(string term) => new(
        $"“{term}”的自助区间至少一侧无界：社区太少，无法在该水平上排除任何大的取值。",
        $"The bootstrap interval of '{term}' is unbounded on a side: with so few communities no large value can be rejected at this level.");

    internal static Label NearCollinear(ImmutableArray<string> terms, double worst) => new(
        string.Create(CultureInfo.InvariantCulture, $"近似共线：{string.Join("、", terms)}的方差膨胀因子达{worst:0.0}（界限{LinearCautions.HighInflation:0}）。系数与标准误对少量数据敏感。"),
        string.Create(CultureInfo.InvariantCulture, $"Near-collinear terms: the variance inflation of {string.Join(", ", terms)} is up to {worst:0.0} (limit {LinearCautions.HighInflation:0}). Their coefficients hang on few rows."));
}
