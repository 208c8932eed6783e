using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Evidence;

/// <summary>The study's choice models side by side: the coefficients, and the average marginal effects on the probability of each answer.</summary>
internal static class StackedChoices
{
    private const string Margins = "margins", Effect = "effect";

    /// <summary>The tables; none below two models.</summary>
    public static ImmutableArray<CandidateTable> Of(IEnumerable<FittedModel> fitted)
    {
        ImmutableArray<FittedModel> models = [.. fitted.Where(model => model.Fit is ChoiceFit)];
        if (models.Length < 2) return [];
        return [Coefficients(models), .. models.Any(model => Effects(model).Any()) ? [MarginsOf(models)] : Array.Empty<CandidateTable>()];
    }

    private static CandidateTable Coefficients(ImmutableArray<FittedModel> models) => Table(
        "choice-models", new("选择模型并列：系数与标准误", "Choice models side by side: coefficients and standard errors"), [new("term", new("变量", "Term"))], models,
        [.. models.SelectMany(model => model.Coefficients.Rows.Select(row => (Model: model, row.Key, row.Labels, row.Base, Values: row.Values[..2])))]);

    private static CandidateTable MarginsOf(ImmutableArray<FittedModel> models) => Table(
        "choice-margins", new("选择模型并列：平均边际效应", "Choice models side by side: average marginal effects"), [new("term", new("项", "Term")), new("category", new("类别", "Category"))], models,
        [.. models.SelectMany(model => Effects(model).Select(row => (Model: model, Key: row.Key[..2], Labels: row.Labels[..2], row.Base, Values: row.Values[..2])))]);

    // The third key of a margin says whether it is an effect or a prediction.
    private static IEnumerable<TableRow> Effects(FittedModel model) => model.Tables.Where(table => table.Id == model.PartId(Margins)).SelectMany(table => table.Rows).Where(row => row.Key[2] == Effect);

    private static CandidateTable Table(
        string id, Label title, ImmutableArray<Dimension> dimensions, ImmutableArray<FittedModel> models, ImmutableArray<(FittedModel Model, ImmutableArray<string> Key, ImmutableArray<Label> Labels, long Base, ImmutableArray<Value> Values)> cells)
    {
        var rows = cells.GroupBy(cell => string.Join('\u001f', cell.Key)).Select(row => new TableRow(
            row.First().Key, row.First().Labels, row.Min(cell => cell.Base),
            [.. models.SelectMany(model => row.Where(cell => cell.Model == model).Select(cell => cell.Values).FirstOrDefault([Value.Absent, Value.Absent]))]));
        return new CandidateTable(id, title, dimensions, [.. models.SelectMany(Measures)], [.. rows], Subject.Respondents, Note(models), models[0].Fit.Provenance) { TotalsKnown = true };
    }

    private static IEnumerable<TableMeasure> Measures(FittedModel model)
    {
        var name = ModelTitles.WithMethod(model.Plan, model.Fit.Method);
        yield return new TableMeasure(model.Plan.Id, name, MeasureKind.Number, 3);
        yield return new TableMeasure($"{model.Plan.Id}_se", new($"{name.Zh} 标准误", $"{name.En} s.e."), MeasureKind.Number, 3);
    }

    private static Label Note(ImmutableArray<FittedModel> models) => new(
        string.Join("；", models.Select(model => $"{model.Plan.Name.Zh}：n = {model.Fit.Rows}，{Quality(model)}")) + "。不同模型的系数尺度不同，请比较边际效应。",
        string.Join("; ", models.Select(model => $"{model.Plan.Name.En}: n = {model.Fit.Rows}, {Quality(model)}")) + ". Coefficients of different models are on different scales: compare marginal effects.");

    private static string Quality(FittedModel model)
    {
        var glance = model.Fit.Glance().ToDictionary(entry => entry.Name, entry => entry.Value);
        return string.Create(CultureInfo.InvariantCulture, $"lnL = {glance["log_likelihood"]:0.00}, McFadden R² = {glance["mcfadden_r_squared"]:0.000}");
    }
}
