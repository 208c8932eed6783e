using System.Collections.Immutable;

namespace CoProduction.Workbench.Evidence;

/// <summary>For each method, in plain words: what it does, what it assumes, and what it cannot show.</summary>
internal static class MethodNotes
{
    private static readonly ImmutableDictionary<string, Label> Notes = new Dictionary<string, Label>
    {
        ["ols"] = new(
            "最小二乘（ols）：其他条件相同时，动力高一分者结果高多少分（量表1–5分）。假定关系是直线，且不同社区的误差互相独立；按社区聚类的标准误允许同一社区内相关。系数表示相关而非因果。",
            "Least squares (ols): how many points higher the outcome is where a driver is one point higher, other terms equal (scales of 1-5). It assumes straight lines and errors that are independent between communities; errors clustered by community allow for likeness within one. A coefficient is an association, not an effect."),
        ["fe"] = new(
            "固定效应（fe）：只在同一社区（或年份）内部比较，社区之间一切不变的差异都被扣除；因此不能回答社区层面变量的作用，且组内变化小的变量估计不精确。",
            "Fixed effects (fe): compares only within a community (or year), so that whatever does not change there drops out. It says nothing about variables of the community itself, and little about those that vary little within one."),
        ["lmm"] = new(
            "混合模型（lmm）：每个社区可有自己的截距（和斜率），取自正态分布；假定这些偏离与各动力无关。社区少于约40个时，方差成分不精确，应看区间而非点估计。",
            "Mixed model (lmm): every community has its own intercept (and slope), drawn from a normal distribution and assumed unrelated to the drivers. Below about 40 communities the variances are imprecise: read the intervals, not the points."),
        ["svy"] = new(
            "抽样设计估计（svy）：按权重推及总体，标准误遵从分层与整群抽样；其效度取决于权重与无应答是否可忽略，权重不能弥补从未被问到的人。",
            "Survey-designed estimates (svy): weights carry the sample to the population, errors follow strata and clusters. They are as good as the weights; no weight brings back people who were never asked."),
        ["mediation"] = new(
            "中介分析（mediation）：把总效应分为经由中介的部分和其余部分。只有在自变量、中介、结果之间没有遗漏的共同原因、且次序正确时才可作因果解读；一次横截面调查无法验证这两点，因此这里的“效应”是路径上的相关。",
            "Mediation: splits the total association into the part that runs through the mediator and the rest. It is causal only if nothing left out drives two of the three and if their order is right; one cross-section can show neither, so an 'effect' here is an association along a path."),
        ["alpha"] = new(
            "信度（alpha）：量表各题在多大程度上测量同一件事的下限（α）与模型估计（ω）；高信度不等于单一维度，也不等于效度。",
            "Reliability (alpha): how far the items of a scale measure one thing, as a bound (alpha) and by a model (omega). High reliability is neither one dimension nor validity."),
        ["missing"] = new(
            "缺失（missing）：按原因和模式列出缺失值，并用Little检验判断是否完全随机缺失；检验不能区分随机缺失与非随机缺失，不拒绝也不等于无偏。",
            "Missing values (missing): counts them by reason and pattern, and tests whether they are missing completely at random (Little). The test cannot tell missing at random from missing not at random, and not to reject is no proof."),
    }.ToImmutableDictionary();

    /// <summary>The notes of some methods, each once, in the order of first use.</summary>
    public static ImmutableArray<Label> Of(IEnumerable<string> methods) => [.. methods.Distinct().Where(Notes.ContainsKey).Select(method => Notes[method])];
}
