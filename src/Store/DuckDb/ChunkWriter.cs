using System.Collections.Immutable;
using DuckDB.NET.Native;

namespace CoProduction.Store;

/// <summary>Appends frames to a table by whole vectors: one call per 2,048 rows instead of one per value.</summary>
internal sealed class ChunkWriter : IDisposable
{
    private readonly ImmutableArray<StoredField> _fields;
    private readonly int _reasonColumns;
    private readonly DuckDBAppender _appender;
    private readonly DuckDBLogicalType[] _types;
    private readonly DuckDBDataChunk _chunk;
    private readonly int _capacity = (int)NativeMethods.Helpers.DuckDBVectorSize();

    /// <summary>A writer to a table whose columns are the fields, the packed reasons, and the row number.</summary>
    public ChunkWriter(DuckDBNativeConnection connection, string table, ImmutableArray<StoredField> fields)
    {
        _fields = fields;
        _reasonColumns = StoredField.ReasonColumns(fields);
        if (!NativeMethods.Appender.DuckDBAppenderCreate(connection, null!, table, out _appender).IsSuccess())
            throw StoreFaults.Engine("open its table", new InvalidOperationException(table));
        int columns = (int)NativeMethods.Appender.DuckDBAppenderColumnCount(_appender);
        _types = [.. Enumerable.Range(0, columns).Select(column => NativeMethods.Appender.DuckDBAppenderColumnType(_appender, (ulong)column))];
        _chunk = NativeMethods.DataChunks.DuckDBCreateDataChunk([.. _types.Select(type => type.DangerousGetHandle())], (ulong)columns);
    }

    /// <summary>Appends all rows of a frame that has the fields and the row number.</summary>
    public void Append(Frame frame)
    {
        var columns = _fields.Select(field => new VectorSource(field, frame[field.Name])).ToArray();
        var rows = new VectorSource(StoredTable.RowField, frame[SourceBlock.RowColumn]);
        for (int start = 0; start < frame.Rows; start += _capacity)
            AppendSlice(columns, rows, start, Math.Min(_capacity, frame.Rows - start));
    }

    /// <summary>Writes what is still in memory into the table.</summary>
    public void Finish() => Check(NativeMethods.Appender.DuckDBAppenderClose(_appender));

    public void Dispose()
    {
        _chunk.Dispose();
        foreach (var type in _types) type.Dispose();
        _appender.Dispose();
    }

    private void AppendSlice(VectorSource[] columns, VectorSource rows, int start, int count)
    {
        NativeMethods.DataChunks.DuckDBDataChunkReset(_chunk);
        int next = 0;
        foreach (var column in columns) column.WriteValues(Vector(next++), start, count);
        for (int reasons = 0; reasons < _reasonColumns; reasons++) VectorSource.ClearReasons(Vector(next + reasons), count);
        foreach (var column in columns)
            if (column.Field.HasReasons) column.WriteReasons(Vector(next + column.Field.ReasonColumn), start, count);
        rows.WriteValues(Vector(next + _reasonColumns), start, count);
        NativeMethods.DataChunks.DuckDBDataChunkSetSize(_chunk, (ulong)count);
        Check(NativeMethods.Appender.DuckDBAppendDataChunk(_appender, _chunk));
    }

    private IntPtr Vector(int column) => NativeMethods.DataChunks.DuckDBDataChunkGetVector(_chunk, column);

    private static void Check(DuckDBState state)
    {
        if (!state.IsSuccess()) throw StoreFaults.Engine("write rows", new InvalidOperationException("the engine refused a block of rows"));
    }
}
