using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>A community of a study, by its pseudonym.</summary>
/// <param name="Id">Its key in every source.</param>
/// <param name="Name">Its name, a pseudonym.</param>
/// <param name="Subdistrict">The sub-district it belongs to.</param>
/// <param name="Kind">Kind of community; empty when not stated.</param>
public sealed record Community(string Id, string Name, string Subdistrict, string Kind)
{
    private static readonly ImmutableArray<string> Fields = ["community", "name", "subdistrict", "kind"];

    internal static async Task<StudyList<Community>> AllAsync(LoadedStudy study)
    {
        if (!study.Evidence.Has("communities")) throw StudiesFaults.NoEvidence("Communities");
        var rows = await study.Evidence.Store.FrameAsync(new FrameSpec("communities", Fields, [])).ConfigureAwait(false);
        ImmutableArray<Community> all = [.. Enumerable.Range(0, rows.Rows).Select(row => new Community(rows[Fields[0]].Text(row), rows[Fields[1]].Text(row), rows[Fields[2]].Text(row), rows[Fields[3]].Text(row)))];
        return new StudyList<Community>([.. all.OrderBy(one => one.Id, StringComparer.Ordinal)], one => one.Id, "community");
    }
}
