using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>One table of a study out of a .pb file of participatory budgeting (pabulib.org/format; Stolicki, Szufa and Talmon 2020, arXiv:2012.06539). Streams: of the file only the META section is kept.</summary>
internal sealed class PbRowReader : BuiltRowReader
{
    private static readonly ImmutableHashSet<string> Used = ["project_id", "cost", "votes", "score", "name", "category", "selected", "neighborhood", "subunit", "district", "voter_id", "vote", "points", "age", "sex", "voting_method", "education"];

    private readonly PbSections _sections;
    private readonly PbPart _part;
    private readonly IEnumerator<PbRecord> _records;
    private readonly IEnumerator<PbRow> _rows;
    private readonly SortedSet<string> _unread = new(StringComparer.Ordinal);
    private PbColumns? _columns;
    private bool _several;

    /// <exception cref="StudyException">The file is not in the format, or fills no such table.</exception>
    public PbRowReader(RowFile file)
    {
        _part = PbPart.For(file);
        _sections = new PbSections(file);
        _records = _sections.Records().GetEnumerator();
        Header = _part.Fields;
        var meta = ImmutableArray.CreateBuilder<PbRecord>();
        bool more;
        while ((more = _records.MoveNext()) && _records.Current.Section == PbSection.Meta) meta.Add(_records.Current);
        Vote = new PbVote(meta.ToImmutable());
        Remaining = Rest(more);
        _rows = _part.Of(Vote, Remaining).GetEnumerator();
    }

    /// <summary>The META section.</summary>
    public PbVote Vote { get; }

    /// <summary>The records behind the META section; to be gone through once, by the rows or by whoever asks for them instead.</summary>
    public IEnumerable<PbRecord> Remaining { get; }

    public override string Sheet => _part.Name;

    public override ImmutableArray<Label> Notices
    {
        get
        {
            var notices = ImmutableArray.CreateBuilder<Label>();
            if (_unread.Count > 0) notices.Add(new($"未读取的列：{string.Join("、", _unread)}", $"columns left out: {string.Join(", ", _unread)}"));
            if (_several) notices.Add(new("有多个类别的项目按第一个类别计。", "Projects of several categories are counted under their first."));
            return notices.ToImmutable();
        }
    }

    public override bool Read()
    {
        if (!_rows.MoveNext()) return false;
        var row = _rows.Current;
        Clear();
        foreach (string cell in row.Cells) Append(cell);
        (Row, Fault) = (row.Line, row.Fault);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        _rows.Dispose();
        _records.Dispose();
        _sections.Dispose();
    }

    private IEnumerable<PbRecord> Rest(bool more)
    {
        for (; more; more = _records.MoveNext())
        {
            Note(_records.Current);
            yield return _records.Current;
        }
    }

    private void Note(PbRecord record)
    {
        if (record.Columns != _columns) _unread.UnionWith((_columns = record.Columns).Names.Where(name => name.Length > 0 && !Used.Contains(name)));
        _several |= record.Section == PbSection.Projects && record["category"].Contains(',', StringComparison.Ordinal);
    }
}
