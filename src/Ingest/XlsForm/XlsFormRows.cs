using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CoProduction.Ingest;

/// <summary>The rows of the sheet survey as items: groups opened and closed, loops written out, lists looked up.</summary>
internal sealed partial class XlsFormRows
{
    private const int Deepest = 32;
    private const int Most = 20_000;
    private const int LongestLimits = 200;

    private static readonly HashSet<string> _known =
    [
        "type", "name", "label", "hint", "guidance_hint", "required", "required_message", "relevant", "constraint", "constraint_message", "calculation", "read_only", "choice_filter", "repeat_count", "construct", "reversed", "disabled",
    ];

    private static readonly string[] _expressions = ["relevant", "constraint", "choice_filter", "repeat_count"];

    private readonly FormSheet _sheet;
    private readonly XlsFormColumns _columns;
    private readonly XlsFormLists _lists;
    private readonly string _shown;
    private readonly string _language;
    private readonly HashSet<string> _names;
    private readonly List<FormItem> _items = [];
    private readonly List<string> _doubtful = [];
    private readonly List<string> _files = [];
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private int _groups;

    /// <exception cref="StudyException">The sheet has no type or name, or a column twice.</exception>
    public XlsFormRows(FormSheet sheet, XlsFormLists lists, string shown, string language)
    {
        (_sheet, _lists, _shown, _language) = (sheet, lists, shown, language);
        _columns = new XlsFormColumns(sheet, shown);
        foreach (string column in (string[])["type", "name"])
            if (!_columns.Has(column)) throw QuestionnaireFaults.NoColumn(shown, sheet.Name, column);
        _names = [.. sheet.Rows.Select(row => _columns.Text(row.Cells, "name"))];
    }

    private sealed record Scope(ImmutableArray<string> Path, ImmutableArray<string> Relevant, bool Repeats, FormOption? Each, string List = "")
    {
        public string Condition(string own)
        {
            string[] all = [.. Relevant.Append(own).Where(text => text.Length > 0)];
            return all.Length == 1 ? all[0] : string.Join(" and ", all.Select(text => $"({text})"));
        }
    }

    /// <exception cref="StudyException">Groups do not close.</exception>
    public ImmutableArray<FormItem> Read()
    {
        int end = Read(0, new Scope([], [], false, null), "");
        if (end < _sheet.Rows.Length) throw Unbalanced(end);
        return [.. _items];
    }

    /// <summary>What the user should know.</summary>
    public IEnumerable<Label> Notices()
    {
        if (_doubtful.Count > 0) yield return new($"{_doubtful.Count}处条件或约束看来不成式，原样保留：{string.Join("；", _doubtful.Take(5))}", $"{_doubtful.Count} conditions look incomplete and are kept as written: {string.Join("; ", _doubtful.Take(5))}");
        if (_files.Count > 0) yield return new($"选项在另外的文件或此前的回答中，未读入：{string.Join('、', _files)}", $"Choices stand in other files or in earlier answers and are not read: {string.Join(", ", _files)}");
    }

    /// <summary>Reads up to the end of the innermost group; gives the row of that end.</summary>
    private int Read(int row, Scope scope, string inside)
    {
        for (; row < _sheet.Rows.Length; row++)
        {
            var cells = _sheet.Rows[row].Cells;
            string type = _columns.Text(cells, "type");
            if (type.Length == 0 && Name(cells).Length == 0 || XlsForm.Says(_columns.Text(cells, "disabled"))) continue;
            if (XlsFormTypes.Control(type) is not { } control) Add(row, cells, type, scope);
            else if (control.Begins) row = Group(row, cells, control, scope);
            else return control.What == inside ? row : throw Unbalanced(row);
        }
        return inside.Length == 0 ? row : throw Unbalanced(row - 1);
    }

