using System.Collections.Immutable;

namespace CoProduction.Workbench.Evidence;

/// <summary>The words that methods write into their tables, in the reader's language.</summary>
internal static class MethodWords
{
    private static readonly ImmutableDictionary<string, Label> Words = new Dictionary<string, Label>
    {
        ["yes"] = new("是", "yes"),
        ["no"] = new("否", "no"),
        ["Residual"] = new("残差", "Residual"),
        ["community"] = new("社区", "Community"),
        ["within"] = new("社区内", "Within"),
        ["between"] = new("社区间", "Between"),
        ["inside"] = new("两界之内", "Inside"),
        ["outside"] = new("两界之外", "Outside"),
        ["everywhere"] = new("处处", "Everywhere"),
        ["nowhere"] = new("无处", "Nowhere"),
        ["direct"] = new("直接效应", "Direct"),
        ["indirect"] = new("间接效应", "Indirect"),
        ["total"] = new("总效应", "Total"),
        ["total_indirect"] = new("总间接效应", "Total indirect"),
        ["proportion_mediated"] = new("中介比例", "Proportion mediated"),
        ["effect"] = new("效应", "Effect"),
        ["prediction"] = new("预测", "Prediction"),
        ["alpha"] = new("α系数", "Alpha"),
        ["standardised_alpha"] = new("标准化α", "Standardised alpha"),
        ["omega"] = new("ω系数", "Omega"),
        ["omega_hierarchical"] = new("分层ω", "Omega hierarchical"),
        ["lambda4"] = Label.Same("λ4"),
        ["lambda6"] = Label.Same("λ6"),
        ["odd_even"] = new("奇偶题", "Odd and even"),
        ["first_second"] = new("前后半", "First and second"),
        ["best"] = new("最佳", "Best"),
        ["mean"] = new("平均", "Mean"),
        ["all"] = new("全部", "All"),
        ["minimum"] = new("最低", "Lowest"),
        ["maximum"] = new("最高", "Highest"),
        ["welch_t"] = new("韦尔奇t检验", "Welch's t"),
        ["welch_f"] = new("韦尔奇F检验", "Welch's F"),
        ["student_t"] = new("t检验", "Student's t"),
        ["anova_f"] = new("方差分析F检验", "Analysis of variance"),
        ["kruskal_wallis"] = new("克鲁斯卡尔-沃利斯检验", "Kruskal-Wallis"),
        ["chi_squared"] = new("χ²检验", "χ² test"),
        ["hedges_g"] = Label.Same("Hedges g"),
        ["eta_squared"] = Label.Same("η²"),
        ["omega_squared"] = Label.Same("ω²"),
        ["epsilon_squared"] = Label.Same("ε²"),
        ["rank_epsilon_squared"] = new("秩ε²", "rank ε²"),
        ["cramers_v"] = Label.Same("Cramér V"),
        ["linear"] = new("线性模型", "Linear model"),
        ["trees"] = new("提升树（探索性）", "Boosted trees (exploratory)"),
        ["little_mcar"] = new("Little完全随机缺失检验", "Little's MCAR test"),
        ["not_asked"] = MissingReasons.LabelOf(MissingReason.NotAsked).AsHeading(),
        ["refused"] = MissingReasons.LabelOf(MissingReason.Refused).AsHeading(),
        ["dont_know"] = MissingReasons.LabelOf(MissingReason.DontKnow).AsHeading(),
        ["lost"] = MissingReasons.LabelOf(MissingReason.Lost).AsHeading(),
        ["blank"] = MissingReasons.LabelOf(MissingReason.Blank).AsHeading(),
        ["(complete)"] = new("（完整）", "(complete)"),
        ["(rarer patterns)"] = new("（其他模式）", "(rarer patterns)"),
        ["(none)"] = new("（不去掉）", "(none)"),
        ["(start)"] = new("起始", "Start"),
        ["(left)"] = new("保留", "Left"),
        ["ordered probit"] = new("有序probit", "Ordered probit"),
        ["multinomial"] = new("多项logit", "Multinomial logit"),
        ["multinomial probit"] = new("多项probit", "Multinomial probit"),
        ["loading"] = new("载荷", "Loading"),
        ["covariance"] = new("协方差", "Covariance"),
        ["explained"] = new("解释的方差R²", "Explained variance R²"),
        ["configural"] = new("形态不变", "Configural"),
        ["metric"] = new("度量不变（载荷相等）", "Metric (equal loadings)"),
        ["scalar"] = new("标量不变（截距相等）", "Scalar (equal intercepts)"),
        ["strict"] = new("严格不变（残差方差相等）", "Strict (equal residual variances)"),
        ["pmm"] = new("预测均值匹配", "Predictive mean matching"),
    }.ToImmutableDictionary();

    private static readonly ImmutableDictionary<string, Label> Effects = new Dictionary<string, Label>
    {
        ["hedges_g"] = new("Hedges g 效应量", "effect size Hedges g"),
        ["eta_squared"] = new("η² 效应量", "effect size η²"),
        ["omega_squared"] = new("ω² 效应量", "effect size ω²"),
        ["epsilon_squared"] = new("ε² 效应量", "effect size ε²"),
        ["rank_epsilon_squared"] = new("秩ε² 效应量", "effect size rank ε²"),
        ["cramers_v"] = new("Cramér V 效应量", "effect size Cramér's V"),
    }.ToImmutableDictionary();

    private static readonly ImmutableDictionary<string, Label> Paths = new Dictionary<string, Label>
    {
        ["path: "] = new("路径：", "Path: "),
        ["indirect: "] = new("间接效应：", "Indirect: "),
        ["direct: "] = new("直接效应：", "Direct: "),
        ["total: "] = new("总效应：", "Total: "),
        ["total indirect: "] = new("总间接效应：", "Total indirect: "),
        ["proportion mediated: "] = new("中介比例：", "Proportion mediated: "),
        ["contrast: "] = new("差异：", "Contrast: "),
    }.ToImmutableDictionary();

    /// <summary>Label of what a path or effect begins with, such as <c>path: </c>; null when it is none.</summary>
    public static Label? OfPath(string beginning) => Paths.GetValueOrDefault(beginning);

    /// <summary>Label of an effect size where it stands for a whole comparison; null when the word is none.</summary>
    public static Label? OfEffect(string word) => Effects.GetValueOrDefault(word);

    /// <summary>Label of a word; null when it is none of a method's.</summary>
    public static Label? Of(string word) => Words.GetValueOrDefault(word) ?? FitWords.Of(word);
}
