using System.Text;

namespace CoProduction.Ingest;

/// <summary>What stands behind the data of a .dta file: long texts and tables of labels.</summary>
internal sealed class DtaTail(BinaryFile file, string shown, DtaLayout layout)
{
    private const int BinaryText = 129, PlainText = 130, Padding = 3;

    /// <summary>Places of the long texts; none in versions before 117.</summary>
    /// <exception cref="StudyException">They are damaged.</exception>
    public Dictionary<(uint Variable, ulong Row), DtaLongText> LongTexts()
    {
        var texts = new Dictionary<(uint, ulong), DtaLongText>();
        if (!layout.IsTagged) return texts;
        Expect("</data><strls>"u8);
        while (file.Bytes(3) is var mark && mark.AsSpan().SequenceEqual("GSO"u8))
        {
            uint variable = file.UInt32();
            ulong row = layout.IsUtf8 ? (ulong)file.Int64() : file.UInt32();
            int kind = file.Byte();
            uint length = file.UInt32();
            if (kind is not (BinaryText or PlainText) || length > 2_000_000_000) throw Damaged($"a long text is of kind {kind} and has {length} bytes");
            texts[(variable, row)] = new DtaLongText(file.Position, (int)length, kind == BinaryText);
            file.Skip(length);
        }
        file.Seek(file.Position - 3);
        Expect("</strls><value_labels>"u8);
        return texts;
    }

    /// <summary>Tables of labels by name; a table that ends early is refused.</summary>
    public Dictionary<string, List<(int Value, byte[] Label)>> Labels()
    {
        var tables = new Dictionary<string, List<(int, byte[])>>(StringComparer.Ordinal);
        while (layout.IsTagged ? NextIs("<lbl>"u8) : file.Remaining >= 4 + layout.NameBytes + Padding + 8)
        {
            file.Skip(4);
            string name = Key(file.Bytes(layout.NameBytes));
            file.Skip(Padding);
            tables[name] = Table();
            if (layout.IsTagged) Expect("</lbl>"u8);
        }
        return tables;
    }

    /// <summary>The name of a table as a key: its bytes, one letter each.</summary>
    public static string Key(byte[] name) => Encoding.Latin1.GetString(name).Split('\0')[0];

    private List<(int, byte[])> Table()
    {
        int count = file.Int32(), length = file.Int32();
        if (count < 0 || length < 0 || count * 8L + length > file.Remaining) throw Damaged($"a table of labels has {count} values and {length} bytes");
        var places = Enumerable.Range(0, count).Select(_ => file.Int32()).ToList();
        var values = Enumerable.Range(0, count).Select(_ => file.Int32()).ToList();
        byte[] texts = file.Bytes(length);
        return [.. values.Zip(places, (value, place) => (value, Text(texts, place)))];
    }

    private byte[] Text(byte[] texts, int place)
    {
        if (place < 0 || place >= texts.Length) throw Damaged($"a label stands at {place} of {texts.Length} bytes");
        int length = texts.AsSpan(place).IndexOf((byte)0);
        return texts[place..(length < 0 ? texts.Length : place + length)];
    }

    private bool NextIs(ReadOnlySpan<byte> tag)
    {
        if (file.Remaining < tag.Length) throw Damaged("the tables of labels do not end");
        long before = file.Position;
        bool same = file.Bytes(tag.Length).AsSpan().SequenceEqual(tag);
        if (!same) file.Seek(before);
        return same;
    }

    private void Expect(ReadOnlySpan<byte> tag)
    {
        if (!NextIs(tag)) throw Damaged($"{Encoding.ASCII.GetString(tag)} is missing");
    }

    private StudyException Damaged(string found) => IngestFaults.DamagedStatistics(shown, file.Position, found);
}
