using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>Reads what stands before and behind the data of a .dta file; both families of versions, fixed (108 to 115) and tagged (117 to 119).</summary>
internal sealed class DtaDictionaryReader
{
    private readonly BinaryFile _file;
    private readonly string _shown;
    private readonly DtaLayout _layout;

    private DtaDictionaryReader(BinaryFile file, string shown)
    {
        (_file, _shown) = (file, shown);
        if (file.Length == 0) throw IngestFaults.EmptyFile(shown);
        byte first = file.Byte();
        file.Seek(0);
        int release = first == '<' ? TaggedRelease() : FixedRelease();
        _layout = DtaLayout.Of(release) ?? throw (first == '<' || release is > 100 and < 113 ? IngestFaults.OtherDta(shown, release) : IngestFaults.NotADta(shown));
    }

    /// <summary>Reads the dictionary of a file.</summary>
    /// <exception cref="StudyException">It is none, of another version, damaged or cut off.</exception>
    public static DtaDictionary Read(BinaryFile file, string shown)
    {
        var reader = new DtaDictionaryReader(file, shown);
        return reader._layout.IsTagged ? reader.ReadTagged() : reader.ReadFixed();
    }

    private int FixedRelease()
    {
        int release = _file.Byte();
        if (DtaLayout.Of(release) is null) return release;
        int order = _file.Byte();
        if (order is not (1 or 2)) throw Damaged($"the byte order is {order}");
        _file.IsBigEndian = order == 1;
        _file.Skip(2);
        return release;
    }

    private int TaggedRelease()
    {
        Expect("<stata_dta><header><release>");
        string digits = Encoding.ASCII.GetString(_file.Bytes(3));
        int release = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw Damaged($"the release is '{digits}'");
        if (DtaLayout.Of(release) is not { IsTagged: true }) return release < 117 ? 0 : release;
        Expect("</release><byteorder>");
        string order = Encoding.ASCII.GetString(_file.Bytes(3));
        _file.IsBigEndian = order == "MSF" || (order == "LSF" ? false : throw Damaged($"the byte order is '{order}'"));
        Expect("</byteorder><K>");
        return release;
    }

    private DtaDictionary ReadFixed()
    {
        int count = _file.UInt16();
        long rows = _file.UInt32();
        _file.Skip(81 + 18);
        byte[] types = _file.Bytes(count);
        var variables = Variables([.. types.Select(code => _layout.HasLetterTypes ? OldTypeOf(code) : TypeOf(code))], () => _file.Skip((count + 1) * 2L), () => { });
        bool more = SkipExpansions();
        return Finish(variables, rows, more);
    }

    private DtaDictionary ReadTagged()
    {
        long count = _layout.Release == 119 ? _file.UInt32() : _file.UInt16();
        Expect("</K><N>");
        long rows = _layout.IsUtf8 ? _file.Int64() : _file.UInt32();
        Expect("</N><label>");
        _file.Skip(_layout.IsUtf8 ? _file.UInt16() : _file.Byte());
        Expect("</label><timestamp>");
        _file.Skip(_file.Byte());
        Expect("</timestamp></header><map>");
        _file.Skip(14 * 8);
        Expect("</map><variable_types>");
        if (count * 2 > _file.Remaining) throw Damaged($"the header announces {count} variables");
        var types = Enumerable.Range(0, (int)count).Select(_ => TypeOf(_file.UInt16())).ToList();
        Expect("</variable_types><varnames>");
        var tags = new Queue<string>(["</varnames><sortlist>", "</sortlist><formats>", "</formats><value_label_names>", "</value_label_names><variable_labels>", "</variable_labels><characteristics>"]);
        var variables = Variables(types, () =>
        {
            Expect(tags.Dequeue());
            _file.Skip((count + 1) * (_layout.Release == 119 ? 4 : 2));
        }, () => Expect(tags.Dequeue()));
        return Finish(variables, rows, SkipCharacteristics());
    }

