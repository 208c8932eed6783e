using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Reports;

namespace CoProduction.Workbench.Evidence;

/// <summary>Which drivers relate to which outcomes: the study's models, each with its tables, the named ones with a figure, and what each method assumes.</summary>
internal static class ModelEvidence
{
    private const string FigurePrefix = "coefficients:";

    public static async Task<Section?> OfAsync(Loaded study, CancellationToken cancellationToken)
    {
        var fitted = ImmutableArray.CreateBuilder<FittedModel>();
        foreach (var model in study.Plan.Models.Where(_ => study.Has("responses")))
            fitted.Add((await FitAsync(study, model, cancellationToken).ConfigureAwait(false)).Beside(fitted));
        if (fitted.Count == 0) return null;
        var figures = fitted.Where(model => study.Plan.Figures.Contains(FigurePrefix + model.Plan.Id)).Select(Figure);
        return new Section(
            new("哪些动力与结果相关？", "Which drivers relate to which outcomes?"), MethodNotes.Of(fitted.Select(model => model.Fit.Method)),
            [.. fitted.SelectMany(model => model.Tables), .. StackedChoices.Of(fitted)], [.. figures], released => ModelReadings.Findings(released, fitted));
    }

    private static async Task<FittedModel> FitAsync(Loaded study, ModelPlan model, CancellationToken cancellationToken)
    {
        var survey = study.Plan.Sources.First(source => source.Id == model.Survey);
        var scales = Surveys.Scales(await Surveys.QuestionsAsync(study.Store, survey, cancellationToken).ConfigureAwait(false));
        try
        {
            var request = model.Request with { Formula = ModelText.Of(model.Request.Formula, study.Plan.Folder) };
            var fit = await FitMethods.FitAsync(request, new StoreRows(study.Store, model.Survey, scales), null, cancellationToken).ConfigureAwait(false);
            return new FittedModel(model, fit, study.Plan.Framework);
        }
        catch (StudyException failed)
        {
            throw new StudyException(failed.Fault with { Where = Place(model, failed.Fault.Where) }, failed);
        }
    }

    private static string Place(ModelPlan model, string where) => $"study.yaml, line {model.Line}, model '{model.Id}'{(where.Length == 0 ? "" : $": {where}")}";

    internal static CandidateFigure Figure(FittedModel model)
    {
        ImmutableArray<TableRow> rows = [.. model.Coefficients.Rows.Where(row => row.Key[0] != FittedModel.Intercept)];
        var slopes = model.Coefficients with { Id = $"{model.Coefficients.Id}-figure", Rows = rows.IsEmpty ? model.Coefficients.Rows : rows };
        return Coefficients.Of($"coefficients-{model.Plan.Id}", slopes, slopes.Note,
            new($"{slopes.Title.Zh}：各项估计值与95%置信区间", $"{slopes.Title.En}: estimates with 95% confidence intervals"), // A path and the effects that it is part of are read in causal order, the paths first.
            model.Fit.Method == "mediation" ? TermOrder.AsGiven : TermOrder.ByEstimate);
    }
}
