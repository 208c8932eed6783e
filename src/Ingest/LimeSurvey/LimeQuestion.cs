using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>A question as LimeSurvey stores it: one letter says what it is, subquestions are its rows and columns, answers its options.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Type">Its letter; see https://www.limesurvey.org/manual/Question_object_types.</param>
/// <param name="Row">Row or line of the file.</param>
internal sealed record LimeQuestion(string Code, string Type, long Row)
{
    /// <summary>Wording in its languages.</summary>
    public Wordings Wording { get; init; } = Wordings.None;

    /// <summary>Condition under which it is asked; empty for always.</summary>
    public string Relevance { get; init; } = "";

    /// <summary>Y where an answer is required.</summary>
    public string Mandatory { get; init; } = "";

    /// <summary>True when «other» is offered, with a text.</summary>
    public bool Other { get; init; }

    /// <summary>Rows (scale 0) and columns (scale 1).</summary>
    public ImmutableArray<LimePart> Parts { get; init; } = [];

    /// <summary>Options, in one or two scales.</summary>
    public ImmutableArray<LimePart> Answers { get; init; } = [];

    /// <summary>The items that it is: one, or one for each of its rows.</summary>
    public IEnumerable<FormItem> Items() => Type switch
    {
        "L" or "!" or "O" => [List(), .. Texts(Other, "other"), .. Texts(Type == "O", "comment")],
        "5" => [Scale(Item("", Wording, FormKind.One), Numbers(5))],
        "G" => [Choice(Item("", Wording, FormKind.One), [("F", "女", "Female"), ("M", "男", "Male")])],
        "Y" => [Choice(Item("", Wording, FormKind.One), [("Y", "是", "Yes"), ("N", "否", "No")])],
        "M" or "P" => [Item("", Wording, FormKind.Many) with { Options = FormOptions.Coded([.. Rows.Select(row => (row.Code.ToLowerInvariant(), row.Label))]) }, .. Texts(Other, "other"), .. Rows.Where(_ => Type == "P").SelectMany(row => Texts(true, row.Code + "comment"))],
        "R" => [Item("", Wording, FormKind.Order) with { Options = Options(0) }],
        "F" or "H" => Scales(Options(0)),
        "A" => Scales(Numbers(5)),
        "B" => Scales(Numbers(10)),
        "C" => Rows.Select(row => Choice(Item(row), [("Y", "是", "Yes"), ("N", "否", "No"), ("U", "不确定", "Uncertain")])),
        "E" => Rows.Select(row => Choice(Item(row), [("I", "增加", "Increase"), ("S", "不变", "Same"), ("D", "减少", "Decrease")])),
        "1" => Doubles(Options(0), Options(1)),
        ":" or ";" => Rows.SelectMany(row => Columns.Select(column => Item($"_{row.Code}_{column.Code}", Wording.Then("—", row.Label).Then("—", column.Label), Type == ":" ? FormKind.Whole : FormKind.Text))),
        "K" => Rows.Select(row => Item(row) with { Kind = FormKind.Whole }),
        "Q" => Rows.Select(row => Item(row) with { Kind = FormKind.Text }),
        "N" => [Item("", Wording, FormKind.Whole)],
        _ => [Item("", Wording, KindOf(Type))],
    };

    private IEnumerable<LimePart> Rows => Parts.Where(part => part.Scale == 0);

    private IEnumerable<LimePart> Columns => Parts.Where(part => part.Scale == 1);

    private static FormKind KindOf(string type) => type switch { "D" => FormKind.Time, "|" => FormKind.Media, "*" => FormKind.Computed, "X" => FormKind.Note, "I" => FormKind.Recorded, _ => FormKind.Text };

    private IEnumerable<FormItem> Scales(ImmutableArray<FormOption> options) => Rows.Select(row => Scale(Item(row), options));

    private IEnumerable<FormItem> Doubles(params ImmutableArray<FormOption>[] scales) => Rows.SelectMany(row => scales.Select((options, scale) =>
        Scale(Item(FormattableString.Invariant($"_{row.Code}_{scale + 1}"), Wording.Then("—", row.Label), FormKind.One), options)));

    private FormItem List()
    {
        var options = Options(0);
        var (minimum, maximum) = Other ? (null, null) : FormOptions.Scale(options);
        if (Other) options = options.Add(new FormOption("-oth-", new([("", "Other")]), options.IsEmpty ? 1 : options.Max(option => option.Code) + 1));
        return Item("", Wording, FormKind.One) with { Options = options, Minimum = minimum, Maximum = maximum };
    }

    private IEnumerable<FormItem> Texts(bool there, string part) => there ? [Item($"_{part}", Wording.Then("—", part == "other" ? Otherwise : Comment), FormKind.Text)] : [];

    private static Wordings Otherwise { get; } = new([("zh", "其他"), ("en", "Other")]);

    private static Wordings Comment { get; } = new([("zh", "备注"), ("en", "Comment")]);

    private FormItem Item(LimePart row) => Item($"_{row.Code}", Wording.Then("—", row.Label), FormKind.One);

    private FormItem Item(string part, Wordings wording, FormKind kind) => new([(Code + part).ToLowerInvariant()], kind, Type, wording, Row) { Relevant = Relevance is "1" ? "" : Relevance, Required = Mandatory, Joint = '_' };

    private static FormItem Scale(FormItem item, ImmutableArray<FormOption> options)
    {
        int[] codes = [.. options.Where(option => option.Reason == MissingReason.Present).Select(option => option.Code)];
        return item with { Options = options, Minimum = codes.Length > 1 ? codes.Min() : null, Maximum = codes.Length > 1 ? codes.Max() : null };
    }

    private static FormItem Choice(FormItem item, ImmutableArray<(string Code, string Zh, string En)> options) =>
        item with { Options = FormOptions.Coded([.. options.Select(option => (option.Code, new Wordings([("zh", option.Zh), ("en", option.En)])))]) };

    private static ImmutableArray<FormOption> Numbers(int highest) => FormOptions.Coded([.. Enumerable.Range(1, highest).Select(number => (FormattableString.Invariant($"{number}"), Wordings.Of(FormattableString.Invariant($"{number}"))))]);

    /// <summary>Assessment values are the codes where every answer has one of its own.</summary>
    private ImmutableArray<FormOption> Options(int scale)
    {
        LimePart[] answers = [.. Answers.Where(answer => answer.Scale == scale)];
        var options = FormOptions.Coded([.. answers.Select(answer => (answer.Code, answer.Label))]);
        bool valued = answers.Length > 1 && answers.Select(answer => answer.Value).Distinct().Count() == answers.Length && answers.All(answer => answer.Value is not null);
        return valued ? [.. options.Select((option, i) => option with { Code = answers[i].Value!.Value })] : options;
    }
}

/// <summary>A subquestion or an answer.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Label">What people read.</param>
/// <param name="Scale">0 or 1.</param>
/// <param name="Value">Assessment value; null for none.</param>
internal sealed record LimePart(string Code, Wordings Label, int Scale, int? Value = null);
