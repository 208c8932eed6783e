namespace CoProduction.DistrictX;

/// <summary>A made-up respondent.</summary>
/// <param name="Id">Key within the wave.</param>
/// <param name="Community">Where the respondent lives; the cluster of the sample.</param>
/// <param name="Weight">Design weight, mean about 1.</param>
/// <param name="AgeGroup">18-29, 30-44, 45-59 or 60+.</param>
/// <param name="Gender">female, male or undisclosed.</param>
/// <param name="Tenure">owner or renter.</param>
/// <param name="Scores">True score on every construct, in the order of the questionnaire.</param>
/// <param name="Answers">One cell per item; null for a blank.</param>
internal sealed record Respondent(
    string Id, Community Community, double Weight, string AgeGroup, string Gender, string Tenure, IReadOnlyList<double> Scores, IReadOnlyList<int?> Answers);
