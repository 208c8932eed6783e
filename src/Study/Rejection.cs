namespace CoProduction;

/// <summary>One fault of one row: a row that a source could not give as a valid record. A row may have several.</summary>
/// <param name="Source">Id of the study's source.</param>
/// <param name="File">File name as the study file gives it, with <c>#sheet</c> for a workbook.</param>
/// <param name="Row">Line of the row's start in the file, or row number in the sheet; the header is row 1.</param>
/// <param name="Column">Header of the column in the file; empty when the whole row is at fault.</param>
/// <param name="Value">The text as it stands in the file.</param>
/// <param name="Rule">Why it cannot be.</param>
/// <param name="Mend">What to change.</param>
public sealed record Rejection(string Source, string File, long Row, string Column, string Value, string Rule, string Mend);
