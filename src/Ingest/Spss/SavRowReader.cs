using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>Cases of an SPSS system file (.sav, .zsav), streamed. A case is a row even when all of it is missing.</summary>
internal sealed class SavRowReader : BuiltRowReader
{
    private readonly BinaryFile _file;
    private readonly string _shown;
    private readonly SavDictionary _dictionary;
    private readonly SavCases _cases;
    private readonly TextCells _texts;
    private readonly bool _bigEndian;
    private readonly long _systemMissing;
    private readonly long _count;
    private readonly byte[] _row;
    private readonly Label? _guessed;
    private byte[] _long = [];

    private SavRowReader(BinaryFile file, RowFile asked)
    {
        (_file, _shown) = (file, asked.Shown);
        var records = SavRecords.Read(file, _shown);
        var extensions = new SavExtensions(records.Extensions, file.IsBigEndian);
        double missing = extensions.Extremes.SystemMissing;
        (_bigEndian, _systemMissing, _row) = (file.IsBigEndian, BitConverter.DoubleToInt64Bits(missing), new byte[records.Elements * 8]);
        (_count, long data) = (extensions.NumberOfCases ?? records.Header.Cases, file.Position);
        var declared = SavEncoding.Declared(extensions, asked.Encoding, _shown);
        var encoding = declared ?? Guess(records, missing, data, out _guessed);
        _texts = new TextCells(encoding);
        Dialect = DialectOf(records.Header.Compression, _bigEndian, encoding);
        _dictionary = SavDictionary.Of(records, extensions, encoding, _shown);
        Header = [.. _dictionary.Columns.Select(column => column.Variable.Name)];
        file.Seek(data);
        _cases = SavCases.Of(file, records.Header, missing, _shown);
    }

    public override string Dialect { get; }

    public override ImmutableArray<FileVariable> Variables => [.. _dictionary.Columns.Select(column => column.Variable)];

    public override bool NumbersAreBinary => true;

    public override ImmutableArray<ResponseSet> Sets => _dictionary.Sets;

    public override ImmutableArray<Label> Notices =>
        [.. _dictionary.Notices, .. _guessed is null ? [] : new[] { _guessed }, .. _texts.Damaged > 0 ? [StatisticsNotices.Damaged(_texts.Damaged)] : Array.Empty<Label>()];

    private static string DialectOf(SavCompression compression, bool bigEndian, Encoding encoding)
    {
        string packed = compression switch { SavCompression.None => "uncompressed", SavCompression.Zlib => "zlib", _ => "bytecode" };
        return $"{packed}, {(bigEndian ? "big" : "little")}-endian, {encoding.WebName}";
    }

    /// <exception cref="StudyException">The file cannot be read.</exception>
    public static SavRowReader Open(RowFile asked)
    {
        var file = new BinaryFile(asked.Path, asked.Shown);
        try
        {
            return new SavRowReader(file, asked);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override bool Read()
    {
        if (Row == _count) return false;
        if (!_cases.Next(_row, out bool isCut))
        {
            if (isCut || (_count >= 0 && Row < _count)) throw IngestFaults.CaseCutOff(_shown, Row + 1, _count);
            return false;
        }
        Row++;
        Cut();
        return true;
    }

    protected override void Dispose(bool disposing) => _file.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Cut()
    {
        Clear();
        var columns = _dictionary.Columns.AsSpan();
        if (Wanted < columns.Length) columns = columns[..Wanted];
        foreach (var column in columns)
        {
            if (column.Width > 0) AppendText(column);
            else AppendNumber(column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AppendNumber(SavColumn column)
    {
        var bytes = _row.AsSpan(column.Element * 8, 8);
        long bits = _bigEndian ? BinaryPrimitives.ReadInt64BigEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes);
        double number = BitConverter.Int64BitsToDouble(bits);
        if (bits == _systemMissing || double.IsNaN(number)) Append([]);
        else if (column.Variable.Kind == VariableKind.Number) Append(number);
        else Append(SavCell.Of(number, column.Variable.Kind));
    }

    private void AppendText(SavColumn column)
    {
        var bytes = column.Segments == 1 ? _row.AsSpan(column.Element * 8, column.Width) : Joined(column);
        Append(_texts.Utf8Of(bytes.TrimEnd(" \0"u8)));
    }

    private Span<byte> Joined(SavColumn column)
    {
        if (_long.Length < column.Width) _long = new byte[column.Width];
        var rest = _long.AsSpan(0, column.Width);
        for (int at = column.Element * 8; !rest.IsEmpty; at += SavColumn.SegmentTaken)
        {
            int some = Math.Min(SavColumn.SegmentUsed, rest.Length);
            _row.AsSpan(at, some).CopyTo(rest);
            rest = rest[some..];
        }
        return _long.AsSpan(0, column.Width);
    }

    /// <summary>The encoding that the texts of dictionary and cases have the shape of.</summary>
    private Encoding Guess(SavRecords records, double missing, long data, out Label? notice)
    {
        var evidence = new TextEvidence();
        foreach (var variable in records.Variables)
        {
            evidence.Add(variable.Name);
            evidence.Add(variable.Label);
        }
        foreach (var (_, label) in records.Labels.SelectMany(set => set.Labels)) evidence.Add(label);
        foreach (byte[] content in records.Extensions.Where(pair => pair.Key is 7 or 13 or 19).Select(pair => pair.Value)) evidence.Add(content);
        _file.Seek(data);
        ReadTexts(records, missing, evidence);
        notice = evidence.IsAscii ? null : StatisticsNotices.Guessed(evidence.Best.WebName);
        return evidence.Best;
    }

    private void ReadTexts(SavRecords records, double missing, TextEvidence evidence)
    {
        var texts = records.Variables.Where(variable => variable.Width > 0).ToList();
        if (texts.Count == 0) return;
        var cases = SavCases.Of(_file, records.Header, missing, _shown);
        for (long row = 0; row != _count && cases.Next(_row, out _); row++)
            foreach (var text in texts) evidence.Add(_row.AsSpan(text.Element * 8, text.Width));
    }
}
