using System.Collections.Immutable;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>
/// A coding belongs to one speaker. Keyed by the interview number alone it is refused when the interview has several speakers, and completed when it has one.
/// </summary>
internal sealed class SpeakerCheck : IRowCheck
{
    private static readonly ImmutableArray<string> KeyFields = ["interview", "speaker", "role", "community"];

    private readonly FieldReader[] _readers;
    private readonly ILookup<string, ImmutableArray<string>> _speakers;

    private SpeakerCheck(FieldReader[] readers, ILookup<string, ImmutableArray<string>> speakers) => (_readers, _speakers) = (readers, speakers);

    /// <summary>The check of the codings; null when the interviews are not known here.</summary>
    public static SpeakerCheck? For(RowFields fields, ParentKeys parents)
    {
        if (parents["interviews"] is not { } interviews) return null;
        int[] places = [.. KeyFields.Select(field => interviews.Fields.IndexOf(field))];
        FieldReader[] readers = [.. KeyFields.Select(fields.Find).OfType<FieldReader>()];
        if (places.Contains(-1) || readers.Length < KeyFields.Length) return null;
        return new SpeakerCheck(readers, interviews.Rows.Select(row => places.Select(place => row[place]).ToImmutableArray()).ToLookup(row => row[0], StringComparer.Ordinal));
    }

    public void Check(int row, RowFaults faults)
    {
        string[] given = [.. _readers.Select(reader => reader.Key(row))];
        var fitting = _speakers[given[0]].Where(speaker => Fits(given, speaker)).ToList();
        if (fitting.Count == 1) Complete(row, given, fitting[0], faults);
        else if (fitting.Count == 0) faults.Add(_readers[0].Mapping.Header, given[0], IngestFaults.UnknownSpeaker(Describe(given)));
        else faults.Add(_readers[0].Mapping.Header, given[0], IngestFaults.MergesSpeakers(given[0], fitting.Select(speaker => string.Join(" ", speaker.Skip(1)))));
    }

    private static bool Fits(string[] given, ImmutableArray<string> speaker)
    {
        for (int i = 0; i < given.Length; i++)
            if (given[i].Length > 0 && given[i] != speaker[i]) return false;
        return true;
    }

    private void Complete(int row, string[] given, ImmutableArray<string> speaker, RowFaults faults)
    {
        for (int i = 1; i < given.Length; i++)
            if (given[i].Length == 0) _readers[i].Read(Encoding.UTF8.GetBytes(speaker[i]), row, faults);
    }

    private static string Describe(string[] given) =>
        string.Join(", ", KeyFields.Zip(given).Where(part => part.Second.Length > 0).Select(part => $"{part.First} '{part.Second}'"));
}
