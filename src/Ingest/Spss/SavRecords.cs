namespace CoProduction.Ingest;

/// <summary>A variable record as it stands in the file, its texts not decoded.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Width">Bytes of a text; 0 for a number.</param>
/// <param name="Element">Place of its first eight bytes in a case.</param>
/// <param name="Label">Label; empty for none.</param>
/// <param name="MissingKind">1 to 3 values, -2 for a range, -3 for a range and a value, 0 for none.</param>
/// <param name="Missing">Eight bytes for each of them.</param>
/// <param name="Format">Print format: kind, width and decimals.</param>
internal sealed record SavVariable(byte[] Name, int Width, int Element, byte[] Label, int MissingKind, byte[] Missing, int Format);

/// <summary>Labels of values, shared by some variables.</summary>
/// <param name="Labels">Eight bytes of a value and its label.</param>
/// <param name="Elements">Places of the variables in a case.</param>
internal sealed record SavLabels(List<(byte[] Value, byte[] Label)> Labels, List<int> Elements);

/// <summary>The dictionary of a system file as its records stand there, texts not decoded.</summary>
internal sealed class SavRecords
{
    private const int VariableRecord = 2, LabelsRecord = 3, PlacesRecord = 4, DocumentRecord = 6, ExtensionRecord = 7, LastRecord = 999;

    private readonly BinaryFile _file;
    private readonly string _shown;

    private SavRecords(BinaryFile file, string shown)
    {
        (_file, _shown) = (file, shown);
        Header = SavHeader.Read(file, shown);
    }

    public SavHeader Header { get; }

    public List<SavVariable> Variables { get; } = [];

    public List<SavLabels> Labels { get; } = [];

    /// <summary>Content of the extension records by subtype.</summary>
    public Dictionary<int, byte[]> Extensions { get; } = [];

    /// <summary>Lines of comments.</summary>
    public int DocumentLines { get; private set; }

    /// <summary>Values of eight bytes in a case.</summary>
    public int Elements { get; private set; }

    /// <summary>Reads all records up to the data.</summary>
    /// <exception cref="StudyException">The file is none, damaged or cut off.</exception>
    public static SavRecords Read(BinaryFile file, string shown)
    {
        var records = new SavRecords(file, shown);
        while (records.ReadNext()) continue;
        records.CheckPlaces();
        if (records.Variables.Count == 0) throw IngestFaults.DamagedStatistics(shown, file.Position, "there are no variables");
        return records;
    }

    /// <summary>Each text has a continuation record for every further eight bytes.</summary>
    private void CheckPlaces()
    {
        for (int i = 0; i < Variables.Count; i++)
        {
            int next = i + 1 < Variables.Count ? Variables[i + 1].Element : Elements;
            if (Variables[i].Element + (Variables[i].Width + 7) / 8 > next) throw Damaged($"a text of {Variables[i].Width} bytes has not all its parts");
        }
    }

    private bool ReadNext()
    {
        int kind = _file.Int32();
        switch (kind)
        {
            case VariableRecord: ReadVariable(); break;
            case LabelsRecord: ReadLabels(); break;
            case DocumentRecord: ReadDocument(); break;
            case ExtensionRecord: ReadExtension(); break;
            case LastRecord: _file.Skip(4); return false;
            default: throw Damaged($"there is no kind of record {kind}");
        }
        return true;
    }

    private void ReadVariable()
    {
        int width = _file.Int32(), hasLabel = _file.Int32(), missing = _file.Int32(), format = _file.Int32();
        _file.Skip(4);
        byte[] name = _file.Bytes(8), label = hasLabel == 1 ? PaddedText() : [];
        if (missing is < -3 or > 3 or -1 || width is < -1 or > 255) throw Damaged($"a variable has the width {width} and {missing} missing values");
        byte[] values = _file.Bytes(Math.Abs(missing) * 8);
        if (width >= 0) Variables.Add(new SavVariable(name, width, Elements, label, missing, values, format));
        Elements++;
    }

    private byte[] PaddedText()
    {
        int length = _file.Int32();
        byte[] text = _file.Bytes(length);
        _file.Skip(-length & 3);
        return text;
    }

    private void ReadLabels()
    {
        int count = _file.Int32();
        var labels = new List<(byte[], byte[])>();
        for (int i = 0; i < count; i++)
        {
            byte[] value = _file.Bytes(8);
            int length = _file.Byte();
            labels.Add((value, _file.Bytes(length)));
            _file.Skip(-(length + 1) & 7);
        }
        if (_file.Int32() != PlacesRecord) throw Damaged("labels of values without their variables");
        Labels.Add(new SavLabels(labels, Places()));
    }

    private List<int> Places()
    {
        int count = _file.Int32();
        var places = new List<int>();
        for (int i = 0; i < count; i++) places.Add(_file.Int32() - 1);
        return places;
    }

    private void ReadDocument()
    {
        int lines = _file.Int32();
        _file.Skip(lines * 80L);
        DocumentLines += lines;
    }

    private void ReadExtension()
    {
        int subtype = _file.Int32();
        long size = _file.Int32(), count = _file.Int32();
        if (size < 0 || count < 0) throw Damaged($"an extension has {count} pieces of {size} bytes");
        Extensions[subtype] = _file.Bytes(size * count);
    }

    private StudyException Damaged(string found) => IngestFaults.DamagedStatistics(_shown, _file.Position, found);
}
