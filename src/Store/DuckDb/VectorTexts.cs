using System.Text;

namespace CoProduction.Store;

/// <summary>Texts of a vector (duckdb_string_t: length, then 12 bytes in place, or a prefix and a pointer). Short ones that repeat, such as community keys, are made once.</summary>
internal sealed class VectorTexts
{
    private const int InlineBytes = 12;
    private const int Words = 2;
    private const int Slots = 4096;
    private readonly (ulong First, ulong Second, string Text)[] _seen = new (ulong, ulong, string)[Slots];

    public unsafe string Read(byte* vector, int row)
    {
        ulong* place = (ulong*)vector + (long)row * Words;
        int length = *(int*)place;
        return length > InlineBytes ? Encoding.UTF8.GetString((byte*)place[1], length) : Short(place, length);
    }

    private unsafe string Short(ulong* place, int length)
    {
        ref var slot = ref _seen[(place[0] * 0x9E3779B97F4A7C15 ^ place[1] * 0xC2B2AE3D27D4EB4F) >> 52];
        if (slot.Text is null || slot.First != place[0] || slot.Second != place[1])
            slot = (place[0], place[1], Encoding.UTF8.GetString((byte*)place + sizeof(int), length));
        return slot.Text;
    }
}
