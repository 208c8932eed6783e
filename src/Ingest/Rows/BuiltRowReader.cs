using System.Runtime.CompilerServices;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>A row whose cells are written one by one, for formats that are not text already.</summary>
internal abstract class BuiltRowReader : RowReader
{
    /// <summary>Length from which a text is worth counting before room is made for three times as much.</summary>
    private const int Exactly = 1 << 16;

    private int _used;

    /// <summary>Bytes of the current row.</summary>
    protected int RowBytes => _used;

    protected void Clear() => (Count, _used) = (0, 0);

    protected void Append(ReadOnlySpan<byte> cell)
    {
        Reserve(cell.Length);
        cell.CopyTo(Bytes.AsSpan(_used));
        Close(cell.Length);
    }

    protected void Append(string cell)
    {
        Reserve(cell.Length < Exactly ? Encoding.UTF8.GetMaxByteCount(cell.Length) : Encoding.UTF8.GetByteCount(cell));
        Close(Encoding.UTF8.GetBytes(cell, Bytes.AsSpan(_used)));
    }

    /// <summary>A number as text; see <see cref="NumberCell"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void Append(double number)
    {
        Reserve(NumberCell.Longest);
        Close(NumberCell.Write(number, Bytes.AsSpan(_used)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Close(int length)
    {
        Add(_used, _used + length);
        _used += length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int room)
    {
        if (Bytes.Length - _used < room) Array.Resize(ref Bytes, Math.Max(Bytes.Length * 2, _used + room));
    }
}
