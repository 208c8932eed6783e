using System.Collections.Immutable;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>What the answers of a column look like, from a pass over the file: where no questionnaire says what a question is, its answers do.</summary>
internal sealed class WenjuanxingContent
{
    private const int MostOptions = 200;
    private const int LongestOption = 120;

    private readonly Dictionary<string, int> _options = new(StringComparer.Ordinal);
    private readonly HashSet<(int, int)> _before = [];
    private long _answers;
    private long _bars;
    private long _arrows;
    private long _personal;
    private long _others;
    private long _ticks;
    private bool _tooMany;

    /// <summary>True when at least one answer was typed behind an option.</summary>
    public bool HasTyped { get; private set; }

    /// <summary>True when answers hold several options.</summary>
    public bool IsMany => _bars > 0 && !_tooMany;

    /// <summary>True when most answers are options in an order.</summary>
    public bool IsOrder => _arrows > 0 && _arrows * 2 >= _answers && !_tooMany;

    /// <summary>True when nothing but 0 and 1 was found, and a 1.</summary>
    public bool IsTicks => _others == 0 && _ticks > 0;

    /// <summary>True when nothing but 0 and 1 was found, or nothing at all.</summary>
    public bool IsTicksOrNothing => _others == 0;

    /// <summary>True when at least half of the answers are telephone numbers, identity cards or e-mail addresses.</summary>
    public bool IsPersonal => _personal > 0 && _personal * 2 >= _answers;

    /// <summary>One pass over the rows.</summary>
    public static WenjuanxingContent[] Of(Func<RowReader> open, Func<int, string, string> standard)
    {
        using var rows = open();
        WenjuanxingContent[] columns = [.. rows.Header.Select(_ => new WenjuanxingContent())];
        while (rows.Read())
            for (int i = 0; rows.Fault is null && i < columns.Length && i < rows.Count; i++)
                columns[i].Add(standard(i, CellText.Trim(Encoding.UTF8.GetString(rows.Cell(i)))));
        return columns;
    }

    /// <summary>The options found, in an order in which none stands before another that it followed in an answer.</summary>
    public ImmutableArray<FormOption> Options()
    {
        string[] texts = [.. _options.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
        int?[] numbers = [.. texts.Select(FormOptions.NumberOf)];
        if (IsMany && numbers.All(number => number is > 0 and <= MostOptions)) return [.. Enumerable.Range(1, numbers.Max() ?? 0).Select(number => Option(FormattableString.Invariant($"{number}"), number))];
        return [.. Sorted(texts.Length).Select((index, place) => new FormOption(FormattableString.Invariant($"{place + 1}"), Wordings.Of(texts[index], "zh"), place + 1))];
    }

    private static FormOption Option(string name, int code) => new(name, Wordings.Of(name), code);

    private void Add(string text)
    {
        if (text is "" or AnswerColumn.NotAsked) return;
        _answers++;
        if (Typed.Without(text) is "1") _ticks++;
        else if (text != "0") _others++;
        if (PersonalValues.Is(text)) _personal++;
        if (Typed.Is(text)) HasTyped = true;
        bool bar = text.Contains(WenjuanxingAnswers.Bar, StringComparison.Ordinal), arrow = WenjuanxingAnswers.HasArrow(text);
        if (bar) _bars++;
        if (arrow) _arrows++;
        if (!_tooMany) Learn(bar ? WenjuanxingAnswers.Split(text) : arrow ? WenjuanxingAnswers.Order(text) : [text], inOrder: bar);
    }

    private void Learn(string[] parts, bool inOrder)
    {
        int last = -1;
        foreach (string part in parts)
        {
            string option = Typed.Without(part);
            if (option.Length == 0) continue;
            _tooMany = option.Length > LongestOption || (!_options.ContainsKey(option) && _options.Count == MostOptions);
            if (_tooMany) return;
            if (!_options.TryGetValue(option, out int index)) _options.Add(option, index = _options.Count);
            if (inOrder && last >= 0 && last != index) _before.Add((last, index));
            last = index;
        }
    }

    /// <summary>Always takes the first in order of appearance that no option left stands before; where answers contradict each other, simply the first.</summary>
    private IEnumerable<int> Sorted(int count)
    {
        var left = Enumerable.Range(0, count).ToList();
        int[] before = new int[count];
        foreach (var (_, later) in _before) before[later]++;
        while (left.Count > 0)
        {
            int taken = left[Math.Max(left.FindIndex(index => before[index] == 0), 0)];
            left.Remove(taken);
            for (int later = 0; later < count; later++)
                if (_before.Contains((taken, later))) before[later]--;
            yield return taken;
        }
    }
}
