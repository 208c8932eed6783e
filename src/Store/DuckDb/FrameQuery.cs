using System.Collections.Immutable;
using DuckDB.NET.Data;

namespace CoProduction.Store;

/// <summary>Reads rows of a table as frames, source after source, each in the order of its file.</summary>
internal sealed class FrameQuery
{
    private readonly TableView _table;
    private readonly ImmutableArray<ViewField> _fields;
    private readonly ImmutableArray<RowFilter> _where;
    private readonly ColumnReader[] _readers;

    /// <exception cref="StudyException">A field is not in the table; names the nearest.</exception>
    public FrameQuery(TableView table, ImmutableArray<string> fields, ImmutableArray<RowFilter> where)
    {
        _table = table;
        _fields = fields.IsDefaultOrEmpty ? table.Fields : [.. fields.Select(field => table[field])];
        _where = where.IsDefault ? [] : where;
        foreach (var filter in _where) _ = table[filter.Field];
        _readers = [.. _fields.Select(ColumnReader.For)];
    }

    /// <summary>All rows in one frame.</summary>
    public Frame Whole(DuckDBConnection connection, CancellationToken cancellationToken)
    {
        foreach (var source in _table.Sources)
        {
            using var chunks = Start(connection, source, cancellationToken);
            while (chunks.Next()) Take(chunks);
        }
        return Take();
    }

    /// <summary>The rows in blocks of at least <paramref name="rows"/>, the last may be smaller; memory does not grow with rows.</summary>
    public IEnumerable<Frame> Blocks(DuckDBConnection connection, int rows, CancellationToken cancellationToken)
    {
        int held = 0;
        foreach (var source in _table.Sources)
        {
            using var chunks = Start(connection, source, cancellationToken);
            while (chunks.Next())
            {
                Take(chunks);
                held += chunks.Rows;
                if (held < rows) continue;
                yield return Take();
                held = 0;
            }
        }
        if (held > 0) yield return Take();
    }

    private ChunkStream Start(DuckDBConnection connection, Attached source, CancellationToken cancellationToken)
    {
        for (int field = 0; field < _fields.Length; field++) _readers[field].Begin(source.Stored.Field(_fields[field].Name));
        return new ChunkStream(connection, Query(source), cancellationToken);
    }

    private SqlText Query(Attached source)
    {
        var columns = _fields.Select(field => ViewSql.Value(source, field)).Concat(_fields.Select(field => ViewSql.Reason(source, field)));
        var where = Conditions.For(_table, source, _where);
        return where with { Text = $"SELECT {string.Join(", ", columns)} FROM {ViewSql.Records(source)}{where.Text}" };
    }

    private void Take(ChunkStream chunks)
    {
        for (int field = 0; field < _readers.Length; field++)
            _readers[field].Read(chunks.Vector(field), chunks.Vector(_readers.Length + field), chunks.Rows);
    }

    private Frame Take() => new([.. _readers.Select(reader => reader.Take())]);
}
