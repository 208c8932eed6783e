using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Frequency (codings) and presence (distinct speakers) of interview codes.</summary>
public static class Codes
{
    /// <summary>Counts of codings by code and speaker.</summary>
    /// <param name="spec">When a code counts as present.</param>
    /// <param name="codings">Rows of <c>codings</c>: interview, speaker, role, community, code, coder.</param>
    /// <param name="codes">Rows of <c>codes</c>: code, label_zh, label_en, stage.</param>
    /// <param name="interviews">Rows of <c>interviews</c>: interview, speaker, role, community.</param>
    /// <exception cref="StudyException">A coding names an unknown code or speaker, or an interview of several speakers without saying whose words it codes.</exception>
    public static CodesResult Fit(CodesSpec spec, Frame codings, Frame codes, Frame interviews)
    {
        var book = Enumerable.Range(0, codes.Rows).Select(row => new CodeEntry(codes["code"].Text(row), new(codes["label_zh"].Text(row), codes["label_en"].Text(row)), codes["stage"].Text(row))).ToImmutableArray();
        var speakers = Enumerable.Range(0, interviews.Rows).Select(row => SpeakerOf(interviews, row)).Distinct().OrderBy(Ordinal, KeyOrder.Ordinal).ToImmutableArray();
        var byInterview = speakers.ToLookup(speaker => speaker.Interview, StringComparer.Ordinal);
        var passages = Enumerable.Range(0, codings.Rows).Select(row => Passage(codings, row, byInterview)).ToArray();
        if (passages.FirstOrDefault(passage => book.All(code => code.Code != passage.Code)) is { Code: not null } odd) throw AnalysisFaults.UnknownCode(odd.Code, book.Select(code => code.Code));
        var coders = passages.ToLookup(passage => passage.Speaker.Interview, passage => passage.Coder, StringComparer.Ordinal).ToDictionary(interview => interview.Key, interview => interview.Distinct().Count());
        var found = passages.GroupBy(passage => (passage.Code, passage.Speaker)).ToDictionary(group => group.Key, group => (Codings: group.Count(), Coders: group.Select(passage => passage.Coder).Distinct().Count()));
        var presences = from code in book
                        from speaker in speakers
                        where found.ContainsKey((code.Code, speaker))
                        let at = found[(code.Code, speaker)]
                        where spec.Coders == CoderRule.AnyCoder || at.Coders == coders[speaker.Interview]
                        select new CodePresence(code, speaker, at.Codings, at.Coders);
        return new CodesResult(spec, book, speakers, [.. presences], Provenance.Of("codings and distinct speakers (interview, speaker, role, community)", codings.Rows,
            speakers.Select(speaker => speaker.Community).Distinct().Count(), ("coders", spec.Coders.ToString())));
    }

    private static ImmutableArray<string> Ordinal(Speaker speaker) => [speaker.Interview, speaker.Name, speaker.Role, speaker.Community];

    private static Speaker SpeakerOf(Frame rows, int row) => new(rows["interview"].Text(row), rows["speaker"].Text(row), rows["role"].Text(row), rows["community"].Text(row));

    private static (string Code, Speaker Speaker, string Coder) Passage(Frame codings, int row, ILookup<string, Speaker> byInterview)
    {
        var named = SpeakerOf(codings, row);
        Speaker[] there = [.. byInterview[named.Interview].Where(speaker => Fits(named.Name, speaker.Name) && Fits(named.Role, speaker.Role) && Fits(named.Community, speaker.Community))];
        if (there.Length > 1) throw AnalysisFaults.MergedSpeakers(named.Interview, there.Length);
        if (there.Length == 0) throw AnalysisFaults.UnknownSpeaker(named.Interview, named.Name, named.Role, named.Community);
        return (codings["code"].Text(row), there[0], codings["coder"].Text(row));
    }

    private static bool Fits(string named, string known) => named.Length == 0 || named == known;
}
