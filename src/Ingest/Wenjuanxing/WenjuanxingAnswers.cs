using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CoProduction.Ingest;

/// <summary>Reads an export of answers of Wenjuanxing (问卷星), by option text or by option number, over CSV or a workbook.</summary>
/// <remarks>
/// The file has the platform's columns first (序号 提交答卷时间 所用时间 来源 来源详情 来自IP 总分), then the questions. Among several choices stands ┋, in an order →, typed text in 〖〗;
/// a question that was passed over is (跳过) or -3, one left empty is (空) or -2.
/// </remarks>
internal static partial class WenjuanxingAnswers
{
    /// <summary>Stands between the options of one answer.</summary>
    public const char Bar = '┋';

    /// <summary>Opens a file of answers or, for the tables of questionnaires, a text questionnaire.</summary>
    /// <exception cref="StudyException">The file cannot be used.</exception>
    public static RowReader Open(RowFile file)
    {
        if (file.Table is "instruments" or "questions" || (file.Table is null && QuestionnaireFile.IsText(file))) return QuestionnaireFile.Open(file);
        var form = file.Questionnaire is { } questionnaire ? QuestionnaireFile.Read(questionnaire.Inspect()) : null;
        var rows = file.Open();
        try
        {
            if (rows.Header.Length > AnswerRows.Widest) throw QuestionnaireFaults.TooWide(file.Shown);
            ImmutableArray<WenjuanxingHeader> headers = [.. rows.Header.Select(WenjuanxingHeader.Read)];
            bool[] questions = [.. headers.Select(header => header.Question > 0)];
            string Standard(int index, string text) => index < questions.Length ? Marks(text, questions[index]) : text;
            var columns = new WenjuanxingColumns(headers, WenjuanxingContent.Of(file.Open, Standard), form);
            var built = columns.Build();
            return new AnswerRows(rows, built, columns.Values, columns.Notices(), Standard);
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>The options of an answer with several.</summary>
    public static string[] Split(string text) => text.Split(Bar, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The options of an answer in order.</summary>
    public static string[] Order(string text) => text.Split(["→", "-->", "->"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static bool HasArrow(string text) => text.Contains('→', StringComparison.Ordinal) || text.Contains("-->", StringComparison.Ordinal);

    /// <summary>Seconds of 123秒, 2分3秒, 1小时2分 or 0:02:03; other texts as they stand.</summary>
    public static string Seconds(string text)
    {
        if (text.Length is 0 or > 40 || Duration().Match(text) is not { Success: true } match) return text;
        long total = 0;
        foreach (var (unit, length) in (ReadOnlySpan<(string, long)>)[("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)])
            if (match.Groups[unit].Success) total += long.Parse(match.Groups[unit].Value, CultureInfo.InvariantCulture) * length;
        return total.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A time in the order year, month, day as yyyy-MM-dd HH:mm:ss; other texts as they stand.</summary>
    public static string Time(string text) =>
        DateTime.TryParseExact(text, ["yyyy/M/d H:m:s", "yyyy-M-d H:m:s", "yyyy/M/d H:m", "yyyy-M-d H:m", "yyyy年M月d日 H:m:s", "yyyy/M/d", "yyyy-M-d"], CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var time)
            ? time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : text;

    /// <summary>A number without 分 behind it.</summary>
    public static string Points(string text) => text.Length < 8 && text.EndsWith('分') && FormOptions.NumberOf(text[..^1]) is not null ? text[..^1] : text;

    private static string Marks(string text, bool question) => text switch
    {
        "(跳过)" or "（跳过）" or "〖跳过〗" => AnswerColumn.NotAsked,
        "(空)" or "（空）" => "",
        "-3" when question => AnswerColumn.NotAsked,
        "-2" when question => "",
        _ => text,
    };

    [GeneratedRegex(@"^\s*(?:(?<d>\d{1,4})\s*天)?\s*(?:(?<h>\d{1,5})\s*(?:小时|时))?\s*(?:(?<m>\d{1,5})\s*(?:分钟|分))?\s*(?:(?<s>\d{1,9})\s*秒)?\s*$|^\s*(?<h>\d{1,4}):(?<m>[0-5]?\d):(?<s>[0-5]?\d)\s*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Duration();
}
