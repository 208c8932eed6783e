using System.Buffers.Binary;
using System.Text;

namespace CoProduction.DistrictX;

/// <summary>
/// A zip archive with stored entries and one fixed time stamp (APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16). ZipArchive writes other bytes on
/// other systems and runtimes.
/// </summary>
internal sealed class StoredZip
{
    private const uint LocalHeader = 0x04034b50, CentralHeader = 0x02014b50, EndOfDirectory = 0x06054b50;
    private const ushort Version = 20, FirstOfJanuary1980 = 0x0021;
    private static readonly uint[] CrcTable = MakeCrcTable();
    private readonly List<byte> body = [];
    private readonly List<byte> directory = [];
    private ushort entries;

    public void Add(string name, string content)
    {
        byte[] nameBytes = Encoding.ASCII.GetBytes(name);
        byte[] bytes = Encoding.UTF8.GetBytes(content);
        uint offset = (uint)body.Count;
        Put(body, LocalHeader, 4);
        PutEntry(body, nameBytes, bytes);
        body.AddRange(nameBytes);
        body.AddRange(bytes);
        Put(directory, CentralHeader, 4);
        Put(directory, Version, 2);
        PutEntry(directory, nameBytes, bytes);
        foreach (int width in (int[])[2, 2, 2, 4]) Put(directory, 0, width);   // comment, disk, internal and external attributes
        Put(directory, offset, 4);
        directory.AddRange(nameBytes);
        entries++;
    }

    public byte[] ToBytes()
    {
        List<byte> end = [];
        Put(end, EndOfDirectory, 4);
        Put(end, 0, 4);
        Put(end, entries, 2);
        Put(end, entries, 2);
        Put(end, (uint)directory.Count, 4);
        Put(end, (uint)body.Count, 4);
        Put(end, 0, 2);
        return [.. body, .. directory, .. end];
    }

    private static void PutEntry(List<byte> target, byte[] name, byte[] content)
    {
        Put(target, Version, 2);
        Put(target, 0, 4);   // flags; method 0 = stored
        Put(target, 0, 2);   // time 00:00
        Put(target, FirstOfJanuary1980, 2);
        Put(target, Crc(content), 4);
        Put(target, (uint)content.Length, 4);
        Put(target, (uint)content.Length, 4);
        Put(target, (uint)name.Length, 2);
        Put(target, 0, 2);
    }

    private static void Put(List<byte> target, uint value, int width)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        target.AddRange(bytes[..width]);
    }

    private static uint Crc(byte[] content)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in content) crc = CrcTable[(crc ^ value) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++) value = (value & 1) == 1 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
            table[i] = value;
        }
        return table;
    }
}
