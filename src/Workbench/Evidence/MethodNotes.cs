using System.Collections.Immutable;

namespace CoProduction.Workbench.Evidence;

/// <summary>For each method, in plain words: what it does, what it assumes, and what it cannot show.</summary>
internal static class MethodNotes
{
    private static readonly Label Binary = new(
        "二元选择模型（logit、probit）：是与否的概率。系数在潜在尺度上，不同模型之间不可直接比较；边际效应是概率的平均变化，仍是相关而非因果。",
        "Binary choice models (logit, probit): the probability of yes. Coefficients are on a latent scale and not comparable between models; marginal effects are average changes of the probability, and associations still.");

    private static readonly Label Ordered = new(
        "有序选择模型（ologit、oprobit）：把等级答案当作等级而不是分数，阈值由数据估计；假定每个动力在各阈值上作用相同（平行性，可用Brant检验）。边际效应是各答案概率的平均变化。",
        "Ordered choice models (ologit, oprobit): take an answer as a rank and not as points, its thresholds estimated. They suppose that a driver works alike at every threshold (parallel lines; Brant's test). Marginal effects are average changes of the probability of each answer.");

    private static readonly Label Counts = new(
        "计数模型（poisson、negbin）：次数的平均值按比例变化；negbin允许次数比泊松分布更分散。",
        "Count models (poisson, negbin): the mean count changes in proportion; negbin lets counts spread wider than Poisson's.");

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
        ["logit"] = Binary,
        ["probit"] = Binary,
        ["ologit"] = Ordered,
        ["oprobit"] = Ordered,
        ["mlogit"] = new(
            "多项选择模型（mlogit）：每个类别相对基准类别的对数几率；假定两类之间的取舍不受其他类别影响。系数的符号不等于概率的方向，应看边际效应。",
            "Multinomial logit (mlogit): the log odds of each category against the base, supposing that the choice between two does not depend on the others. The sign of a coefficient is not that of the probability: read the marginal effects."),
        ["poisson"] = Counts,
        ["negbin"] = Counts,
        ["describe"] = new(
            "描述与比较（describe）：各变量的分布与组间差异；检验把各行当作独立观测，同一社区的居民相似时p值偏小。多次比较的p值按Holm与BH校正。",
            "Description (describe): how variables look and whether groups differ. The tests take the rows as independent, which makes p values too small where residents of one community are alike; p values of several comparisons are adjusted (Holm, Benjamini-Hochberg)."),
        ["lmg"] = new(
            "重要性（lmg）：把R²按所有进入次序的平均增量分给各预测变量，各部分之和等于R²。它划分解释的方差，不表示因果；相关的预测变量互相分享贡献。",
            "Importance (lmg): R² divided by each predictor's mean gain over all orders of entry; the parts sum to R². It divides explained variance and shows no cause; predictors that correlate share what they explain."),
        ["efa"] = new(
            "探索性因子分析（efa）：由题目间的相关寻找少数共同因子；因子个数与名称取决于判断，需在另一份样本上验证。",
            "Exploratory factors (efa): few common factors behind the correlations of items. Their number and names rest on judgement and must be confirmed on another sample."),
        ["trees"] = new(
            "提升树（trees，探索性）：在留出的社区上与线性模型比较预测误差；没有检验，重要性与依赖曲线只描述预测。",
            "Boosted trees (trees, exploratory): prediction in communities left out, beside the linear model. There is no test; importance and dependence describe a prediction only."),
        ["missing"] = new(
            "缺失（missing）：按原因和模式列出缺失值，并用Little检验判断是否完全随机缺失；检验不能区分随机缺失与非随机缺失，不拒绝也不等于无偏。",
            "Missing values (missing): counts them by reason and pattern, and tests whether they are missing completely at random (Little). The test cannot tell missing at random from missing not at random, and not to reject is no proof."),
        ["cfa"] = new(
            "测量模型（cfa）：检验各题是否如设定那样只测量各自的因子。拟合良好只说明数据不反对该模型；样本大时χ²几乎总是显著，应看CFI、RMSEA、SRMR与残差相关。因子可靠（CR、AVE）且彼此可分（HTMT），其间的关系才有意义。",
            "Measurement model (cfa): whether items measure their factors as stated and nothing else. Good fit only says that the data do not speak against the model; in large samples χ² is nearly always significant, so read CFI, RMSEA, SRMR and the residual correlations. Relations among factors mean something once they are reliable (CR, AVE) and told apart (HTMT)."),
        ["sem"] = new(
            "结构方程模型（sem）：同时估计测量与路径，并扣除测量误差。箭头方向是研究者的假定，数据只检验它们隐含的协方差；同样拟合的其他模型总是存在。一次横截面调查的路径是相关，不是因果。",
            "Structural model (sem): measurement and paths at once, freed of measurement error. The directions of the arrows are assumed: the data test only the covariances that they imply, and other models always fit as well. From one cross-section a path is an association, not an effect."),
    }.ToImmutableDictionary();

    /// <summary>The notes of some methods, each once, in the order of first use.</summary>
    public static ImmutableArray<Label> Of(IEnumerable<string> methods) => [.. methods.Where(Notes.ContainsKey).Select(method => Notes[method]).Distinct()];
}
