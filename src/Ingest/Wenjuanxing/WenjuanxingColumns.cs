using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>Decides what each column of an export becomes: by the questionnaire where there is one, else by its answers.</summary>
internal sealed class WenjuanxingColumns(ImmutableArray<WenjuanxingHeader> headers, WenjuanxingContent[] contents, Questionnaire? form)
{
    private readonly AnswerNotices _notices = new();
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, FormItem> _items = (form?.Items ?? []).Where(item => item.Fault is null).ToDictionary(item => item.Name, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _found = new(StringComparer.OrdinalIgnoreCase);

    public PersonalValues Values { get; } = new();

    /// <summary>The study's columns, in the file's order.</summary>
    public ImmutableArray<AnswerColumn> Build()
    {
        var columns = ImmutableArray.CreateBuilder<AnswerColumn>();
        var questions = headers.ToLookup(header => header.Question);
        foreach (var header in headers)
        {
            if (header.Question == 0) columns.AddRange(Platform(header));
            else if (questions[header.Question].First() == header) columns.AddRange(Question([.. questions[header.Question]]));
        }
        return columns.ToImmutable();
    }

    /// <summary>What was left out; complete after <see cref="Build"/>.</summary>
    public ImmutableArray<Label> Notices() => _notices.All([.. _items.Values.Where(item => item.Fields().Any() && !_found.Contains(item.Name)).Select(item => item.Name)]);

    private IEnumerable<AnswerColumn> Platform(WenjuanxingHeader header)
    {
        if (header.Header.Length == 0) return [];
        if (header.Platform is { } name && _names.Add(name)) return [Recorded(header, name)];
        if (PersonalColumns.IsRecorded(header.Header) || IsPersonal(header, header.Header)) return Left(header);
        return _names.Add(header.Header) ? [new PlainAnswer(header.Index, Variable(header.Header, header.Header, VariableKind.Text))] : [];
    }

    private static AnswerColumn Recorded(WenjuanxingHeader header, string name) => name switch
    {
        "seconds" => new RewrittenAnswer(header.Index, Variable(name, header.Header, VariableKind.Number), WenjuanxingAnswers.Seconds),
        "submitted" or "started" => new RewrittenAnswer(header.Index, Variable(name, header.Header, VariableKind.DateTime), WenjuanxingAnswers.Time),
        _ => new PlainAnswer(header.Index, Variable(name, header.Header, name == "score" ? VariableKind.Number : VariableKind.Text)),
    };

    private IEnumerable<AnswerColumn> Question(ImmutableArray<WenjuanxingHeader> group)
    {
        string name = FormattableString.Invariant($"q{group[0].Question}");
        bool parts = group.Length > 1 || group[0].Part.Length > 0;
        if (Asked(name) is { IsChoice: true } || !PersonalColumns.Is(parts ? group[0].Stem : "")) return parts ? Parts(name, group) : One(name, group[0], group[0].Stem);
        return group.SelectMany(Left);
    }

    private IEnumerable<AnswerColumn> Parts(string name, ImmutableArray<WenjuanxingHeader> group)
    {
        var item = Asked(name);
        if (item?.Kind == FormKind.Many || (item is null && IsTicked(group))) return Ticks(name, group, item);
        if (item?.Kind == FormKind.Order) return Places(group, item);
        return group.SelectMany((header, place) => One(FormattableString.Invariant($"{name}_{PartOf(header, place)}"), header, header.Part.Length > 0 ? header.Part : header.Stem));
    }

    /// <summary>A header such as Q3_2 says which part it is.</summary>
    private static int PartOf(WenjuanxingHeader header, int place) => header.Header[0] is 'Q' or 'q' && FormOptions.NumberOf(header.Part) is > 0 and var number ? number : place + 1;

    private bool IsTicked(ImmutableArray<WenjuanxingHeader> group) =>
        group.All(header => header.Header.EndsWith(')') || header.Header.EndsWith('）')) && group.Any(header => contents[header.Index].IsTicks) && group.All(header => contents[header.Index].IsTicksOrNothing);

    private IEnumerable<AnswerColumn> Ticks(string name, ImmutableArray<WenjuanxingHeader> group, FormItem? item)
    {
        var known = item is null ? null : new OptionTexts(item.Options, byPlace: false);
        ImmutableArray<int> all = [.. group.Select(header => header.Index)];
        for (int place = 0; place < group.Length; place++)
        {
            int option = known?.IndexOf(group[place].Option) is >= 0 and var found ? found : place;
            var variable = Variable(FormattableString.Invariant($"{name}.{option + 1}"), group[place].Header, VariableKind.Number);
            if (_names.Add(variable.Name)) yield return new TickedAnswer(group[place].Index, variable, all);
            foreach (var typed in Typings(name, group[place], contents[group[place].Index])) yield return typed;
        }
    }

    private IEnumerable<AnswerColumn> Places(ImmutableArray<WenjuanxingHeader> group, FormItem item)
    {
        var known = new OptionTexts(item.Options, byPlace: false);
        for (int place = 0; place < group.Length; place++)
        {
            var variable = Variable(item.PlaceOf(known.IndexOf(group[place].Option) is >= 0 and var found ? found : place), group[place].Header, VariableKind.Number);
            if (_names.Add(variable.Name)) yield return new PlainAnswer(group[place].Index, variable);
        }
    }

    private IEnumerable<AnswerColumn> One(string name, WenjuanxingHeader header, string wording)
    {
        var (content, item) = (contents[header.Index], Asked(name));
        if (item is null && form is not null) _notices.Unknown(header.Header);
        if (item is { IsChoice: true } ? content.IsPersonal : !content.IsMany && !content.IsOrder && IsPersonal(header, wording)) return Left(header);
        if (item is not null && header.Stem.Length > 0 && Same(item.Wording.Zh) is var said && !said.Contains(Same(wording), StringComparison.Ordinal)) _notices.Reworded(name);
        var kind = item?.Kind ?? (content.IsMany ? FormKind.Many : content.IsOrder ? FormKind.Order : FormKind.Text);
        var columns = kind switch
        {
            FormKind.Many => Chosen(name, header, item?.Options ?? content.Options(), WenjuanxingAnswers.Split),
            FormKind.Order when item is null || content.IsOrder => Placed(name, header, item?.Options ?? content.Options()),
            FormKind.One => Coded(name, header, item!),
            _ => [new RewrittenAnswer(header.Index, Variable(name, header.Header, VariableKind.Text), text => WenjuanxingAnswers.Points(Typed.Without(text)))],
        };
        return [.. columns.Where(column => _names.Add(column.Variable.Name)), .. Typings(name, header, content)];
    }

    private static IEnumerable<AnswerColumn> Coded(string name, WenjuanxingHeader header, FormItem item)
    {
        var variable = Variable(name, header.Header, VariableKind.Number) with { ValueLabels = AnswerColumn.Labels(item), Level = item.Minimum is null ? MeasurementLevel.Nominal : MeasurementLevel.Ordinal };
        var options = new OptionTexts(item.Options, byPlace: true);
        yield return new CodedAnswer(header.Index, variable, options, WenjuanxingAnswers.Points);
    }

    private static IEnumerable<AnswerColumn> Chosen(string name, WenjuanxingHeader header, ImmutableArray<FormOption> options, Func<string, string[]> split)
    {
        var texts = new OptionTexts(options, byPlace: true);
        return options.Select((option, i) => new ChosenAnswer(header.Index, Variable(FormattableString.Invariant($"{name}.{option.Name}"), $"{header.Header}：{option.Label.Zh}", VariableKind.Number), texts, i, split));
    }

    private static IEnumerable<AnswerColumn> Placed(string name, WenjuanxingHeader header, ImmutableArray<FormOption> options)
    {
        var texts = new OptionTexts(options, byPlace: true);
        return options.Select((option, i) => new PlacedAnswer(header.Index, Variable(FormattableString.Invariant($"{name}_{i + 1}"), $"{header.Header}：{option.Label.Zh}", VariableKind.Number), texts, i, WenjuanxingAnswers.Order));
    }

    private IEnumerable<AnswerColumn> Typings(string name, WenjuanxingHeader header, WenjuanxingContent content) =>
        content.HasTyped && _names.Add($"{name}.text") ? [new TypedAnswer(header.Index, Variable($"{name}.text", header.Header, VariableKind.Text))] : [];

    private IEnumerable<AnswerColumn> Left(WenjuanxingHeader header)
    {
        _notices.Personal(header.Header);
        return [];
    }

    private FormItem? Asked(string name)
    {
        if (!_items.TryGetValue(name, out var item)) return null;
        _found.Add(name);
        return item;
    }

    private bool IsPersonal(WenjuanxingHeader header, string wording) => PersonalColumns.Is(wording) || contents[header.Index].IsPersonal;

    private static string Same(string text) => CellText.Key(Wordings.Plain(text)).Replace(" ", "", StringComparison.Ordinal).TrimEnd('*', '?', ':', '.');

    private static FileVariable Variable(string name, string label, VariableKind kind) => new(name, label, kind) { Missing = AnswerColumn.Absent };
}
