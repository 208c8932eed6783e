using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Tests;

/// <summary>Figures of made-up models that the tests of this project draw.</summary>
internal static class ModelSamples
{
    private static readonly Dictionary<string, Label> Names = new(StringComparer.Ordinal)
    {
        ["trust"] = new("社区信任", "Community trust"),
        ["efficacy"] = new("自我效能", "Self-efficacy"),
        ["depth"] = new("参与深度", "Depth of participation"),
        ["satisfaction"] = new("满意度", "Satisfaction"),
        ["age"] = new("年龄", "Age"),
        ["tru1"] = new("我信任社区两委", "I trust the community's two committees"),
        ["tru2"] = new("我信任我们选出来的居民议员", "I trust the deputies we elected"),
        ["eff1"] = new("像我这样的居民能够改变小区", "Residents like me can change the estate"),
        ["eff2"] = new("我提的意见会起作用", "What I suggest has an effect"),
        ["dep1"] = new("我提出过项目或建议", "I have proposed a project or made a suggestion"),
        ["dep2"] = new("我参加过项目的表决", "I have voted on projects"),
        ["sat1"] = new("总的来说我对社区公共服务满意", "All in all I am satisfied with community services"),
        ["sat2"] = new("我对社区服务感到失望", "I am disappointed by community services"),
    };

    /// <summary>Four constructs with two items each and an observed cause; one path is not told apart from 0, two covariances.</summary>
    /// <param name="measurement">The measurement part.</param>
    /// <param name="groups">Number of groups.</param>
    public static CandidateFigure PathsFigure(bool measurement = false, int groups = 1)
    {
        (string From, string To, string Arrow, double Weight, double P)[] arrows =
        [
            ("trust", "tru1", "loading", 0.76, 0), ("trust", "tru2", "loading", 0.73, 0), ("efficacy", "eff1", "loading", 0.77, 0), ("efficacy", "eff2", "loading", 0.79, 0), ("depth", "dep1", "loading", 0.74, 0), ("depth", "dep2", "loading", 0.75, 0),
            ("satisfaction", "sat1", "loading", 0.78, 0), ("satisfaction", "sat2", "loading", -0.67, 0), ("trust", "depth", "effect", 0.21, 0.0002), ("efficacy", "depth", "effect", 0.25, 0.004), ("age", "depth", "effect", -0.06, 0.03),
            ("depth", "satisfaction", "effect", 0.33, 0), ("trust", "satisfaction", "effect", 0.34, 0), ("efficacy", "satisfaction", "effect", 0.05, 0.07), ("trust", "efficacy", "covariance", 0.22, 0), ("tru2", "dep2", "covariance", 0.04, 0.2),
            ("depth", "depth", "explained", 0.39, double.NaN), ("satisfaction", "satisfaction", "explained", 0.43, double.NaN),
        ];
        return Paths.Of(measurement ? "measurement-sem" : "paths-sem", Table(arrows, measurement, groups), new("示例：路径图。", "Sample: path diagram."), new("路径图。", "Path diagram."), measurement);
    }

    /// <summary>A diagram of some arrows between constructs that no item measures.</summary>
    public static CandidateFigure Diagram(params (string From, string To, string Arrow)[] arrows) =>
        Paths.Of("paths-any", Table([.. arrows.Select(arrow => (arrow.From, arrow.To, arrow.Arrow, 0.5, 0.001))], false, 1), new("示例。", "Sample."), new("路径图。", "Path diagram."));

    /// <summary>The probabilities of five answers over a number, and of a panel over three kinds of housing.</summary>
    public static CandidateFigure ProbabilitiesFigure()
    {
        Label[] answers = [new("1 非常不同意", "1 Strongly disagree"), new("2 不同意", "2 Disagree"), new("3 一般", "3 Neither"), new("4 同意", "4 Agree"), new("5 非常同意", "5 Strongly agree")];
        (string Key, Label Label)[] housing = [("old", new("老旧小区", "Old estate")), ("new", new("商品房小区", "Commodity housing")), ("mixed", new("混合", "Mixed"))];
        var trust = Enumerable.Range(0, 9).Select(i => 1 + i / 2.0).SelectMany(at => answers.Select((answer, j) => Row("trust", new("社区信任", "Community trust"), Text(at), Label.Same(Text(at)), j, answer, Share(at, j))));
        var kinds = housing.SelectMany((kind, k) => answers.Select((answer, j) => Row("housing", new("住房类型", "Housing"), kind.Key, kind.Label, j, answer, Share(2.5 + k * 0.4, j))));
        var data = new CandidateTable("probabilities", new("预测概率", "Predicted probabilities"), [new("variable", new("变量", "Variable")), new("value", new("取值", "Value")), new("category", new("类别", "Category"))],
            [new("estimate", new("预测概率", "Predicted probability"), MeasureKind.Share, 1), new("conf_low", new("下限", "Low"), MeasureKind.Share, 1), new("conf_high", new("上限", "High"), MeasureKind.Share, 1)],
            [.. trust.Concat(kinds)], Subject.Respondents, new("有序logit。", "Ordered logit."), Provenance.Of("ordered logit", 2300, 96));
        return Probabilities.Of("probabilities-answer", data, new("示例：预测概率。", "Sample: predicted probabilities."), new("预测概率曲线。", "Curves of predicted probabilities."));
    }

    private static CandidateTable Table((string From, string To, string Arrow, double Weight, double P)[] arrows, bool measurement, int groups)
    {
        string[] keys = [.. new[] { "owner", "renter", "other" }.Take(groups)];
        var rows = arrows.SelectMany(arrow => keys.Select((group, g) => new TableRow(
            [arrow.From, arrow.To, arrow.Arrow, .. groups > 1 ? new[] { group } : []], [Name(arrow.From), Name(arrow.To), Label.Same(arrow.Arrow), .. groups > 1 ? new[] { Label.Same(group) } : []], 1100,
            [Value.Of(Math.Round(arrow.Weight + g * 0.03, 2)), Value.Of(arrow.P)])));
        return new CandidateTable("paths", measurement ? new("测量部分", "Measurement") : new("路径图", "Path diagram"),
            [new("from", new("自", "From")), new("to", new("至", "To")), new("arrow", new("箭头", "Arrow")), .. groups > 1 ? new[] { new Dimension("group", new("组", "Group")) } : []],
            [new("weight", new("标准化系数", "Standardised"), MeasureKind.Number, 3), new("p_value", new("p值", "p"), MeasureKind.PValue, 3)], [.. rows], Subject.Respondents, new("最大似然。", "Maximum likelihood."), Provenance.Of("ML", 2032, 96));
    }

    private static Label Name(string key) => Names.GetValueOrDefault(key, Label.Same(key));

    private static TableRow Row(string variable, Label variableLabel, string value, Label valueLabel, int answer, Label label, double share) => new(
        [variable, value, Text(answer + 1)], [variableLabel, valueLabel, label], 400, [Value.Of(Math.Round(share, 4)), Value.Of(Math.Round(share * 0.9, 4)), Value.Of(Math.Round(share * 1.1, 4))]);

    // Shares of an ordered logit with thresholds 2, 4, 6, 8 and slope 2.
    private static double Share(double at, int answer) => Below(at, answer + 1) - Below(at, answer);

    private static double Below(double at, int answer) => answer == 0 ? 0 : answer == 5 ? 1 : 1 / (1 + Math.Exp(2 * at - 2 * answer));

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
