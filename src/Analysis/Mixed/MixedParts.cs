using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The further tables of a mixed model.</summary>
internal static class MixedParts
{
    private static readonly PartColumn Group = new("group", new("分组", "Group"), MeasureKind.Text), Term = new("term", new("变量", "Term"), MeasureKind.Text);

    internal static ImmutableArray<FitPart> Of(MixedFit fit, MixedEstimate estimate, MixedEstimate? empty, MixedContrasts contrasts)
    {
        var parts = ImmutableArray.CreateBuilder<FitPart>();
        parts.Add(Random(fit));
        parts.Add(Icc(fit));
        if (empty is not null) parts.Add(Levels(estimate, empty));
        if (fit.Explained is { } explained) parts.Add(Explained(explained));
        if (fit.Spec.Slopes is { } slopes) parts.Add(SimpleSlopes.Of(slopes, estimate, contrasts, fit.Spec.Level));
        if (!fit.Units.IsEmpty) parts.Add(Units(fit));
        parts.Add(Convergence(fit));
        return parts.ToImmutable();
    }

    /// <summary>Variances, then covariances, level by level; the residual last.</summary>
    internal static ImmutableArray<VarianceComponent> Components(MixedEstimate estimate) =>
    [
        .. estimate.Design.Levels.SelectMany((level, l) => Components(level, estimate.Covariance(l))),
        new VarianceComponent("Residual", "", "", estimate.Sigma * estimate.Sigma, estimate.Sigma, null),
    ];

    private static IEnumerable<VarianceComponent> Components(MixedLevel level, double[] covariance)
    {
        int q = level.Columns.Length;
        double Deviation(int a) => Math.Sqrt(covariance[a * q + a]);
        foreach (var block in level.Blocks)
        {
            int end = block.First + block.Columns.Length;
            for (int a = block.First; a < end; a++) yield return new VarianceComponent(level.Name, level.Columns[a], "", covariance[a * q + a], Deviation(a), null);
            for (int a = block.First; a < end && block.Correlated; a++)
                for (int b = a + 1; b < end; b++)
                {
                    double product = Deviation(a) * Deviation(b);
                    yield return new VarianceComponent(level.Name, level.Columns[a], level.Columns[b], covariance[a * q + b], null, product > 0 ? covariance[a * q + b] / product : null);
                }
        }
    }

    private static FitPart Random(MixedFit fit) => new(
        "random", new("随机效应的方差", "Variances of the random effects"),
        [Group, Term, new("with", new("与", "With"), MeasureKind.Text), new("variance", new("方差或协方差", "(Co)variance")), new("std_dev", new("标准差", "Std. deviation")), new("correlation", new("相关", "Correlation"))],
        [.. fit.Random.Select(one => (ImmutableArray<PartValue>)[one.Group, one.Term, one.With, one.Variance, one.StdDev, one.Correlation])]);

    private static FitPart Icc(MixedFit fit) => new(
        "icc", new("结果变量的组内相关（空模型）与设计效应", "Intraclass correlation of the outcome (null model) and design effect"),
        [
            Group, new("units", new("组数", "Units"), MeasureKind.Count, 0), new("mean_size", new("平均规模", "Mean size"), MeasureKind.Number, 1), new("icc1", Label.Same("ICC(1)")), new("icc2", Label.Same("ICC(2)")),
            new("icc1_anova", new("ICC(1)（方差分析）", "ICC(1), ANOVA")), new("icc2_anova", new("ICC(2)（方差分析）", "ICC(2), ANOVA")), new("design_effect", new("设计效应", "Design effect"), MeasureKind.Number, 2),
        ],
        [.. fit.Intraclass.Select(one => (ImmutableArray<PartValue>)[one.Group, one.Units, one.MeanSize, one.Icc1, one.Icc2, one.Icc1Anova, one.Icc2Anova, one.DesignEffect])]);

    private static FitPart Levels(MixedEstimate estimate, MixedEstimate empty)
    {
        double[] now = [.. estimate.Design.Levels.Select((_, l) => VarianceExplained.RandomOf(estimate, l)), estimate.Sigma * estimate.Sigma];
        double[] before = [.. empty.Design.Levels.Select((_, l) => VarianceExplained.RandomOf(empty, l)), empty.Sigma * empty.Sigma];
        string[] names = [.. estimate.Design.Levels.Select(level => level.Name), "Residual"];
        return new FitPart(
            "levels", new("各层方差：空模型与本模型", "Variance by level: null model and this model"),
            [Group, new("null_variance", new("空模型方差", "Null variance")), new("null_share", new("占比", "Share"), MeasureKind.Share), new("variance", new("本模型方差", "Variance")),
                new("reduction", new("方差减少比例", "Reduction"), MeasureKind.Share)],
            [.. names.Select((name, i) => (ImmutableArray<PartValue>)[name, before[i], before[i] / before.Sum(), now[i], before[i] > 0 ? 1 - now[i] / before[i] : (double?)null])]);
    }

    private static FitPart Explained(VarianceExplained explained) => new(
        "r_squared", new("R²（Nakagawa与Schielzeth 2013；Johnson 2014）", "R² (Nakagawa and Schielzeth 2013; Johnson 2014)"),
        [new("fixed", new("固定部分方差", "Fixed variance")), new("random", new("随机部分方差", "Random variance")), new("residual", new("残差方差", "Residual variance")),
            new("marginal", new("边际R²", "Marginal R²"), MeasureKind.Share), new("conditional", new("条件R²", "Conditional R²"), MeasureKind.Share), new("icc", new("调整ICC", "Adjusted ICC"))],
        [[explained.Fixed, explained.Random, explained.Residual, explained.Marginal, explained.Conditional, explained.Icc]]);

    private static FitPart Units(MixedFit fit)
    {
        double wide = Normal.Critical(1 - fit.Spec.Level);
        return new FitPart(
            "communities", new("各组的收缩估计（BLUP）及其条件区间", "Shrunken estimates of the groups (BLUP) with conditional intervals"),
            [Group, new("unit", new("组", "Unit"), MeasureKind.Text), Term, new("respondents", new("人数", "Respondents"), MeasureKind.People, 0), new("deviation", new("偏差", "Deviation")),
                new("std_dev", new("条件标准差", "Conditional SD")), new("conf_low", new("下限", "Low")), new("conf_high", new("上限", "High")), new("coefficient", new("该组系数", "Coefficient"))],
            [.. fit.Units.Select(unit => Row(fit, unit, wide))]);
    }

    private static ImmutableArray<PartValue> Row(MixedFit fit, ShrunkenUnit unit, double wide)
    {
        int term = fit.Terms.IndexOf(unit.Term);
        return [unit.Group, unit.Unit, unit.Term, unit.Rows, unit.Deviation, unit.StdDev, unit.Deviation - wide * unit.StdDev, unit.Deviation + wide * unit.StdDev,
            term >= 0 ? fit.Coefficients[term] + unit.Deviation : (double?)null];
    }

    private static FitPart Convergence(MixedFit fit) => new(
        "convergence", new("迭代记录（牛顿法）", "Diary of the search (Newton)"),
        [new("iteration", new("迭代", "Iteration"), MeasureKind.Count, 0), new("criterion", new("准则", "Criterion"), MeasureKind.Number, 6), new("decrement", new("可再降", "Could still fall by"), MeasureKind.Number, 12),
            new("change", new("步长", "Step"), MeasureKind.Number, 9)],
        [.. fit.Diary.Select(step => (ImmutableArray<PartValue>)[step.Iteration, step.Criterion, step.Decrement, step.Change])])
    { IsDiary = true };
}
