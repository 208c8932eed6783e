using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Evidence;

/// <summary>Which drivers relate to which outcomes: the study's models, each with its tables, the named ones with a figure, and what each method assumes.</summary>
internal static class ModelEvidence
{
    public static async Task<Section?> OfAsync(Loaded study, CancellationToken cancellationToken)
    {
        var fitted = ImmutableArray.CreateBuilder<FittedModel>();
        foreach (var model in study.Plan.Models.Where(_ => study.Has("responses")))
            fitted.Add((await FitAsync(study, model, cancellationToken).ConfigureAwait(false)).Beside(fitted));
        if (fitted.Count == 0) return null;
        return new Section(
            new("哪些动力与结果相关？", "Which drivers relate to which outcomes?"), MethodNotes.Of(fitted.Select(model => model.Fit.Method)),
            [.. fitted.SelectMany(model => model.Tables), .. StackedChoices.Of(fitted)], [.. ModelFigures.Of(study.Plan.Figures, fitted)], released => ModelReadings.Findings(released, fitted));
    }

    private static async Task<FittedModel> FitAsync(Loaded study, ModelPlan model, CancellationToken cancellationToken)
    {
        var survey = study.Plan.Sources.First(source => source.Id == model.Survey);
        var questions = await Surveys.QuestionsAsync(study.Store, survey, cancellationToken).ConfigureAwait(false);
        try
        {
            var request = model.Request with { Formula = ModelText.Of(model.Request.Formula, study.Plan.Folder) };
            var fit = await FitMethods.FitAsync(request, new StoreRows(study.Store, model.Survey, Surveys.Scales(questions)), null, cancellationToken).ConfigureAwait(false);
            return new FittedModel(model, fit, new TermLabels(study.Plan.Framework, questions));
        }
        catch (StudyException failed)
        {
            throw new StudyException(failed.Fault with { Where = Place(model, failed.Fault.Where) }, failed);
        }
    }

    private static string Place(ModelPlan model, string where) => $"study.yaml, line {model.Line}, model '{model.Id}'{(where.Length == 0 ? "" : $": {where}")}";
}