    /// <summary>Names, sort order, formats, names of label tables and labels stand one after another, each for all variables.</summary>
    private ImmutableArray<DtaVariable> Variables(List<(DtaType Type, int Width)> types, Action skipOrder, Action next)
    {
        if (types.Count == 0) throw Damaged("there are no variables");
        var names = Texts(types.Count, _layout.NameBytes);
        skipOrder();
        next();
        var formats = Texts(types.Count, _layout.FormatBytes);
        next();
        var tables = Texts(types.Count, _layout.NameBytes);
        next();
        var labels = Texts(types.Count, _layout.LabelBytes);
        next();
        int offset = 0;
        return [.. types.Select((type, i) => new DtaVariable(type.Type, type.Width, (offset += type.Width) - type.Width, names[i], Encoding.Latin1.GetString(formats[i]), tables[i], labels[i]))];
    }

    private List<byte[]> Texts(int count, int bytes)
    {
        if ((long)count * bytes > _file.Remaining) throw Damaged($"the header announces {count} variables");
        return [.. Enumerable.Range(0, count).Select(_ => Ended(_file.Bytes(bytes)))];
    }

    private (DtaType, int) TypeOf(byte code) => code switch
    {
        >= 1 and <= 244 => (DtaType.Text, code),
        251 => (DtaType.Byte, 1),
        252 => (DtaType.Int, 2),
        253 => (DtaType.Long, 4),
        254 => (DtaType.Float, 4),
        255 => (DtaType.Double, 8),
        _ => throw Damaged($"there is no type {code}"),
    };

    private (DtaType, int) OldTypeOf(byte code) => (char)code switch
    {
        'b' => (DtaType.Byte, 1),
        'i' => (DtaType.Int, 2),
        'l' => (DtaType.Long, 4),
        'f' => (DtaType.Float, 4),
        'd' => (DtaType.Double, 8),
        >= (char)128 => (DtaType.Text, code - 127),
        _ => throw Damaged($"there is no type {code}"),
    };

    private (DtaType, int) TypeOf(ushort code) => code switch
    {
        >= 1 and <= 2045 => (DtaType.Text, code),
        32768 => (DtaType.LongText, 8),
        65526 => (DtaType.Double, 8),
        65527 => (DtaType.Float, 4),
        65528 => (DtaType.Long, 4),
        65529 => (DtaType.Int, 2),
        65530 => (DtaType.Byte, 1),
        _ => throw Damaged($"there is no type {code}"),
    };

    private bool SkipExpansions()
    {
        for (bool any = false; ; any = true)
        {
            int kind = _file.Byte(), length = _layout.HasShortLengths ? _file.UInt16() : _file.Int32();
            if (kind == 0 && length == 0) return any;
            _file.Skip(length);
        }
    }

    private bool SkipCharacteristics()
    {
        for (bool any = false; ; any = true)
        {
            string tag = Tag();
            if (tag == "</characteristics>") return any;
            if (tag != "<ch>") throw Damaged($"'{tag}' stands where characteristics are");
            _file.Skip(_file.UInt32());
            Expect("</ch>");
        }
    }

    private DtaDictionary Finish(ImmutableArray<DtaVariable> variables, long rows, bool characteristics)
    {
        if (_layout.IsTagged) Expect("<data>");
        long data = _file.Position, bytes = variables.Sum(variable => (long)variable.Width);
        if (rows < 0 || bytes > 1 << 26) throw Damaged($"the header announces {rows} rows of {bytes} bytes");
        if (rows > _file.Remaining / bytes) throw IngestFaults.CaseCutOff(_shown, _file.Remaining / bytes + 1, rows);
        _file.Skip(rows * bytes);
        var behind = new DtaTail(_file, _shown, _layout);
        var texts = behind.LongTexts();
        return new DtaDictionary(_layout, variables, rows, (int)bytes, data, behind.Labels(), texts, characteristics);
    }

    private string Tag()
    {
        var tag = new StringBuilder();
        for (char letter = ' '; letter != '>' && tag.Length < 32;) tag.Append(letter = (char)_file.Byte());
        return tag.ToString();
    }

    private void Expect(string tags)
    {
        byte[] found = _file.Bytes(tags.Length);
        if (!found.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(tags))) throw Damaged($"'{CellText.Quote(found)}' stands where {tags} must");
    }

    private static byte[] Ended(byte[] text) => text.AsSpan().IndexOf((byte)0) is var end and >= 0 ? text[..end] : text;

    private StudyException Damaged(string found) => IngestFaults.DamagedStatistics(_shown, _file.Position, found);
}
