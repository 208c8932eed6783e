using System.Collections.Immutable;
using DuckDB.NET.Data;

namespace CoProduction.Store;

/// <summary>Writes one source into a file of its own.</summary>
internal sealed class SourceWriter : IDisposable
{
    private readonly SourceStream _source;
    private readonly DuckDBConnection _connection;

    private SourceWriter(string file, SourceContent content)
    {
        _source = new SourceStream(content, []);
        _connection = Sql.Open(file);
    }

    /// <summary>Writes the source's rows to a new file and closes it; the entry names it as <paramref name="name"/>.</summary>
    /// <param name="file">The file to make.</param>
    /// <param name="name">Name of the file once the load is whole.</param>
    /// <param name="content">The source.</param>
    /// <param name="others">The table's other sources, whose keys must not be repeated.</param>
    /// <param name="folder">Folder of the store.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task<StoredSource> WriteAsync(
        string file, string name, SourceContent content, ImmutableArray<StoredSource> others, StoreFolder folder, CancellationToken cancellationToken)
    {
        using var writer = new SourceWriter(file, content);
        foreach (string statement in DuckDbColumns.Create(writer._source.Fields)) writer._connection.Execute(statement);
        await writer.WriteBlocksAsync(cancellationToken);
        return writer.Close(name, others, folder);
    }

    public void Dispose() => _connection.Dispose();

    private async Task WriteBlocksAsync(CancellationToken cancellationToken)
    {
        _connection.Execute("BEGIN");
        using (var records = new ChunkWriter(_connection.NativeConnection, DuckDbColumns.Records, _source.Fields))
        using (var rejections = new RejectionWriter(_connection))
        {
            await _source.EachAsync(block => block, block => Write(block, records, rejections), cancellationToken);
            records.Finish();
        }
        _connection.Execute("COMMIT");
    }

    private static void Write(SourceBlock block, ChunkWriter records, RejectionWriter rejections)
    {
        if (block.Accepted.Rows > 0) records.Append(block.Accepted);
        foreach (var rejection in block.Rejections) rejections.Append(rejection);
    }

    private StoredSource Close(string name, ImmutableArray<StoredSource> others, StoreFolder folder)
    {
        var repeated = new KeyCheck(_connection, _source.Plan, _source.Key, _source.Constants).Run(others, folder);
        long faults = _connection.Count($"SELECT count(*) FROM {Quoted.Name(DuckDbColumns.Rejections)}");
        _connection.Execute("CHECKPOINT");
        return _source.Stored(name, faults, repeated);
    }
}
