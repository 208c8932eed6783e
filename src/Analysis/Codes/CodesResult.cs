using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Frequency and presence of codes.</summary>
/// <param name="Spec">How they were counted.</param>
/// <param name="Codes">The code book, in its order.</param>
/// <param name="Speakers">Everyone interviewed, in ordinal order of the key.</param>
/// <param name="Presences">One per code and speaker with whom the code is present, in order of the codes and speakers.</param>
/// <param name="Provenance">Where the numbers come from.</param>
public sealed record CodesResult(
    CodesSpec Spec, ImmutableArray<CodeEntry> Codes, ImmutableArray<Speaker> Speakers, ImmutableArray<CodePresence> Presences, Provenance Provenance) : IResult
{
    /// <summary>Codings of a code: passages, all coders counted.</summary>
    public int Frequency(string code) => Presences.Where(presence => presence.Code.Code == code).Sum(presence => presence.Codings);

    /// <summary>Distinct speakers with whom a code is present.</summary>
    public int Presence(string code) => Presences.Count(presence => presence.Code.Code == code);

    /// <inheritdoc/>
    public ImmutableArray<TidyRow> Tidy() => [.. Codes.Select(code => new TidyRow(
        code.Code, Speakers.IsEmpty ? null : (double)Presence(code.Code) / Speakers.Length, Statistic: Frequency(code.Code)))];

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() =>
        [new("speakers", Speakers.Length), new("interviews", Speakers.Select(speaker => speaker.Interview).Distinct().Count()), new("codings", Presences.Sum(presence => presence.Codings))];
}

/// <summary>One code of the book.</summary>
/// <param name="Code">Path of the code.</param>
/// <param name="Label">Label for people.</param>
/// <param name="Stage">Stage: driver, process, outcome, side_effect.</param>
public sealed record CodeEntry(string Code, Label Label, string Stage);

/// <summary>A code present with a speaker.</summary>
/// <param name="Code">The code.</param>
/// <param name="Speaker">The speaker.</param>
/// <param name="Codings">Passages coded so, all coders counted.</param>
/// <param name="Coders">Distinct coders who coded it there.</param>
public sealed record CodePresence(CodeEntry Code, Speaker Speaker, int Codings, int Coders);
