using CoProduction.Analysis;

namespace CoProduction.Workbench.Evidence;

/// <summary>What a mediation model says in plain words: how much of an association runs through what, and how a moderator changes it.</summary>
internal static class MediationReadings
{
    private const string Arrow = " -> ";

    /// <summary>A sentence an indirect effect, or its change per unit of a moderator; a withheld number never reaches a sentence.</summary>
    public static IEnumerable<Label> Findings(ReleasedTables released, FittedModel model, MediationFit fit) =>
        fit.Effects.Where(effect => effect.Values.IsEmpty && effect.Kind is "indirect" or "index").Select(effect => Sentence(released, model, fit, effect)).OfType<Label>();

    private static Label? Sentence(ReleasedTables released, FittedModel model, MediationFit fit, EffectEstimate effect)
    {
        string[] key = [.. fit.Spec.Levels == PathLevels.Single ? [] : new[] { effect.Level }, .. effect.Kind == "index" ? new[] { effect.At } : [], effect.Path];
        double? Of(string measure) => released.Number(model.PartId(effect.Kind), measure, key);
        if (Of("estimate") is not { } estimate || Of("conf_low") is not { } low || Of("conf_high") is not { } high) return null;
        string number = Printed.Interval(estimate, low, high, effect.Kind == "index" ? 3 : 2);
        var (from, through, to) = Ends(model, effect.Path);
        string where = effect.Level.Length == 0 ? "" : effect.Level == "within" ? "社区内" : "社区间", place = effect.Level.Length == 0 ? "" : $" {effect.Level} communities";
        string head = $"{model.Plan.Name.Zh}，n={fit.Rows}", start = $"{model.Plan.Name.En}, n={fit.Rows}";
        return effect.Kind == "index"
            ? new($"{to.Zh}（{head}）：{from.Zh}经{through.Zh}的间接关联，随{model.LabelOf(effect.At).Zh}每增1而变化{number}",
                $"{to.En} ({start}): the association with {Lower(from)} through {Lower(through)} changes by {number} per unit of {Lower(model.LabelOf(effect.At))}")
            : new($"{to.Zh}（{head}）：{where}{from.Zh}经{through.Zh}的间接关联为{number}{ShareZh(released, model, fit, effect)}",
                $"{to.En} ({start}): the association with {Lower(from)}{place} that runs through {Lower(through)} is {number}{ShareEn(released, model, fit, effect)}");
    }

    private static (Label From, Label Through, Label To) Ends(FittedModel model, string path)
    {
        Label[] nodes = [.. path.Split(Arrow).Select(model.LabelOf)];
        var middle = nodes[1..^1];
        return (nodes[0], new(string.Join("、", middle.Select(node => node.Zh)), string.Join(" and then ", middle.Select(node => node.En))), nodes[^1]);
    }

    private static string ShareZh(ReleasedTables released, FittedModel model, MediationFit fit, EffectEstimate effect) => Share(released, model, fit, effect) is { } share ? $"，占总关联的{share}" : "";

    private static string ShareEn(ReleasedTables released, FittedModel model, MediationFit fit, EffectEstimate effect) => Share(released, model, fit, effect) is { } share ? $", {share} of the whole" : "";

    // The proportion mediated belongs to all paths together: it is said where there is one.
    private static string? Share(ReleasedTables released, FittedModel model, MediationFit fit, EffectEstimate effect)
    {
        if (fit.Effects.Count(one => one.Kind == "indirect" && one.Level == effect.Level) != 1) return null;
        string ends = $"{fit.Spec.Model.Predictor}{Arrow}{fit.Spec.Model.Outcome}";
        string[] key = [.. fit.Spec.Levels == PathLevels.Single ? [] : new[] { effect.Level }, "proportion_mediated", ends];
        return released.Number(model.PartId("effects"), "estimate", key) is { } share ? $"{Printed.Fixed(100 * share, 0)}%" : null;
    }

    private static string Lower(Label label) => label.En.ToLowerInvariant();
}
