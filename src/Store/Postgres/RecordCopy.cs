using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Npgsql;

namespace CoProduction.Store;

/// <summary>A binary COPY of a source's records into its relation.</summary>
internal sealed class RecordCopy : IDisposable
{
    private readonly ImmutableArray<StoredField> _fields;
    private readonly int _reasonColumns;
    private readonly NpgsqlRawCopyStream _stream;
    private readonly CopyBuffer _buffer;
    private int _place;
    private bool _finished;

    /// <param name="connection">A connection whose transaction made the relation, unless it is distributed.</param>
    /// <param name="relation">The relation, without rows.</param>
    /// <param name="fields">The fields in the order of its columns.</param>
    /// <param name="frozen">True when the rows may be written as already seen by everybody: nobody can see the relation before the commit.</param>
    public RecordCopy(NpgsqlConnection connection, string relation, ImmutableArray<StoredField> fields, bool frozen)
    {
        _fields = fields;
        _reasonColumns = StoredField.ReasonColumns(fields);
        _stream = connection.BeginRawBinaryCopy($"COPY {Quoted.Name(PostgresColumns.Schema, relation)} FROM STDIN (FORMAT BINARY{(frozen ? ", FREEZE" : "")})");
        _buffer = new CopyBuffer(_stream);
        _buffer.Begin();
    }

    /// <summary>Appends all rows of a frame that has the fields and the row number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Append(Frame frame)
    {
        FieldEncoder[] fields = [.. _fields.Select(field => FieldEncoder.For(field, frame[field.Name]))];
        var packed = Enumerable.Range(0, _reasonColumns)
            .Select(column => _fields.Select((field, at) => (field, Encoder: fields[at])).Where(pair => pair.field.HasReasons && pair.field.ReasonColumn == column && !frame[pair.field.Name].Reasons.IsDefaultOrEmpty)
                .Select(pair => (pair.Encoder, Shift: pair.field.ReasonShift)).ToArray()).ToArray();
        var rows = ((IntegerColumn)frame[SourceBlock.RowColumn]).Values;
        for (int row = 0; row < frame.Rows; row++)
        {
            _buffer.Row(fields.Length + packed.Length + 2);
            foreach (var field in fields) field.Write(_buffer, row);
            foreach (var reasons in packed) Write(Packed(reasons, row));
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

    private static long Packed((FieldEncoder Encoder, int Shift)[] fields, int row)
    {
        long packed = 0;
        foreach (var (encoder, shift) in fields) packed |= encoder.Reason(row, shift);
        return packed;
    }
}
