using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The further tables of a reliability fit.</summary>
internal static class ReliabilityParts
{
    internal static ImmutableArray<FitPart> Of(ReliabilityFit fit) => fit.Loadings.IsEmpty ? [Items(fit), Reliability(fit), Splits(fit)] : [Items(fit), Reliability(fit), Splits(fit), Loadings(fit)];

    private static FitPart Items(ReliabilityFit fit) => new("items", new("题目", "Items"),
        [
            Text("item", "题目", "Item"), Text("reversed", "反向", "Reversed"), Number("mean", "均值", "Mean", 2), Number("std_dev", "标准差", "Std. deviation", 2),
            Number("skewness", "偏度", "Skewness", 2), Number("kurtosis", "峰度", "Kurtosis", 2), new("floor", new("地板", "Floor"), MeasureKind.Share, 1), new("ceiling", new("天花板", "Ceiling"), MeasureKind.Share, 1),
            Number("item_total", "题总相关", "Item-total r"), Number("item_rest", "校正题总相关", "Item-rest r"), Number("corrected_r", "去误差相关", "Corrected r"),
            Number("alpha_if_deleted", "删题后α", "Alpha if deleted"), Number("difference", "高低分组差", "Upper - lower"), Number("discrimination", "区分度D", "Discrimination D"),
            Number("critical_ratio", "决断值", "Critical ratio", 2), new("p_value", new("p值", "p"), MeasureKind.PValue, 3),
        ],
        [.. fit.Items.Select(item => ImmutableArray.Create<PartValue>(
            item.Item, item.Reversed ? "yes" : "no", item.Mean, item.StdDev, item.Skewness, item.Kurtosis, item.Floor, item.Ceiling, item.ItemTotal, item.ItemRest, item.Corrected,
            item.AlphaIfDeleted, item.Discrimination.Difference, item.Discrimination.Index, item.Discrimination.CriticalRatio, item.Discrimination.PValue))]);

    private static FitPart Reliability(ReliabilityFit fit) => new("reliability", new("信度系数", "Coefficients of reliability"),
        [
            Text("coefficient", "系数", "Coefficient"), Number("estimate", "估计值", "Estimate"), Number("conf_low", "下限", "Low"), Number("conf_high", "上限", "High"), Text("variant", "算法", "Variant"),
        ],
        [
            .. fit.Coefficients.Select(one => ImmutableArray.Create<PartValue>(one.Name, one.Estimate, one.ConfLow, one.ConfHigh, one.Variant)),
            ["lambda4", fit.AllSplits.Best.Guttman, (double?)null, (double?)null, fit.AllSplits.Sampled ? $"Guttman (1945): largest of {fit.AllSplits.Splits} sampled splits" : $"Guttman (1945): largest of all {fit.AllSplits.Splits} splits"],
            ["lambda6", fit.Lambda6, (double?)null, (double?)null, "Guttman (1945): squared multiple correlations"],
        ]);

    private static FitPart Splits(ReliabilityFit fit) => new("split_half", new("折半信度", "Split halves"),
        [
            Text("split", "折半", "Split"), Text("first_half", "前半", "First half"), Text("second_half", "后半", "Second half"), Number("correlation", "相关", "Correlation"),
            Number("spearman_brown", "斯皮尔曼-布朗", "Spearman-Brown"), Number("guttman", "Guttman λ4", "Guttman lambda4"),
        ],
        [
            .. fit.Splits.Append(fit.AllSplits.Best).Select(split => ImmutableArray.Create<PartValue>(
                split.Name, string.Join(' ', split.First), string.Join(' ', split.Second), split.Correlation, split.SpearmanBrown, split.Guttman)),
            ["mean", "", "", (double?)null, (double?)null, fit.AllSplits.Mean],
            ["minimum", "", "", (double?)null, (double?)null, fit.AllSplits.Minimum],
        ]);

    private static FitPart Loadings(ReliabilityFit fit)
    {
        int groups = fit.Loadings[0].Groups.Length;
        ImmutableArray<PartColumn> general = groups == 0
            ? [] : [Number("general", "总因子", "General"), .. Enumerable.Range(1, groups).Select(f => Number($"group_{f}", $"组因子{f}", $"Group {f}")), Number("communality", "共同度", "Communality")];
        return new FitPart("loadings", new("因子载荷", "Loadings"), [Text("item", "题目", "Item"), Number("one_factor", "单因子", "One factor"), .. general],
            [.. fit.Loadings.Select(item => Row(item, groups))]);
    }

    private static ImmutableArray<PartValue> Row(ItemLoading item, int groups) => groups == 0
        ? [item.Item, item.OneFactor]
        : [item.Item, item.OneFactor, item.General, .. item.Groups.Select(loading => (PartValue)loading), item.Communality];

    private static PartColumn Text(string name, string zh, string en) => new(name, new(zh, en), MeasureKind.Text);

    private static PartColumn Number(string name, string zh, string en, int decimals = 3) => new(name, new(zh, en), MeasureKind.Number, decimals);
}
