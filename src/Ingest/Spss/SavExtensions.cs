using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>What the extension records say, by their subtypes.</summary>
internal sealed class SavExtensions(Dictionary<int, byte[]> records, bool bigEndian)
{
    private const int Machine = 3, Floats = 4, VariableSets = 5, Sets = 7, Display = 11, LongNames = 13, VeryLong = 14, Cases = 16, FileAttributes = 17, VariableAttributes = 18, CountedSets = 19, EncodingName = 20, TextLabels = 21, TextMissing = 22;

    /// <summary>Code of the characters; null when the file does not say.</summary>
    public int? CharacterCode => records.TryGetValue(Machine, out byte[]? record) && record.Length >= 32 ? Int32(record, 28) : null;

    /// <summary>Name of the encoding; null when the file does not say.</summary>
    public string? Encoding => records.TryGetValue(EncodingName, out byte[]? record) ? System.Text.Encoding.ASCII.GetString(record).Trim(' ', '\0') : null;

    /// <summary>Number of cases; null when the file does not say.</summary>
    public long? NumberOfCases => records.TryGetValue(Cases, out byte[]? record) && record.Length >= 16 && Int64(record, 8) >= 0 ? Int64(record, 8) : null;

    /// <summary>The system-missing value, the highest and the lowest, as the file declares them.</summary>
    public (double SystemMissing, double Highest, double Lowest) Extremes => records.TryGetValue(Floats, out byte[]? record) && record.Length >= 24
        ? (Double(record, 0), Double(record, 8), Double(record, 16))
        : (-double.MaxValue, double.MaxValue, Math.BitIncrement(-double.MaxValue));

    /// <summary>The number of eight bytes.</summary>
    public double Number(ReadOnlySpan<byte> bytes) => bigEndian ? BinaryPrimitives.ReadDoubleBigEndian(bytes) : BinaryPrimitives.ReadDoubleLittleEndian(bytes);

    /// <summary>True for the ends of the numbers, which make a range open.</summary>
    public bool IsExtreme(double number) => number == Extremes.SystemMissing || number == Extremes.Highest || number == Extremes.Lowest || Math.Abs(number) == double.MaxValue || number == Math.BitIncrement(-double.MaxValue);

    /// <summary>Texts of the records of response sets.</summary>
    public IEnumerable<byte[]> ResponseSets => ((int[])[Sets, CountedSets]).Where(records.ContainsKey).Select(subtype => records[subtype]);

    public bool HasVariableSets => records.ContainsKey(VariableSets);

    public bool HasFileAttributes => records.ContainsKey(FileAttributes);

    /// <summary>True when a variable has an attribute besides the role that SPSS gives to every one.</summary>
    public bool HasOwnAttributes(Encoding encoding) =>
        records.TryGetValue(VariableAttributes, out byte[]? record) && encoding.GetString(record).Split('(').SkipLast(1).Any(part => !part.EndsWith("$@Role", StringComparison.Ordinal));

    /// <summary>Levels of measurement; one for each variable record, or for each variable. Empty when the file does not say.</summary>
    public MeasurementLevel[] Levels(int variableRecords, int variables)
    {
        if (!records.TryGetValue(Display, out byte[]? record)) return [];
        int numbers = record.Length / 4;
        foreach (int count in (ReadOnlySpan<int>)[variableRecords, variables])
            foreach (int each in (ReadOnlySpan<int>)[3, 2])
                if (numbers == count * each) return [.. Enumerable.Range(0, count).Select(index => Level(Int32(record, index * each * 4)))];
        return [];
    }

    /// <summary>Long names by short ones.</summary>
    public Dictionary<string, string> Names(Encoding encoding) => Pairs(LongNames, encoding, '\t');

