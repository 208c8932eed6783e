using CoProduction.Workbench;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Tests.Evidence;

public sealed class ModelTitlesTests
{
    private static readonly Label Title = new("满意度的动力", "Drivers of satisfaction"), Outcome = new("满意度", "Satisfaction");

    [Theory]
    [InlineData("ols", null, "满意度的动力（wave）", "Drivers of satisfaction (wave)")]
    [InlineData("ols", "weight", "满意度的动力（wave，加权）", "Drivers of satisfaction (wave, weighted)")]
    [InlineData("sem", "weight", "满意度的动力（wave）", "Drivers of satisfaction (wave)")]
    [InlineData("trees", null, "探索性：满意度的动力（wave）", "Exploratory: Drivers of satisfaction (wave)")]
    public void A_title_stands_for_what_is_modelled_and_the_id(string method, string? weights, string zh, string en) =>
        Assert.Equal(new Label(zh, en), ModelTitles.Of(Plan(method, weights) with { Title = Title }, Outcome));

    [Theory]
    [InlineData("ols", "满意度：m（wave）", "Satisfaction: m (wave)")]
    [InlineData("cfa", "测量模型：m（wave）", "Measurement model: m (wave)")]
    [InlineData("missing", "缺失值：m（wave）", "Missing values: m (wave)")]
    [InlineData("trees", "探索性：满意度：m（wave）", "Exploratory: Satisfaction: m (wave)")]
    public void Without_one_a_heading_has_the_outcome_and_the_id(string method, string zh, string en) => Assert.Equal(new Label(zh, en), ModelTitles.Of(Plan(method, null), Outcome));

    [Fact]
    public async Task A_run_names_a_model_by_its_title_in_headings_captions_and_sentences()
    {
        using var study = new SmallStudy();
        string yaml = File.ReadAllText(study["study.yaml"]).Replace("satisfaction ~", "sat2 ~", StringComparison.Ordinal);
        study.Write("study.yaml", yaml.Replace("{ id: drivers,", "{ id: drivers, title: { zh: 满意度的动力, en: Drivers of satisfaction },", StringComparison.Ordinal));
        study.Write(SmallStudy.Survey, SmallStudy.Respondents(i => 1 + (i / 6 + i) % 5));
        await study.RunAsync();
        string report = await File.ReadAllTextAsync(Path.Combine(study.Out, "report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("满意度的动力（wave）：各项估计值与95%置信区间", report, StringComparison.Ordinal);
        Assert.Contains("Drivers of satisfaction (wave)", report, StringComparison.Ordinal);
        Assert.Contains(" (Drivers of satisfaction, n=60) relates most to community trust", report, StringComparison.Ordinal);
        Assert.DoesNotContain("：drivers", report, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(study.Out, "tables", "model-drivers.csv")));
    }

    private static ModelPlan Plan(string method, string? weights) => new("m", "wave", new ModelRequest(method, "satisfaction ~ community_trust") { Weights = weights });
}
