using CoProduction.Analysis;

namespace CoProduction.Workbench.Evidence;

/// <summary>What the models say in plain words: sentences whose numbers come from released tables. A withheld number never reaches a sentence.</summary>
internal static class ModelReadings
{
    /// <summary>Sentences of all models; several models of one outcome that agree on its strongest terms say so once, by the first of them.</summary>
    public static IEnumerable<Label> Findings(ReleasedTables released, IEnumerable<FittedModel> models)
    {
        var said = new HashSet<string>(StringComparer.Ordinal);
        return models.SelectMany(model => Findings(released, model, said));
    }

    private static IEnumerable<Label> Findings(ReleasedTables released, FittedModel model, HashSet<string> said) => model.Fit.Method switch
    {
        // Checks of another model: their tables say what changed.
        _ when model.Plan.Request.Impute is not null || model.Plan.Request.Exclude is { IsEmpty: false } => [],
        "mediation" when model.Fit is MediationFit mediation => MediationReadings.Findings(released, model, mediation),
        "alpha" => Reliable(released, model),
        "lmg" => Divided(released, model),
        "lmm" => [.. Strongest(released, model, said), .. Between(released, model)],
        "ols" or "fe" or "svy" => Strongest(released, model, said),
        _ when model.Fit is ChoiceFit { Method: not "mlogit" } => Strongest(released, model, said),
        _ => [],
    };

    private static IEnumerable<Label> Strongest(ReleasedTables released, FittedModel model, HashSet<string> said)
    {
        var strongest = model.Fit.Tidy().Where((row, i) => row.Term != FittedModel.Intercept && !IsThreshold(model.Fit, i) && row.PValue < 0.05 && released.Number(model.Coefficients.Id, "estimate", row.Term) is not null)
            .OrderByDescending(row => Math.Abs(row.Statistic ?? 0)).Take(2).ToArray();
        var outcome = model.OutcomeSaid;
        if (strongest.Length == 0 || !said.Add($"{outcome.En}: {string.Join(", ", strongest.Select(row => row.Term).Order(StringComparer.Ordinal))}")) yield break;
        yield return new(
            $"{outcome.Zh}（{model.Plan.Name.Zh}，n={model.Fit.Rows}）最相关的是{string.Join("、", strongest.Select(row => $"{model.LabelOf(row.Term).Zh} {Interval(row)}"))}",
            $"{outcome.En} ({model.Plan.Name.En}, n={model.Fit.Rows}) relates most to {string.Join(" and ", strongest.Select(row => $"{model.LabelOf(row.Term).En.ToLowerInvariant()} {Interval(row)}"))}");
    }

    private static IEnumerable<Label> Divided(ReleasedTables released, FittedModel model)
    {
        string table = model.PartId("importance");
        var largest = model.Fit.Tidy().OrderByDescending(row => row.Estimate).Take(2).Select(row => (row.Term, Share: released.Number(table, "relative", row.Term))).ToArray();
        if (largest.Length < 2 || largest.Any(one => one.Share is null)) yield break;
        var outcome = model.OutcomeSaid;
        yield return new(
            $"{outcome.Zh}得到解释的方差中，{string.Join("、", largest.Select(one => $"{model.LabelOf(one.Term).Zh}占{Printed.Percent(one.Share!.Value)}"))}（{model.Plan.Name.Zh}，LMG，n={model.Fit.Rows}）",
            $"Of the explained variance in {outcome.En.ToLowerInvariant()}, {string.Join(" and ", largest.Select(one => $"{Printed.Percent(one.Share!.Value)} falls to {model.LabelOf(one.Term).En.ToLowerInvariant()}"))} ({model.Plan.Name.En}, LMG, n={model.Fit.Rows})");
    }

    private static IEnumerable<Label> Between(ReleasedTables released, FittedModel model)
    {
        string table = model.PartId("icc");
        if (released[table]?.Rows.FirstOrDefault() is not { } row || released.Number(table, "icc1", [.. row.Key]) is not { } share) yield break;
        var outcome = model.OutcomeSaid;
        yield return new(
            $"{outcome.Zh}的差异有{Printed.Percent(share)}在社区之间，其余在社区之内（{model.Plan.Name.Zh}，空模型）",
            $"{Printed.Percent(share)} of the variation in {outcome.En.ToLowerInvariant()} lies between communities, the rest within them ({model.Plan.Name.En}, null model)");
    }

    private static IEnumerable<Label> Reliable(ReleasedTables released, FittedModel model)
    {
        if (released.Number(model.Coefficients.Id, "estimate", "alpha") is not { } alpha) yield break;
        string omega = released.Number(model.Coefficients.Id, "estimate", "omega") is { } value ? $", ω = {Printed.Fixed(value, 2)}" : "";
        var scale = model.Outcome;
        yield return new(
            $"量表“{scale.Zh}”的信度：α = {Printed.Fixed(alpha, 2)}{omega}（n={model.Fit.Rows}）",
            $"Reliability of the scale {scale.En.ToLowerInvariant()}: α = {Printed.Fixed(alpha, 2)}{omega} (n={model.Fit.Rows})");
    }

    // A threshold says how common an answer is, not what it relates to.
    private static bool IsThreshold(IModelFit fit, int row) => fit is ChoiceFit choice && (choice.Terms[row].Kind == ChoiceTermKind.Threshold || choice.Terms[row].Name.EndsWith(":" + FittedModel.Intercept, StringComparison.Ordinal));

    private static string Interval(TidyRow row) => Printed.Interval(row.Estimate!.Value, row.ConfLow, row.ConfHigh, 2);
}
