using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace CoProduction.Store;

/// <summary>Strings of UTF-8 bytes; those that repeat, such as the keys of communities, are made once.</summary>
internal sealed class TextCache
{
    private const int Slots = 8192;
    private const int Longest = 64;
    private readonly (byte[] Bytes, string Text)[] _seen = new (byte[], string)[Slots];

    /// <summary>The string of the bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public string Text(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Longest) return Encoding.UTF8.GetString(bytes);
        ref var slot = ref _seen[Hash(bytes) & (Slots - 1)];
        if (slot.Bytes is null || !bytes.SequenceEqual(slot.Bytes)) slot = (bytes.ToArray(), Encoding.UTF8.GetString(bytes));
        return slot.Text;
    }

    private static int Hash(ReadOnlySpan<byte> bytes)
    {
        const ulong Spread = 0x9E3779B97F4A7C15;
        ulong hash = (ulong)bytes.Length;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..]) hash = (BitOperations.RotateLeft(hash, 23) ^ MemoryMarshal.Read<ulong>(bytes)) * Spread;
        ulong tail = 0;
        foreach (byte letter in bytes) tail = (tail << 8) | letter;
        return (int)(((BitOperations.RotateLeft(hash, 23) ^ tail) * Spread) >> 40);
    }
}
