using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace CoProduction.Tests;

/// <summary>Small made-up tables and figures that the tests of this project draw.</summary>
internal static class Samples
{
    public static readonly (string Id, Label Label)[] Classes =
    [
        ("facility_maintenance", new("设施维护和维修", "Facility maintenance and repair")), ("culture_sport_welfare", new("文体公益活动", "Culture, sport and welfare")),
        ("environment", new("环境治理", "Environment")), ("volunteering", new("志愿服务", "Volunteering")),
        ("democratic_management", new("民主管理与教育培训", "Democratic management and training")),
    ];

    public static CandidateTable Shares(int years = 4, double[]? shares = null)
    {
        double[] latest = shares ?? [0.75, 0.12, 0.08, 0.03, 0.02];
        var rows = ImmutableArray.CreateBuilder<TableRow>();
        for (int year = 0; year < years; year++)
            for (int i = 0; i < latest.Length; i++)
            {
                double drift = (years - 1 - year) * 0.02;
                double share = i == 0 ? latest[0] - drift : latest[i] + drift / (latest.Length - 1);
                string key = (2019 - years + year).ToString(CultureInfo.InvariantCulture);
                rows.Add(new([Classes[i % 5].Id + (i >= 5 ? i : ""), key], [Named(i), Label.Same(key)], 0, [Value.Of(Math.Round(share, 4)), Value.Exact(Math.Round(1234567.8m * (decimal)share, 2))]));
            }
        return new("spending-shares", new("资金用在哪里：各类用途占比", "Where the money went: shares by class of use"),
            [new("use_class", new("用途类别", "Class of use")), new("year", new("年度", "Year"))],
            [new("share", new("占支付金额的比例", "Share of the money paid"), MeasureKind.Share, 1), new("amount", new("金额（元）", "Amount (CNY)"), MeasureKind.Amount, 2)],
            rows.ToImmutable(), Subject.PublicMoney, new("分母：项目资金，支付阶段。", "Denominator: project pool, paid."), Provenance.Of("shares", 6000));
    }

    private static Label Named(int i) => i < 5 ? Classes[i].Label : new(Classes[i % 5].Label.Zh + i, Classes[i % 5].Label.En + " " + i);

    public static CandidateFigure SharesFigure(int years = 4, double[]? shares = null) => SpendingShares.Of(
        "spending-shares", Shares(years, shares), new("示例：各类用途占支付金额的比例。", "Sample: share of each class of use in the money paid."),
        new("条形图：各类用途占比。", "Bar chart of the share of each class of use."));

