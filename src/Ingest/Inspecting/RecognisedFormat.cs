namespace CoProduction.Ingest;

/// <summary>Recognises by its headers a file whose extension does not tell what it is: an export of a survey platform, a questionnaire in a workbook, columns of years.</summary>
internal static class RecognisedFormat
{
    private static readonly string[] Wenjuanxing = ["提交答卷时间", "所用时间", "来自ip", "来源详情", "来源", "答题时长", "答卷编号"];
    private static readonly string[] Odk = ["submissiondate", "key", "meta-instanceid", "instanceid", "formversion"];
    private static readonly string[] Kobo = ["_uuid", "_submission_time", "_id", "_index", "_validation_status"];
    private static readonly string[] LimeSurvey = ["submitdate", "lastpage", "startlanguage", "seed"];

    /// <summary>Name of the format; null where the extension says it all.</summary>
    /// <exception cref="StudyException">The file cannot be used.</exception>
    public static string? Of(string path, string? encoding)
    {
        string folder = Path.GetDirectoryName(path)!, name = Path.GetFileName(path);
        var file = RowFile.Find(folder, name, null, encoding);
        if (file.Format != RowFormats.Csv && file.Format.Name != "xlsx") return null;
        file = file.Inspect();
        if (file.Format.Name == "xlsx" && IsForm(file)) return "xlsform";
        if (file.Format == RowFormats.Csv && QuestionnaireFile.IsText(file)) return "xlsform";
        using var rows = file.Open();
        if (rows.Header.Length > 1 && CellText.Key(rows.Header[0]) is "survey" or "choices" or "settings" && rows.Header.Skip(1).All(header => header.Length == 0)) return "xlsform";
        return OfHeader([.. rows.Header.Select(CellText.Key)]);
    }

    private static string? OfHeader(string[] header)
    {
        if (Has(header, Wenjuanxing, 2)) return "wenjuanxing";
        if (Has(header, Kobo, 2)) return "kobo";
        if (Has(header, Odk, 2)) return "odk";
        return Has(header, LimeSurvey, 2) ? "limesurvey" : null;
    }

    private static bool Has(string[] header, string[] known, int least) => known.Count(header.Contains) >= least;

    private static bool IsForm(RowFile file)
    {
        try
        {
            using var survey = (file with { Sheet = "survey" }).Open();
            return survey.Header.Any(header => CellText.Key(header) == "type") && survey.Header.Any(header => CellText.Key(header) == "name");
        }
        catch (StudyException)
        {
            return false;
        }
    }
}
