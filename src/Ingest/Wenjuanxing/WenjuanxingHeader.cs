using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CoProduction.Ingest;

/// <summary>A column of an export of Wenjuanxing as its header says it.</summary>
/// <param name="Index">Its place in the file.</param>
/// <param name="Header">Its header.</param>
/// <param name="Question">Number of its question; 0 for a column of the platform or of the researcher.</param>
/// <param name="Stem">Wording of the question; empty where only the row or option stands in the header.</param>
/// <param name="Part">Row of a matrix or field of a form behind the dash; empty for none.</param>
internal sealed partial record WenjuanxingHeader(int Index, string Header, int Question, string Stem, string Part)
{
    private const int Longest = 1000;

    private static readonly Dictionary<string, string> _platform = new(StringComparer.Ordinal)
    {
        ["序号"] = "respondent",
        ["答卷编号"] = "respondent",
        ["答题序号"] = "respondent",
        ["答卷序号"] = "respondent",
        ["提交答卷时间"] = "submitted",
        ["提交时间"] = "submitted",
        ["答卷提交时间"] = "submitted",
        ["开始答题时间"] = "started",
        ["开始答卷时间"] = "started",
        ["开始时间"] = "started",
        ["所用时间"] = "seconds",
        ["答题时长"] = "seconds",
        ["用时"] = "seconds",
        ["答卷时长"] = "seconds",
        ["来源"] = "source",
        ["来源渠道"] = "source",
        ["总分"] = "score",
        ["总得分"] = "score",
    };

    /// <summary>Headers look like 1、题干, 1. 题干, 3、题干—行, 3、行, 5、题干(选项), 第4题(行), Q1, Q1_2.</summary>
    public static WenjuanxingHeader Read(string header, int index)
    {
        string text = CellText.Trim(header);
        if (Whole().Match(text) is { Success: true } part) return new(index, text, Number(part), "", part.Groups["part"].Value);
        if (Short().Match(text) is { Success: true } brief) return new(index, text, Number(brief), "", brief.Groups["part"].Value);
        if (Numbered().Match(text) is not { Success: true } numbered) return new(index, text, 0, text, "");
        string wording = numbered.Groups["text"].Value;
        int dash = Dash(wording);
        return dash < 0 ? new(index, text, Number(numbered), wording, "") : new(index, text, Number(numbered), CellText.Trim(wording[..dash]), CellText.Trim(wording[(dash + 1)..]));
    }

    /// <summary>The study's name of a column of the platform; null for another.</summary>
    public string? Platform => Question == 0 ? _platform.GetValueOrDefault(CellText.Key(Header)) : null;

    /// <summary>The option in brackets at the end of the header; empty for none.</summary>
    public string Option => Header.Length <= Longest && Bracketed().Match(Part.Length > 0 ? Part : Stem) is { Success: true } match ? CellText.Trim(match.Groups["option"].Value) : Part;

    private static int Number(Match match) => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);

    /// <summary>The last dash that is not one of a pair: a pair is punctuation.</summary>
    private static int Dash(string text)
    {
        for (int i = text.Length - 1; i >= 0; i--)
            if (text[i] == '—' && (i == 0 || text[i - 1] != '—') && (i + 1 == text.Length || text[i + 1] != '—')) return i;
        return -1;
    }

    [GeneratedRegex(@"^第\s*(?<number>\d{1,4})\s*题\s*[(（](?<part>.*)[)）]$", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^[Qq](?<number>\d{1,4})(?:[_|\-](?<part>\w{1,20}))?$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Short();

    [GeneratedRegex(@"^[Qq]?(?<number>\d{1,4})\s*(?:[、:：)）]|[.．](?!\d)|\s(?=\D))\s*(?<text>.*)$", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"[(（](?<option>[^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*)[)）]\s*$", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bracketed();
}
