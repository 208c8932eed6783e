namespace CoProduction.Analysis;

/// <summary>What importance is found from.</summary>
/// <param name="Roots">Roots of the formula.</param>
/// <param name="Rows">The rows, for a bootstrap of rows; null where none is wanted.</param>
public sealed record ImportanceStatistics(CommunityRoots Roots, CaseRows? Rows);
