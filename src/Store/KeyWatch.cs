using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CoProduction.Store;

/// <summary>
/// Watches the keys of a source as its rows stream by. Keys that come in ascending order cannot repeat. From the first that does not, a hash of 64 bits each tells: no hash seen twice means no key twice,
/// and the engine need not compare. Up to four million keys are watched (64 MB); beyond that without order, or at the first hash seen twice, the engine is asked.
/// </summary>
internal sealed class KeyWatch(ImmutableArray<string> key)
{
    private const int FirstSlots = 1 << 16;
    private const int MostSlots = 1 << 23;
    private const ulong Start = 14695981039346656037, Prime = 1099511628211;
    private readonly List<ulong> _inOrder = [];
    private readonly string[] _last = new string[key.IsDefault ? 0 : key.Length];
    private bool _ordered = true;
    private ulong[] _slots = [];
    private int _held;
    private long _rows;

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
            int order = _rows++ == 0 ? 1 : 0;
            for (int part = 0; part < columns.Length; part++)
            {
                string text = columns[part] is TextColumn texts ? texts.Values[row] : columns[part].Text(row);
                if (order == 0 && _ordered) order = string.CompareOrdinal(text, _last[part]);
                _last[part] = text;
                foreach (char letter in text) hash = (hash ^ letter) * Prime;
                hash = (hash ^ char.MaxValue) * Prime;
            }
            See(hash == 0 ? 1 : hash, order);
        }
        if (MayRepeat) _slots = [];
    }

    private void See(ulong hash, int order)
    {
        if (_ordered && order <= 0) LeaveOrder();
        if (!_ordered) Add(hash);
        else if (_inOrder.Count < MostSlots / 2) _inOrder.Add(hash);
    }

    private void LeaveOrder()
    {
        _ordered = false;
        MayRepeat = _inOrder.Count < _rows - 1;
        _slots = new ulong[FirstSlots];
        if (!MayRepeat) _inOrder.ForEach(Add);
        _inOrder.Clear();
        _inOrder.TrimExcess();
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