    private int Group(int row, ImmutableArray<string> cells, (bool Begins, string What, string List) control, Scope scope)
    {
        string name = Name(cells), relevant = _columns.Text(cells, "relevant");
        if (++_groups > Most) throw QuestionnaireFaults.TooLarge(_shown, "more than 20,000 groups");
        if (scope.Path.Length >= Deepest) throw QuestionnaireFaults.TooDeep(_shown, _sheet.Rows[row].Row);
        Doubt(row, cells);
        var inner = scope with
        {
            Path = scope.Path.Add(name.Length > 0 ? name : "group"),
            Relevant = relevant.Length > 0 ? scope.Relevant.Add(relevant) : scope.Relevant,
            Repeats = scope.Repeats || control.What == "repeat",
            List = _columns.Text(cells, "kobo--score-choices") is { Length: > 0 } scores ? scores : _columns.Text(cells, "kobo--rank-items"),
        };
        return control.What.EndsWith("loop", StringComparison.Ordinal) ? Loop(row + 1, control, inner) : Read(row + 1, inner, control.What);
    }

    private int Loop(int row, (bool Begins, string What, string List) control, Scope scope)
    {
        var (options, _) = _lists[control.List, ListSource.Choices];
        int end = row;
        foreach (var option in options.IsEmpty ? [new FormOption("each", Wordings.None, 1)] : options)
            end = Read(row, scope with { Path = scope.Path.Add(option.Name), Each = option }, control.What);
        return end;
    }

    private void Add(int row, ImmutableArray<string> cells, string type, Scope scope)
    {
        if (_items.Count >= Most) throw QuestionnaireFaults.TooLarge(_shown, "more than 20,000 questions");
        string name = Name(cells);
        var read = type is "score__row" or "rank__level" ? new XlsFormType(FormKind.One, scope.List) : XlsFormTypes.Read(type);
        if (name.Length == 0 && read?.Kind is FormKind.Note) return;
        if (name.Length == 0 && read?.Kind is FormKind.Recorded) name = type;
        var item = new FormItem(scope.Path.Add(name), read?.Kind ?? FormKind.Text, type, Wording(cells, scope), _sheet.Rows[row].Row);
        var fault = FaultOf(cells, type, name, item, read);
        if (fault is null) Doubt(row, cells);
        _items.Add(fault is null ? Filled(item, cells, read!, scope) : item with { Fault = fault });
        if (fault is null && read!.Other) _items.Add(new FormItem(scope.Path.Add($"{name}_other"), FormKind.Text, "or_other", item.Wording, item.Row) { Repeats = scope.Repeats });
    }

    private RowFault? FaultOf(ImmutableArray<string> cells, string type, string name, FormItem item, XlsFormType? read)
    {
        if (name.Length == 0) return QuestionnaireFaults.NoName(type);
        if (!GoodName().IsMatch(name) && read?.Kind != FormKind.Recorded) return QuestionnaireFaults.BadName(name);
        if (read is null) return QuestionnaireFaults.UnknownType(type, XlsFormTypes.Names);
        if (!_paths.Add(string.Join('/', item.Path.AsSpan()))) return QuestionnaireFaults.RepeatedName(name);
        if (read.List.Length > 0 && _lists[read.List, read.Source].Fault is { } list) return list;
        string calculation = _columns.Text(cells, "calculation");
        if (XPathText.Problem(calculation, _names.Contains) is { } problem) return QuestionnaireFaults.BadExpression("calculation", CellText.Quote(calculation), problem);
        return Ambiguous(cells);
    }

    private FormItem Filled(FormItem item, ImmutableArray<string> cells, XlsFormType read, Scope scope)
    {
        var options = _lists[read.List, read.Source].Options;
        if (read.Source is ListSource.File or ListSource.Answers) _files.Add(item.Name);
        if (read.Other && options.All(option => option.Name != "other")) options = options.Add(new FormOption("other", new([("", "Other")]), options.IsEmpty ? 1 : options.Max(option => option.Code) + 1));
        var (minimum, maximum) = read.Kind switch { FormKind.One when !read.Other => FormOptions.Scale(options), FormKind.Whole => Range(item.Type, cells), _ => (null, null) };
        bool rangeOfParts = read.Kind == FormKind.Whole && item.Type.Equals("range", StringComparison.OrdinalIgnoreCase) && !WholeRange(_columns.Text(cells, "parameters"));
        return item with
        {
            Kind = rangeOfParts ? FormKind.Number : read.Kind,
            Options = options,
            Minimum = minimum,
            Maximum = maximum,
            Repeats = scope.Repeats,
            Relevant = scope.Condition(_columns.Text(cells, "relevant")),
            Constraint = _columns.Text(cells, "constraint"),
            Required = _columns.Text(cells, "required"),
            Calculation = _columns.Text(cells, "calculation"),
            Construct = _columns.Text(cells, "construct"),
            Reversed = XlsForm.Says(_columns.Text(cells, "reversed")),
            Extra = _columns.Others(cells, _known.Contains),
        };
    }

