using System.Collections.Immutable;

namespace CoProduction.Workbench;

/// <summary>One model on one file.</summary>
/// <param name="File">CSV, XLSX, JSON, SPSS or Stata file.</param>
/// <param name="Model">The model; a formula <c>@model.txt</c> is read from that file.</param>
/// <param name="Missing">Codes that mean a missing answer, besides blanks and NA.</param>
/// <param name="Sheet">Sheet of a workbook; null for the first.</param>
public sealed record FitRequest(string File, ModelRequest Model, ImmutableArray<string> Missing, string? Sheet)
{
    /// <summary>File for the factor scores of every row, .csv or .parquet; null for none. Beside it stands <c>FILE.unreviewed.txt</c>: scores are records of persons.</summary>
    public string? Scores { get; init; }
}
