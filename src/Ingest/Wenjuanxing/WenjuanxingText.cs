using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace CoProduction.Ingest;

/// <summary>Reads the text questionnaire that Wenjuanxing takes for a new survey: numbered questions with their type in brackets, options below.</summary>
/// <remarks>
/// As in wjxcom/wjx-ai-kit, wjx-skills/wjx-cli-use/examples: 1. 题干 [单选题], then a line an option; 行：and 列：for a matrix, or its columns in one line and a line a row; 1~10 for a scale.
/// The platform's own marks of reversed scales are [反向量表题] and [矩阵反向量表题].
/// </remarks>
internal static partial class WenjuanxingText
{
    private const int MostLetters = 4 << 20;
    private const int LongestScale = 101;
    private const int LongestStem = 2000;

    /// <summary>True when a text begins as such a questionnaire.</summary>
    public static bool Is(string head) => TypeMark().IsMatch(head);

    /// <exception cref="StudyException">Nothing is asked, or the text is too large.</exception>
    public static Questionnaire Read(RowFile file)
    {
        var lines = Lines(file);
        var items = ImmutableArray.CreateBuilder<FormItem>();
        int first = lines.FindIndex(line => IsStem(line.Text));
        for (int at = first, place = 1; at >= 0; place++)
        {
            int next = lines.FindIndex(at + 1, line => IsStem(line.Text));
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
            if (CellText.Trim(line) is { Length: > 0 } text && !text.StartsWith("===", StringComparison.Ordinal)) lines.Add((row, text));
        }
        return lines;
    }

    private static bool IsStem(string line) => line.Length <= LongestStem && Stem().IsMatch(line);

    private static ImmutableArray<FormItem> Distinct(IEnumerable<FormItem> items)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return [.. items.Select(item => names.Add(item.Name) ? item : item with { Fault = QuestionnaireFaults.RepeatedName(item.Name) })];
    }

    private static IEnumerable<FormItem> Question(Match stem, long row, List<(long Row, string Text)> body, int place)
    {
        string name = "q" + (stem.Groups["number"].Success ? stem.Groups["number"].Value.TrimStart('0') : FormattableString.Invariant($"{place}")), type = stem.Groups["type"].Value;
        bool Is(params ReadOnlySpan<string> words)
        {
            foreach (string word in words)
                if (type.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
            return false;
        }
        string text = stem.Groups["text"].Value;
        var item = new FormItem([name], FormKind.Text, type, Wordings.Of(CellText.Trim(text.TrimEnd('*', ' ')), "zh"), row) { Required = text.TrimEnd().EndsWith('*') ? "yes" : "", Reversed = Is("反向") };
        if (Is("说明", "分页", "标签", "折叠")) return [];
        if (Is("矩阵", "表格")) return Matrix(item, body, type);
        if (Is("多选")) return [item with { Kind = FormKind.Many, Options = Numbered(body) }];
        if (Is("排序")) return [item with { Kind = FormKind.Order, Options = Numbered(body) }];
        if (Is("比重")) return Numbered(body).Select((option, i) => Row(item, i, option.Label.Zh) with { Kind = FormKind.Whole });
        if (Is("量表", "评分题", "NPS")) return [Scale(item, body)];
        if (Is("滑动")) return [Scale(item, body) with { Kind = FormKind.Whole, Options = [] }];
        if (Is("判断") && body.Count == 0) return [item with { Kind = FormKind.One, Options = Coded(["对", "错"]) }];
        return [Is("单选", "下拉", "判断") ? item with { Kind = FormKind.One, Options = Coded(body.Select(line => line.Text)) } : item with { Kind = Is("上传", "绘图", "签名") ? FormKind.Media : FormKind.Text }];
    }

    private static FormItem Row(FormItem item, int row, string text)
    {
        string name = FormattableString.Invariant($"{item.Name}_{row + 1}");
        return item with { Path = [name], Name = name, Wording = item.Wording.Then("—", Wordings.Of(text, "zh")) };
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
        var (rows, columns) = Sides(body);
        var options = Coded(columns);
        bool Is(string word) => type.Contains(word, StringComparison.Ordinal);
        return rows.Select((text, i) => Row(item, i, text)).Select(row =>
            Is("多选") ? row with { Kind = FormKind.Many, Options = Numbered(columns) }
            : Is("填空") || columns.Length == 0 ? row
            : Is("滑动") || Is("数值") ? row with { Kind = FormKind.Whole }
            : Is("量表") ? Limited(row with { Kind = FormKind.One, Options = options })
            : row with { Kind = FormKind.One, Options = options });
    }

    /// <summary>Rows and columns under 行：and 列：, or the columns in the first line and the rows below.</summary>
    private static (string[] Rows, string[] Columns) Sides(List<(long Row, string Text)> body)
    {
        int columns = body.FindIndex(line => ColumnsMark().IsMatch(line.Text)), rows = body.FindIndex(line => RowsMark().IsMatch(line.Text));
        if (columns >= 0 || rows >= 0) return ([.. Part(body, rows, columns > rows ? columns : body.Count, RowsMark())], [.. Part(body, columns, rows > columns ? rows : body.Count, ColumnsMark())]);
        return body.Count == 0 ? ([], []) : ([.. Bare(body.Skip(1).Select(line => line.Text))], body[0].Text.Split([' ', '\t', '　'], StringSplitOptions.RemoveEmptyEntries));
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

    /// <summary>Options without bullets, and without letters where all have one.</summary>
    private static IEnumerable<string> Bare(IEnumerable<string> texts)
    {
        string[] bare = [.. texts.Select(text => CellText.Trim(text.TrimStart('-', '•', '·'))).Where(text => text.Length > 0)];
        if (bare.Length > 1 && bare.Select((text, i) => OptionTexts.Letter().IsMatch(text) && char.ToUpperInvariant(text[0]) == 'A' + i).All(lettered => lettered)) bare = [.. bare.Select(text => OptionTexts.Letter().Replace(text, ""))];
        return bare.Distinct(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"[\[【](?:单选题|多选题|填空题|简答题|问答题|(?:反向)?量表题|矩阵\w{0,4}题|排序题|比重题|下拉框|下拉单选|评分\w{1,2}|判断题|滑动条|多项填空题|段落说明|文件上传|NPS\w{0,3})[\]】]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TypeMark();

    [GeneratedRegex(@"^(?:[Qq]?(?<number>\d{1,4})\s*[.、．:：)）]\s*)?(?<text>[^\[\]【】]*(?:[\[【][^\[\]【】]*[\]】][^\[\]【】]+)*?)\s*[\[【](?<type>[^\[\]【】]{0,8}(?:题|框|条|单选|多选|填空|上传|说明|分页栏|标签|栏目|NPS)[^\[\]【】]{0,4})[\]】]\s*\*?\s*(?:[（(](?:选填|必填|可选|必答|非必答|选答)[)）])?\s*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Stem();

    [GeneratedRegex(@"^(?<low>-?\d{1,4})\s*[~～\-–—至到]\s*(?<high>\d{1,4})", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Span();

    [GeneratedRegex(@"^行\s*[:：]\s*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RowsMark();

    [GeneratedRegex(@"^列\s*[:：]\s*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ColumnsMark();
}
