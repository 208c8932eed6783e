using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CoProduction.Ingest;

/// <summary>A growing list of distinct UTF-8 texts: text → number of the text, without making a string.</summary>
internal sealed class Utf8Table
{
    private (uint Hash, int Start, int Length, ulong Word)[] _entries = new (uint, int, int, ulong)[256];
    private int[] _slots = NewSlots(512);
    private byte[] _bytes = new byte[4096];
    private int _used;

    /// <summary>Number of texts.</summary>
    public int Count { get; private set; }

    /// <summary>The text of a number.</summary>
    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(_entries[index].Start, _entries[index].Length);

    /// <summary>Number of a text, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ReadOnlySpan<byte> text)
    {
        bool isShort = text.Length <= sizeof(ulong);
        ulong word = isShort ? Word(text) : 0;
        uint hash = isShort ? Hash(text.Length, word) : LongHash(text);
        for (uint slot = hash; ; slot++)
        {
            int index = _slots[slot & (uint)(_slots.Length - 1)];
            if (index < 0) return -1;
            ref var entry = ref _entries[index];
            if (entry.Hash == hash && entry.Length == text.Length && (isShort ? entry.Word == word : _bytes.AsSpan(entry.Start, entry.Length).SequenceEqual(text))) return index;
        }
    }

    /// <summary>Adds a text that is not there yet; its number is the old count.</summary>
    public int Add(ReadOnlySpan<byte> text)
    {
        if (Count == _entries.Length) Grow();
        if (_bytes.Length - _used < text.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + text.Length));
        text.CopyTo(_bytes.AsSpan(_used));
        bool isShort = text.Length <= sizeof(ulong);
        ulong word = isShort ? Word(text) : 0;
        _entries[Count] = (isShort ? Hash(text.Length, word) : LongHash(text), _used, text.Length, word);
        _used += text.Length;
        Place(_slots, _entries[Count].Hash, Count);
        return Count++;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, Count * 2);
        _slots = NewSlots(Count * 4);
        for (int i = 0; i < Count; i++) Place(_slots, _entries[i].Hash, i);
    }

    private static void Place(int[] slots, uint hash, int index)
    {
        uint slot = hash;
        while (slots[slot & (uint)(slots.Length - 1)] >= 0) slot++;
        slots[slot & (uint)(slots.Length - 1)] = index;
    }

    private static int[] NewSlots(int count)
    {
        int[] slots = new int[count];
        Array.Fill(slots, -1);
        return slots;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint LongHash(ReadOnlySpan<byte> text)
    {
        ulong hash = (ulong)text.Length;
        for (; text.Length >= 8; text = text[8..]) hash = Mix(hash, MemoryMarshal.Read<ulong>(text));
        ulong tail = 0;
        foreach (byte value in text) tail = (tail << 8) | value;
        hash = Mix(hash, tail);
        return (uint)(hash ^ (hash >> 32));
    }

    /// <summary>A text of at most eight bytes as one number; texts of one length have the same only when they are the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(ReadOnlySpan<byte> text) => text.Length switch
    {
        >= 4 => MemoryMarshal.Read<uint>(text) | ((ulong)MemoryMarshal.Read<uint>(text[^4..]) << 32),
        0 => 0,
        _ => text[0] | ((ulong)text[text.Length / 2] << 8) | ((ulong)text[^1] << 16),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(int length, ulong word)
    {
        ulong hash = Mix((ulong)length, word);
        return (uint)(hash ^ (hash >> 32));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong hash, ulong word) => (System.Numerics.BitOperations.RotateLeft(hash, 23) ^ word) * 0x9E3779B97F4A7C15UL;
}
