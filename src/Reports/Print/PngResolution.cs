using System.Buffers.Binary;

namespace CoProduction.Reports;

/// <summary>The pHYs chunk of a PNG: its true resolution (PNG specification, third edition, 11.3.4.3). Skia does not write it.</summary>
internal static class PngResolution
{
    private const int AfterHeader = 8 + 4 + 4 + 13 + 4;

    /// <summary>The PNG with its resolution stated directly after the header chunk.</summary>
    public static byte[] Stamp(byte[] png, int dpi) => [.. png.AsSpan(0, AfterHeader), .. Chunk((uint)Math.Round(dpi / 0.0254)), .. png.AsSpan(AfterHeader)];

    private static byte[] Chunk(uint pixelsPerMetre)
    {
        var chunk = new byte[4 + 4 + 9 + 4];
        BinaryPrimitives.WriteUInt32BigEndian(chunk, 9);
        "pHYs"u8.CopyTo(chunk.AsSpan(4));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8), pixelsPerMetre);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(12), pixelsPerMetre);
        chunk[16] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(17), Crc(chunk.AsSpan(4, 13)));
        return chunk;
    }

    // CRC-32 of ISO 3309, bit by bit: 13 bytes need no table.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
