using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Evidence;

/// <summary>What the survey says: reliability and weighted means of every scale, wave by wave, and the answers to the scales that the study draws.</summary>
internal static class SurveyEvidence
{
    private const string FigurePrefix = "likert:";

    private sealed record Wave(Framework Framework, SourcePlan Source, ImmutableArray<Question> Questions, Respondents Respondents, ScalesResult Result, ScalesResult Without)
    {
        public string TableId => $"scales-{Source.Id}";
    }

    public static async Task<Section?> OfAsync(Loaded study, CancellationToken cancellationToken)
    {
        if (!study.Has("responses")) return null;
        var waves = ImmutableArray.CreateBuilder<Wave>();
        foreach (var source in study.Plan.Sources.Where(source => source.Table == "responses"))
            waves.Add(await ReadAsync(study, source, cancellationToken).ConfigureAwait(false));
        var last = waves[^1];
        var drawn = Surveys.Scales(last.Questions).Where(scale => study.Plan.Figures.Contains(FigurePrefix + scale.Name)).ToArray();
        return new Section(
            new("问卷说了什么？", "What does the survey say?"), [Reading], [.. waves.SelectMany(Tables), .. drawn.Select(scale => ScalesTables.Items(last.Result, scale.Name, Wordings(last).SetItems(Constructs(last))))],
            [.. drawn.Select(scale => Figure(last, scale))], released => Findings(released, waves.ToImmutable()));
    }

    private static Label Reading { get; } = new(
        "量表得分为各题均值（反向题已转向），至少答一半题目者才有得分；均值按抽样设计加权，信度未加权。人数不足的单元不予公布。",
        "A score is the mean of its items (reversed items turned round) where at least half are answered; means follow the sampling design, reliability is unweighted. Cells of too few people are withheld.");

    private static async Task<Wave> ReadAsync(Loaded study, SourcePlan source, CancellationToken cancellationToken)
    {
        var questions = await Surveys.QuestionsAsync(study.Store, source, cancellationToken).ConfigureAwait(false);
        var scales = Surveys.Scales(questions);
        var design = source.Design ?? new SurveyDesign(null, null, null);
        string[] fields = [.. scales.SelectMany(scale => scale.Items).Select(item => item.Name), .. new[] { design.Weight, design.Strata, design.Cluster }.OfType<string>()];
        var rows = await Respondents.ReadAsync(study.Store, source, scales, fields, cancellationToken).ConfigureAwait(false);
        var spec = new ScalesSpec(scales, design);
        var result = Scales.Fit(spec, rows.Kept);
        return new Wave(study.Plan.Framework, source, questions, rows, result, rows.Flow is null ? result : Scales.Fit(spec, rows.All));
    }

    private static IEnumerable<CandidateTable> Tables(Wave wave) => [Table(wave), .. ExclusionTables.Of(wave.Source.Id, wave.Respondents.Flow, wave.Result, wave.Without, Constructs(wave))];

    private static CandidateTable Table(Wave wave) => ScalesTables.Table(wave.Result, Constructs(wave)) with
    {
        Id = wave.TableId,
        Title = new($"量表信度与均值（{wave.Source.Id}）", $"Scales: reliability and means ({wave.Source.Id})"),
    };

    private static ImmutableDictionary<string, Label> Constructs(Wave wave) => wave.Result.Scales
        .Select(scale => wave.Framework.Constructs.FirstOrDefault(construct => construct.Id == scale.Spec.Name)).OfType<Construct>().ToImmutableDictionary(construct => construct.Id, construct => construct.Label);

    private static ImmutableDictionary<string, Label> Wordings(Wave wave) => wave.Questions.ToImmutableDictionary(question => question.Item, question => question.Wording);

    private static CandidateFigure Figure(Wave wave, ScaleSpec scale)
    {
        var label = Constructs(wave).GetValueOrDefault(scale.Name, Label.Same(scale.Name));
        Label title = new($"{label.Zh}各题的回答（{wave.Source.Id}）", $"{label.En}: answers to each item ({wave.Source.Id})");
        var table = LikertTables.Table($"likert-{scale.Name}", title, wave.Respondents.Kept, scale, Wordings(wave), wave.Source.Design?.Weight);
        return Reports.Likert.Of($"likert-{scale.Name}", table, table.Note, new($"{title.Zh}：各题回答的百分比", $"{title.En}: distribution of the answers, in percent"));
    }

    private static IEnumerable<Label> Findings(ReleasedTables released, ImmutableArray<Wave> waves)
    {
        var means = waves.Select(wave => (wave.Source.Id, Mean: released.Number(wave.TableId, "mean", "satisfaction"), N: released.Number(wave.TableId, "n", "satisfaction"))).Where(wave => wave.Mean is not null).ToArray();
        if (means.Length == 0) yield break;
        yield return new(
            $"满意度（1–5分，加权）：{string.Join("；", means.Select(wave => $"{wave.Id} {Printed.Number(wave.Mean!.Value)}（n={wave.N}）"))}",
            $"Satisfaction (1-5, weighted): {string.Join("; ", means.Select(wave => $"{wave.Id} {Printed.Number(wave.Mean!.Value)} (n={wave.N})"))}");
        int weak = waves[^1].Result.Scales.Count(scale => released.Number(waves[^1].TableId, "alpha", scale.Spec.Name) < 0.7);
        yield return new($"{waves[^1].Result.Scales.Length}个量表中{weak}个α低于0.70", $"{weak} of {waves[^1].Result.Scales.Length} scales have an alpha below 0.70");
    }
}
