using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace CoProduction.Ingest;

/// <summary>Reads the text questionnaire that Wenjuanxing takes for a new survey: numbered questions with their type in brackets, options below.</summary>
/// <remarks>As in wjxcom/wjx-ai-kit, wjx-skills/wjx-cli-use/examples: 1. 题干 [单选题], then a line an option; 行：and 列：for a matrix, 1~10 for a scale.</remarks>
internal static partial class WenjuanxingText
{
    private const int MostLetters = 4 << 20;
    private const int LongestScale = 101;

    /// <summary>True when a text begins as such a questionnaire.</summary>
    public static bool Is(string head) => TypeMark().IsMatch(head);

    /// <exception cref="StudyException">Nothing is asked, or the text is too large.</exception>
    public static Questionnaire Read(RowFile file)
    {
        var lines = Lines(file);
        var items = ImmutableArray.CreateBuilder<FormItem>();
        int first = lines.FindIndex(line => Stem().IsMatch(line.Text));
        for (int at = first, place = 1; at >= 0; place++)
        {
            int next = lines.FindIndex(at + 1, line => Stem().IsMatch(line.Text));
            var body = lines[(at + 1)..(next < 0 ? lines.Count : next)];
            items.AddRange(Question(Stem().Match(lines[at].Text), lines[at].Row, body, place));
            at = next;
        }
        if (items.Count == 0) throw QuestionnaireFaults.NoItems(file.Shown);
        string title = lines.Take(Math.Max(first, 0)).Select(line => line.Text).FirstOrDefault() ?? "";
        return new Questionnaire(Path.GetFileNameWithoutExtension(file.Shown), Wordings.Of(title, "zh"), "", Distinct(items), []);
    }

    private static List<(long Row, string Text)> Lines(RowFile file)
    {
        using var reader = new StreamReader(Encodings.Open(file.Path, file.Form!), Encoding.UTF8);
        var (lines, letters) = (new List<(long, string)>(), 0);
        for (long row = 1; reader.ReadLine() is { } line; row++)
        {
            if ((letters += line.Length + 1) > MostLetters) throw QuestionnaireFaults.TooLarge(file.Shown, "more than 4 million letters");
            if (CellText.Trim(line) is { Length: > 0 } text) lines.Add((row, text));
        }
        return lines;
    }

