namespace CoProduction.Analysis;

/// <summary>One rate of one community and year, or of all communities of a year.</summary>
/// <param name="Rate">Id of the rate.</param>
/// <param name="Year">Year.</param>
/// <param name="Community">Community; <c>*</c> for all.</param>
/// <param name="Numerator">People (or households) above the line; null when not stated. For all communities: of the judged ones.</param>
/// <param name="Denominator">People (or households) below the line; null when not stated.</param>
/// <param name="Estimate">Rate, in 0..1; null when undetermined.</param>
/// <param name="Low">Lower bound of the Wilson interval; null when undetermined.</param>
/// <param name="High">Upper bound of the Wilson interval; null when undetermined.</param>
/// <param name="EffectiveN">Number the interval rests on: the denominator, or Kish's effective number under weights.</param>
/// <param name="Undetermined">Communities left out because a number is missing or the denominator is 0; 0 or 1 for one community.</param>
public sealed record RateEstimate(
    string Rate, string Year, string Community, long? Numerator, long? Denominator, double? Estimate, double? Low, double? High, double? EffectiveN, int Undetermined);
