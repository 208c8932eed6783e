using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;
using CoProduction.Reports;

namespace CoProduction.Workbench.Evidence;

/// <summary>Which drivers relate to which outcomes: the study's models, each with its table, the named ones with a figure.</summary>
internal static class ModelEvidence
{
    private const string FigurePrefix = "coefficients:";

    private sealed record Fitted(ModelPlan Plan, LinearFit Fit, CandidateTable Table, Framework Framework)
    {
        public Label LabelOf(string term) => ModelEvidence.LabelOf(Framework, term);
    }

    public static async Task<Section?> OfAsync(Loaded study, CancellationToken cancellationToken)
    {
        var fitted = ImmutableArray.CreateBuilder<Fitted>();
        foreach (var model in study.Plan.Models.Where(_ => study.Has("responses")))
            fitted.Add(await FitAsync(study, model, cancellationToken).ConfigureAwait(false));
        if (fitted.Count == 0) return null;
        var figures = fitted.Where(model => study.Plan.Figures.Contains(FigurePrefix + model.Plan.Id)).Select(Figure);
        return new Section(
            new("哪些动力与结果相关？", "Which drivers relate to which outcomes?"), [Reading], [.. fitted.Select(model => model.Table)], [.. figures], released => fitted.SelectMany(model => Findings(released, model)));
    }

    private static Label Reading { get; } = new(
        "系数表示相关而非因果：其他条件相同时，动力高一分者结果高多少分（量表1–5分）。",
        "A coefficient is an association, not an effect: how many points higher the outcome is where the driver is one point higher, other terms equal (scales of 1-5).");

    private static async Task<Fitted> FitAsync(Loaded study, ModelPlan model, CancellationToken cancellationToken)
    {
        var survey = study.Plan.Sources.First(source => source.Id == model.Survey);
        var scales = Surveys.Scales(await Surveys.QuestionsAsync(study.Store, survey, cancellationToken).ConfigureAwait(false));
        var named = Formula.Parse(model.Formula).Variables;
        var spec = new CrossProductSpec("responses", model.Formula, model.Weights, model.Cluster, [.. scales.Where(scale => named.Contains(scale.Name))], [new RowFilter("_source", [model.Survey])]);
        var roots = await study.Store.CrossProductsAsync(spec, cancellationToken).ConfigureAwait(false);
        var fit = LinearModel.Fit(new LinearSpec(Formula.Parse(model.Formula), Vcov.Parse(model.Vcov)), roots);
        var framework = study.Plan.Framework;
        return new Fitted(model, fit, Labelled(LinearTables.Coefficients(fit, Title(framework, model)), framework, model), framework);
    }

    /// <summary>Terms that are constructs bear the construct's label.</summary>
    private static CandidateTable Labelled(CandidateTable table, Framework framework, ModelPlan model) => table with
    {
        Id = $"model-{model.Id}",
        Rows = [.. table.Rows.Select(row => row with { Labels = [.. row.Key.Select(term => LabelOf(framework, term))] })],
    };

    private static Label LabelOf(Framework framework, string term) => term == "(Intercept)" ? new("（截距）", "(Intercept)")
        : framework.Constructs.FirstOrDefault(construct => construct.Id == term)?.Label ?? Label.Same(term);

    private static Label Title(Framework framework, ModelPlan model)
    {
        var outcome = LabelOf(framework, Formula.Parse(model.Formula).Outcome);
        string weighted = model.Weights is null ? "" : ", weighted", weightedZh = model.Weights is null ? "" : "，加权";
        return new($"{outcome.Zh}与各动力的关系（{model.Survey}{weightedZh}）", $"{outcome.En} and its drivers ({model.Survey}{weighted})");
    }

    private static CandidateFigure Figure(Fitted model)
    {
        var slopes = model.Table with { Id = $"{model.Table.Id}-figure", Rows = [.. model.Table.Rows.Where(row => row.Key[0] != "(Intercept)")] };
        return Coefficients.Of($"coefficients-{model.Plan.Id}", slopes, slopes.Note,
            new($"{slopes.Title.Zh}：各项估计值与95%置信区间", $"{slopes.Title.En}: estimates with 95% confidence intervals"), TermOrder.ByEstimate);
    }

    private static IEnumerable<Label> Findings(ReleasedTables released, Fitted model)
    {
        if (released[model.Table.Id] is not { } table) yield break;
        var strongest = model.Fit.Tidy().Where(row => row.Term != "(Intercept)" && row.PValue < 0.05 && released.Number(table.Id, "estimate", row.Term) is not null)
            .OrderByDescending(row => Math.Abs(row.Statistic ?? 0)).Take(2).ToArray();
        if (strongest.Length == 0) yield break;
        var outcome = model.LabelOf(model.Fit.Spec.Formula.Outcome);
        yield return new(
            $"{outcome.Zh}（{model.Plan.Id}，n={model.Fit.Rows}）最相关的是{string.Join("、", strongest.Select(row => $"{model.LabelOf(row.Term).Zh} {Slope(row)}"))}",
            $"{outcome.En} ({model.Plan.Id}, n={model.Fit.Rows}) relates most to {string.Join(" and ", strongest.Select(row => $"{model.LabelOf(row.Term).En.ToLowerInvariant()} {Slope(row)}"))}");
    }

    private static string Slope(TidyRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.Estimate:+0.00;-0.00} [{row.ConfLow:0.00}, {row.ConfHigh:0.00}]");
}