    /// <summary>Lowest and highest of a range, or of a whole number whose constraint says nothing else.</summary>
    private (int?, int?) Range(string type, ImmutableArray<string> cells)
    {
        bool isRange = type.Equals("range", StringComparison.OrdinalIgnoreCase);
        string text = _columns.Text(cells, isRange ? "parameters" : "constraint");
        if (text.Length > LongestLimits || (isRange ? Parameters() : Between()).Match(text) is not { Success: true } match) return (null, null);
        int low = int.Parse(match.Groups["low"].Value, CultureInfo.InvariantCulture), high = int.Parse(match.Groups["high"].Value, CultureInfo.InvariantCulture);
        if (match.Groups["above"].Value == ">") low++;
        if (match.Groups["below"].Value == "<") high--;
        return low <= high ? (low, high) : (null, null);
    }

    private static bool WholeRange(string parameters) => !parameters.Contains('.', StringComparison.Ordinal);

    private void Doubt(int row, ImmutableArray<string> cells)
    {
        foreach (string column in _expressions)
            if (_columns.Text(cells, column) is { Length: > 0 } text && XPathText.Problem(text, _names.Contains) is { } problem) _doubtful.Add(FormattableString.Invariant($"{_sheet.Rows[row].Row} {column}: {problem}"));
    }

    /// <summary>A cell with the format of a date and a number below 61 shows a day that workbooks disagree about.</summary>
    private RowFault? Ambiguous(ImmutableArray<string> cells)
    {
        foreach (string column in (string[])["default", "relevant", "constraint", "calculation", "choice_filter", "required"])
            if (_columns.Text(cells, column) is { Length: > 0 } text && EarlyDay().IsMatch(text)) return QuestionnaireFaults.AmbiguousDate(column, text);
        return null;
    }

    private Wordings Wording(ImmutableArray<string> cells, Scope scope)
    {
        var wording = _columns.Wordings(cells, "label", _language);
        if (scope.Each is not { } each) return wording;
        return new([.. wording.All.Select(text => (text.Language, text.Text.Replace("%(label)s", each.Label.First, StringComparison.Ordinal).Replace("%(name)s", each.Name, StringComparison.Ordinal)))]);
    }

    private string Name(ImmutableArray<string> cells) => _columns.Text(cells, "name");

    private StudyException Unbalanced(int row) => QuestionnaireFaults.Unbalanced(_shown, _sheet.Rows[row].Row, CellText.Quote(_columns.Text(_sheet.Rows[row].Cells, "type")));

    [GeneratedRegex(@"^[\p{L}_:][\p{L}\p{N}\p{M}_.:\-]*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GoodName();

    [GeneratedRegex(@"^(?:1899-12-3[01]|1900-0[12]-\d\d)(?: \d\d:\d\d:\d\d)?$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EarlyDay();

    [GeneratedRegex(@"^\s*\(?\s*\.\s*(?<above>>=?)\s*(?<low>-?\d{1,6})\s+and\s+\.\s*(?<below><=?)\s*(?<high>-?\d{1,6})\s*\)?\s*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Between();

    [GeneratedRegex(@"^\s*start\s*=\s*(?<low>-?\d{1,6})\s*[ ;,]\s*end\s*=\s*(?<high>-?\d{1,6})(?<above>)(?<below>)(?:\s*[ ;,]\s*step\s*=\s*\d+)?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameters();
}
