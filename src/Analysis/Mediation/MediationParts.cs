using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The tables of a mediation model.</summary>
internal static class MediationParts
{
    private static readonly PartColumn Level = Text("level", "层次", "Level"), Path = Text("path", "路径", "Path"), Effect = Text("effect", "效应", "Effect"), At = Text("at", "条件", "At"),
        Moderator = Text("moderator", "调节变量", "Moderator"), Method = Text("method", "方法", "Method");

    internal static ImmutableArray<FitPart> Of(MediationFit fit)
    {
        ImmutableArray<EffectEstimate> plain = [.. fit.Effects.Where(effect => effect.Values.IsEmpty)];
        FitPart[] parts =
        [
            PathsOf(fit),
            EffectsOf(fit, "indirect", new("间接效应", "Indirect effects"), [Path], [.. plain.Where(one => one.Kind == "indirect")], one => [one.Path]),
            EffectsOf(fit, "effects", new("直接、间接与总效应", "Direct, indirect and total effects"), [Effect, Path],
                [.. plain.Where(one => one.Kind is "total_indirect" or "direct" or "total" or "proportion_mediated")], one => [one.Kind, one.Path]),
            EffectsOf(fit, "contrasts", new("间接效应之差", "Contrasts of indirect effects"), [Text("contrast", "对比", "Contrast")], [.. plain.Where(one => one.Kind == "contrast")], one => [one.Path]),
            Conditional(fit),
            EffectsOf(fit, "index", new("有调节的中介指数", "Index of moderated mediation"), [Moderator, Path], [.. plain.Where(one => one.Kind == "index")], one => [one.At, one.Path]),
            RegionsOf(fit),
        ];
        return [.. parts.Where(part => !part.Rows.IsEmpty)];
    }

    internal static TidyRow Row(PathEstimate path)
    {
        double? statistic = path.StdError > 0 ? path.Estimate / path.StdError : null;
        return new TidyRow($"{(path.Level.Length > 0 ? path.Level + " " : "")}path: {path.Term} -> {path.Outcome}", path.Estimate, path.StdError, statistic, path.Df,
            statistic is { } t ? StudentT.TwoSided(t, path.Df) : null, path.Estimate - path.HalfWidth, path.Estimate + path.HalfWidth);
    }

    private static FitPart PathsOf(MediationFit fit)
    {
        var levels = Levels(fit);
        return new FitPart("paths", new("路径系数", "Path coefficients"),
            [.. levels, Text("equation", "方程", "Equation"), Text("term", "变量", "Term"), Number("estimate", "估计值", "Estimate"), Number("std_error", "标准误", "Std. error"),
                Number("statistic", "检验统计量", "Statistic", 2), Number("df", "自由度", "df", 0), new("p_value", new("p值", "p"), MeasureKind.PValue), .. Bounds()],
            [.. fit.Paths.Select(path => PathRow(path, levels.IsEmpty))]);
    }

    private static ImmutableArray<PartValue> PathRow(PathEstimate path, bool single)
    {
        var row = Row(path);
        return [.. single ? [] : new PartValue[] { path.Level }, path.Outcome, path.Term, row.Estimate, row.StdError, row.Statistic, row.Df, row.PValue, row.ConfLow, row.ConfHigh];
    }

    private static FitPart EffectsOf(
        MediationFit fit, string name, Label title, ImmutableArray<PartColumn> names, ImmutableArray<EffectEstimate> effects, Func<EffectEstimate, ImmutableArray<PartValue>> key)
    {
        var levels = Levels(fit);
        return new FitPart(name, title, [.. levels, .. names, .. Measures(fit)], [.. effects.Select(one => Values(fit, [.. levels.IsEmpty ? [] : new PartValue[] { one.Level }, .. key(one)], one))]);
    }

    private static FitPart Conditional(MediationFit fit)
    {
        ImmutableArray<EffectEstimate> effects = [.. fit.Effects.Where(effect => !effect.Values.IsEmpty)];
        int most = effects.IsEmpty ? 0 : effects.Max(effect => effect.Values.Length);
        var values = Enumerable.Range(1, most).Select(i => Number(i == 1 ? "value" : $"value_{i}", "取值", "Value"));
        return new FitPart("conditional", new("条件效应", "Conditional effects"), [Effect, Path, At, .. values, .. Measures(fit)],
            [.. effects.Select(one => Values(fit, [one.Kind, one.Path, one.At, .. Enumerable.Range(0, most).Select(i => (PartValue)(i < one.Values.Length ? one.Values[i] : (double?)null))], one))]);
    }

    private static FitPart RegionsOf(MediationFit fit) => new("johnson_neyman", new("效应显著的调节变量范围（Johnson-Neyman）", "Johnson-Neyman regions of significance"),
        [Effect, Path, Moderator, Text("significant", "显著范围", "Significant"), Number("low", "下界", "Low"), Number("high", "上界", "High"), Number("observed_low", "样本最小值", "Observed low"),
            Number("observed_high", "样本最大值", "Observed high"), new("share", new("显著者占比", "Share significant"), MeasureKind.Share), Method],
        [.. fit.Regions.Select(one => (ImmutableArray<PartValue>)[one.Kind, one.Path, one.Moderator, one.Side, one.Low, one.High, one.ObservedLow, one.ObservedHigh, one.Share, one.Kind == "path" ? "t" : "delta, normal"])]);

    private static ImmutableArray<PartValue> Values(MediationFit fit, ImmutableArray<PartValue> names, EffectEstimate one) =>
        [.. names, one.Estimate, one.StdError, one.DeltaStdError, one.ConfLow, one.ConfHigh, fit.Uncertainty];

    private static ImmutableArray<PartColumn> Measures(MediationFit fit) =>
    [
        Number("estimate", "估计值", "Estimate"), fit.Spec.Interval == EffectInterval.MonteCarlo ? Number("mc_se", "模拟标准误", "Monte Carlo SE") : Number("boot_se", "自助标准误", "Bootstrap SE"),
        Number("delta_se", "Delta法标准误", "Delta SE"), .. Bounds(), Method,
    ];

    private static PartColumn[] Bounds() => [Number("conf_low", "下限", "Low"), Number("conf_high", "上限", "High")];

    private static ImmutableArray<PartColumn> Levels(MediationFit fit) => fit.Spec.Levels == PathLevels.Single ? [] : [Level];

    private static PartColumn Text(string name, string zh, string en) => new(name, new(zh, en), MeasureKind.Text);

    private static PartColumn Number(string name, string zh, string en, int decimals = 3) => new(name, new(zh, en), MeasureKind.Number, decimals);
}