    private static ImmutableArray<FormItem> Distinct(IEnumerable<FormItem> items)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return [.. items.Select(item => names.Add(item.Name) ? item : item with { Fault = QuestionnaireFaults.RepeatedName(item.Name) })];
    }

    private static IEnumerable<FormItem> Question(Match stem, long row, List<(long Row, string Text)> body, int place)
    {
        string name = "q" + (stem.Groups["number"].Success ? stem.Groups["number"].Value.TrimStart('0') : FormattableString.Invariant($"{place}")), type = stem.Groups["type"].Value;
        var item = new FormItem([name], FormKind.Text, type, Wordings.Of(CellText.Trim(stem.Groups["text"].Value).TrimEnd('*', ' '), "zh"), row) { Required = stem.Groups["text"].Value.TrimEnd().EndsWith('*') ? "yes" : "" };
        if (type.Contains("矩阵", StringComparison.Ordinal)) return Matrix(item, body, type);
        if (type.Contains("多选", StringComparison.Ordinal)) return [item with { Kind = FormKind.Many, Options = Numbered(body) }];
        if (type.Contains("排序", StringComparison.Ordinal)) return [item with { Kind = FormKind.Order, Options = Numbered(body) }];
        if (type.Contains("量表", StringComparison.Ordinal) || type.Contains("评分", StringComparison.Ordinal) || type.Contains("NPS", StringComparison.OrdinalIgnoreCase)) return [Scale(item, body)];
        if (type.Contains("滑动", StringComparison.Ordinal)) return [Scale(item, body) with { Kind = FormKind.Whole, Options = [] }];
        bool chosen = type.Contains("单选", StringComparison.Ordinal) || type.Contains("下拉", StringComparison.Ordinal) || type.Contains("判断", StringComparison.Ordinal) || type.Contains("投票", StringComparison.Ordinal);
        return [chosen ? item with { Kind = FormKind.One, Options = Coded(body.Select(line => line.Text)) } : item];
    }

    private static FormItem Scale(FormItem item, List<(long Row, string Text)> body)
    {
        var span = body.Select(line => Span().Match(line.Text)).FirstOrDefault(match => match.Success);
        int low = span is null ? 1 : FormOptions.NumberOf(span.Groups["low"].Value) ?? 1, high = span is null ? 0 : FormOptions.NumberOf(span.Groups["high"].Value) ?? 0;
        var options = high > low && high - low < LongestScale
            ? FormOptions.Coded([.. Enumerable.Range(low, high - low + 1).Select(number => FormattableString.Invariant($"{number}")).Select(number => (number, Wordings.Of(number)))])
            : Coded(body.Select(line => line.Text));
        return Limited(item with { Kind = FormKind.One, Options = options });
    }

    private static IEnumerable<FormItem> Matrix(FormItem item, List<(long Row, string Text)> body, string type)
    {
        int columns = body.FindIndex(line => ColumnsMark().IsMatch(line.Text)), rows = body.FindIndex(line => RowsMark().IsMatch(line.Text));
        string[] rowTexts = [.. Part(body, rows, columns > rows ? columns : body.Count, RowsMark())], columnTexts = [.. Part(body, columns, rows > columns ? rows : body.Count, ColumnsMark())];
        var options = Coded(columnTexts);
        for (int i = 0; i < rowTexts.Length; i++)
        {
            var own = item with { Path = [FormattableString.Invariant($"{item.Name}_{i + 1}")], Name = FormattableString.Invariant($"{item.Name}_{i + 1}"), Wording = item.Wording.Then("—", Wordings.Of(rowTexts[i], "zh")) };
            if (type.Contains("多选", StringComparison.Ordinal)) yield return own with { Kind = FormKind.Many, Options = Numbered(columnTexts) };
            else if (type.Contains("填空", StringComparison.Ordinal)) yield return own;
            else if (type.Contains("滑动", StringComparison.Ordinal)) yield return own with { Kind = FormKind.Whole };
            else yield return type.Contains("量表", StringComparison.Ordinal) ? Limited(own with { Kind = FormKind.One, Options = options }) : own with { Kind = FormKind.One, Options = options };
        }
    }

    private static FormItem Limited(FormItem item)
    {
        int[] codes = [.. item.Options.Where(option => option.Reason == MissingReason.Present).Select(option => option.Code)];
        return codes.Length > 1 ? item with { Minimum = codes.Min(), Maximum = codes.Max() } : item;
    }

    private static IEnumerable<string> Part(List<(long Row, string Text)> body, int mark, int end, Regex pattern)
    {
        if (mark < 0) return [];
        string same = pattern.Replace(body[mark].Text, "", 1);
        string[] inline = same.Length > 0 ? [.. same.Split(['、', ',', '，', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] : [];
        return inline.Concat(body[(mark + 1)..end].Select(line => CellText.Trim(line.Text.TrimStart('-', '•', '·', '*')))).Where(text => text.Length > 0);
    }

    private static ImmutableArray<FormOption> Numbered(IEnumerable<(long Row, string Text)> body) => Numbered(body.Select(line => line.Text));

    /// <summary>Options called by their place.</summary>
    private static ImmutableArray<FormOption> Numbered(IEnumerable<string> texts) => [.. Bare(texts).Select((text, i) => new FormOption(FormattableString.Invariant($"{i + 1}"), Wordings.Of(text, "zh"), i + 1))];

    private static ImmutableArray<FormOption> Coded(IEnumerable<string> texts) => FormOptions.Coded([.. Bare(texts).Select(text => (text, Wordings.Of(text, "zh")))]);

    private static IEnumerable<string> Bare(IEnumerable<string> texts) => texts.Select(text => CellText.Trim(text.TrimStart('-', '•', '·'))).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"[\[【](?:单选题|多选题|填空题|量表题|矩阵\w*题|排序题|下拉框|评分题|判断题|滑动条|多项填空题|NPS\w*)[\]】]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TypeMark();

    [GeneratedRegex(@"^(?:[Qq]?(?<number>\d{1,4})\s*[.、．:：)）]\s*)?(?<text>.*?)\s*[\[【](?<type>[^\[\]【】]{1,12}?(?:题|框|条|NPS)[^\[\]【】]{0,6})[\]】]\s*\*?\s*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Stem();

    [GeneratedRegex(@"^(?<low>-?\d{1,4})\s*[~～\-–—至到]\s*(?<high>\d{1,4})", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Span();

    [GeneratedRegex(@"^行\s*[:：]\s*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RowsMark();

    [GeneratedRegex(@"^列\s*[:：]\s*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ColumnsMark();
}
