using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The further tables of a structural model.</summary>
internal static class SemParts
{
    /// <summary>A modification index below the 5 % point of χ² with one degree of freedom, and a residual correlation below this, is not listed.</summary>
    private const double LeastIndex = 3.841458820694124, LeastResidual = 0.05;

    private const int MostListed = 30;

    internal static ImmutableArray<FitPart> Of(SemFit fit) =>
    [
        .. new[] { Measures(fit), Standardised(fit), Explained(fit), Reliability(fit), Discriminant(fit), Modifications(fit), Residuals(fit), Diagram(fit) }.Where(part => part.Rows.Length > 0), .. fit.Further,
    ];

    internal static string Snake(string name) => name.Replace('.', '_');

    private static FitPart Measures(SemFit fit) => new("fit_measures", new("拟合指标", "Fit measures"), [Text("measure", "指标", "Measure"), Number("value", "数值", "Value")],
        [.. fit.Measures.Select(one => ImmutableArray.Create<PartValue>(Snake(one.Name), one.IsCount ? PartValue.Whole(one.Value) : one.Value))]);

    private static FitPart Standardised(SemFit fit)
    {
        bool grouped = fit.Groups.Length > 1;
        var rows = fit.Parameters.Where(one => one.Operator != ParameterOperator.Intercept).ToList();
        return new FitPart("standardized", new("标准化估计", "Standardised solution"),
            [Text("term", "参数", "Term"), Number("std_all", "完全标准化", "Std. all"), Number("std_error", "标准误", "Std. error"), new("p_value", new("p值", "p"), MeasureKind.PValue), Number("std_lv", "潜变量标准化", "Std. latent")],
            [.. rows.Select(one => ImmutableArray.Create<PartValue>(one.Term, one.Standardised, one.StandardisedError, P(one), one.StandardisedLatent))])
        {
            People = grouped ? [.. rows.Select(one => fit.PeopleOf(one.Group))] : [],
        };
    }

    private static double? P(SemParameter one) => one.StandardisedError is { } error and > 0 && one.Standardised is { } value ? Normal.TwoSided(value / error) : null;

    private static FitPart Explained(SemFit fit) => Grouped(fit, "r_squared", new("解释的方差", "Explained variance"),
        [Text("variable", "变量", "Variable")], [Number("r_squared", "R²", "R²")],
        [.. fit.Explained.Select(one => new GroupedRow(one.Group, [one.Variable], [one.Share]))]);

    private static FitPart Reliability(SemFit fit) => Grouped(fit, "reliability", new("信度与聚合效度（CR、AVE：标准化载荷，Fornell与Larcker 1981）", "Reliability and convergent validity (CR and AVE of standardised loadings, Fornell and Larcker 1981)"),
        [Text("factor", "因子", "Factor")],
        [new("items", new("题数", "Items"), MeasureKind.Count, 0), Number("alpha", "α", "Alpha"), Number("cr", "组合信度CR", "CR"), Number("omega", "ω", "Omega"), Number("ave", "平均方差提取量AVE", "AVE"), Number("root_ave", "AVE平方根", "√AVE")],
        [.. fit.Factors.Select(one => new GroupedRow(one.Group, [one.Factor], [one.Items, one.Alpha, one.Composite, one.Omega, one.Extracted, one.Extracted is { } ave ? Math.Sqrt(ave) : (double?)null]))]);

    private static FitPart Discriminant(SemFit fit) => Grouped(fit, "discriminant_validity", new("区分效度（Fornell-Larcker、HTMT、HTMT2）", "Discriminant validity (Fornell-Larcker, HTMT, HTMT2)"),
        [Text("first", "因子一", "First"), Text("second", "因子二", "Second"), Text("fornell_larcker", "AVE > r²", "AVE > r²")],
        [
            Number("correlation", "相关", "Correlation"), Number("htmt", "HTMT", "HTMT"), Number("htmt_low", "下限", "Low"), Number("htmt_high", "上限", "High"), Number("htmt2", "HTMT2", "HTMT2"), Number("htmt2_low", "下限", "Low"),
            Number("htmt2_high", "上限", "High"),
        ],
        [.. fit.Pairs.Select(one => new GroupedRow(one.Group, [one.First, one.Second, one.FornellLarcker switch { true => "yes", false => "no", _ => "" }],
            [one.Correlation, one.Htmt, one.HtmtLow, one.HtmtHigh, one.Htmt2, one.Htmt2Low, one.Htmt2High]))]);

