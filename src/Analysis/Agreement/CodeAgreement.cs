using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Agreement on interview codes: a unit is a speaker of an interview that two coders or more coded, a rating whether a coder found the code there.</summary>
public static class CodeAgreement
{
    private const string Present = "present", Absent = "absent", Whole = "all";

    /// <summary>A row a code, and all codes together; each rests on the speakers with whom any coder found the code.</summary>
    /// <param name="spec">Draws, seed and level of the interval.</param>
    /// <param name="codings">Rows as for <see cref="Codes"/>.</param>
    /// <param name="codes">Rows as for <see cref="Codes"/>.</param>
    /// <param name="interviews">Rows as for <see cref="Codes"/>.</param>
    /// <exception cref="StudyException">Fewer than two coders coded any interview, or a coding names an unknown code or speaker.</exception>
    public static CandidateTable Table(AgreementSpec spec, Frame codings, Frame codes, Frame interviews)
    {
        var (book, speakers, passages) = CodedPassages.Of(codings, codes, interviews);
        string[] coders = [.. passages.Select(passage => passage.Coder).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var at = passages.Select(passage => (passage.Speaker.Interview, passage.Coder)).ToHashSet();
        Speaker[] shared = [.. speakers.Where(speaker => coders.Count(coder => at.Contains((speaker.Interview, coder))) >= 2)];
        if (shared.Length == 0) throw AnalysisFaults.NothingRatedTwice(speakers.Length);
        var found = passages.Select(passage => (passage.Code, passage.Speaker, passage.Coder)).ToHashSet();
        ImmutableArray<string?> Unit(string code, Speaker speaker) => [.. coders.Select(coder => !at.Contains((speaker.Interview, coder)) ? null : found.Contains((code, speaker, coder)) ? Present : Absent)];
        var used = book.Where(code => passages.Any(passage => passage.Code == code.Code)).ToArray();
        var rows = used.Select(code => Row(code, Agreement.Fit(spec, [.. shared.Select(speaker => Unit(code.Code, speaker))]), shared.Count(speaker => coders.Any(coder => found.Contains((code.Code, speaker, coder))))));
        var all = Agreement.Fit(spec, [.. used.SelectMany(code => shared.Select(speaker => Unit(code.Code, speaker)))]);
        return Table([.. rows, Row(new CodeEntry(Whole, new("全部编码", "All codes"), ""), all, shared.Length)], all.Provenance);
    }

    private static TableRow Row(CodeEntry code, AgreementResult result, int people) => new([code.Code], [code.Label], people,
        [Value.Exact(result.Units), Value.Of(result.Observed), Value.Of(result.Alpha), Value.Of(result.Low), Value.Of(result.High), Value.Of(result.Kappa)]);

    private static CandidateTable Table(ImmutableArray<TableRow> rows, Provenance provenance) => new(
        "agreement", new("编码者一致性", "Agreement between coders"), [new("code", new("编码", "Code"))],
        [
            new("units", new("单元数", "Units"), MeasureKind.Count, 0), new("observed", new("一致比例", "Observed agreement"), MeasureKind.Share, 1), new("alpha", new("Krippendorff α", "Krippendorff's alpha"), MeasureKind.Number, 3),
            new("conf_low", new("下限", "Low"), MeasureKind.Number, 3), new("conf_high", new("上限", "High"), MeasureKind.Number, 3), new("kappa", new("Cohen κ", "Cohen's kappa"), MeasureKind.Number, 3),
        ],
        rows, Subject.Interviewees,
        new("单元为发言人（“全部编码”为发言人×编码）：各编码者是否在其发言中标出该编码；仅计两位以上编码者都编过的访谈。α的区间为按单元重抽的百分位区间。",
            "A unit is a speaker (all codes: speaker × code): whether each coder found the code in what the speaker said; only interviews that two coders or more coded. Alpha's interval is by percentiles of draws of units."), provenance);
}
