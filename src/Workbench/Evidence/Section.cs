using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Evidence;

/// <summary>One question of the report, answered but not yet released.</summary>
/// <param name="Heading">The question.</param>
/// <param name="Paragraphs">What to know before reading the numbers.</param>
/// <param name="Tables">Tables, in order.</param>
/// <param name="Figures">Figures, in order.</param>
/// <param name="Findings">Sentences made of released tables only: a withheld number never reaches a sentence.</param>
internal sealed record Section(
    Label Heading, ImmutableArray<Label> Paragraphs, ImmutableArray<CandidateTable> Tables, ImmutableArray<CandidateFigure> Figures, Func<ReleasedTables, IEnumerable<Label>> Findings);

/// <summary>The released tables of a section, by id.</summary>
internal sealed class ReleasedTables(ImmutableArray<ReleasedTable> tables)
{
    /// <summary>The table of an id; null when the section has none.</summary>
    public ReleasedTable? this[string id] => tables.FirstOrDefault(table => table.Id == id);

    /// <summary>A released number; null when the row is absent or withheld.</summary>
    public double? Number(string table, string measure, params string[] key)
    {
        if (this[table] is not { } found) return null;
        int at = found.Measures.Select(column => column.Id).ToList().IndexOf(measure);
        var row = found.Rows.FirstOrDefault(row => row.Key.SequenceEqual(key, StringComparer.Ordinal));
        return row is null || at < 0 || row.Values[at].State is not (ValueState.Number or ValueState.Amount) ? null : row.Values[at].Number;
    }
}

/// <summary>What a section is made from.</summary>
/// <param name="Plan">The study.</param>
/// <param name="Store">Its loaded records.</param>
/// <param name="Tables">Names of the loaded tables.</param>
internal sealed record Loaded(StudyPlan Plan, Store.IStudyStore Store, ImmutableHashSet<string> Tables)
{
    /// <summary>True when a table has been loaded.</summary>
    public bool Has(string table) => Tables.Contains(table);
}