    /// <summary>Widths of texts over 255 bytes by short names.</summary>
    public Dictionary<string, int> Widths(Encoding encoding)
    {
        var widths = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, width) in Pairs(VeryLong, encoding, '\t'))
            if (int.TryParse(width.Trim('\0', ' '), NumberStyles.None, CultureInfo.InvariantCulture, out int bytes)) widths[name] = bytes;
        return widths;
    }

    /// <summary>Labels of texts over 8 bytes: name of the variable, then values and labels.</summary>
    public IEnumerable<(byte[] Name, List<(byte[] Value, byte[] Label)> Labels)> LongLabels()
    {
        for (var piece = Piece(TextLabels); piece.Counted(out byte[] name) && piece.Int32(out _) && piece.Int32(out int count);)
        {
            var labels = new List<(byte[], byte[])>();
            for (int i = 0; i < count && piece.Counted(out byte[] value) && piece.Counted(out byte[] label); i++) labels.Add((value, label));
            yield return (name, labels);
        }
    }

    /// <summary>Missing values of texts over 8 bytes.</summary>
    public IEnumerable<(byte[] Name, List<byte[]> Values)> LongMissing()
    {
        for (var piece = Piece(TextMissing); piece.Counted(out byte[] name) && piece.Byte(out int count) && piece.Int32(out int length);)
        {
            var values = new List<byte[]>();
            // Some writers repeat the length before each value.
            for (int i = 0; i < count && piece.Bytes(length, out byte[] value); i++, piece.SkipIf(length)) values.Add(value);
            yield return (name, values);
        }
    }

    private Dictionary<string, string> Pairs(int subtype, Encoding encoding, char end)
    {
        var pairs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!records.TryGetValue(subtype, out byte[]? record)) return pairs;
        foreach (string pair in encoding.GetString(record).Split(end))
            if (pair.IndexOf('=', StringComparison.Ordinal) is var at and > 0) pairs[pair[..at].Trim('\0', ' ')] = pair[(at + 1)..].TrimEnd('\0', ' ');
        return pairs;
    }

    private SavPiece Piece(int subtype) => new(records.GetValueOrDefault(subtype, []), bigEndian);

    private static MeasurementLevel Level(int code) => code switch { 1 => MeasurementLevel.Nominal, 2 => MeasurementLevel.Ordinal, 3 => MeasurementLevel.Scale, _ => MeasurementLevel.Unknown };

    private int Int32(byte[] record, int at) => bigEndian ? BinaryPrimitives.ReadInt32BigEndian(record.AsSpan(at)) : BinaryPrimitives.ReadInt32LittleEndian(record.AsSpan(at));

    private long Int64(byte[] record, int at) => bigEndian ? BinaryPrimitives.ReadInt64BigEndian(record.AsSpan(at)) : BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(at));

    private double Double(byte[] record, int at) => BitConverter.Int64BitsToDouble(Int64(record, at));
}

/// <summary>The bytes of one extension record, read forwards; every reading fails at its end.</summary>
internal sealed class SavPiece(byte[] record, bool bigEndian)
{
    private int _at;

    public bool Bytes(int count, out byte[] bytes)
    {
        bool fits = count >= 0 && count <= record.Length - _at;
        bytes = fits ? record[_at..(_at + count)] : [];
        if (fits) _at += count;
        return fits;
    }

    public bool Byte(out int value)
    {
        bool fits = Bytes(1, out byte[] bytes);
        value = fits ? bytes[0] : 0;
        return fits;
    }

    public bool Int32(out int value)
    {
        bool fits = Bytes(4, out byte[] bytes);
        value = !fits ? 0 : bigEndian ? BinaryPrimitives.ReadInt32BigEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return fits;
    }

    /// <summary>A text behind its length.</summary>
    public bool Counted(out byte[] bytes)
    {
        bytes = [];
        return Int32(out int length) && Bytes(length, out bytes);
    }

    /// <summary>Goes over a number if it is the next.</summary>
    public void SkipIf(int number)
    {
        int before = _at;
        if (!Int32(out int found) || found != number) _at = before;
    }
}
