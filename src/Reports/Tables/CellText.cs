namespace CoProduction.Reports;

/// <summary>Cells of a released table as text for people, one by one: for pages that lay a table out themselves.</summary>
public static class CellText
{
    /// <summary>A value: money with thousands separators, shares in percent, what is withheld said so.</summary>
    /// <param name="table">The table.</param>
    /// <param name="row">Index of the row, from 0.</param>
    /// <param name="measure">Index of the measure, from 0.</param>
    /// <param name="language">Language of the text.</param>
    public static string Value(ReleasedTable table, int row, int measure, Language language) => TableText.Human(table.Measures[measure], table.Rows[row].Values[measure], language);

    /// <summary>A key: the word for a total, or the key's label.</summary>
    /// <param name="table">The table.</param>
    /// <param name="row">Index of the row, from 0.</param>
    /// <param name="dimension">Index of the dimension, from 0.</param>
    /// <param name="language">Language of the text.</param>
    public static string Key(ReleasedTable table, int row, int dimension, Language language) => TableText.Key(table.Rows[row], dimension, language);
}
