using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Workbench.Board;

/// <summary>What the interviews say, as counts of codes. Passages stay with the study.</summary>
/// <param name="Tables">Codes, stages by role, codes by role.</param>
/// <param name="ByCommunity">Codes by community, for those who may see communities.</param>
/// <param name="Findings">Sentences made of numbers that everybody may see.</param>
/// <param name="Reading">What to know before reading them.</param>
internal sealed record VoiceBook(ImmutableArray<RoleTable> Tables, ReleasedTable? ByCommunity, ImmutableArray<Label> Findings, ImmutableArray<Label> Reading)
{
    private const string Communities = "codes-by-community";

    public static async Task<VoiceBook?> ReadAsync(Loaded study, CancellationToken cancellationToken)
    {
        if (await InterviewEvidence.OfAsync(study, cancellationToken).ConfigureAwait(false) is not { } section) return null;
        var tables = section.Tables.Where(table => table.Id != Communities).Select(table => RoleTable.Of(table, study.Plan.Privacy)).ToImmutableArray();
        var places = section.Tables.FirstOrDefault(table => table.Id == Communities);
        return new VoiceBook(tables, places is null ? null : Disclosure.Review(places, study.Plan.Privacy),
            [.. section.Findings(new ReleasedTables([.. tables.Select(table => table.Public)]))], section.Paragraphs);
    }
}
