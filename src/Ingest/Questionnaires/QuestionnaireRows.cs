using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Ingest;

/// <summary>A questionnaire as rows: of the tables instruments and questions, of its choices, or of all its items.</summary>
internal sealed class QuestionnaireRows : BuiltRowReader
{
    private static readonly ImmutableArray<string> _parts = ["instruments", "questions", "choices", "items"];
    private readonly ImmutableArray<(long Row, ImmutableArray<string> Cells, RowFault? Fault)> _rows;
    private readonly ImmutableArray<Label> _notices;
    private readonly string _part;
    private int _next;

    private QuestionnaireRows(string part, ImmutableArray<string> header, IEnumerable<(long, ImmutableArray<string>, RowFault?)> rows, ImmutableArray<Label> notices)
    {
        (_part, Header, _rows, _notices) = (part, header, [.. rows], notices);
    }

    public override string Sheet => _part;

    public override ImmutableArray<Label> Notices => _notices;

    /// <summary>The rows that a table of the study, or a part that the study file names, asks for; the questions where neither does.</summary>
    /// <exception cref="StudyException">There is no such part, or the table is not about questionnaires.</exception>
    public static QuestionnaireRows Of(Questionnaire form, RowFile file)
    {
        string part = file.Sheet ?? file.Table ?? "questions";
        if (!_parts.Contains(part)) throw file.Sheet is null ? QuestionnaireFaults.NotAnswers(file.Shown, part) : QuestionnaireFaults.NoPart(file.Shown, part, _parts);
        form = Attach(form, file);
        return part switch
        {
            "instruments" => Instruments(form),
            "choices" => Choices(form),
            "items" => Items(form),
            _ => Questions(form),
        };
    }

    public override bool Read()
    {
        if (_next == _rows.Length) return false;
        Clear();
        (Row, var cells, Fault) = _rows[_next++];
        foreach (string cell in cells) Append(cell);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
    }

    private static QuestionnaireRows Instruments(Questionnaire form) => new(
        "instruments", ["instrument", "title_zh", "title_en", "form_version"], [(1, [form.Id, TitleOf(form, form.Title.Zh), TitleOf(form, form.Title.En), form.Version], null)], form.Notices);

    private static string TitleOf(Questionnaire form, string title) => title.Length > 0 ? title : form.Id;

    private static QuestionnaireRows Questions(Questionnaire form)
    {
        var rows = form.Items.SelectMany(item => item.Fault is not null ? [(item.Row, [], item.Fault)] : item.Repeats ? [] : item.Fields().Select(field => Question(form, field)));
        return new("questions",
            ["instrument", "item", "wording_zh", "wording_en", "construct", "scale_min", "scale_max", "reversed", "missing_codes", "universe", "item_type", "item_required", "item_constraint"],
            rows, [.. form.Notices, .. LeftOut(form)]);
    }

    private static (long, ImmutableArray<string>, RowFault?) Question(Questionnaire form, AnswerField field) => (field.Of.Row,
    [
        form.Id, field.Name, Wording(field.Wording.Zh, field.Name), Wording(field.Wording.En, field.Name), field.Of.Construct, Text(field.Minimum), Text(field.Maximum),
        field.Of.Reversed ? "true" : "false", field.MissingCodes, field.Of.Relevant, field.Of.Type, field.Of.Required, field.Of.Constraint,
    ], null);

    private static string Wording(string text, string name) => text.Length > 0 ? text : name;

    private static QuestionnaireRows Choices(Questionnaire form) => new("choices", ["instrument", "item", "choice", "code", "label_zh", "label_en", "missing"],
        form.Items.Where(item => item.Fault is null).SelectMany(item => item.Options.Select(option => (item.Row, (ImmutableArray<string>)
        [
            form.Id, item.Name, option.Name, Text(option.Code), option.Label.Zh, option.Label.En, option.Reason == MissingReason.Present ? "" : MissingReasons.Name(option.Reason),
        ], (RowFault?)null))), form.Notices);

    private static QuestionnaireRows Items(Questionnaire form)
    {
        ImmutableArray<string> extra = [.. form.Items.SelectMany(item => item.Extra.Select(cell => cell.Header)).Distinct()];
        return new("items",
            ["instrument", "item", "path", "kind", "item_type", "wording_zh", "wording_en", "construct", "reversed", "universe", "item_required", "item_constraint", "calculation", "choices", .. extra],
            form.Items.Select(item => (item.Row, item.Fault is null ? Item(form, item, extra) : [], item.Fault)), form.Notices);
    }

    private static ImmutableArray<string> Item(Questionnaire form, FormItem item, ImmutableArray<string> extra) =>
    [
        form.Id, item.Name, string.Join('/', item.Path.AsSpan()), item.Kind.ToString().ToLowerInvariant(), item.Type, item.Wording.Zh, item.Wording.En, item.Construct, item.Reversed ? "true" : "false",
        item.Relevant, item.Required, item.Constraint, item.Calculation, Text(item.Options.Length), .. extra.Select(header => item.Extra.FirstOrDefault(cell => cell.Header == header).Text ?? ""),
    ];

    private static IEnumerable<Label> LeftOut(Questionnaire form)
    {
        string[] others = [.. form.Items.Where(item => item is { Fault: null, Repeats: false, Kind: not FormKind.Note } && !item.Fields().Any()).Select(item => item.Name)];
        if (others.Length > 0)
        {
            yield return new($"{others.Length}个项目的答案不是整数，未列为题目：{string.Join('、', others)}", $"{others.Length} items whose answers are no whole numbers are no questions of the table: {string.Join(", ", others)}");
        }
        string[] repeated = [.. form.Items.Where(item => item is { Fault: null, Repeats: true, Kind: not FormKind.Note }).Select(item => item.Name)];
        if (repeated.Length > 0)
        {
            yield return new($"重复组中的{repeated.Length}个项目另存一个文件，未列为题目：{string.Join('、', repeated)}", $"{repeated.Length} items of repeats have their answers in a file of their own and are left out: {string.Join(", ", repeated)}");
        }
    }

    /// <summary>Adds what the study file says of constructs.</summary>
    private static Questionnaire Attach(Questionnaire form, RowFile file)
    {
        if (file.Constructs.IsEmpty) return form;
        var names = form.Items.Where(item => item.Fault is null).Select(item => item.Name).ToArray();
        foreach (var (construct, item, _) in file.Constructs)
            if (!names.Contains(item)) throw QuestionnaireFaults.UnknownItem(file.Shown, item, construct, names);
        return form with { Items = [.. form.Items.Select(item => file.Constructs.FirstOrDefault(entry => entry.Item == item.Name) is { Item: not null } said ? item with { Construct = said.Construct, Reversed = said.Reversed } : item)] };
    }

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