    private static FitPart Modifications(SemFit fit) => Grouped(fit, "modification_indices", new("修正指数", "Modification indices"),
        [Text("term", "参数", "Term")], [Number("mi", "修正指数", "MI", 2), Number("epc", "期望变化", "EPC"), Number("sepc_all", "标准化期望变化", "EPC, std. all")],
        [.. fit.Modifications.Where(one => one.Index >= LeastIndex).Take(MostListed).Select(one => new GroupedRow(one.Group, [one.Term], [one.Index, one.Change, one.Standardised]))]);

    private static FitPart Residuals(SemFit fit) => Grouped(fit, "residual_correlations", new("残差相关", "Residual correlations"),
        [Text("first", "变量一", "First"), Text("second", "变量二", "Second")], [Number("residual", "残差相关", "Residual")],
        [.. fit.Residuals.Where(one => Math.Abs(one.Residual) >= LeastResidual).Take(MostListed).Select(one => new GroupedRow(one.Group, [one.First, one.Second], [one.Residual]))]);

    // Arrows with their standardised weights: what draws the diagram.
    private static FitPart Diagram(SemFit fit) => Grouped(fit, "path_diagram", new("路径图数据", "Path diagram"),
        [Text("from", "自", "From"), Text("to", "至", "To"), Text("arrow", "箭头", "Arrow")], [Number("weight", "标准化系数", "Standardised"), new("p_value", new("p值", "p"), MeasureKind.PValue)],
        [.. fit.Parameters.Where(one => one.Operator is ParameterOperator.Loading or ParameterOperator.Regression || (one.Operator == ParameterOperator.Covariance && !one.IsVariance)).Select(one => new GroupedRow(one.Group, Arrow(one), [one.Standardised, one.PValue]))]);

    private static ImmutableArray<PartValue> Arrow(SemParameter one) => one.Operator switch
    {
        ParameterOperator.Loading => [one.Left, one.Right, "loading"],
        ParameterOperator.Regression => [one.Right, one.Left, "effect"],
        _ => [one.Left, one.Right, "covariance"],
    };

    /// <summary>A table with a column of the group where there are several.</summary>
    internal static FitPart Grouped(SemFit fit, string name, Label title, ImmutableArray<PartColumn> names, ImmutableArray<PartColumn> numbers, ImmutableArray<GroupedRow> rows)
    {
        bool grouped = fit.Groups.Length > 1;
        return new FitPart(name, title, grouped ? [.. names, Text("group", "组", "Group"), .. numbers] : [.. names, .. numbers],
            [.. rows.Select(row => grouped ? row.Names.Add(row.Group).AddRange(row.Values) : row.Names.AddRange(row.Values))])
        {
            People = grouped ? [.. rows.Select(row => fit.PeopleOf(row.Group))] : [],
        };
    }

    internal static PartColumn Text(string name, string zh, string en) => new(name, new(zh, en), MeasureKind.Text);

    internal static PartColumn Number(string name, string zh, string en, int decimals = 3) => new(name, new(zh, en), MeasureKind.Number, decimals);
}

/// <summary>A row of a table that has a column of the group where there are several.</summary>
/// <param name="Group">Name of the group; empty for one.</param>
/// <param name="Names">Texts that name the row.</param>
/// <param name="Values">Its values.</param>
internal sealed record GroupedRow(string Group, ImmutableArray<PartValue> Names, ImmutableArray<PartValue> Values);
