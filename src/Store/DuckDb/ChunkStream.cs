using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace CoProduction.Store;

/// <summary>The answer to a query as a stream of the engine's vectors; memory does not grow with rows.</summary>
internal sealed class ChunkStream : IDisposable
{
    private readonly DuckDBPreparedStatement _statement;
    private readonly CancellationTokenRegistration _cancelled;
    private readonly CancellationToken _cancellationToken;
    private DuckDBResult _result;
    private DuckDBDataChunk? _chunk;

    /// <summary>Starts a query with text parameters.</summary>
    public ChunkStream(DuckDBConnection connection, SqlText query, CancellationToken cancellationToken)
    {
        var native = connection.NativeConnection;
        _cancellationToken = cancellationToken;
        _cancelled = cancellationToken.Register(native.Interrupt);
        if (!NativeMethods.PreparedStatements.DuckDBPrepare(native, query.Text, out _statement).IsSuccess())
            throw Failed(NativeMethods.PreparedStatements.DuckDBPrepareError(_statement));
        for (int value = 0; value < query.Values.Length; value++)
            NativeMethods.PreparedStatements.DuckDBBindVarchar(_statement, value + 1, query.Values[value]);
        if (!NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(_statement, out _result).IsSuccess()) throw Failed(Error());
    }

    /// <summary>Rows of the current block.</summary>
    public int Rows { get; private set; }

    /// <summary>Moves to the next block; false at the end.</summary>
    public bool Next()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        _chunk?.Dispose();
        _chunk = NativeMethods.Query.DuckDBFetchChunk(_result);
        if (_chunk.IsInvalid && Error() is { Length: > 0 } error) throw Failed(error);
        Rows = _chunk.IsInvalid ? 0 : (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(_chunk);
        return Rows > 0;
    }

    /// <summary>A vector of the current block.</summary>
    public IntPtr Vector(int column) => NativeMethods.DataChunks.DuckDBDataChunkGetVector(_chunk!, column);

    public void Dispose()
    {
        _cancelled.Dispose();
        _chunk?.Dispose();
        _result.Close();
        _statement.Dispose();
    }

    private string Error() => NativeMethods.Query.DuckDBResultError(ref _result) ?? "";

    private Exception Failed(string error)
    {
        Dispose();
        return _cancellationToken.IsCancellationRequested
            ? new OperationCanceledException(_cancellationToken)
            : StoreFaults.Engine("answer a query", new InvalidOperationException(error));
    }
}
