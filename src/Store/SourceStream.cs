using System.Collections.Immutable;
using System.Threading.Channels;

namespace CoProduction.Store;

/// <summary>A source's rows on their way into an engine: read ahead on another thread, checked, counted.</summary>
internal sealed class SourceStream
{
    // The reader of a file has some of its own; more would only make blocks older, and the collector copies what is old.
    private const int BlocksAhead = 1;
    private readonly SourceContent _content;
    private readonly ConstantKeys _constants;
    private long _accepted;
    private long _rejected;
    private long _read;
    private long _lastRow;

    /// <param name="content">The source.</param>
    /// <param name="apart">Fields that an engine keeps apart from the rows.</param>
    /// <exception cref="StudyException">The source has fields that no engine could tell apart.</exception>
    public SourceStream(SourceContent content, ImmutableArray<string> apart)
    {
        _content = content;
        Fields = StoredField.Of(content.Schema.Fields, apart);
        _constants = new ConstantKeys(content.Schema.PrimaryKey);
        StoredTable.CheckNames(content.Plan.Id, Fields);
    }

    /// <summary>The fields as they are stored, in the schema's order.</summary>
    public ImmutableArray<StoredField> Fields { get; }

    /// <summary>The source's entry in the study file.</summary>
    public SourcePlan Plan => _content.Plan;

    /// <summary>Fields of the primary key.</summary>
    public ImmutableArray<string> Key => _content.Schema.PrimaryKey;

    /// <summary>Key fields that have had one value in all rows so far.</summary>
    public ImmutableArray<KeyConstant> Constants => _constants.Found;

    /// <summary>Hands over every block once, without the rows that cannot be stored exactly.</summary>
    /// <param name="check">Further checks of an engine.</param>
    /// <param name="write">Takes a block.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="StudyException">Rows out of order, or counts that do not add up: faults of the reader of the file.</exception>
    public async Task EachAsync(Func<SourceBlock, SourceBlock> check, Action<SourceBlock> write, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var blocks = Channel.CreateBounded<SourceBlock>(BlocksAhead);
        var produce = Task.Run(() => ProduceAsync(blocks.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var block in blocks.Reader.ReadAllAsync(cancellationToken)) write(Counted(check(Storable.Check(block, Plan, Fields))));
        }
        finally
        {
            await stop.CancelAsync();
            await produce;
        }
        if (_accepted + _rejected != _read) throw StoreFaults.CountsDisagree(Plan.Id, _accepted, _rejected, _read);
    }

    /// <summary>The entry of the source, once every row is written.</summary>
    /// <param name="path">Where its rows lie.</param>
    /// <param name="faults">Number of rejections.</param>
    /// <param name="repeated">Rows taken out because their key was repeated, and the fingerprints of the sources that had it first.</param>
    public StoredSource Stored(string path, long faults, (long Rows, ImmutableArray<string> Against) repeated) => new(
        Plan.Id, _content.Schema.Name, path, new SourceStamp(Plan.Id, Plan.File, _content.Sha256, _accepted - repeated.Rows, _rejected + repeated.Rows),
        _content.Fingerprint, faults, Fields, Key, Constants, repeated.Against);

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

    private SourceBlock Counted(SourceBlock block)
    {
        if (block.Accepted.Rows > 0)
        {
            CheckOrder(((IntegerColumn)block.Accepted[SourceBlock.RowColumn]).Values);
            _constants.See(block.Accepted);
        }
        _accepted += block.Accepted.Rows;
        _rejected += block.RowsRejected;
        _read += block.RowsRead;
        return block;
    }

    private void CheckOrder(ImmutableArray<long> rows)
    {
        foreach (long row in rows)
        {
            if (row < _lastRow) throw StoreFaults.RowsOutOfOrder(Plan.Id, row, _lastRow);
            _lastRow = row;
        }
    }
}
