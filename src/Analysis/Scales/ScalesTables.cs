using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Tables of scales and items.</summary>
public static class ScalesTables
{
    /// <summary>Scales: respondents, mean, standard error, alpha.</summary>
    /// <param name="result">The scales.</param>
    /// <param name="labels">Labels of the scales by name; a scale without one is named by its id.</param>
    public static CandidateTable Table(ScalesResult result, ImmutableDictionary<string, Label> labels) => new(
        "scales", new("量表信度与均值", "Scales: reliability and means"), [new("scale", new("量表", "Scale"))],
        [
            new("n", new("人数", "n"), MeasureKind.People, 0), new("items", new("题数", "Items"), MeasureKind.Count, 0), new("mean", new("均值", "Mean"), MeasureKind.Number, 2),
            new("std_error", new("标准误", "Std. error"), MeasureKind.Number, 3), new("alpha", new("α系数", "Alpha"), MeasureKind.Number, 3),
            new("standardised_alpha", new("标准化α", "Standardised alpha"), MeasureKind.Number, 3), new("check", new("反向题检查", "Reverse check"), MeasureKind.Text, 0),
        ],
        [.. result.Scales.Select(scale => Row(scale, labels))], Subject.Respondents, Note(result), result.Provenance);

    /// <summary>The items of one scale: mean, standard deviation, item-rest correlation, alpha if deleted.</summary>
    /// <param name="result">The scales.</param>
    /// <param name="scale">Name of the scale.</param>
    /// <param name="labels">Labels of the items by column and of the scale by name; what has none is named as the data name it.</param>
    /// <exception cref="StudyException">No such scale; names the nearest.</exception>
    public static CandidateTable Items(ScalesResult result, string scale, ImmutableDictionary<string, Label> labels) => new(
        $"items-{scale}", new($"量表题目：{labels.GetValueOrDefault(scale, Label.Same(scale)).Zh}", $"Items of the scale {labels.GetValueOrDefault(scale, Label.Same(scale)).En}"), [new("item", new("题目", "Item"))],
        [
            new("n", new("人数", "n"), MeasureKind.People, 0), new("mean", new("均值", "Mean"), MeasureKind.Number, 2), new("std_dev", new("标准差", "Std. deviation"), MeasureKind.Number, 2),
            new("item_rest", new("题总相关", "Item-rest r"), MeasureKind.Number, 3), new("alpha_if_deleted", new("删题后α", "Alpha if deleted"), MeasureKind.Number, 3),
        ],
        [.. result[scale].Items.Select(item => Row(item, result[scale].Rows, labels))], Subject.Respondents,
        new("仅含各题均作答者，未加权；反向题已转向。", "Rows with every item answered, unweighted; reversed items are turned round."), result.Provenance with { Rows = result[scale].Rows });

    private static TableRow Row(ScaleReliability scale, ImmutableDictionary<string, Label> labels) => new(
        [scale.Spec.Name], [labels.GetValueOrDefault(scale.Spec.Name, Label.Same(scale.Spec.Name))], Math.Min(scale.Rows, scale.Mean.Rows),
        [
            Value.Exact(scale.Mean.Rows), Value.Exact(scale.Items.Length), Value.Of(scale.Mean.Estimate), Value.Of(scale.Mean.StdError), Value.Of(scale.Alpha), Value.Of(scale.StandardisedAlpha),
            scale.ReverseSuspects.IsEmpty ? Value.Absent : Value.Of(Suspects(scale)),
        ]);

    private static Label Suspects(ScaleReliability scale)
    {
        string items = string.Join(", ", scale.ReverseSuspects);
        return new($"{items}反向后α升高", $"turning {items} round would raise alpha");
    }

    private static TableRow Row(ItemReliability item, int rows, ImmutableDictionary<string, Label> labels)
    {
        var label = labels.GetValueOrDefault(item.Item, Label.Same(item.Item));
        return new([item.Item], [item.Reversed ? new($"{label.Zh}（反向）", $"{label.En} (reversed)") : label], rows,
            [Value.Exact(rows), Value.Of(item.Mean), Value.Of(item.StdDev), Value.Of(item.ItemRest), Value.Of(item.AlphaIfDeleted)]);
    }

    private static Label Note(ScalesResult result)
    {
        var design = result.Spec.Design;
        string en = design.Weight is null ? "Means unweighted" : $"Means weighted by {design.Weight}", zh = design.Weight is null ? "均值未加权" : $"均值按{design.Weight}加权";
        return new($"{zh}，标准误按初级抽样单位线性化（{design.Cluster ?? "受访者"}，分层：{design.Strata ?? "无"}）；α为Cronbach系数，仅含各题均作答者，未加权。",
            $"{en}, standard errors linearised over primary sampling units ({design.Cluster ?? "respondents"}; strata: {design.Strata ?? "none"}); Cronbach's alpha on rows with every item answered, unweighted.");
    }
}
