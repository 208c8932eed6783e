using System.Text.RegularExpressions;
using CoProduction.Analysis;

namespace CoProduction.Tests.Results;

public sealed partial class VariantWordsTests
{
    /// <summary>Names of R's functions and arguments, of estimators and of designs stay as they are.</summary>
    private static readonly string[] Names = ["type", "cadjust"];

    public static TheoryData<string> Variants => [.. Vcov.All.Select(kind => kind.Description), .. ChoiceErrors.Asked.Select(kind => kind.Description), ChoiceErrors.Taylor.Description];

    [Theory]
    [InlineData("OLS, QR of merged community roots; CR1: G/(G-1)·(N-1)/(N-k), t with G-1 df", "普通最小二乘（OLS），对合并的社区三角根作QR分解；CR1：G/(G-1)·(N-1)/(N-k)，t分布，自由度G-1")]
    [InlineData("Maximum likelihood (normal, divisor n); errors: robust.cluster; test: Yuan-Bentler scaled χ² (Mplus variant)", "最大似然（正态，除数n）；标准误：聚类稳健（robust.cluster）；检验：Yuan-Bentler缩放χ²（Mplus算法）")]
    [InlineData("Maximum likelihood (normal, divisor n, weights of mean 1); errors: standard, expected information; test: normal-theory χ²; intervals: percentile of 1000 draws of communities",
        "最大似然（正态，除数n，权重均值为1）；标准误：常规，期望信息矩阵；检验：正态理论χ²；区间：社区自助抽样1000次的百分位法")]
    [InlineData("fixed effects of community and year absorbed from cell roots, weighted; classical: s^2 (X'X)^-1, t with N-K df, K all terms and effects", "由单元三角根吸收社区与year的固定效应，加权；经典：s^2 (X'X)^-1，t分布，自由度N-K，K为全部系数与效应的个数")]
    [InlineData("pooled over 20 imputations by chained equations (predictive mean matching type 1, 5 donors, normal random intercepts of community with one residual variance; 10 rounds) by Rubin's rules, df of Barnard and Rubin (1999)",
        "链式方程插补20次后合并（第1型预测均值匹配，供体5个，社区的正态随机截距，残差方差相同；迭代10轮），按Rubin规则，自由度依Barnard与Rubin（1999）")]
    [InlineData("ordered logit (proportional odds) by Newton's method, 2,379 patterns of rows", "有序logit（比例优势），牛顿法，2,379种不同的行")]
    [InlineData("3 factors by maximum likelihood of weighted Pearson correlations; rotation oblimin (γ = 0); scores by regression", "3个因子，最大似然，加权Pearson相关；oblimin旋转（γ = 0）；回归法因子得分")]
    [InlineData("50:50 mixture of chi2(0) and chi2(1)", "chi2(0)与chi2(1)各半的混合分布")]
    [InlineData("percentile, cluster bootstrap", "百分位法，聚类自助法")]
    public void A_variant_has_Chinese_words_and_its_English_stays(string variant, string zh) => Assert.Equal(new Label(zh, variant), VariantWords.Of(variant));

    [Theory]
    [InlineData("satisfaction")]
    [InlineData("反向题也选同一答案 straight-lining over an item; that is turned round")]
    [InlineData("unweighted, CFI")]
    public void What_names_no_variant_stays(string text) => Assert.Equal(Label.Same(text), VariantWords.Of(text));

    [Theory, MemberData(nameof(Variants))]
    public void Every_covariance_is_said_in_Chinese(string variant)
    {
        var left = Word().Matches(VariantWords.Of(variant).Zh).Select(found => found.Value).Except(Names);
        Assert.Empty(left);
    }

    [Fact]
    public void A_phrase_stands_once_and_its_Chinese_keeps_its_numbers_and_fields()
    {
        Assert.Empty(VariantPhrases.All.GroupBy(phrase => phrase.En).Where(same => same.Count() > 1).Select(same => same.Key));
        Assert.All(VariantPhrases.All, phrase => Assert.Equal(Places(phrase.En), Places(phrase.Zh)));
    }

    private static string Places(string text) => string.Concat(Place().Matches(text).Select(found => found.Value).Order(StringComparer.Ordinal));

    // Abbreviations and R's names have capitals or stand alone; a run of small letters is an English word.
    [GeneratedRegex(@"(?<![\p{L}.-])[A-Z]?[a-z]{3,}(?![\p{L}.])")]
    private static partial Regex Word();

    [GeneratedRegex(@"\{[nmf]}")]
    private static partial Regex Place();
}
