using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>What interviews and survey say of the same construct, side by side (a joint display: Fetters, Curry and Creswell 2013, Health Services Research 48).</summary>
internal static class JointDisplay
{
    private static readonly FrameSpec Constructs = new("codes", ["code", "construct"], []);

    public static async Task<StudyTable> OfAsync(LoadedStudy study, string? survey)
    {
        if (!study.Evidence.Has("codings") || !study.Evidence.Has("codes") || !study.Evidence.Has("interviews")) throw StudiesFaults.NoEvidence("A joint display");
        var store = study.Evidence.Store;
        string of = survey ?? throw StudiesFaults.NoSurvey(study.Plan.Id);
        var codes = Codes.Fit(new CodesSpec(), await store.FrameAsync(CodesSpec.Codings).ConfigureAwait(false), await store.FrameAsync(CodesSpec.Codes).ConfigureAwait(false), await store.FrameAsync(CodesSpec.Interviews).ConfigureAwait(false));
        var named = await store.FrameAsync(Constructs).ConfigureAwait(false);
        var constructOf = Enumerable.Range(0, named.Rows).ToDictionary(row => named["code"].Text(row), row => named["construct"].Text(row), StringComparer.Ordinal);
        var means = await MeansAsync(study, of).ConfigureAwait(false);
        var rows = CodesTables.Table(codes).Rows.Select(row => (Code: row, Construct: constructOf.GetValueOrDefault(row.Key[1], ""))).Where(pair => means.Scales.Any(scale => scale.Spec.Name == pair.Construct));
        return new StudyTable(Table(study, of, [.. rows.Select(pair => Row(study, pair.Code, means[pair.Construct]))], codes, means), study.Privacy);
    }

    private static Task<ScalesResult> MeansAsync(LoadedStudy study, string survey)
    {
        var scales = Workbench.Surveys.Scales(study.Questions(survey));
        var source = study.Plan.Sources.First(source => source.Id == survey);
        var design = source.Design ?? new SurveyDesign(null, null, null);
        string[] fields = [.. scales.SelectMany(scale => scale.Items).Select(item => item.Name), .. new[] { design.Weight, design.Strata, design.Cluster }.OfType<string>()];
        return Respondents.ReduceAsync(study.Evidence.Store, source, scales, fields, rows => Scales.Fit(new ScalesSpec(scales, design), rows.Kept));
    }

    private static TableRow Row(LoadedStudy study, TableRow code, ScaleReliability scale)
    {
        var label = study.Framework.Constructs.FirstOrDefault(construct => construct.Id == scale.Spec.Name)?.Label ?? Label.Same(scale.Spec.Name);
        return new TableRow([scale.Spec.Name, code.Key[1]], [label, code.Labels[1]], Math.Min(code.Base, scale.Mean.Rows), [code.Values[0], code.Values[1], Value.Of(scale.Mean.Estimate), Value.Of(scale.Mean.StdError), Value.Exact(scale.Mean.Rows)]);
    }

    private static CandidateTable Table(LoadedStudy study, string survey, ImmutableArray<TableRow> rows, CodesResult codes, ScalesResult means) => new(
        "joint-display", new($"访谈与问卷并列（{survey}）", $"Interviews beside the survey ({survey})"), [new("construct", new("构念", "Construct")), new("code", new("编码", "Code"))],
        [
            new("speakers", new("发言人数", "Speakers"), MeasureKind.People, 0), new("share", new("占全部发言人", "Share of speakers"), MeasureKind.Share, 1),
            new("mean", new("量表均值", "Scale mean"), MeasureKind.Number, 2), new("std_error", new("标准误", "Std. error"), MeasureKind.Number, 3), new("n", new("问卷人数", "Respondents"), MeasureKind.People, 0),
        ],
        rows, Subject.Interviewees,
        new("左：提到该构念的发言人；右：同名量表按抽样设计加权的均值（1–5）。", "Left: speakers who bring the construct up; right: the mean of its scale (1-5) under the sampling design."),
        codes.Provenance with { Method = $"{codes.Provenance.Method}; {means.Provenance.Method}", Sources = study.Sources });
}
