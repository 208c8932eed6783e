using System.Collections.Immutable;
using System.Globalization;
using System.Xml;

namespace CoProduction.Ingest;

/// <summary>Reads a LimeSurvey structure (.lss), of versions with texts in their own tables and of older ones. Document types and entities are refused.</summary>
internal static class LssStructure
{
    private const int MostCells = 2_000_000;

    private static readonly HashSet<string> _tables =
        ["questions", "question_l10ns", "subquestions", "answers", "answer_l10ns", "surveys", "surveys_languagesettings", "groups"];

    /// <exception cref="StudyException">No XML, not a survey structure, or too large.</exception>
    public static Questionnaire Read(RowFile file)
    {
        try
        {
            using var stream = File.OpenRead(file.Path);
            using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true });
            return Of(Tables(xml, file.Shown), file.Shown);
        }
        catch (Exception failure) when (failure is XmlException or InvalidOperationException or ArgumentException)
        {
            throw QuestionnaireFaults.BadXml(file.Shown, failure.Message, failure);
        }
    }

    private static Dictionary<string, List<LssRow>> Tables(XmlReader xml, string shown)
    {
        xml.MoveToContent();
        if (xml.LocalName != "document") throw QuestionnaireFaults.BadXml(shown, "it does not begin with <document>");
        var tables = new Dictionary<string, List<LssRow>>(StringComparer.Ordinal);
        int cells = 0;
        xml.Read();
        while (!xml.EOF && xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType != XmlNodeType.Element) xml.Read();
            else if (_tables.Contains(xml.LocalName)) tables[xml.LocalName] = Rows(xml, shown, ref cells);
            else if (xml.LocalName == "LimeSurveyDocType") RefuseOther(xml.ReadElementContentAsString(), shown);
            else xml.Skip();
        }
        return tables.Count > 0 ? tables : throw QuestionnaireFaults.BadXml(shown, "it has no questions");
    }

    private static void RefuseOther(string type, string shown)
    {
        if (type != "Survey") throw QuestionnaireFaults.BadXml(shown, $"it is a structure of '{CellText.Quote(type)}', not of a survey");
    }

    private static List<LssRow> Rows(XmlReader xml, string shown, ref int cells)
    {
        var rows = new List<LssRow>();
        int top = xml.Depth;
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return rows;
        }
        while (xml.Read() && xml.Depth > top)
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "row", IsEmptyElement: false } && xml.Depth == top + 2) rows.Add(new LssRow(((IXmlLineInfo)xml).LineNumber, Cells(xml, shown, ref cells)));
        xml.Read();
        return rows;
    }

    private static Dictionary<string, string> Cells(XmlReader xml, string shown, ref int cells)
    {
        var row = new Dictionary<string, string>(StringComparer.Ordinal);
        int top = xml.Depth;
        string name = "";
        while (xml.Read() && xml.Depth > top)
        {
            if (++cells > MostCells) throw QuestionnaireFaults.TooLarge(shown, "more than 2 million cells");
            if (xml.NodeType == XmlNodeType.Element && xml.Depth == top + 1) name = xml.LocalName;
            else if (xml.NodeType is XmlNodeType.CDATA or XmlNodeType.Text) row[name] = row.TryGetValue(name, out string? before) ? before + xml.Value : xml.Value;
        }
        return row;
    }

    private static Questionnaire Of(Dictionary<string, List<LssRow>> tables, string shown)
    {
        var table = (string name) => tables.GetValueOrDefault(name) ?? [];
        var texts = new LssTexts(table("question_l10ns"), "qid", "question");
        var labels = new LssTexts(table("answer_l10ns"), "aid", "answer");
        var survey = table("surveys").FirstOrDefault() ?? new LssRow(1, []);
        var all = table("questions").Concat(table("subquestions")).ToList();
        var answers = table("answers").GroupBy(row => row["qid"]).ToDictionary(group => group.Key, group => Parts(group, "code", "aid", "answer", "sortorder", labels), StringComparer.Ordinal);
        var parts = all.Where(row => row["parent_qid"].Trim('0').Length > 0).GroupBy(row => row["parent_qid"]).ToDictionary(group => group.Key, group => Parts(group, "title", "qid", "question", "question_order", texts), StringComparer.Ordinal);
        var groups = table("groups").GroupBy(row => row["gid"]).ToDictionary(group => group.Key, group => group.First().Number("group_order"), StringComparer.Ordinal);
        var questions = all.Where(row => row["parent_qid"].Trim('0').Length == 0).GroupBy(row => row["qid"])
            .OrderBy(group => groups.GetValueOrDefault(group.First()["gid"])).ThenBy(group => group.First().Number("question_order"))
            .Select(group => Question(group, texts, parts.GetValueOrDefault(group.Key, []), answers.GetValueOrDefault(group.Key, []))).ToList();
        var title = new Wordings([.. table("surveys_languagesettings").Select(row => (row["surveyls_language"], Wordings.Plain(row["surveyls_title"]))).Where(text => text.Item2.Length > 0)]);
        return LimeStructure.Of(survey["sid"], title, questions, shown);
    }

    private static LimeQuestion Question(IEnumerable<LssRow> versions, LssTexts texts, ImmutableArray<LimePart> parts, ImmutableArray<LimePart> answers)
    {
        var row = versions.First();
        return new LimeQuestion(row["title"], row["type"], row.Line)
        {
            Wording = texts.Of(versions, row["qid"]),
            Relevance = row["relevance"],
            Mandatory = row["mandatory"] is "N" ? "" : row["mandatory"],
            Other = row["other"] == "Y",
            Parts = parts,
            Answers = answers,
        };
    }

    private static ImmutableArray<LimePart> Parts(IEnumerable<LssRow> rows, string code, string id, string text, string order, LssTexts texts) =>
    [
        .. rows.GroupBy(row => (Code: row[code], Scale: row.Number("scale_id"))).OrderBy(group => group.First().Number(order))
            .Select(group => new LimePart(group.Key.Code, texts.Of(group, group.First()[id]), group.Key.Scale, group.First()["assessment_value"] is { Length: > 0 } value && int.TryParse(value, CultureInfo.InvariantCulture, out int number) ? number : null)),
    ];
}

/// <summary>A row of a table of the structure.</summary>
internal sealed class LssRow(long line, Dictionary<string, string> cells)
{
    public long Line => line;

    public string this[string name] => cells.GetValueOrDefault(name, "");

    public int Number(string name) => int.TryParse(this[name], CultureInfo.InvariantCulture, out int number) ? number : 0;
}

/// <summary>Texts by language: in a table of their own since version 4, in the rows themselves before.</summary>
internal sealed class LssTexts(List<LssRow> rows, string id, string column)
{
    private readonly ILookup<string, LssRow> _byId = rows.ToLookup(row => row[id]);

    public Wordings Of(IEnumerable<LssRow> versions, string key)
    {
        var own = _byId[key].Any() ? _byId[key] : versions;
        return new([.. own.Select(row => (row["language"], Wordings.Plain(row[column]))).Where(text => text.Item2.Length > 0).DistinctBy(text => text.Item1)]);
    }
}
