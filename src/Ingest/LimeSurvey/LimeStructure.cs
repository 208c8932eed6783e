using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Ingest;

/// <summary>Reads LimeSurvey's tab-separated structure: a row for every setting, group, question, subquestion and answer, repeated for every language.</summary>
internal static class LimeStructure
{
    private const int Most = 20_000;

    /// <summary>True when a text begins as such a structure.</summary>
    public static bool IsHeader(string head)
    {
        string line = head.AsSpan().TrimStart("\uFEFF\"").ToString().Replace("\"", "", StringComparison.Ordinal);
        return line.StartsWith("class\t", StringComparison.Ordinal) || line.StartsWith("id\tclass\t", StringComparison.Ordinal) || line.StartsWith("id\trelated_id\tclass\t", StringComparison.Ordinal);
    }

    /// <exception cref="StudyException">A column is missing, or nothing is asked.</exception>
    public static Questionnaire Read(RowFile file)
    {
        var sheet = FormSheet.Whole(file, "structure");
        var rows = new Rows(sheet, file.Shown);
        var questions = new Dictionary<string, Draft>(StringComparer.Ordinal);
        var (titles, current, id) = (new List<(string, string)>(), (Draft?)null, "");
        foreach (var row in rows.All())
        {
            if (row.Class == "Q") current = questions.TryGetValue(row.Name, out var known) ? known.Add(row) : questions[row.Name] = new Draft(row, questions.Count).Add(row);
            else if (row.Class is "SQ" or "A") current?.Part(row);
            else if (row is { Class: "SL", Name: "surveyls_title", Text.Length: > 0 }) titles.Add((row.Language, Wordings.Plain(row.Text)));
            else if (row is { Class: "S", Name: "sid" }) id = row.Text;
            else if (row.Class == "G") current = null;
        }
        return Of(id, new Wordings([.. titles]), questions.Values.OrderBy(draft => draft.Order).Select(draft => draft.Question()), file.Shown);
    }

    /// <summary>A questionnaire of these questions; two of one name are faults.</summary>
    public static Questionnaire Of(string id, Wordings title, IEnumerable<LimeQuestion> questions, string shown)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        ImmutableArray<FormItem> items = [.. questions.SelectMany(question => question.Items()).Take(Most + 1).Select(item => item.Name.Length == 0
            ? item with { Fault = QuestionnaireFaults.NoName(item.Type) }
            : names.Add(item.Name) ? item : item with { Fault = QuestionnaireFaults.RepeatedName(item.Name) })];
        if (items.IsEmpty) throw QuestionnaireFaults.NoItems(shown);
        if (items.Length > Most) throw QuestionnaireFaults.TooLarge(shown, "more than 20,000 questions");
        return new Questionnaire(id.Length > 0 ? id : Path.GetFileNameWithoutExtension(shown), title, "", items, []);
    }

    private sealed record Row(long Number, string Class, string Type, string Name, string Relevance, string Text, string Language, string Mandatory, string Other, string Value);

    private sealed class Rows(FormSheet sheet, string shown)
    {
        public IEnumerable<Row> All()
        {
            int[] at = [.. ((string[])["class", "type/scale", "name", "relevance", "text", "language", "mandatory", "other", "assessment_value"]).Select(Find)];
            foreach (int needed in (int[])[0, 1, 2, 4])
                if (at[needed] < 0) throw QuestionnaireFaults.NoColumn(shown, sheet.Name, ((string[])["class", "type/scale", "name", "", "text"])[needed]);
            return sheet.Rows.Select(row => new Row(row.Row, Cell(row.Cells, at[0]), Cell(row.Cells, at[1]), Cell(row.Cells, at[2]), Cell(row.Cells, at[3]), Cell(row.Cells, at[4]), Cell(row.Cells, at[5]), Cell(row.Cells, at[6]), Cell(row.Cells, at[7]), Cell(row.Cells, at[8])));
        }

        private int Find(string name) => sheet.Header.ToList().FindIndex(header => CellText.Key(header) == name);

        private static string Cell(ImmutableArray<string> cells, int index) => index < 0 ? "" : cells[index];
    }

    private sealed class Draft(Row first, int order)
    {
        private readonly List<(string, string)> _wording = [];
        private readonly Dictionary<(bool Answer, string Code, int Scale), (List<(string, string)> Label, int? Value)> _parts = [];
        private readonly List<(bool Answer, string Code, int Scale)> _order = [];

        public int Order => order;

        public Draft Add(Row row)
        {
            if (row.Text.Length > 0) _wording.Add((row.Language, Wordings.Plain(row.Text)));
            return this;
        }

        public void Part(Row row)
        {
            var key = (row.Class == "A", row.Name, int.TryParse(row.Type, CultureInfo.InvariantCulture, out int scale) ? scale : 0);
            if (!_parts.TryGetValue(key, out var part))
            {
                _parts.Add(key, part = ([], int.TryParse(row.Value, CultureInfo.InvariantCulture, out int value) ? value : null));
                _order.Add(key);
            }
            if (row.Text.Length > 0) part.Label.Add((row.Language, Wordings.Plain(row.Text)));
        }

        public LimeQuestion Question() => new(first.Name, first.Type, first.Number)
        {
            Wording = new([.. _wording]),
            Relevance = first.Relevance,
            Mandatory = first.Mandatory is "N" ? "" : first.Mandatory,
            Other = first.Other == "Y",
            Parts = Of(false),
            Answers = Of(true),
        };

        private ImmutableArray<LimePart> Of(bool answers) => [.. _order.Where(key => key.Answer == answers).Select(key => new LimePart(key.Code, new([.. _parts[key].Label]), key.Scale, _parts[key].Value))];
    }
}
