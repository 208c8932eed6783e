using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>Reads LimeSurvey's responses, with question codes or full texts as headers and answer codes or full answers as cells.</summary>
internal static class LimeAnswers
{
    private static readonly Dictionary<string, string> _platform = new(StringComparer.OrdinalIgnoreCase)
    {
        ["id"] = "respondent",
        ["response id"] = "respondent",
        ["submitdate"] = "submitted",
        ["date submitted"] = "submitted",
        ["startdate"] = "started",
        ["date started"] = "started",
        ["datestamp"] = "last_action",
        ["date last action"] = "last_action",
        ["lastpage"] = "last_page",
        ["last page"] = "last_page",
        ["startlanguage"] = "language",
        ["start language"] = "language",
        ["seed"] = "seed",
        ["interviewtime"] = "seconds",
        ["total time"] = "seconds",
    };

    /// <summary>Opens a file of responses or, for the tables of questionnaires, a structure.</summary>
    /// <exception cref="StudyException">The file, or the structure that the study file names, cannot be used.</exception>
    public static RowReader Open(RowFile file)
    {
        if (file.Table is "instruments" or "questions" || file.Format == RowFormats.Lss || (file.Table is null && QuestionnaireFile.IsText(file))) return QuestionnaireFile.Open(file);
        var form = file.Questionnaire is { } questionnaire ? QuestionnaireFile.Read(questionnaire.Inspect()) : null;
        var rows = file.Open();
        try
        {
            if (rows.Header.Length > AnswerRows.Widest) throw QuestionnaireFaults.TooWide(file.Shown);
            var columns = new Columns(rows.Header, form);
            return new AnswerRows(rows, columns.Build(), columns.Values, columns.Notices(), (_, text) => text == "N/A" ? AnswerColumn.NotAsked : text);
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    private sealed class Columns(ImmutableArray<string> headers, Questionnaire? form)
    {
        private readonly AnswerNotices _notices = new();
        private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<FormItem, ItemColumns> _items = [];
        private readonly ImmutableArray<FormItem> _asked = [.. (form?.Items ?? []).Where(item => item.Fault is null && item.Kind != FormKind.Note)];

        public PersonalValues Values { get; } = new();

        public ImmutableArray<AnswerColumn> Build()
        {
            var known = new LimeHeaders(_asked);
            var others = new List<AnswerColumn>();
            for (int i = 0; i < headers.Length; i++)
                if (known.Find(headers[i]) is not { } found) others.AddRange(Other(i));
                else if (IsPersonal(found.Item)) _notices.Personal(headers[i]);
                else Place(found, i);
            return [.. others, .. _items.Values.SelectMany(item => item.Columns(Whole, index => headers[index], byPlace: true)).Where(column => _names.Add(column.Variable.Name))];
        }

        public ImmutableArray<Label> Notices() => _notices.All([.. _asked.Where(item => item.Fields().Any() && !_items.ContainsKey(item)).Select(item => item.Name)]);

        private static string[] Whole(string text) => [text];

        private void Place((FormItem Item, int Part) found, int index)
        {
            if (!_items.TryGetValue(found.Item, out var item)) _items.Add(found.Item, item = new ItemColumns(found.Item));
            if (found.Part >= 0) item.Parts.TryAdd(found.Part, index);
            else if (item.Whole < 0) item.Whole = index;
        }

        private IEnumerable<AnswerColumn> Other(int index)
        {
            string header = headers[index], bare = CellText.Trim(header.TrimEnd('.'));
            if (bare.Length == 0) return [];
            string? platform = _platform.GetValueOrDefault(bare.Split(". ")[0]);
            if (platform is null && (PersonalColumns.Is(bare.Split('[')[0]) || PersonalColumns.IsRecorded(bare)))
            {
                _notices.Personal(header);
                return [];
            }
            if (platform is null && form is not null) _notices.Unknown(header);
            string name = platform ?? LimeHeaders.NameOf(header) ?? header;
            return _names.Add(name) ? [new PlainAnswer(index, new FileVariable(name, header, VariableKind.Text) { Missing = AnswerColumn.Absent })] : [];
        }

        private static bool IsPersonal(FormItem item) => item.Kind is FormKind.Media
            || (item.Kind is FormKind.Text or FormKind.Recorded or FormKind.Computed or FormKind.Whole && (PersonalColumns.Is(item.Name) || item.Wording.All.Any(text => PersonalColumns.Is(text.Text))));
    }
}
