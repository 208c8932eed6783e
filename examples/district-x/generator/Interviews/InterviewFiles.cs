namespace CoProduction.DistrictX;

/// <summary>interviews.csv (Chinese headers), codes.csv and codings.csv.</summary>
internal static class InterviewFiles
{
    public const string InterviewsPath = "interviews.csv", CodesPath = "codes.csv", CodingsPath = "codings.csv";

    public static IEnumerable<DemoFile> Write(ulong seed)
    {
        var random = new RandomStream(seed, "interviews");
        Transcript[] transcripts = [.. Speaker.All.Select(speaker => Transcript.Draw(random, speaker))];
        Coding[] codings = [.. transcripts.SelectMany(transcript => Coding.Draw(random, transcript))];
        return [Interviews(transcripts), Codes(), Codings(codings)];
    }

    private static DemoFile Interviews(Transcript[] transcripts)
    {
        var csv = new CsvText("访谈编号", "受访者", "身份", "社区", "日期", "资料类型", "文本", "知情同意");
        foreach (var (speaker, text, _) in transcripts)
        {
            csv.Row(speaker.Interview, speaker.Pseudonym, RoleInChinese(speaker.Role), speaker.Community, Print.ChineseDay(speaker.Day), "访谈", text, Print.Flag(true));
        }
        return csv.Utf8(InterviewsPath);
    }

    private static DemoFile Codes()
    {
        var csv = new CsvText("code", "parent", "label_zh", "label_en", "construct", "stage", "definition", "exclude", "example");
        foreach (var code in Codebook.Codes)
        {
            csv.Row(code.Path, code.Parent, code.Chinese, code.English, code.Construct, code.Stage, code.Definition, code.Exclude, code.Example);
        }
        return csv.Utf8(CodesPath);
    }

    private static DemoFile Codings(Coding[] codings)
    {
        var csv = new CsvText("coding", "interview", "speaker", "role", "community", "code", "coder", "start", "end", "quote");
        for (int i = 0; i < codings.Length; i++)
        {
            var coding = codings[i];
            csv.Row($"K{i + 1:000}", coding.Speaker.Interview, coding.Speaker.Pseudonym, coding.Speaker.Role, coding.Speaker.Community, coding.Code, coding.Coder,
                Print.Whole(coding.Start), Print.Whole(coding.End), coding.Quote);
        }
        return csv.Utf8(CodingsPath);
    }

    private static string RoleInChinese(string role) => role switch
    {
        "resident" => "居民",
        "deputy" => "居民议员",
        "committee" => "社区两委",
        "subdistrict" => "街道",
        "district" => "区级部门",
        _ => "社会组织",
    };
}
