using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Ingest;

/// <summary>The codings of a QualCoder project by source: passages, regions of pictures and pages, times of recordings; and the passages of its cases.</summary>
internal sealed class QualCoderCodings
{
    private readonly ILookup<long?, QualitativeSelection> _passages;
    private readonly ILookup<long?, QualitativeSelection> _places;
    private readonly Dictionary<long, int> _lengths = [];

    public QualCoderCodings(SqliteFile database, ProjectNotices notices)
    {
        foreach (var row in database.Rows("source"))
            if (row.Integer("id") is { } id) _lengths[id] = new CodePoints(row.Text("fulltext")).Count;
        _passages = database.Rows("code_text").Select(row => (row.Integer("fid"), Coded("code_text", row, "ctid", Span(row), notices)))
            .Concat(database.Rows("case_text").Where(row => row.Integer("pos1") > 0).Select(row => (row.Integer("fid"), new QualitativeSelection(Identity("case_text", row.Integer("id")), "", Span(row)))))
            .ToLookup(found => found.Item1, found => found.Item2);
        _places = database.Rows("code_image").Select(row => (row.Integer("id"), Coded("code_image", row, "imid", Region(row), notices)))
            .Concat(database.Rows("code_av").Select(row => (row.Integer("id"), Coded("code_av", row, "avid", Time(row), notices))))
            .ToLookup(found => found.Item1, found => found.Item2);
    }

    /// <summary>Passages of a source's text.</summary>
    public ImmutableArray<QualitativeSelection> Passages(long? source) => [.. _passages[source]];

    /// <summary>Regions and times of a source.</summary>
    public ImmutableArray<QualitativeSelection> Places(long? source) => [.. _places[source]];

    /// <summary>Code points of a source's text; 0 for none.</summary>
    public int LengthOf(long? source) => source is { } id ? _lengths.GetValueOrDefault(id) : 0;

    /// <summary>The GUID of a row.</summary>
    public static Guid Identity(string kind, long? number) => StableGuid.Of("qualcoder", kind, number?.ToString(CultureInfo.InvariantCulture) ?? "");

    /// <summary>The GUID of a variable, which has a name only.</summary>
    public static Guid Variable(string name) => StableGuid.Of("qualcoder", "attribute", name);

    /// <summary>The GUID of who made a row; null when it does not say.</summary>
    public static Guid? Owner(SqliteRow row) => row.Text("owner") is { Length: > 0 } name ? StableGuid.Of("qualcoder", "owner", name) : null;

    /// <summary>A moment in the form of XML; empty when it is none.</summary>
    public static string Moment(string text) => DateTime.TryParseExact(text, ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFF"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) : "";

    private static QualitativeSelection Coded(string table, SqliteRow row, string key, SelectionPlace? place, ProjectNotices notices)
    {
        if (place is null) notices.Note(Oddity.PlaceUnread, row.Text("seltext"));
        return new QualitativeSelection(Identity(table, row.Integer(key)), "", place)
        {
            Description = row.Text("memo"),
            Coder = Owner(row),
            Created = Moment(row.Text("date")),
            Codings = [new QualitativeCoding(Identity(table + " coding", row.Integer(key)), Identity("code", row.Integer("cid"))) { Coder = Owner(row), Created = Moment(row.Text("date")) }],
        };
    }

    private static TextPlace? Span(SqliteRow row) => (row.Position("pos0"), row.Position("pos1")) is (int start and >= 0, int end) && end >= start ? new TextPlace(new TextSpan(start, end)) : null;

    private static TimePlace? Time(SqliteRow row) => (row.Position("pos0"), row.Position("pos1")) is (int begin, int end) ? new TimePlace(begin, end) : null;

    private static RegionPlace? Region(SqliteRow row) => (Whole(row, "x1"), Whole(row, "y1"), Whole(row, "width"), Whole(row, "height")) is (int x, int y, int width, int height)
        ? new RegionPlace(row.Position("pdf_page"), x, y, unchecked(x + width), unchecked(y + height))
        : null;

    /// <summary>Newer versions keep corners as decimals.</summary>
    private static int? Whole(SqliteRow row, string column) => double.TryParse(row.Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && Math.Abs(value) < 1e9 ? (int)Math.Round(value) : null;
}
