using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace CoProduction.Ingest;

/// <summary>A Taguette project as its SQLite3 export, which holds one project. Documents are HTML, and positions count the UTF-8 bytes of their words: here they become code points.</summary>
internal sealed class TaguetteFile(SqliteFile database, string shown) : ProjectFile
{
    /// <summary>Namespace of Taguette's own GUIDs of tags (version 5, RFC 9562), as its code books have them.</summary>
    private static readonly Guid Namespace = new("51B2B2B7-27EB-4ECB-9D56-E75B0A0496C2");

    private ILookup<long?, long?> _tags = Array.Empty<long?>().ToLookup(tag => tag);
    private Dictionary<long, Guid> _codes = [];
    private Dictionary<long, Guid> _authors = [];

    protected override QualitativeProject ReadOutline(ProjectNotices notices)
    {
        SqliteRow[] projects = [.. database.Rows("projects")];
        if (projects.Length > 1) throw IngestFaults.SeveralProjects(shown, projects.Select(row => row.Text("name")));
        _codes = database.Rows("tags").ToDictionary(row => row.Integer("id") ?? 0, row => NameGuid.Of(Namespace, row.Text("path")));
        _tags = database.Rows("highlight_tags").ToLookup(row => row.Integer("highlight_id"), row => row.Integer("tag_id"));
        _authors = Authors();
        return ProjectOutline.Finish(new QualitativeProject(projects.FirstOrDefault()?.Text("name") ?? "", "Taguette", QualitativeDialect.Taguette)
        {
            Description = projects.FirstOrDefault()?.Text("description") ?? "",
            Codes = [.. Codes()],
            Sources = [.. Documents(withTexts: false)],
        }, database.Rows("project_members").Select(row => Member(row.Text("user_login"))).Distinct(), notices);
    }

    protected override IEnumerable<QualitativeSource> ReadSources() => Documents(withTexts: true);

    protected override void Dispose(bool disposing)
    {
        if (disposing) database.Dispose();
    }

    private static Guid Member(string login) => StableGuid.Of("taguette", "user", login);

    private static Guid Identity(string kind, long? number) => StableGuid.Of("taguette", kind, number?.ToString(CultureInfo.InvariantCulture) ?? "");

    /// <summary>Newer versions nest tags; a tag whose parent stands behind it, or is itself, is a root.</summary>
    private IEnumerable<QualitativeCode> Codes()
    {
        var above = new HashSet<long>();
        foreach (var row in database.Rows("tags"))
        {
            long id = row.Integer("id") ?? 0;
            Guid? parent = row.Integer("parent_id") is { } known && above.Contains(known) ? _codes[known] : null;
            above.Add(id);
            yield return new QualitativeCode(_codes[id], row.Text("path"), "", parent) { Description = row.Text("description") };
        }
    }

    /// <summary>Who added each highlight, by the log of commands.</summary>
    private Dictionary<long, Guid> Authors()
    {
        var authors = new Dictionary<long, Guid>();
        foreach (var row in database.Rows("commands"))
            if (Added(row.Text("payload")) is { } highlight) authors.TryAdd(highlight, Member(row.Text("user_login")));
        return authors;
    }

    private static long? Added(string payload)
    {
        if (!payload.Contains("highlight_add", StringComparison.Ordinal)) return null;
        using var json = JsonDocument.Parse(payload);
        return json.RootElement.TryGetProperty("highlight_id", out var id) && id.TryGetInt64(out long number) ? number : null;
    }

    private IEnumerable<QualitativeSource> Documents(bool withTexts)
    {
        var highlights = database.Rows("highlights").ToLookup(row => row.Integer("document_id"));
        foreach (var row in database.Rows("documents"))
        {
            var guid = Identity("document", row.Integer("id"));
            string text = HtmlText.Of(row.Text("contents"));
            var points = new ByteOffsets(text, highlights[row.Integer("id")].SelectMany(highlight => (long?[])[highlight.Integer("start_offset"), highlight.Integer("end_offset")]).OfType<long>());
            yield return new QualitativeSource(guid, row.Text("name"), QualitativeMedium.Text)
            {
                Description = row.Text("description"),
                Texts = [new QualitativeText(guid, "") { Content = withTexts ? text : null, Selections = [.. highlights[row.Integer("id")].Select(highlight => Selection(highlight, points, withTexts))] }],
            };
        }
    }

    private QualitativeSelection Selection(SqliteRow row, ByteOffsets points, bool withTexts)
    {
        long? id = row.Integer("id");
        var place = Place(row, points);
        if (withTexts && place is null) TextNotices.Note(Oddity.PlaceUnread, HtmlText.Of(row.Text("snippet")));
        if (withTexts && place is not null && row.Text("snippet") is { Length: > 0 } snippet && Words(HtmlText.Of(snippet)) != Words(points.Cut(place.Span))) TextNotices.Note(Oddity.WordsDiffer, HtmlText.Of(snippet));
        Guid? author = id is { } number && _authors.TryGetValue(number, out var known) ? known : null;
        return new QualitativeSelection(Identity("highlight", id), "", place)
        {
            Coder = author,
            Created = QualCoderCodings.Moment(row.Text("created")),
            Codings = [.. _tags[id].Select(tag => new QualitativeCoding(StableGuid.Of("taguette", "coding", $"{id}/{tag}"), tag is { } code ? _codes.GetValueOrDefault(code) : Guid.Empty) { Coder = author })],
        };
    }

    private static TextPlace? Place(SqliteRow row, ByteOffsets points) =>
        (row.Integer("start_offset"), row.Integer("end_offset")) is (long start and >= 0, long end) && end >= start ? new TextPlace(new TextSpan(points[start], points[end])) : null;

    /// <summary>Words without the blanks between them, which differ between an excerpt and its document.</summary>
    private static string Words(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
