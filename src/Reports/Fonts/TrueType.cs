using System.Buffers.Binary;

namespace CoProduction.Reports;

/// <summary>Edits of a TrueType font's bytes (OpenType specification 1.9, tables head, loca, glyf, maxp).</summary>
internal static class TrueType
{
    private sealed record Table(string Tag, byte[] Bytes);

    /// <summary>The font with a line box of 1.25 em, so that text stands in the middle of its line (ScottPlot#5213).</summary>
    public static byte[] WithLineBox(byte[] font)
    {
        var copy = (byte[])font.Clone();
        int head = Entries(copy).First(entry => entry.Tag == "head").Offset;
        BinaryPrimitives.WriteInt16BigEndian(copy.AsSpan(head + 38), -250);
        BinaryPrimitives.WriteInt16BigEndian(copy.AsSpan(head + 42), 1000);
        return copy;
    }

    /// <summary>The font with the outlines of all other glyphs emptied: glyph numbers and widths stay, the file shrinks.</summary>
    /// <param name="font">Bytes of a font with glyf outlines.</param>
    /// <param name="glyphs">Glyph numbers to keep; parts of composite glyphs are kept too.</param>
    public static byte[] WithOnly(byte[] font, IEnumerable<ushort> glyphs)
    {
        var tables = Entries(font).Select(entry => new Table(entry.Tag, font.AsSpan(entry.Offset, entry.Length).ToArray())).ToList();
        byte[] glyf = Find(tables, "glyf"), loca = Find(tables, "loca"), head = Find(tables, "head");
        uint[] offsets = Offsets(loca, longFormat: BinaryPrimitives.ReadInt16BigEndian(head.AsSpan(50)) == 1);
        var kept = WithParts(glyf, offsets, glyphs);
        var (slimGlyf, slimLoca) = Rebuild(glyf, offsets, kept);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        return Assemble([.. tables.Select(table => table.Tag switch
        {
            "glyf" => table with { Bytes = slimGlyf },
            "loca" => table with { Bytes = slimLoca },
            _ => table,
        })]);
    }

    private static byte[] Find(List<Table> tables, string tag) => tables.First(table => table.Tag == tag).Bytes;

    private static IEnumerable<(string Tag, int Offset, int Length)> Entries(byte[] font)
    {
        int count = BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(4));
        for (int i = 0; i < count; i++)
        {
            int at = 12 + 16 * i;
            string tag = System.Text.Encoding.ASCII.GetString(font, at, 4);
            yield return (tag, (int)BinaryPrimitives.ReadUInt32BigEndian(font.AsSpan(at + 8)), (int)BinaryPrimitives.ReadUInt32BigEndian(font.AsSpan(at + 12)));
        }
    }

    private static uint[] Offsets(byte[] loca, bool longFormat) => longFormat
        ? [.. Enumerable.Range(0, loca.Length / 4).Select(i => BinaryPrimitives.ReadUInt32BigEndian(loca.AsSpan(4 * i)))]
        : [.. Enumerable.Range(0, loca.Length / 2).Select(i => 2u * BinaryPrimitives.ReadUInt16BigEndian(loca.AsSpan(2 * i)))];

    private static SortedSet<int> WithParts(byte[] glyf, uint[] offsets, IEnumerable<ushort> glyphs)
    {
        var kept = new SortedSet<int>();
        var open = new Stack<int>(glyphs.Select(glyph => (int)glyph).Append(0));
        while (open.TryPop(out int glyph))
        {
            if (glyph >= offsets.Length - 1 || !kept.Add(glyph)) continue;
            foreach (int part in Parts(glyf.AsSpan((int)offsets[glyph], (int)(offsets[glyph + 1] - offsets[glyph])))) open.Push(part);
        }
        return kept;
    }

    private static List<int> Parts(ReadOnlySpan<byte> outline)
    {
        const int MoreParts = 0x20, WordArguments = 0x1, Scale = 0x8, TwoScales = 0x40, Matrix = 0x80;
        var parts = new List<int>();
        if (outline.Length < 10 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0) return parts;
        int at = 10, flags = MoreParts;
        while ((flags & MoreParts) != 0)
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            parts.Add(BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]));
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2);
            at += (flags & Scale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0;
        }
        return parts;
    }

    private static (byte[] Glyf, byte[] Loca) Rebuild(byte[] glyf, uint[] offsets, SortedSet<int> kept)
    {
        using var outlines = new MemoryStream();
        var loca = new byte[4 * offsets.Length];
        for (int glyph = 0; glyph < offsets.Length - 1; glyph++)
        {
            if (kept.Contains(glyph)) outlines.Write(glyf, (int)offsets[glyph], (int)(offsets[glyph + 1] - offsets[glyph]));
            while (outlines.Length % 4 != 0) outlines.WriteByte(0);
            BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(4 * (glyph + 1)), (uint)outlines.Length);
        }
        return (outlines.ToArray(), loca);
    }

    private static byte[] Assemble(List<Table> tables)
    {
        int body = 12 + 16 * tables.Count;
        var font = new byte[body + tables.Sum(table => Padded(table.Bytes.Length))];
        BinaryPrimitives.WriteUInt32BigEndian(font, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(4), (ushort)tables.Count);
        int power = (int)Math.Log2(tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(6), (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(8), (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(10), (ushort)(16 * tables.Count - (16 << power)));
        for (int i = 0, at = body; i < tables.Count; at += Padded(tables[i].Bytes.Length), i++) Place(font, 12 + 16 * i, at, tables[i]);
        return font;
    }

    private static void Place(byte[] font, int entry, int at, Table table)
    {
        table.Bytes.CopyTo(font, at);
        System.Text.Encoding.ASCII.GetBytes(table.Tag).CopyTo(font, entry);
        BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(entry + 4), Checksum(font.AsSpan(at, Padded(table.Bytes.Length))));
        BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(entry + 8), (uint)at);
        BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(entry + 12), (uint)table.Bytes.Length);
    }

    private static uint Checksum(ReadOnlySpan<byte> padded)
    {
        uint sum = 0;
        for (int i = 0; i < padded.Length; i += 4) sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(padded[i..]));
        return sum;
    }

    private static int Padded(int length) => (length + 3) / 4 * 4;
}
