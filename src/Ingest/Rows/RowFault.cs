namespace CoProduction.Ingest;

/// <summary>A row that cannot be cut into cells.</summary>
/// <param name="Text">The row as it stands in the file, shortened.</param>
/// <param name="Rule">Why it cannot be read.</param>
/// <param name="Mend">What to change.</param>
internal sealed record RowFault(string Text, string Rule, string Mend)
{
    /// <summary>True when the text is to be kept whole: the row is right, and was left out on purpose.</summary>
    public bool IsWhole { get; init; }
}
