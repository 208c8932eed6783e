using System.Text;

namespace CoProduction.Ingest;

/// <summary>Recognises a questionnaire's own file by its name and content, whatever platform it comes from.</summary>
internal static class QuestionnaireFile
{
    private const int Peeked = 1 << 14;
    private const int MostOptions = 500_000;
    private const long Largest = 64L << 20;

    /// <summary>Reads a questionnaire: an XLSForm (workbook or CSV), a LimeSurvey structure (XML or tab-separated) or a text questionnaire of Wenjuanxing.</summary>
    /// <param name="file">An inspected file.</param>
    /// <exception cref="StudyException">It is none of these, or cannot be used.</exception>
    public static Questionnaire Read(RowFile file)
    {
        var form = QuestionnaireFaults.InTime(file.Shown, () => Recognise(file));
        return form.Items.Sum(item => (long)item.Options.Length + 1) <= MostOptions ? form : throw QuestionnaireFaults.TooLarge(file.Shown, "more than 500,000 options");
    }

    private static Questionnaire Recognise(RowFile file)
    {
        if (new FileInfo(file.Path).Length > Largest) throw QuestionnaireFaults.TooLarge(file.Shown, "more than 64 MB");
        if (file.Format == RowFormats.Lss) return LssStructure.Read(file);
        if (!file.Format.IsText) return XlsForm.Read(file);
        string head = Beginning(file);
        if (LimeStructure.IsHeader(head)) return LimeStructure.Read(file);
        return WenjuanxingText.Is(head) ? WenjuanxingText.Read(file) : XlsForm.Read(file);
    }

    /// <summary>The platform whose own file it is: <c>xlsform</c>, <c>limesurvey</c> or <c>wenjuanxing</c>.</summary>
    public static string PlatformOf(RowFile file)
    {
        if (file.Format == RowFormats.Lss) return "limesurvey";
        string head = file.Format.IsText ? Beginning(file) : "";
        if (LimeStructure.IsHeader(head)) return "limesurvey";
        return head.Length > 0 && WenjuanxingText.Is(head) ? "wenjuanxing" : "xlsform";
    }

    /// <summary>True when a delimited text is a questionnaire and not a file of answers.</summary>
    public static bool IsText(RowFile file) => file.Format.IsText && Beginning(file) is var head && (LimeStructure.IsHeader(head) || WenjuanxingText.Is(head));

    /// <summary>The rows of a questionnaire; see <see cref="QuestionnaireRows"/>.</summary>
    public static RowReader Open(RowFile file) => QuestionnaireRows.Of(Read(file), file);

    private static string Beginning(RowFile file)
    {
        using var stream = Encodings.Open(file.Path, file.Form!);
        byte[] head = new byte[Peeked];
        return Encoding.UTF8.GetString(head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
    }
}
