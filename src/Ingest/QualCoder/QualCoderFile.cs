using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>A QualCoder project: its <c>data.qda</c>. Positions are code points. Coders are names there; GUIDs are made from the numbers of the rows.</summary>
internal sealed class QualCoderFile(SqliteFile database) : ProjectFile
{
    private QualCoderCodings? _codings;

    protected override QualitativeProject ReadOutline(ProjectNotices notices)
    {
        _codings = new QualCoderCodings(database, notices);
        var about = database.Rows("project").FirstOrDefault();
        string origin = about?.Text("about") is { Length: > 0 } text ? text : "QualCoder";
        var variables = Variables().ToImmutableArray();
        return ProjectOutline.Finish(new QualitativeProject("QualCoder", origin, QualitativeDialect.QualCoder)
        {
            Description = about?.Text("memo") ?? "",
            Codes = [.. Categories(notices), .. Codes()],
            Variables = variables,
            Cases = [.. Cases()],
            Sources = [.. Sources(withTexts: false)],
            Notes = [.. Notes()],
        }, Owners(), notices);
    }

    protected override IEnumerable<QualitativeSource> ReadSources() => Sources(withTexts: true);

    protected override void Dispose(bool disposing)
    {
        if (disposing) database.Dispose();
    }

    /// <summary>Everyone who coded, in the order of the first coding.</summary>
    private IEnumerable<Guid> Owners() => ((string[])["code_text", "code_image", "code_av"]).SelectMany(table => database.Rows(table)).Select(row => QualCoderCodings.Owner(row)).OfType<Guid>().Distinct();

    /// <summary>Categories in an order in which each stands behind the one above it; a ring is cut where it closes.</summary>
    private List<QualitativeCode> Categories(ProjectNotices notices)
    {
        var rows = database.Rows("code_cat").ToDictionary(row => row.Integer("catid") ?? 0);
        var ordered = new List<QualitativeCode>();
        var done = new HashSet<long>();
        foreach (long start in rows.Keys)
        {
            var path = new Stack<long>();
            for (long? next = start; next is { } id && rows.ContainsKey(id) && !done.Contains(id) && !path.Contains(id); next = rows[id].Integer("supercatid")) path.Push(id);
            if (path.Count > RefiXml.Deepest) throw IngestFaults.TooDeep(Shown, RefiXml.Deepest);
            foreach (long id in path.Where(done.Add)) ordered.Add(Category(rows[id], rows[id].Integer("supercatid") is { } above && done.Contains(above) && above != id ? above : null));
        }
        return ordered;
    }

    private static QualitativeCode Category(SqliteRow row, long? above) =>
        new(QualCoderCodings.Identity("category", row.Integer("catid")), row.Text("name"), "", above is null ? null : QualCoderCodings.Identity("category", above)) { Description = row.Text("memo"), IsCodable = false };

    private IEnumerable<QualitativeCode> Codes()
    {
        var categories = database.Rows("code_cat").Select(row => row.Integer("catid")).ToHashSet();
        return database.Rows("code_name").Select(row => new QualitativeCode(
            QualCoderCodings.Identity("code", row.Integer("cid")), row.Text("name"), "", row.Integer("catid") is { } category && categories.Contains(category) ? QualCoderCodings.Identity("category", category) : null)
        { Description = row.Text("memo"), Color = row.Text("color") });
    }

    private IEnumerable<QualitativeVariable> Variables() => database.Rows("attribute_type").Select(row => new QualitativeVariable(
        QualCoderCodings.Variable(row.Text("name")), row.Text("name"), row.Text("valuetype") == "numeric" ? QualitativeValueType.Float : QualitativeValueType.Text)
    { Description = row.Text("memo") });

    private ILookup<long?, QualitativeValue> Values(string kind) => database.Rows("attribute").Where(row => row.Text("attr_type") == kind)
        .ToLookup(row => row.Integer("id"), row => new QualitativeValue(QualCoderCodings.Variable(row.Text("name")), row.Text("value")));

    private IEnumerable<QualitativeCase> Cases()
    {
        var values = Values("case");
        var parts = database.Rows("case_text").ToLookup(row => row.Integer("caseid"));
        return database.Rows("cases").Select(row => new QualitativeCase(QualCoderCodings.Identity("case", row.Integer("caseid")), row.Text("name"))
        {
            Description = row.Text("memo"),
            Values = [.. values[row.Integer("caseid")]],
            Sources = [.. parts[row.Integer("caseid")].Where(IsWhole).Select(part => QualCoderCodings.Identity("source", part.Integer("fid"))).Distinct()],
            Selections = [.. parts[row.Integer("caseid")].Where(part => !IsWhole(part)).Select(part => QualCoderCodings.Identity("case_text", part.Integer("id")))],
        });
    }

    /// <summary>A case has a whole source when no positions are given, or when they are those of the whole text.</summary>
    private bool IsWhole(SqliteRow part) => part.Integer("pos1") is null or 0 || (part.Integer("pos0") == 0 && part.Integer("pos1") == _codings!.LengthOf(part.Integer("fid")));

    private IEnumerable<QualitativeNote> Notes() => database.Rows("journal").Select(row => new QualitativeNote(QualCoderCodings.Identity("journal", row.Integer("jid")), row.Text("name"))
    {
        Text = row.Text("jentry"),
        Coder = QualCoderCodings.Owner(row),
        Created = QualCoderCodings.Moment(row.Text("date")),
    });

    private IEnumerable<QualitativeSource> Sources(bool withTexts)
    {
        var values = Values("file");
        foreach (var row in database.Rows("source"))
        {
            long? id = row.Integer("id");
            var guid = QualCoderCodings.Identity("source", id);
            var medium = MediumOf(row.Text("mediapath"));
            string text = row.Text("fulltext");
            var passages = _codings!.Passages(id);
            bool hasText = medium == QualitativeMedium.Text || text.Length > 0 || !passages.IsEmpty;
            yield return new QualitativeSource(guid, row.Text("name"), medium)
            {
                Description = row.Text("memo"),
                Path = medium == QualitativeMedium.Text ? "" : "relative://" + row.Text("mediapath").TrimStart('/'),
                Texts = hasText ? [new QualitativeText(medium == QualitativeMedium.Text ? guid : QualCoderCodings.Identity("text", id), "") { Content = withTexts ? text : null, Selections = passages }] : [],
                Selections = _codings.Places(id),
                Values = [.. values[id]],
            };
        }
    }

    private static QualitativeMedium MediumOf(string path)
    {
        if (path.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase)) return QualitativeMedium.Pdf;
        return path.TrimStart('/').Split('/', ':')[0] switch { "images" => QualitativeMedium.Picture, "audio" => QualitativeMedium.Audio, "video" => QualitativeMedium.Video, _ => QualitativeMedium.Text };
    }
}
