namespace CoProduction.Reports;

/// <summary>The fixed words of figures, tables and reports, in both languages.</summary>
internal static class Words
{
    public static Label Withheld { get; } = new("未公布", "withheld");
    public static Label WithheldNote { get; } = new("未公布：人数过少，为保护个人信息不予公布。", "Withheld: too few people; not published to protect them.");
    public static Label WithheldArea { get; } = new("斜线：未公布", "Hatched: withheld");
    public static Label Total { get; } = new("合计", "Total");
    public static Label ShareOfAnswers { get; } = new("占有效回答的百分比", "Share of valid answers");
    public static Label EachYear { get; } = new("各年度", "By year");
    public static Label Whole { get; } = new("构成（每年合计100%）", "Composition (each year 100%)");
    public static Label Interval { get; } = new("估计值与95%置信区间", "Estimate with 95% confidence interval");
    public static Label ShortInterval { get; } = new("估计值，95%置信区间", "Estimate, 95% CI");
    public static Label Estimate { get; } = new("估计值 [95%置信区间]", "Estimate [95% CI]");
    public static Label FilledNote { get; } = new("实心点：95%置信区间不含0；空心点：含0。", "Filled: the 95% confidence interval excludes 0; open: it includes 0.");
    public static Label FunnelNote { get; } = new("曲线：99.8%控制限；菱形：超出控制限。", "Curves: 99.8% limits; diamonds: beyond them.");
    public static Label CurvesNote { get; } = new("浅色带或竖线：95%置信区间；其他变量取常见值。", "Pale bands or bars: 95% confidence intervals; other variables at their usual values.");
    public static Label LikertNote { get; } = new("条外数字：两侧合计；中立回答居中于0。", "Figures beside the bars: sum of each side; neutral answers are centred on 0.");
    public static Label Stacked { get; } = new("构成（100%）", "Stacked to 100%");
    public static Label SideBySide { get; } = new("并列", "Side by side");
    public static Label Numbers { get; } = new("图中数据", "Numbers of the figure");
    public static Label Synthetic { get; } = new(
        "合成数据：本报告的全部记录均为演示而生成，不反映任何真实社区或个人。",
        "Synthetic data: every record of this report was made up for demonstration and describes no real community or person.");
    public static Label DataDate { get; } = new("数据截止日期：", "Data as of ");
    public static Label Contents { get; } = new("目录", "Contents");
    public static Label Methods { get; } = new("方法说明", "Method notes");
    public static Label Provenance { get; } = new("数据来源与复现信息", "Sources and reproducibility");
    public static Label Sources { get; } = new("读取的文件", "Files read");
    public static Label Options { get; } = new("影响数字的选项", "Options that change the numbers");
    public static Label Versions { get; } = new("软件版本", "Software versions");
    public static Label Name { get; } = new("名称", "Name");
    public static Label Setting { get; } = new("取值", "Value");
    public static Label Version { get; } = new("版本", "Version");
    public static Label Made { get; } = new(
        "同样的输入得到逐字节相同的报告；本文件不访问网络。",
        "Same inputs give the same report, byte for byte; this file makes no network request.");
    public static Label Breach { get; } = new("违反", "Breach");
    public static Label Undetermined { get; } = new("无法判定", "Undetermined");
    public static Label Pass { get; } = new("符合", "Pass");

    public static IReadOnlyList<Label> SourceColumns { get; } =
        [new("来源", "Source"), new("文件", "File"), new("SHA-256", "SHA-256"), new("接受行数", "Rows accepted"), new("拒绝行数", "Rows rejected")];
}
