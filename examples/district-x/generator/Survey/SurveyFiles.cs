namespace CoProduction.DistrictX;

/// <summary>One wide CSV per wave: the respondent's profile, then one column per item.</summary>
internal static class SurveyFiles
{
    public static IEnumerable<DemoFile> Write(ulong seed, District district) => SurveyWave.All.Select(wave => Write(wave, wave.Draw(seed, district)));

    public static string PathOf(SurveyWave wave) => $"{wave.Id}.csv";

    private static DemoFile Write(SurveyWave wave, IReadOnlyList<Respondent> respondents)
    {
        var csv = new CsvText(["respondent", "community", "weight", "stratum", "age_group", "gender", "tenure", "housing", .. Questionnaire.Items.Select(item => item.Id)]);
        foreach (var respondent in respondents)
        {
            csv.Row([respondent.Id, respondent.Community.Id, Print.Number(respondent.Weight, "0.0000"), respondent.Community.Subdistrict, respondent.AgeGroup,
                respondent.Gender, respondent.Tenure, respondent.Community.Kind, .. respondent.Answers.Select(Print.Whole)]);
        }
        return csv.Utf8(PathOf(wave));
    }
}
