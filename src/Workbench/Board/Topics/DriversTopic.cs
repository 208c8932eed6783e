using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Workbench.Board;

/// <summary>Drivers: the study's models in plain words, with figures, assumptions and limits.</summary>
internal sealed record DriversTopic() : BoardTopic("drivers", new("动力", "Drivers"), new("哪些动力与哪些结果相关；模型假定了什么，不能说明什么。", "Which drivers relate to which outcomes; what the models assume and what they cannot show."))
{
    public override ImmutableArray<string> Filters => [FilterNames.Model];

    public override IEnumerable<FilterChoice> Choices(TopicRequest request) => [ModelChoice(request)];

    public override IEnumerable<Panel> Panels(TopicRequest request)
    {
        if (request.Facts.Models is not { } book)
        {
            yield return Panel("findings", "模型说了什么", "What the models say") with { Absent = BoardFaults.NotCollected("研究文件没有写出模型，或没有问卷可供估计", "the study file names no models, or there is no survey to estimate them from") };
            yield break;
        }
        yield return book.Failed is { } why ? Panel("findings", "模型说了什么", "What the models say") with { Absent = why } : Panel("findings", "模型说了什么", "What the models say") with { Lines = Findings(book) };
        string chosen = ModelChoice(request).Chosen;
        foreach (var model in book.Models.Where(model => model.Plan.Id == chosen))
            foreach (var panel in Model(request, model)) yield return panel;
        if (!book.Notes.IsEmpty) yield return Panel("limits", "假定与局限", "Assumptions and limits") with { Lines = book.Notes };
    }

    private static ImmutableArray<Label> Findings(ModelBook book) =>
        [.. book.Findings.IsEmpty ? [new Label("没有一项系数的95%置信区间不含0，或数字因人数过少未公布。", "No coefficient has a 95% interval that excludes 0, or the numbers are withheld.")] : book.Findings,
            new("这些是相关，不是因果：一次横截面调查不能说明先后与因果。", "These are associations, not effects: one cross-section shows neither order nor cause.")];

    private static FilterChoice ModelChoice(TopicRequest request)
    {
        ImmutableArray<string> ids = [.. (request.Facts.Models?.Models ?? []).Select(model => model.Plan.Id)];
        return new(FilterNames.Model, new("模型", "Model"), [.. (request.Facts.Models?.Models ?? []).Select(model => new Level(model.Plan.Id, ModelTitles.WithMethod(model.Plan, model.Plan.Request.Method)))], request.Filters.Among(FilterNames.Model, ids, ids.FirstOrDefault("")));
    }

    private static (string Panel, Label Heading) HeadingOf(string kind) => kind switch
    {
        Reports.Paths.Kind => ("paths", new("路径图", "Path diagram")),
        Reports.Paths.MeasurementKind => ("measurement", new("测量部分", "Measurement")),
        Reports.Probabilities.Kind => ("probabilities", new("预测", "Predictions")),
        _ => ("figure", new("系数图", "Coefficients")),
    };

    private IEnumerable<Panel> Model(TopicRequest request, ReleasedModel model)
    {
        foreach (var (figure, data) in model.Figures)
        {
            var (panel, heading) = HeadingOf(figure.Kind);
            yield return new Panel($"{Id}-{panel}", heading) { Figure = Disclosure.Figure(data.For(request.View.Wide), figure with { Id = $"{Id}-{panel}" }) };
        }
        for (int i = 0; i < model.Tables.Length; i++)
        {
            var table = model.Tables[i].For(request.View.Wide);
            yield return new Panel(i == 0 ? $"{Id}-estimates" : $"{Id}-part{i}", table.Title) { Table = table, Look = i == 0 ? PanelLook.Intervals : PanelLook.Folded };
        }
    }
}
