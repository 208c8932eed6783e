using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace CoProduction.Store;

/// <summary>Rows in the binary form of COPY (PostgreSQL manual, COPY, File Formats), read from large pieces without an object or a call of the driver for each value.</summary>
/// <param name="source">The bytes that COPY sends.</param>
/// <param name="columns">Number of columns of a row.</param>
internal sealed class CopiedRows(Stream source, int columns) : IRecordRow
{
    private const int Room = 1 << 17;
    private const int HeaderLength = 19;
    private const int ExtensionAt = 15;
    private static readonly long _waited = Stopwatch.Frequency / 20_000;
    private readonly int[] _places = new int[columns];
    private readonly int[] _lengths = new int[columns];
    private readonly TextCache _texts = new();
    private byte[] _bytes = new byte[Room];
    private int _row;
    private int _length;
    private int _end;
    private bool _begun;
    private long _filled;

    /// <summary>True when the last row was read and the server has said that there are no more.</summary>
    public bool Ended { get; private set; }

    /// <summary>Goes to the next row; false at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Read()
    {
        if (!_begun) Begin();
        _row += _length;
        Need(sizeof(short));
        if (BinaryPrimitives.ReadInt16BigEndian(_bytes.AsSpan(_row)) < 0) return End();
        int at = sizeof(short);
        for (int column = 0; column < _places.Length; column++)
        {
            Need(at + sizeof(int));
            int length = BinaryPrimitives.ReadInt32BigEndian(_bytes.AsSpan(_row + at));
            at += sizeof(int);
            (_places[column], _lengths[column]) = (at, length);
            if (length <= 0) continue;
            at += length;
            Need(at);
        }
        _length = at;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsNull(int column) => _lengths[column] < 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Integer(int column) => _lengths[column] switch
    {
        sizeof(short) => BinaryPrimitives.ReadInt16BigEndian(Value(column)),
        sizeof(int) => BinaryPrimitives.ReadInt32BigEndian(Value(column)),
        _ => BinaryPrimitives.ReadInt64BigEndian(Value(column)),
    };

    public double Number(int column) => BinaryPrimitives.ReadDoubleBigEndian(Value(column));

    /// <summary>An exact amount: digits to the base 10,000, the weight of the first, the sign, the decimals shown (PostgreSQL source, numeric_send).</summary>
    /// <exception cref="OverflowException">It has more digits than a decimal.</exception>
    public decimal Amount(int column)
    {
        const int Header = 8;
        var bytes = Value(column);
        int count = BinaryPrimitives.ReadInt16BigEndian(bytes), weight = BinaryPrimitives.ReadInt16BigEndian(bytes[2..]);
        decimal amount = 0;
        for (int digit = 0; digit < count; digit++)
            amount += BinaryPrimitives.ReadInt16BigEndian(bytes[(Header + digit * sizeof(short))..]) * Places(weight - digit);
        return BinaryPrimitives.ReadInt16BigEndian(bytes[4..]) == 0 ? amount : -amount;
    }

    /// <summary>A power of 10,000.</summary>
    private static decimal Places(int power)
    {
        decimal unit = 1m;
        for (; power > 0; power--) unit *= 10_000m;
        for (; power < 0; power++) unit *= 0.0001m;
        return unit;
    }

    public DateOnly Day(int column) => DateOnly.FromDayNumber(FieldEncoder.Epoch + BinaryPrimitives.ReadInt32BigEndian(Value(column)));

    public string Text(int column) => _texts.Text(Value(column));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Value(int column) => _bytes.AsSpan(_row + _places[column], _lengths[column]);

    private void Begin()
    {
        Need(HeaderLength);
        _length = HeaderLength + BinaryPrimitives.ReadInt32BigEndian(_bytes.AsSpan(ExtensionAt));
        Need(_length);
        _begun = true;
    }

    private bool End()
    {
        while (source.Read(_bytes) > 0)
        {
            // The server closes the COPY behind its last word.
        }
        Ended = true;
        return false;
    }

    /// <summary>Sees to it that so many bytes of the row are at hand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Need(int length)
    {
        if (_end - _row < length) Fill(length);
    }

    private void Fill(int length)
    {
        if (_bytes.Length - _row < length || _bytes.Length - _end < Room / 8) MakeRoom(length);
        while (_end - _row < length)
        {
            int read = source.Read(_bytes.AsSpan(_end));
            if (read == 0) throw new EndOfStreamException("The server ended a COPY within a row.");
            _end += read;
        }
        Gather();
    }

    // The server sends 8 KB at a time, and each wait for them costs three switches of threads (the driver's socket does not block, the runtime's engine of sockets waits for it):
    // a reader that is faster than the server lets more come together.
    private void Gather()
    {
        long now = Stopwatch.GetTimestamp();
        bool waited = now - _filled > _waited;
        if (waited && _filled > 0) Thread.Sleep(1);
        _filled = waited ? Stopwatch.GetTimestamp() : now;
    }

    private void MakeRoom(int length)
    {
        var kept = _bytes.AsSpan(_row, _end - _row);
        byte[] room = length > _bytes.Length / 2 ? new byte[Math.Max(_bytes.Length * 2, length + Room)] : _bytes;
        kept.CopyTo(room);
        (_bytes, _end, _row) = (room, kept.Length, 0);
    }
}
