using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Workbench.Board;

/// <summary>The surveys of a study, reviewed together.</summary>
/// <param name="Means">Released means of scales.</param>
/// <param name="Answers">Released answers to items.</param>
/// <param name="Waves">The surveys, in the order of the study file.</param>
/// <param name="Main">Id of the main scale: satisfaction where it is asked.</param>
/// <param name="WhyNotFair">Why communities are not compared; null where they are.</param>
internal sealed record SurveyBook(ReleasedCube Means, ReleasedCube Answers, ImmutableArray<SurveyWave> Waves, string Main, Label? WhyNotFair)
{
    private const string Satisfaction = "satisfaction";

    /// <summary>The newest survey.</summary>
    public SurveyWave Latest => Waves[^1];

    public static async Task<SurveyBook?> ReadAsync(Loaded study, Geography places, CancellationToken cancellationToken)
    {
        if (!study.Has("responses")) return null;
        var (parts, leftovers) = (new List<WavePart>(), new Leftovers());
        var names = await Surveys.NamesAsync(study.Store, study.Plan, cancellationToken).ConfigureAwait(false);
        // From the newest on, which says what the main scale is; of each only its slices stay.
        foreach (var source in study.Plan.Sources.Where(source => source.Table == "responses").Reverse())
        {
            if (await PartAsync(study, source, names.GetValueOrDefault(source.Id, Label.Same(source.Id)), places, parts.LastOrDefault()?.Main, cancellationToken).ConfigureAwait(false) is { } part) parts.Add(part);
            leftovers.GiveBack();
        }
        parts.Reverse();
        return parts.Count == 0 ? null : Of(study.Plan, [.. parts], places);
    }

    /// <summary>What remains of a survey when its rows are gone.</summary>
    private sealed record WavePart(SurveyWave Wave, int Rows, ImmutableArray<CubeSlice> Means, ImmutableArray<CubeSlice> Answers, string Main, Label Note, Label? WhyNotFair);

    private static SurveyBook Of(StudyPlan plan, ImmutableArray<WavePart> parts, Geography places)
    {
        var newest = parts[^1];
        var origin = Provenance.Of("weighted means, linearised standard errors of domains by the survey's design", parts.Sum(part => part.Rows), places.Communities.Length);
        var means = new CandidateCube("survey", places.Areas, SurveyCubes.MeanDimensions, SurveyCubes.MeanMeasures, [.. parts.SelectMany(part => part.Means)], newest.Note, origin);
        var answers = new CandidateCube("answers", places.Areas, SurveyCubes.AnswerDimensions, SurveyCubes.AnswerMeasures, [.. parts.SelectMany(part => part.Answers)], AnswerNote, origin);
        return new SurveyBook(Disclosure.Review(means, plan.Privacy), Disclosure.Review(answers, plan.Privacy), [.. parts.Select(part => part.Wave)], newest.Main, newest.WhyNotFair);
    }

    private static async Task<WavePart?> PartAsync(Loaded study, SourcePlan source, Label name, Geography places, string? main, CancellationToken cancellationToken)
    {
        if (await RowsAsync(study, source, name, places, cancellationToken).ConfigureAwait(false) is not { } rows) return null;
        bool isNewest = main is null;
        main ??= rows.Scales.FirstOrDefault(scale => scale.Name == Satisfaction)?.Name ?? rows.Scales[0].Name;
        var (fair, why) = isNewest ? await FairComparison.OfAsync(study.Store, rows, main, cancellationToken).ConfigureAwait(false) : (null, null);
        Label LabelOf(string scale) => study.Plan.Framework.Constructs.FirstOrDefault(construct => construct.Id == scale)?.Label ?? Label.Same(scale);
        return new WavePart(SurveyWave.Of(rows, LabelOf), rows.Count, [.. SurveyCubes.Means(rows, places, LabelOf, main, fair)], [.. SurveyCubes.Answers(rows)], main, Note(rows, fair), why);
    }

    private static async Task<SurveyRows?> RowsAsync(Loaded study, SourcePlan source, Label name, Geography places, CancellationToken cancellationToken)
    {
        var questions = await Surveys.QuestionsAsync(study.Store, source, cancellationToken).ConfigureAwait(false);
        var scales = Surveys.Scales(questions);
        if (scales.IsEmpty) return null;
        var design = source.Design ?? new SurveyDesign(null, null, null);
        string[] fields = ["community", .. SurveyRows.GroupFields, .. new[] { design.Weight, design.Strata, design.Cluster }.OfType<string>(), .. scales.SelectMany(scale => scale.Items).Select(item => item.Name)];
        return await Respondents.ReduceAsync(study.Store, source, scales, fields, rows => SurveyRows.Of(source, name, questions, rows.Kept, places), cancellationToken).ConfigureAwait(false);
    }

    private static Label Note(SurveyRows wave, FairComparison? fair)
    {
        string weight = wave.Source.Design?.Weight ?? "";
        return new(
            $"量表得分1–5分，反向题已转向；均值{(weight.Length == 0 ? "未加权" : $"按{weight}加权")}，95%区间按抽样设计线性化，社区内按受访者抽样。{fair?.Note.Zh}",
            $"Scores of 1-5, reversed items turned round; means {(weight.Length == 0 ? "unweighted" : $"weighted by {weight}")}, 95% intervals linearised by the sampling design, within a community by respondents. {fair?.Note.En}");
    }

    private static Label AnswerNote { get; } = new(
        "分母：回答该题者；占比按权重加权，人数未加权。“（反向）”题按原答案显示。", "Denominator: those who answered the item; shares weighted, n unweighted. Reversed items are shown as answered.");
}

/// <summary>A survey without its rows.</summary>
/// <param name="Id">Id of the source.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Scales">Scales with their labels.</param>
/// <param name="Items">Items of each scale, in order.</param>
/// <param name="Groups">Fields by which answers are broken down.</param>
internal sealed record SurveyWave(string Id, Label Name, ImmutableArray<Level> Scales, ImmutableDictionary<string, ImmutableArray<string>> Items, ImmutableArray<string> Groups)
{
    public static SurveyWave Of(SurveyRows rows, Func<string, Label> label) => new(
        rows.Source.Id, rows.Label, [.. rows.Scales.Select(scale => new Level(scale.Name, label(scale.Name)))],
        rows.Scales.ToImmutableDictionary(scale => scale.Name, scale => scale.Items.Select(item => item.Name).ToImmutableArray()), rows.Groups);
}
