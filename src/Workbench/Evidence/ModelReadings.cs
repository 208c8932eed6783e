using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Evidence;

/// <summary>What the models say in plain words: sentences whose numbers come from released tables.</summary>
internal static class ModelReadings
{
    /// <summary>Sentences of one model; a withheld number never reaches a sentence.</summary>
    public static IEnumerable<Label> Findings(ReleasedTables released, FittedModel model) =>
        model.Fit is MediationFit mediation ? MediationReadings.Findings(released, model, mediation) : Strongest(released, model);

    private static IEnumerable<Label> Strongest(ReleasedTables released, FittedModel model)
    {
        if (released[model.Coefficients.Id] is not { } table) yield break;
        var strongest = model.Fit.Tidy().Where(row => row.Term != FittedModel.Intercept && row.PValue < 0.05 && released.Number(table.Id, "estimate", row.Term) is not null)
            .OrderByDescending(row => Math.Abs(row.Statistic ?? 0)).Take(2).ToArray();
        if (strongest.Length == 0) yield break;
        var outcome = model.Outcome;
        yield return new(
            $"{outcome.Zh}（{model.Plan.Id}，n={model.Fit.Rows}）最相关的是{string.Join("、", strongest.Select(row => $"{model.LabelOf(row.Term).Zh} {Slope(row)}"))}",
            $"{outcome.En} ({model.Plan.Id}, n={model.Fit.Rows}) relates most to {string.Join(" and ", strongest.Select(row => $"{model.LabelOf(row.Term).En.ToLowerInvariant()} {Slope(row)}"))}");
    }

    private static string Slope(TidyRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.Estimate:+0.00;-0.00} [{row.ConfLow:0.00}, {row.ConfHigh:0.00}]");
}
