using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Texts of the errors and cautions of mixed models.</summary>
internal static class MixedFaults
{
    internal static Fault NoRandomPart(string formula) =>
        new("The formula has no random part", formula, "a mixed model lets something vary between groups", "Add + (1 | community), or use --method ols.");

    internal static Fault Absorbed(string formula) =>
        new("The formula absorbs fixed effects", formula, "a mixed model takes its groups from random parts", "Write (1 | community) in place of '| community', or use --method fe.");

    internal static Fault UncorrelatedFactor(string formula, string group) =>
        new($"A category varies without correlation between the groups '{group}'", formula, "the columns of one category cannot vary independently of the choice of its reference level", "Write | in place of ||.");

    internal static Fault VariesTwice(string formula, string column, string group) =>
        new($"'{column}' varies twice between the groups '{group}'", formula, "only the sum of both could be estimated", "Keep it in one random part; write (0 + x | group) for a slope beside (1 | group).");

    internal static Fault OneUnit(string formula, string group) =>
        new($"There is only one group of '{group}'", formula, "a variance between groups needs at least two, and means little below ten", "Drop that random part, or take in more groups.");

    internal static Fault TooManyEffects(string group, ImmutableArray<string> columns, int units, long rows) =>
        new($"{rows} rows for {units} groups of '{group}' with {columns.Length} random effects each", "", "the random effects cannot be told from the residual", "Drop a random slope, or group by a field with more rows a group.");

    internal static Fault SameUnits(string formula, string inner, string outer) =>
        new($"'{inner}' and '{outer}' make the same groups", formula, "their variances cannot be told apart", "Keep one of them.");

    internal static Fault Crossed(string formula, string inner, string unit, string outer, string one, string other) =>
        new($"'{inner}' is not nested in '{outer}': '{unit}' is in '{one}' and in '{other}'", formula, "crossed random effects do not reduce to the roots of one level within another",
            $"Write ({outer}/{inner}) as the group if '{unit}' is another unit in each; take one of them as a fixed effect with factor(); or leave one out.");

    internal static Fault ExactFit(string formula) =>
        new("The outcome is fitted exactly", formula, "no residual is left, so that no variance ratio can be estimated", "Look for the outcome among the terms, and for an outcome that does not vary within groups.");

    internal static Fault NotConverged(string formula, MixedStep last) => new(
        FormattableString.Invariant($"The estimate did not converge in {last.Iteration} iterations (the criterion {last.Criterion:F6} could still fall by {last.Decrement:G3})"), formula,
        "the variances are not at their optimum", "Centre and scale the variables with random slopes, drop a random slope, raise --set iterations=1000, or look at it with --set unconverged=show.");

    internal static Fault BadIterations(int iterations) =>
        new($"{iterations} iterations", "--set iterations", "at least one step is needed", "Give a number such as 200.");

    internal static Fault NotNested(string smaller, string larger, string parameter) =>
        new($"'{smaller}' is not within '{larger}': it has '{parameter}'", "--set against", "the likelihood-ratio test compares a model with a smaller one of the same terms", "Give the larger model as the formula and the smaller one as against.");

    internal static Fault SameModel(string formula) =>
        new($"'{formula}' is the same model", "--set against", "there is no difference to test", "Leave a term or a random part out of it.");

    internal static Fault NoSlope(string term, ImmutableArray<string> terms) =>
        new($"'{term}' is not a term of the model", "--set slopes", "its slope was asked for", Nearest.Suggest(term, terms));

    internal static Fault NoInteraction(string variable, string moderator, ImmutableArray<string> terms) =>
        new($"'{variable}' and '{moderator}' do not interact in the model", "--set slopes", "without their product the slope is the same everywhere", $"Write {variable} * {moderator} in the formula. {Nearest.Suggest($"{variable}:{moderator}", terms)}");

    internal static Fault NoModeratorMean(string moderator) =>
        new($"The mean of '{moderator}' is not known", "--set slopes", "the model has no constant, or the moderator is not a column of its own", "Give its values with --set at=1,3,5.");

    internal static Fault TooFewOptions(int options) =>
        new($"{options} answers an item", "--set options", "agreement compares the variance with that of answers at random among at least two", "Give the number of answers an item allows, such as 5.");

    internal static Fault WeightedAgreement() =>
        new("Agreement within groups was asked for with weights", "--set agreement", "r_wg is defined for the respondents as they are", "Leave the weights out.");

    internal static Fault NoAgreement(string group) =>
        new($"No group of '{group}' has two respondents", "--set agreement", "agreement needs two answers", "Group by a wider field.");

    internal static Label FewUnits(string group, int units) => new(
        $"分组“{group}”仅{units}个：少于{MixedCautions.FewUnits}个时方差估计偏差较大。宜用REML与Satterthwaite自由度（默认），并谨慎解读组级变量。",
        $"{units} groups of '{group}': below {MixedCautions.FewUnits} the variances are estimated badly. Use REML with Satterthwaite degrees of freedom (the default) and read group-level terms with care.");

    internal static Label Singular() => new(
        "奇异拟合：某个随机效应方差为零或相关系数为±1。数据不支持该随机结构，宜去掉最弱的随机斜率或改用 ||。",
        "Singular fit: a variance of the random effects is zero or a correlation is one. The rows do not carry that structure; drop the weakest random slope, or write || for uncorrelated ones.");

    internal static Label SingleRespondents(string group, int units, int all) => new(
        $"分组“{group}”中有{units}个（共{all}个）只有一名受访者：它们不能区分组间与组内方差。",
        $"{units} of {all} groups of '{group}' have a single respondent: they cannot tell the variance between groups from that within.");

    internal static Label NegativeIcc(string group) => new(
        $"分组“{group}”的ICC(1)方差分析估计为负：组间差异小于随机分组所致，模型估计记为0。",
        $"The ICC(1) of '{group}' by analysis of variance is negative: groups differ less than random groups would; the model's estimate is 0.");

    internal static Label Weighted() => new(
        "权重按精度权重处理（残差方差σ²/w，同lme4），不是抽样权重；未给出R²与方差分析ICC。",
        "Weights are precisions (residual variance σ²/w, as in lme4), not sampling weights; R² and the ICC by analysis of variance are not given.");

    internal static Label MlWithFewUnits() => new("分组较少时ML低估方差；宜用REML。", "With few groups ML estimates of variances are too small; use REML.");

    internal static Label Unconverged() => new("估计未收敛：数值仅供诊断。", "The estimate did not converge: the numbers serve diagnosis only.");
}
