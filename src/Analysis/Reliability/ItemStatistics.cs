namespace CoProduction.Analysis;

/// <summary>What the reliability of a scale is estimated from.</summary>
/// <param name="Roots">Roots of the formula <see cref="ScaleFormula.Roots"/>.</param>
/// <param name="Answers">Counts of the answers.</param>
/// <param name="Patterns">The rows, for a bootstrap of cases; null where none is wanted.</param>
public sealed record ItemStatistics(CommunityRoots Roots, ItemAnswers Answers, AnswerPatterns? Patterns);
