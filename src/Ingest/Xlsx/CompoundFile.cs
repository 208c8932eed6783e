using System.Buffers.Binary;

namespace CoProduction.Ingest;

/// <summary>The header of a compound file (Microsoft, [MS-CFB], 2.2), looked at before a reader makes room for what it announces.</summary>
internal static class CompoundFile
{
    private const int HeaderBytes = 512, SectorShiftAt = 30, MiniShiftAt = 32, TablesAt = 44, MiniTablesAt = 64, MoreTablesAt = 72, MiniShift = 6;

    /// <summary>False where sectors have another size than the format's, or there are more of them than the file holds.</summary>
    public static bool IsSound(FileStream file)
    {
        byte[] header = new byte[HeaderBytes];
        file.Position = 0;
        if (file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes) return false;
        int shift = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(SectorShiftAt));
        if (shift is not (9 or 12) || BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(MiniShiftAt)) != MiniShift) return false;
        long sectors = file.Length >> shift;
        return ((int[])[TablesAt, MiniTablesAt, MoreTablesAt]).All(at => BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(at)) <= sectors);
    }
}
