using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The tables of a description.</summary>
internal static class DescribeParts
{
    internal static ImmutableArray<FitPart> Of(DescribeFit fit) => [.. new[] { Summary(fit), Extremes(fit), Levels(fit), Matrix(fit), Pairs(fit), Groups(fit), Cells(fit), Tests(fit), Effects(fit), Adjusted(fit) }.Where(part => !part.Rows.IsEmpty)];

    private static FitPart Summary(DescribeFit fit) => new("summary", new("描述统计", "Summary"),
        [
            PartColumns.Text("variable", "变量", "Variable"), PartColumns.People("n", "人数", "n"), PartColumns.Count("missing", "缺失", "Missing"), PartColumns.Number("mean", "均值", "Mean", 2), PartColumns.Number("std_dev", "标准差", "Std. deviation", 2),
            PartColumns.Number("lower_quartile", "下四分位", "Lower quartile", 2), PartColumns.Number("median", "中位数", "Median", 2), PartColumns.Number("upper_quartile", "上四分位", "Upper quartile", 2),
            PartColumns.Number("skewness", "偏度", "Skewness", 2), PartColumns.Number("kurtosis", "峰度", "Kurtosis", 2),
        ],
        [.. fit.Numbers.Select(one => ImmutableArray.Create<PartValue>(one.Name, one.Count, one.Missing, one.Mean, one.StdDev, one.Quartiles?.Lower, one.Quartiles?.Median, one.Quartiles?.Upper, one.Skewness, one.Kurtosis))])
    {
        People = [.. fit.Numbers.Select(one => one.Count)],
    };

    // The smallest value is that of the few who have it.
    private static FitPart Extremes(DescribeFit fit) => new("extremes", new("最小与最大值", "Smallest and largest values"),
        [PartColumns.Text("variable", "变量", "Variable"), PartColumns.Text("end", "端", "End"), PartColumns.Number("value", "取值", "Value", 2), PartColumns.People("n", "人数", "n")],
        [.. fit.Numbers.SelectMany(one => new[] { (one.Name, "minimum", one.Minimum), (one.Name, "maximum", one.Maximum) }).Select(end => ImmutableArray.Create<PartValue>(end.Name, end.Item2, end.Item3.Value, end.Item3.Rows))])
    {
        People = [.. fit.Numbers.SelectMany(one => new[] { one.Minimum.Rows, one.Maximum.Rows })],
    };

    private static FitPart Levels(DescribeFit fit) => new("levels", new("类别构成", "Categories"),
        [PartColumns.Text("variable", "变量", "Variable"), PartColumns.Text("level", "类别", "Level"), PartColumns.People("n", "人数", "n"), PartColumns.Share("share", "占比", "Share")],
        [.. fit.Levels.Select(one => ImmutableArray.Create<PartValue>(one.Name, one.Level, one.Count, one.Share))])
    {
        People = [.. fit.Levels.Select(one => one.Count)],
    };

    private static FitPart Matrix(DescribeFit fit) => new("correlations", new("相关矩阵（对角线为α）", "Correlations, alpha on the diagonal"),
        [PartColumns.Text("variable", "变量", "Variable"), .. fit.Numbers.Select(one => PartColumns.Number(one.Name))],
        fit.Correlations.IsEmpty ? [] : [.. fit.Numbers.Select((one, i) => Row(fit, one, i))])
    {
        People = fit.Correlations.IsEmpty ? [] : [.. fit.Numbers.Select((one, i) => fit.Correlations.Where(pair => pair.Left == one.Name).Select(pair => pair.Rows).Append(one.Count).Min())],
    };

    private static ImmutableArray<PartValue> Row(DescribeFit fit, NumberSummary one, int i) =>
        [one.Name, .. Enumerable.Range(0, fit.Numbers.Length).Select(j => j < i ? fit.Correlations[i * (i - 1) / 2 + j].Estimate : (PartValue)(j == i ? one.Alpha : null))];

    private static FitPart Pairs(DescribeFit fit) => new("correlation_tests", new("相关检验", "Tests of correlations"),
        [
            PartColumns.Text("left", "变量", "Variable"), PartColumns.Text("right", "与", "With"), PartColumns.People("n", "人数", "n"), PartColumns.Number("r"), PartColumns.Number("conf_low", "下限", "Low"), PartColumns.Number("conf_high", "上限", "High"),
            PartColumns.P(), PartColumns.P("p_holm", "p（Holm）", "p, Holm"), PartColumns.P("p_bh", "p（BH）", "p, Benjamini-Hochberg"),
        ],
        [.. fit.Correlations.Where(pair => pair.PValue is not null).Select(pair => ImmutableArray.Create<PartValue>(pair.Left, pair.Right, pair.Rows, pair.Estimate, pair.ConfLow, pair.ConfHigh, pair.PValue, pair.HolmP, pair.BenjaminiHochbergP))])
    {
        People = [.. fit.Correlations.Where(pair => pair.PValue is not null).Select(pair => pair.Rows)],
    };

