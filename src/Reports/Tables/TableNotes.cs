namespace CoProduction.Reports;

/// <summary>The notes under a table: its own, the legend of withheld values, the review's.</summary>
internal static class TableNotes
{
    /// <summary>The notes that are not empty, in order.</summary>
    public static IReadOnlyList<string> Of(ReleasedTable table, Language language)
    {
        bool withheld = table.Rows.Any(row => row.Values.Any(value => value.State == ValueState.Suppressed));
        string[] notes = [table.Note.In(language), withheld ? Words.WithheldNote.In(language) : "", table.ReviewNote.In(language)];
        return [.. notes.Where(note => note.Trim().Length > 0)];
    }
}
