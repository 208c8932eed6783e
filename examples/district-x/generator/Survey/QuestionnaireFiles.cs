namespace CoProduction.DistrictX;

/// <summary>instruments.csv and questions.csv: the same questionnaire in both waves.</summary>
internal static class QuestionnaireFiles
{
    public const string InstrumentsPath = "instruments.csv", QuestionsPath = "questions.csv";

    public static IEnumerable<DemoFile> Write() => [Instruments(), Questions()];

    private static DemoFile Instruments()
    {
        var csv = new CsvText("instrument", "title_zh", "title_en", "wave", "field_start", "field_end", "population");
        foreach (var wave in SurveyWave.All)
        {
            string year = Print.Whole(wave.Year);
            csv.Row(wave.Id, $"X区社区公共服务满意度调查{year}（合成数据）", $"District X satisfaction survey {year} (synthetic)", year, Print.Day(wave.FieldStart),
                Print.Day(wave.FieldEnd), "18岁及以上居民 residents of 18 and over");
        }
        return csv.Utf8(InstrumentsPath);
    }

    private static DemoFile Questions()
    {
        var csv = new CsvText("instrument", "item", "wording_zh", "wording_en", "construct", "scale_min", "scale_max", "reversed", "missing_codes", "universe");
        foreach (var wave in SurveyWave.All)
        {
            foreach (var item in Questionnaire.Items)
            {
                csv.Row(wave.Id, item.Id, item.Chinese, item.English, item.Construct, "1", "5", Print.Flag(item.Reversed), Questionnaire.MissingCodes,
                    item.OnlyParticipants ? "dep4 >= 3" : "all");
            }
        }
        return csv.Utf8(QuestionsPath);
    }
}
