using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace CoProduction.Ingest;

/// <summary>Reads the submissions of a form: the CSV of ODK Central, Aggregate or Briefcase, and the CSV or workbook of KoboToolbox.</summary>
internal static partial class OdkAnswers
{
    /// <summary>Columns that say which submission it is, the first found being the respondent.</summary>
    private static readonly string[] _keys = ["KEY", "meta/instanceID", "meta-instanceID", "meta:instanceID", "instanceID", "_uuid", "_id"];

    /// <summary>Columns of a repeat's own file that say which submission a row belongs to, and which row it is.</summary>
    private static readonly string[] _parents = ["PARENT_KEY", "_submission__uuid", "_submission__id", "_parent_index"], _rowKeys = ["KEY", "_index"];

    private static readonly Dictionary<string, string> _platform = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SubmissionDate"] = "submitted",
        ["_submission_time"] = "submitted",
        ["start"] = "started",
        ["end"] = "finished",
        ["__version__"] = "form_version",
        ["FormVersion"] = "form_version",
        ["_version_"] = "form_version",
    };

    /// <exception cref="StudyException">The file, or the form that the study file names, cannot be used.</exception>
    public static RowReader Open(RowFile file)
    {
        if (file.Table is "instruments" or "questions") throw QuestionnaireFaults.NotAForm(file.Shown);
        var form = file.Questionnaire is { } questionnaire ? QuestionnaireFile.Read(questionnaire.Inspect()) : null;
        var rows = file.Open();
        try
        {
            if (rows.Header.Length > AnswerRows.Widest) throw QuestionnaireFaults.TooWide(file.Shown);
            var columns = new Columns(rows.Header, form);
            return new AnswerRows(rows, columns.Build(), columns.Values, columns.Notices());
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    private static string[] Split(string text) => text.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);

    private sealed class Columns(ImmutableArray<string> headers, Questionnaire? form)
    {
        private readonly AnswerNotices _notices = new();
        private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<FormItem, ItemColumns> _items = [];
        private readonly string? _parent = First(headers, _parents);
        private readonly ImmutableArray<FormItem> _asked = Asked(headers, form);

        public PersonalValues Values { get; } = new();

        public ImmutableArray<AnswerColumn> Build()
        {
            var keys = new OdkKeys(_asked);
            string? respondent = First(headers, _parent is null ? _keys : _rowKeys);
            var recorded = new List<AnswerColumn>();
            for (int i = 0; i < headers.Length; i++)
                if (keys.Find(headers[i]) is not { } found || IsPlatform(headers[i], respondent)) recorded.AddRange(Recorded(i, respondent, known: form is null));
                else if (found.Item.Kind == FormKind.Recorded) recorded.AddRange(Recorded(i, respondent, known: true));
                else if (IsPersonal(found.Item)) _notices.Personal(headers[i]);
                else Place(found, i);
            var answers = _items.Values.SelectMany(item => item.Columns(Split, index => headers[index], byPlace: false)).Where(column => _names.Add(column.Variable.Name));
            return [.. recorded, .. answers, .. Seconds()];
        }

        public ImmutableArray<Label> Notices() => _notices.All(form is null ? [] : [.. _asked.Where(item => item.Fields().Any() && !_items.ContainsKey(item) && IsHere(item)).Select(item => item.Name)]);

        /// <summary>The items of a repeat's own file are those of repeats, the items of other files all others.</summary>
        private static ImmutableArray<FormItem> Asked(ImmutableArray<string> headers, Questionnaire? form)
        {
            bool repeats = form is not null && First(headers, _parents) is not null;
            return [.. (form?.Items ?? Unknown(headers)).Where(item => item is { Fault: null } && item.Repeats == repeats && item.Kind != FormKind.Note)];
        }

        private static string? First(ImmutableArray<string> headers, string[] wanted) => wanted.FirstOrDefault(key => headers.Contains(key, StringComparer.OrdinalIgnoreCase));

        /// <summary>False for an item of another repeat than the file's.</summary>
        private bool IsHere(FormItem item) => _parent is null || _items.Keys.Any(found => found.Path[0] == item.Path[0]);

        /// <summary>From <c>start</c> to <c>end</c>, where the form records both.</summary>
        private IEnumerable<AnswerColumn> Seconds()
        {
            int start = IndexOf("start"), end = IndexOf("end");
            return start >= 0 && end >= 0 && _names.Add("seconds") ? [new ElapsedAnswer(start, end, new FileVariable("seconds", "seconds", VariableKind.Number))] : [];
        }

        private int IndexOf(string last) => headers.ToList().FindIndex(header => header[(header.LastIndexOfAny(['/', ':']) + 1)..].Equals(last, StringComparison.OrdinalIgnoreCase));

        private static bool IsPlatform(string header, string? respondent) => header.Equals(respondent, StringComparison.OrdinalIgnoreCase);

        private void Place((FormItem Item, int Option) found, int index)
        {
            if (!_items.TryGetValue(found.Item, out var item)) _items.Add(found.Item, item = new ItemColumns(found.Item));
            if (found.Option >= 0) item.Parts.TryAdd(found.Option, index);
            else if (item.Whole < 0) item.Whole = index;
        }

        private IEnumerable<AnswerColumn> Recorded(int index, string? respondent, bool known)
        {
            string header = headers[index], last = header[(header.LastIndexOfAny(['/', ':']) + 1)..];
            if (header.Length == 0 || header.StartsWith("SET-OF-", StringComparison.OrdinalIgnoreCase)) return [];
            string? name = header.Equals(respondent, StringComparison.OrdinalIgnoreCase) ? "respondent" : header.Equals(_parent, StringComparison.OrdinalIgnoreCase) ? "submission" : _platform.GetValueOrDefault(last);
            if (name is null && (PersonalColumns.Is(last) || PersonalColumns.IsRecorded(last) || PersonalColumns.Is(header))) _notices.Personal(header);
            else if (name is not null || !Platform().IsMatch(header))
            {
                if (name is null && !known) _notices.Unknown(header);
                if (_names.Add(name ?? header)) return [new PlainAnswer(index, new FileVariable(name ?? header, header, VariableKind.Text))];
            }
            return [];
        }

        private static bool IsPersonal(FormItem item) => item.Kind is FormKind.Place or FormKind.Media
            || (item.Kind is FormKind.Text or FormKind.Recorded or FormKind.Computed or FormKind.Whole && (PersonalColumns.Is(item.Path[^1]) || PersonalColumns.Is(item.Type) || item.Wording.All.Any(text => PersonalColumns.Is(text.Text))));

        /// <summary>Without a form every column is an item of its own; a column whose header goes on behind '/' has choices.</summary>
        private static ImmutableArray<FormItem> Unknown(ImmutableArray<string> headers)
        {
            string[] others = [.. headers.Where(header => header.Length is > 0 and <= OdkKeys.Longest && !Platform().IsMatch(header) && !_keys.Contains(header, StringComparer.OrdinalIgnoreCase) && !_platform.ContainsKey(header))];
            var parents = others.Where(header => header.Contains('/', StringComparison.Ordinal)).Select(header => header[..header.LastIndexOf('/')]).ToHashSet(StringComparer.Ordinal);
            parents.IntersectWith(others);
            var items = others.Distinct().Where(header => !Parents(header).Any(parents.Contains)).Select(header => Unknown(header, parents.Contains(header) ? others : []));
            return ItemNames.Shortest([.. items]);
        }

        private static FormItem Unknown(string header, string[] others)
        {
            string[] choices = [.. others.Where(other => other.StartsWith(header + "/", StringComparison.Ordinal)).Select(other => other[(header.Length + 1)..]).Distinct()];
            return new FormItem([.. header.Split('/')], choices.Length > 0 ? FormKind.Many : FormKind.Text, "", Wordings.None, 1) { Options = FormOptions.Coded([.. choices.Select(choice => (choice, Wordings.Of(choice)))]) };
        }

        private static IEnumerable<string> Parents(string header)
        {
            for (int at = header.LastIndexOf('/'); at > 0; at = header.LastIndexOf('/', at - 1)) yield return header[..at];
        }
    }

    [GeneratedRegex(@"^(?:_id|_uuid|_index|_parent_\w+|_submission__\w+|_status|_tags|_notes|_validation_status|_attachments|_bamboo_\w+|_xform_id\w*|_submitted_by|_geolocation|formhub/uuid|meta[/:-]\w+|KEY|PARENT_KEY|AttachmentsPresent|AttachmentsExpected|Status|ReviewState|Edits|SubmitterID|SubmitterName|DeviceID|_media_\w+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Platform();
}
