using System.Collections.Immutable;
using System.Threading.Channels;
using DuckDB.NET.Data;

namespace CoProduction.Store;

/// <summary>Writes one source into a file of its own.</summary>
internal sealed class SourceWriter : IDisposable
{
    private const int BlocksAhead = 4;
    private readonly SourceContent _content;
    private readonly ImmutableArray<StoredField> _fields;
    private readonly ImmutableArray<string> _key;
    private readonly DuckDBConnection _connection;
    private readonly ConstantKeys _constants;
    private long _accepted;
    private long _rejected;
    private long _read;
    private long _lastRow;

    private SourceWriter(string file, SourceContent content)
    {
        _content = content;
        _fields = StoredField.Of(content.Schema.Fields);
        _key = content.Schema.PrimaryKey;
        _constants = new ConstantKeys(_key);
        StoredTable.CheckNames(content.Plan.Id, _fields);
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
        foreach (string statement in StoredTable.Create(writer._fields)) writer._connection.Execute(statement);
        await writer.CopyAsync(cancellationToken);
        return writer.Close(name, others, folder);
    }

    public void Dispose() => _connection.Dispose();

    private async Task CopyAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var blocks = Channel.CreateBounded<SourceBlock>(BlocksAhead);
        var produce = Task.Run(() => ProduceAsync(blocks.Writer, stop.Token), CancellationToken.None);
        try
        {
            await WriteBlocksAsync(blocks.Reader, cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            await produce;
        }
    }

    private async Task ProduceAsync(ChannelWriter<SourceBlock> blocks, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var block in _content.Blocks.WithCancellation(cancellationToken)) await blocks.WriteAsync(block, cancellationToken);
            blocks.Complete();
        }
        catch (Exception reason)
        {
            blocks.Complete(reason);
        }
    }

    private async Task WriteBlocksAsync(ChannelReader<SourceBlock> blocks, CancellationToken cancellationToken)
    {
        _connection.Execute("BEGIN");
        using (var records = new ChunkWriter(_connection.NativeConnection, StoredTable.Records, _fields))
        using (var rejections = new RejectionWriter(_connection))
        {
            await foreach (var block in blocks.ReadAllAsync(cancellationToken)) Write(Storable.Check(block, _content.Plan, _fields), records, rejections);
            records.Finish();
        }
        _connection.Execute("COMMIT");
    }

    private void Write(SourceBlock block, ChunkWriter records, RejectionWriter rejections)
    {
        if (block.Accepted.Rows > 0) Write(block.Accepted, records);
        foreach (var rejection in block.Rejections) rejections.Append(rejection);
        _accepted += block.Accepted.Rows;
        _rejected += block.RowsRejected;
        _read += block.RowsRead;
    }

    private void Write(Frame rows, ChunkWriter records)
    {
        CheckOrder(((IntegerColumn)rows[SourceBlock.RowColumn]).Values);
        _constants.See(rows);
        records.Append(rows);
    }

    private void CheckOrder(ImmutableArray<long> rows)
    {
        foreach (long row in rows)
        {
            if (row < _lastRow) throw StoreFaults.RowsOutOfOrder(_content.Plan.Id, row, _lastRow);
            _lastRow = row;
        }
    }

    private StoredSource Close(string name, ImmutableArray<StoredSource> others, StoreFolder folder)
    {
        if (_accepted + _rejected != _read) throw StoreFaults.CountsDisagree(_content.Plan.Id, _accepted, _rejected, _read);
        var repeated = new KeyCheck(_connection, _content.Plan, _key, _constants).Run(others, folder);
        long faults = _connection.Count($"SELECT count(*) FROM {Quoted.Name(StoredTable.Rejections)}");
        _connection.Execute("CHECKPOINT");
        var stamp = new SourceStamp(_content.Plan.Id, _content.Plan.File, _content.Sha256, _accepted - repeated.Rows, _rejected + repeated.Rows);
        return new StoredSource(_content.Plan.Id, _content.Schema.Name, name, stamp, _content.Fingerprint, faults, _fields, _key, _constants.Found, repeated.Against);
    }
}
