using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The code book, the speakers, and every coding with whose words it codes.</summary>
/// <param name="Book">The codes, in the book's order.</param>
/// <param name="Speakers">Everyone interviewed, in ordinal order of the key.</param>
/// <param name="Passages">One a coding.</param>
internal sealed record CodedPassages(ImmutableArray<CodeEntry> Book, ImmutableArray<Speaker> Speakers, ImmutableArray<(string Code, Speaker Speaker, string Coder)> Passages)
{
    internal static CodedPassages Of(Frame codings, Frame codes, Frame interviews)
    {
        var book = Enumerable.Range(0, codes.Rows).Select(row => new CodeEntry(codes["code"].Text(row), new(codes["label_zh"].Text(row), codes["label_en"].Text(row)), codes["stage"].Text(row))).ToImmutableArray();
        var speakers = Enumerable.Range(0, interviews.Rows).Select(row => SpeakerOf(interviews, row)).Distinct().OrderBy(Ordinal, KeyOrder.Ordinal).ToImmutableArray();
        var byInterview = speakers.ToLookup(speaker => speaker.Interview, StringComparer.Ordinal);
        var passages = Enumerable.Range(0, codings.Rows).Select(row => Passage(codings, row, byInterview)).ToImmutableArray();
        if (passages.FirstOrDefault(passage => book.All(code => code.Code != passage.Code)) is { Code: not null } odd) throw AnalysisFaults.UnknownCode(odd.Code, book.Select(code => code.Code));
        return new CodedPassages(book, speakers, passages);
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
