using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CoProduction.Store;

/// <summary>
/// Watches the keys of a source as its rows stream by, by a hash of 64 bits each: no hash seen twice means no key twice, and the engine need not compare. Up to four million keys are watched (64 MB);
/// beyond that, or at the first hash seen twice, the engine is asked.
/// </summary>
internal sealed class KeyWatch(ImmutableArray<string> key)
{
    private const int FirstSlots = 1 << 16;
    private const int MostSlots = 1 << 23;
    private const ulong Start = 14695981039346656037, Prime = 1099511628211;
    private ulong[] _slots = new ulong[FirstSlots];
    private int _held;

    /// <summary>True when a key may stand twice.</summary>
    public bool MayRepeat { get; private set; }

    /// <summary>Takes the rows of a frame into account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void See(Frame frame)
    {
        if (MayRepeat || key.IsEmpty) return;
        Column[] columns = [.. key.Select(field => frame[field])];
        for (int row = 0; row < frame.Rows && !MayRepeat; row++)
        {
            ulong hash = Start;
            foreach (var column in columns) hash = (Hash(column, row, hash) ^ char.MaxValue) * Prime;
            Add(hash == 0 ? 1 : hash);
        }
        if (MayRepeat) _slots = [];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Hash(Column column, int row, ulong hash)
    {
        string text = column is TextColumn texts ? texts.Values[row] : column.Text(row);
        foreach (char letter in text) hash = (hash ^ letter) * Prime;
        return hash;
    }

    private void Add(ulong hash)
    {
        if (_held * 2 >= _slots.Length && !Grow())
        {
            MayRepeat = true;
            return;
        }
        Place(hash);
        _held++;
    }

    // Fibonacci hashing spreads the low bits, which FNV leaves alike for alike ends (Knuth, The Art of Computer Programming 3, 6.4).
    private void Place(ulong hash)
    {
        const ulong Spread = 0x9E3779B97F4A7C15;
        int mask = _slots.Length - 1;
        for (int slot = (int)(hash * Spread >> (64 - BitOperations.Log2((uint)_slots.Length))); ; slot = (slot + 1) & mask)
        {
            if (_slots[slot] == hash) MayRepeat = true;
            if (_slots[slot] != 0 && _slots[slot] != hash) continue;
            _slots[slot] = hash;
            return;
        }
    }

    private bool Grow()
    {
        if (_slots.Length == MostSlots) return false;
        ulong[] held = _slots;
        _slots = new ulong[held.Length * 2];
        foreach (ulong hash in held)
            if (hash != 0) Place(hash);
        return true;
    }
}
