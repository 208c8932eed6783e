using System.Collections.Immutable;

namespace CoProduction.Workbench;

/// <summary>One model on one file.</summary>
/// <param name="File">CSV or XLSX file with a header row.</param>
/// <param name="Formula">R formula over the file's columns.</param>
/// <param name="Method">Method: <c>ols</c>.</param>
/// <param name="Weights">Column of the weights; null for none.</param>
/// <param name="Cluster">Column of the clusters; null for none.</param>
/// <param name="Vcov"><c>classical</c> or <c>CR1</c>; null for CR1 where a cluster is named, else classical.</param>
/// <param name="Missing">Codes that mean a missing answer, besides blanks and NA.</param>
/// <param name="Level">Confidence level, in 0..1.</param>
/// <param name="Sheet">Sheet of a workbook; null for the first.</param>
public sealed record FitRequest(
    string File, string Formula, string Method, string? Weights, string? Cluster, string? Vcov, ImmutableArray<string> Missing, double Level, string? Sheet);