    private static FitPart Groups(DescribeFit fit) => new("groups", new("分组均值", "Means by group"),
        [
            PartColumns.Text("variable", "变量", "Variable"), PartColumns.Text("group", "分组", "Group"), PartColumns.Text("level", "组", "Level"), PartColumns.People("n", "人数", "n"),
            PartColumns.Number("mean", "均值", "Mean", 2), PartColumns.Number("std_dev", "标准差", "Std. deviation", 2), PartColumns.Number("median", "中位数", "Median", 2),
        ],
        [.. fit.Groups.Select(one => ImmutableArray.Create<PartValue>(one.Variable, one.Group, one.Level, one.Count, one.Mean, one.StdDev, one.Median))])
    {
        People = [.. fit.Groups.Select(one => Beside(one.Count, fit.Numbers.Single(number => number.Name == one.Variable).Count, Rows(fit, one.Variable, one.Group)))],
    };

    private static long Rows(DescribeFit fit, string variable, string group) => fit.Comparisons.Single(one => one.Variable == variable && one.Group == group).Rows;

    // Means of all and of the groups tell, by subtraction, of those who have no group: the row speaks of these where they are fewer.
    private static long Beside(long people, long all, long grouped) => all > grouped ? Math.Min(people, all - grouped) : people;

    private static FitPart Cells(DescribeFit fit) => new("cells", new("交叉表", "Cross tables"),
        [
            PartColumns.Text("variable", "变量", "Variable"), PartColumns.Text("level", "类别", "Level"), PartColumns.Text("group", "分组", "Group"), PartColumns.Text("group_level", "组", "Group level"),
            PartColumns.People("n", "人数", "n"), PartColumns.Share("share", "组内占比", "Share of group"),
        ],
        [.. fit.Cells.Select(one => ImmutableArray.Create<PartValue>(one.Variable, one.Level, one.Group, one.GroupLevel, one.Count, one.Share))])
    {
        People = [.. fit.Cells.Select(one => Beside(one.Count, fit.Levels.Where(level => level.Name == one.Variable).Sum(level => level.Count), Rows(fit, one.Variable, one.Group)))],
    };

    private static FitPart Tests(DescribeFit fit) => Compared(fit, "tests", new("组间检验", "Tests between groups"), one => one.Tests,
        [PartColumns.Text("test", "检验", "Test"), PartColumns.Number("statistic", "统计量", "Statistic"), PartColumns.Number("df1", "自由度1", "df 1", 1), PartColumns.Number("df2", "自由度2", "df 2", 1), PartColumns.P()],
        test => [test.Name, test.Statistic, test.Df1, test.Df2, test.PValue]);

    private static FitPart Effects(DescribeFit fit) => Compared(fit, "effects", new("效应量", "Effect sizes"), one => one.Effects,
        [PartColumns.Text("effect", "效应量", "Effect size"), PartColumns.Number("estimate", "估计值", "Estimate"), PartColumns.Number("conf_low", "下限", "Low"), PartColumns.Number("conf_high", "上限", "High"), PartColumns.Text("variant", "算法", "Variant")],
        effect => [effect.Name, effect.Estimate, effect.ConfLow, effect.ConfHigh, effect.Variant]);

    private static FitPart Adjusted(DescribeFit fit) => Compared(fit, "adjusted", new("多重比较校正", "Adjusted for several tests"), one => one.Tests.Take(1),
        [PartColumns.Text("test", "检验", "Test"), PartColumns.P(), PartColumns.P("p_holm", "p（Holm）", "p, Holm"), PartColumns.P("p_bh", "p（BH）", "p, Benjamini-Hochberg")],
        (one, test) => [test.Name, test.PValue, one.HolmP, one.BenjaminiHochbergP]);

    private static FitPart Compared<T>(DescribeFit fit, string name, Label title, Func<Comparison, IEnumerable<T>> of, ImmutableArray<PartColumn> columns, Func<T, ImmutableArray<PartValue>> values) =>
        Compared(fit, name, title, of, columns, (_, one) => values(one));

    private static FitPart Compared<T>(DescribeFit fit, string name, Label title, Func<Comparison, IEnumerable<T>> of, ImmutableArray<PartColumn> columns, Func<Comparison, T, ImmutableArray<PartValue>> values) => new(name, title,
        [PartColumns.Text("variable", "变量", "Variable"), PartColumns.Text("group", "分组", "Group"), .. columns],
        [.. fit.Comparisons.SelectMany(one => of(one).Select(each => ImmutableArray.Create<PartValue>(one.Variable, one.Group).AddRange(values(one, each))))])
    {
        People = [.. fit.Comparisons.SelectMany(one => of(one).Select(_ => one.Smallest))],
    };
}
