using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Evidence;

/// <summary>What the survey says: reliability and weighted means of every scale, wave by wave, and the answers to the scales that the study draws.</summary>
internal static class SurveyEvidence
{
    private const string FigurePrefix = "likert:";

    private sealed record Wave(Framework Framework, SourcePlan Source, ImmutableArray<Question> Questions, Reduced Rows)
    {
        public string TableId => $"scales-{Source.Id}";

        public ScalesResult Result => Rows.With;
    }

    /// <summary>What remains of a survey's rows: the scales with and without its rules of exclusion, their flow, and the answers to the drawn scales.</summary>
    private sealed record Reduced(ScalesResult With, ScalesResult Without, ExclusionFlow? Flow, ImmutableArray<LikertTally> Drawn)
    {
        public static Reduced Of(Respondents rows, ScalesSpec spec, IEnumerable<ScaleSpec> drawn)
        {
            var (with, without) = (new ScalesTally(spec), new ScalesTally(spec));
            ImmutableArray<LikertTally> answers = [.. drawn.Select(scale => new LikertTally(scale, spec.Design.Weight))];
            foreach (var (kept, all) in rows.Blocks)
            {
                with.Add(kept);
                foreach (var tally in answers) tally.Add(kept);
                if (rows.Flow is not null) without.Add(all);
            }
            var result = with.Result();
            return new Reduced(result, rows.Flow is null ? result : without.Result(), rows.Flow, answers);
        }
    }

    public static async Task<Section?> OfAsync(Loaded study, CancellationToken cancellationToken)
    {
        if (!study.Has("responses")) return null;
        var waves = ImmutableArray.CreateBuilder<Wave>();
        SourcePlan[] sources = [.. study.Plan.Sources.Where(source => source.Table == "responses")];
        foreach (var source in sources) waves.Add(await ReadAsync(study, source, source == sources[^1] ? study.Plan.Figures : [], cancellationToken).ConfigureAwait(false));
        var last = waves[^1];
        return new Section(
            new("问卷说了什么？", "What does the survey say?"), [Reading],
            [.. waves.SelectMany(Tables), .. last.Rows.Drawn.Select(answers => ScalesTables.Items(last.Result, answers.Scale.Name, Wordings(last).SetItems(Constructs(last))))],
            [.. last.Rows.Drawn.Select(answers => Figure(last, answers))], released => Findings(released, waves.ToImmutable()));
    }

    private static Label Reading { get; } = new(
        "量表得分为各题均值（反向题已转向），至少答一半题目者才有得分；均值按抽样设计加权，信度未加权。人数不足的单元不予公布。",
        "A score is the mean of its items (reversed items turned round) where at least half are answered; means follow the sampling design, reliability is unweighted. Cells of too few people are withheld.");

    private static async Task<Wave> ReadAsync(Loaded study, SourcePlan source, ImmutableArray<string> figures, CancellationToken cancellationToken)
    {
        var questions = await Surveys.QuestionsAsync(study.Store, source, cancellationToken).ConfigureAwait(false);
        var scales = Surveys.Scales(questions);
        var design = source.Design ?? new SurveyDesign(null, null, null);
        string[] fields = [.. scales.SelectMany(scale => scale.Items).Select(item => item.Name), .. new[] { design.Weight, design.Strata, design.Cluster }.OfType<string>()];
        var drawn = scales.Where(scale => figures.Contains(FigurePrefix + scale.Name));
        var reduced = await Respondents.ReduceAsync(study.Store, source, scales, fields, rows => Reduced.Of(rows, new ScalesSpec(scales, design), drawn), cancellationToken).ConfigureAwait(false);
        return new Wave(study.Plan.Framework, source, questions, reduced);
    }

    private static IEnumerable<CandidateTable> Tables(Wave wave) => [Table(wave), .. ExclusionTables.Of(wave.Source.Id, wave.Rows.Flow, wave.Result, wave.Rows.Without, Constructs(wave))];

    private static CandidateTable Table(Wave wave) => ScalesTables.Table(wave.Result, Constructs(wave)) with
    {
        Id = wave.TableId,
        Title = new($"量表信度与均值（{wave.Source.Id}）", $"Scales: reliability and means ({wave.Source.Id})"),
    };

    private static ImmutableDictionary<string, Label> Constructs(Wave wave) => wave.Result.Scales
        .Select(scale => wave.Framework.Constructs.FirstOrDefault(construct => construct.Id == scale.Spec.Name)).OfType<Construct>().ToImmutableDictionary(construct => construct.Id, construct => construct.Label);

    private static ImmutableDictionary<string, Label> Wordings(Wave wave) => wave.Questions.ToImmutableDictionary(question => question.Item, question => question.Wording);

    private static CandidateFigure Figure(Wave wave, LikertTally answers)
    {
        string name = answers.Scale.Name;
        var label = Constructs(wave).GetValueOrDefault(name, Label.Same(name));
        Label title = new($"{label.Zh}各题的回答（{wave.Source.Id}）", $"{label.En}: answers to each item ({wave.Source.Id})");
        var table = LikertTables.Table($"likert-{name}", title, answers, Wordings(wave));
        return Reports.Likert.Of($"likert-{name}", table, table.Note, new($"{title.Zh}：各题回答的百分比", $"{title.En}: distribution of the answers, in percent"));
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
