using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Npgsql;

namespace CoProduction.Store;

/// <summary>A binary COPY of a source's records into its relation.</summary>
internal sealed class RecordCopy : IDisposable
{
    private readonly ImmutableArray<StoredField> _fields;
    private readonly NpgsqlRawCopyStream _stream;
    private readonly CopyBuffer _buffer;
    private readonly Dictionary<int, ulong[]> _words = [];
    private readonly long[][] _reasons;
    private int _place;
    private bool _finished;

    /// <param name="connection">A connection whose transaction made the relation, unless it is distributed.</param>
    /// <param name="relation">The relation, without rows.</param>
    /// <param name="fields">The fields in the order of its columns.</param>
    /// <param name="frozen">True when the rows may be written as already seen by everybody: nobody can see the relation before the commit.</param>
    public RecordCopy(NpgsqlConnection connection, string relation, ImmutableArray<StoredField> fields, bool frozen)
    {
        _fields = fields;
        _reasons = new long[StoredField.ReasonColumns(fields)][];
        _stream = connection.BeginRawBinaryCopy($"COPY {Quoted.Name(PostgresColumns.Schema, relation)} FROM STDIN (FORMAT BINARY{(frozen ? ", FREEZE" : "")})");
        _buffer = new CopyBuffer(_stream);
        _buffer.Begin();
    }

    /// <summary>Appends all rows of a frame that has the fields and the row number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Append(Frame frame)
    {
        FieldEncoder[] fields = [.. _fields.Select(field => FieldEncoder.For(field, frame[field.Name]))];
        var parts = Parts(fields, frame.Rows);
        Pack(fields, frame.Rows);
        var rows = ((IntegerColumn)frame[SourceBlock.RowColumn]).Values;
        for (int row = 0; row < rows.Length; row++)
        {
            _buffer.Row(fields.Length + _reasons.Length + 2);
            foreach (var (field, words) in parts)
                if (field is null) _buffer.Words(words, row);
                else field.Write(_buffer, row);
            foreach (long[] reasons in _reasons) Write(reasons[row]);
            _buffer.Int64(rows[row]);
            _buffer.Int32(_place++);
        }
    }

    /// <summary>Ends the COPY; without it nothing is kept.</summary>
    public void Finish()
    {
        _buffer.End();
        _finished = true;
        _stream.Dispose();
    }

    /// <summary>Takes the COPY back when it was not finished.</summary>
    public void Dispose()
    {
        if (_finished) return;
        try
        {
            _stream.Cancel();
        }
        catch (Exception gone) when (gone is NpgsqlException or ObjectDisposedException or InvalidOperationException)
        {
            // The connection is lost, and the COPY with it.
        }
    }

    private void Write(long reasons)
    {
        if (reasons == 0) _buffer.Null();
        else _buffer.Int64(reasons);
    }

    // Values of two bytes are made ready column by column, and neighbours are written together.
    private List<(FieldEncoder.Each? Field, ulong[][] Words)> Parts(FieldEncoder[] fields, int rows)
    {
        var parts = new List<(FieldEncoder.Each?, ulong[][])>();
        for (int at = 0; at < fields.Length; at++)
        {
            var run = new List<ulong[]>();
            for (; at < fields.Length && fields[at] is FieldEncoder.Short field; at++) run.Add(Narrow(field, at, rows));
            if (run.Count > 0) parts.Add((null, [.. run]));
            if (at < fields.Length) parts.Add(((FieldEncoder.Each)fields[at], []));
        }
        return parts;
    }

    private ulong[] Narrow(FieldEncoder.Short field, int at, int rows)
    {
        if (!_words.TryGetValue(at, out ulong[]? words) || words.Length < rows) _words[at] = words = new ulong[rows];
        field.Narrow(words.AsSpan(0, rows));
        return words;
    }

    private void Pack(FieldEncoder[] fields, int rows)
    {
        for (int column = 0; column < _reasons.Length; column++)
        {
            if (_reasons[column] is null || _reasons[column].Length < rows) _reasons[column] = new long[rows];
            else Array.Clear(_reasons[column]);
        }
        for (int at = 0; at < fields.Length; at++)
            if (_fields[at].HasReasons) fields[at].AddReasons(_reasons[_fields[at].ReasonColumn].AsSpan(0, rows), _fields[at].ReasonShift);
    }
}
