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
        var (book, speakers, passages) = CodedPassages.Of(codings, codes, interviews);
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
}
