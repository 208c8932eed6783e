using System.Collections.Immutable;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Tests.Evidence;

public class TermLabelsTests
{
    private static readonly TermLabels Names = new(DataSchema.Framework,
    [
        new("sat1", "satisfaction", 1, 5, false, new("总体满意", "All in all I am satisfied"), []), new("sat2", "satisfaction", 1, 5, false, new("质量满意", "I am satisfied with the quality"), []),
    ]);

    private static readonly TermLabels Structural = Names with { IsStructural = true, Explained = ["sat1", "sat2", "satisfaction"] };

    [Theory]
    [InlineData("(Intercept)", "（截距）", "(Intercept)")]
    [InlineData("sat1", "总体满意", "All in all I am satisfied")]
    [InlineData("sat1:community_trust", "“总体满意”:社区信任", "\"All in all I am satisfied\":Community trust")]
    [InlineData("satisfaction ~ housing: eta_squared", "满意度（按住房类型分组）：η² 效应量", "Satisfaction by housing: effect size η²")]
    [InlineData("housingold_estate", "住房类型：老旧小区", "Housing: Old estate")]
    [InlineData("gender: male - female", "性别：男（对照女）", "Gender: Male (against Female)")]
    [InlineData("housing=mixed", "住房类型：混合", "Housing: Mixed")]
    [InlineData("duplicate(respondent)", "重复答卷（受访者编号相同）", "Repeated answers (same Respondent)")]
    [InlineData("longstring(sat1..sat2) > 4", "“总体满意”至“质量满意”连续4题以上答案相同", "More than 4 equal answers in a row, \"All in all I am satisfied\" to \"I am satisfied with the quality\"")]
    [InlineData("log(age)", "log(age)", "log(age)")]
    public void Terms_are_put_into_words(string term, string zh, string en) => Assert.Equal(new Label(zh, en), Names.Of(term));

    [Theory]
    [InlineData("satisfaction =~ sat1", "载荷：满意度 → 总体满意", "Loading: Satisfaction → All in all I am satisfied")]
    [InlineData("satisfaction ~ community_trust", "路径：社区信任 → 满意度", "Path: Community trust → Satisfaction")]
    [InlineData("sat1 ~~ sat1", "残差方差：总体满意", "Residual variance: All in all I am satisfied")]
    [InlineData("community_trust ~~ community_trust", "方差：社区信任", "Variance: Community trust")]
    [InlineData("sat1 ~~ sat2", "残差协方差：总体满意 ↔ 质量满意", "Residual covariance: All in all I am satisfied ↔ I am satisfied with the quality")]
    [InlineData("sat1 ~ 1 [renter]", "截距：总体满意［租户］", "Intercept: All in all I am satisfied [Renter]")]
    [InlineData("indirect", "间接效应", "Indirect")]
    [InlineData("ab", "ab", "ab")]
    public void Parameters_of_structural_models_are_put_into_words(string term, string zh, string en) => Assert.Equal(new Label(zh, en), Structural.Of(term));

    [Fact]
    public void Answers_have_their_words_and_borders_both()
    {
        var ordered = Names with { Outcome = "sat1" };
        Assert.Equal(new Label("4 同意", "4 Agree"), ordered.Answer("4"));
        Assert.Equal(new Label("阈值：1 非常不同意 | 2 不同意", "Threshold: 1 Strongly disagree | 2 Disagree"), ordered.Of("1|2"));
        Assert.Equal(new Label("租户", "Renter"), (Names with { Outcome = "tenure" }).Answer("renter"));
        Assert.Null(Names.Answer("4"));
        Assert.Equal(new Label("总体满意；质量满意", "All in all I am satisfied; I am satisfied with the quality"), Names.Items("sat1 sat2"));
        Assert.Null(Names.Items("sat1 others"));
    }

    [Fact]
    public void Measures_of_fit_are_put_into_words()
    {
        Assert.Equal(new Label("CFI（稳健）", "CFI (robust)"), MethodWords.Of("cfi_robust"));
        Assert.True(FitWords.IsCount("df_scaled"));
        Assert.Null(MethodWords.Of("sat1_scaled"));
    }
}