    /// <summary>The table with the values of some rows withheld; made by reflection because only the review can, and which rows it chooses is tested there.</summary>
    public static CandidateTable Withheld(CandidateTable table, Func<TableRow, bool> which)
    {
        var suppressed = (Value)typeof(Value).GetProperty("Suppressed", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        return table with { Rows = [.. table.Rows.Select(row => which(row) ? row with { Values = [.. row.Values.Select(_ => suppressed)] } : row)] };
    }

    public static ReleasedFigure Released(CandidateFigure figure) => Disclosure.Review(figure, PrivacyPlan.Standard);

    public static CandidateFigure CoefficientsFigure(TermOrder order = TermOrder.AsGiven)
    {
        (string Id, string Zh, string En, double Estimate, double Half, double P)[] terms =
        [
            ("trust", "对居委会的信任", "Trust in the committee", 0.312, 0.07, 0.00004), ("efficacy", "自我效能感", "Self-efficacy", 0.145, 0.08, 0.0004),
            ("relevance", "议题与自身的相关性", "Relevance of the issue to the household", 0.054, 0.09, 0.24),
            ("burden", "参与的时间负担", "Time burden of taking part", -0.181, 0.1, 0.001), ("housingmixed", "住房：混合小区（对照：老旧小区）", "Housing: mixed (reference: old estate)", -0.02, 0.13, 0.76),
        ];
        var data = new CandidateTable("coefficients-drivers", new("哪些因素与满意度相关", "Which drivers relate to satisfaction"),
            [new("term", new("变量", "Term"))],
            [
                new("estimate", new("估计值", "Estimate"), MeasureKind.Number, 3), new("conf_low", new("下限", "Low"), MeasureKind.Number, 3),
                new("conf_high", new("上限", "High"), MeasureKind.Number, 3), new("p_value", new("p值", "p value"), MeasureKind.PValue, 3),
            ],
            [.. terms.Select(t => new TableRow([t.Id], [new(t.Zh, t.En)], 2300, [Value.Of(t.Estimate), Value.Of(t.Estimate - t.Half), Value.Of(t.Estimate + t.Half), Value.Of(t.P)]))],
            Subject.Respondents, new("OLS，按社区聚类（CR1）。", "OLS, clustered by community (CR1)."), Provenance.Of("OLS; CR1", 2300, 96));
        return Coefficients.Of("coefficients-drivers", data, new("示例：满意度回归的系数。", "Sample: coefficients of satisfaction."), new("系数图。", "Coefficient plot."), order);
    }

    /// <summary>Twenty communities of 12 to 126 people about a mean of 3.4; the 3rd lies below the limits, the 18th above.</summary>
    public static CandidateFigure FunnelFigure()
    {
        TableRow Row(int i)
        {
            double n = 12 + 6 * i, half = 3.09 * 0.85 / Math.Sqrt(n), mean = 3.4 + (i == 2 ? -1.15 : i == 17 ? 1.2 : 0.7 * Math.Sin(i)) * half;
            return new([$"c{i}"], [new($"社区{i}", $"Community {i}")], (long)n, [Value.Of(Math.Round(mean, 3)), Value.Exact((decimal)n), Value.Of(Math.Round(3.4 - half, 4)), Value.Of(Math.Round(3.4 + half, 4))]);
        }
        var data = new CandidateTable("funnel", new("各社区满意度的公平比较", "Satisfaction of communities, compared fairly"), [new("area", new("区域", "Area"))],
            [
                new("own", new("均值", "Mean"), MeasureKind.Number, 2), new("n", new("人数", "Respondents"), MeasureKind.People, 0), new("limit_low", new("控制限下", "Limit low"), MeasureKind.Number, 2),
                new("limit_high", new("控制限上", "Limit high"), MeasureKind.Number, 2),
            ],
            [.. Enumerable.Range(0, 20).Select(Row)], Subject.Respondents, new("控制限：99.8%。", "Limits: 99.8%."), Provenance.Of("means", 5000, 20));
        return Funnel.Of("funnel", data.Title, new("示例：漏斗图。", "Sample: funnel."), new("漏斗图。", "Funnel plot.")) with { Data = data };
    }

    public static CandidateTable Answers(int items = 4)
    {
        double[][] shares = [[0.04, 0.08, 0.2, 0.43, 0.25], [0.1, 0.2, 0.3, 0.3, 0.1], [0.02, 0.03, 0.05, 0.4, 0.5], [0.3, 0.25, 0.25, 0.15, 0.05]];
        Label[] wording =
        [
            new("我对社区保障资金的使用总体满意", "All in all I am satisfied with how the fund is used"), new("我清楚资金的使用流程", "I know how the fund is spent"),
            new("居民议事会能够反映我的意见，并且在项目实施过程中持续征求居民的看法", "The residents' council voices my opinion and goes on asking residents while projects are carried out"), new("参与占用我太多时间", "Taking part takes too much of my time"),
        ];
        Label[] answers = [new("非常不同意", "Strongly disagree"), new("不同意", "Disagree"), new("一般", "Neither"), new("同意", "Agree"), new("非常同意", "Strongly agree")];
        var rows = from item in Enumerable.Range(0, items)
                   from answer in Enumerable.Range(0, 5)
                   select new TableRow(["sat" + (item + 1), (answer + 1).ToString(CultureInfo.InvariantCulture)], [wording[item % 4], answers[answer]], 400,
                       [Value.Of(shares[item % 4][answer]), Value.Of(Math.Round(shares[item % 4][answer] * 2300))]);
        return new("likert-satisfaction", new("居民怎样评价", "What residents answered"), [new("item", new("题目", "Item")), new("answer", new("回答", "Answer"))],
            [new("share", new("加权占比", "Weighted share"), MeasureKind.Share, 1), new("n", new("人数", "n"), MeasureKind.People, 0)], [.. rows],
            Subject.Respondents, new("按设计权重加权。", "Weighted by the design."), Provenance.Of("Likert shares", 2310, 96));
    }

    public static CandidateFigure LikertFigure(int items = 4) =>
        Likert.Of("likert-satisfaction", Answers(items), new("示例：2019年满意度调查。", "Sample: satisfaction survey 2019."), new("李克特条形图。", "Diverging bars of the answers."));

    public static ReleasedTable Verdicts()
    {
        string[] verdicts = ["pass", "breach", "undetermined", "pass"];
        string[] zh = ["符合", "违反", "无法判定", "符合"];
        var rows = verdicts.Select((verdict, i) => new TableRow(["c" + i, "2018"], [new("社区" + i, "Community " + i), Label.Same("2018")], 0,
            [Value.Of(new Label(zh[i], verdict)), verdict == "undetermined" ? Value.Absent : Value.Exact(0.08m + i * 0.05m), Value.Of(new Label("运行资金占比与10%上限之差", "operating money against the 10 % cap"))]));
        return Disclosure.Review(new CandidateTable("verdicts", new("运行资金不超过10%", "Operating money at most 10 %"),
            [new("community", new("社区", "Community")), new("year", new("年度", "Year"))],
            [new("verdict", new("结论", "Verdict"), MeasureKind.Text, 0), new("share", new("占比", "Share"), MeasureKind.Share, 1), new("reason", new("理由", "Reason"), MeasureKind.Text, 0)],
            [.. rows], Subject.PublicMoney, new("", ""), Provenance.Of("operating-cap", 4)), PrivacyPlan.Standard);
    }

    public static StudyReport Report() => new(
        new("X区共同生产研究（示例）", "Co-production in District X (sample)"), true, new DateOnly(2020, 12, 31),
        [new("设施维护占2018年支付金额的四分之三。", "Facility maintenance takes three quarters of the money paid in 2018.")],
        [
            new("money", new("资金用在哪里", "Where the money went"), [new("下图按类别列出占比。", "The figure lists the shares by class.")], [Released(SharesFigure(6))], [Disclosure.Review(Shares(), PrivacyPlan.Standard)], []),
            new("rules", new("规则是否得到遵守", "Were the rules kept"), [], [], [], [Verdicts()]),
            new("survey", new("居民怎样评价", "What the survey says"), [], [Released(LikertFigure()), Released(CoefficientsFigure())], [Disclosure.Review(CoefficientsFigure().Data, PrivacyPlan.Standard)], []),
        ],
        [new("fund", "fund.csv", new string('a', 64), 6000, 3)], [("copro", "0.1.0"), ("ScottPlot", "5.1.59")], [("minimum_cell", "5"), ("seed", "20220931")]);
}
