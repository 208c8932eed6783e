using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>Rows of a Stata data file (.dta, versions 108 to 119), streamed. A row counts even when all of it is missing.</summary>
internal sealed class DtaRowReader : BuiltRowReader
{
    private const int FloatMissing = 0x7F000000, Longest = 1 << 26;
    private const long DoubleMissing = 0x7FE0000000000000;

    private readonly BinaryFile _file;
    private readonly BinaryFile? _behind;
    private readonly string _shown;
    private readonly DtaDictionary _dictionary;
    private readonly ImmutableArray<DtaVariable> _variables;
    private readonly bool[] _leaps;
    private readonly TextCells _texts;
    private readonly byte[] _row;
    private readonly int _byteMissing, _intMissing, _longMissing;
    private readonly Label? _guessed;
    private bool _binaryText;

    private DtaRowReader(BinaryFile file, RowFile asked)
    {
        (_file, _shown) = (file, asked.Shown);
        _dictionary = DtaDictionaryReader.Read(file, _shown);
        (_variables, _row) = (_dictionary.Variables, new byte[_dictionary.RowBytes]);
        (_byteMissing, _intMissing, _longMissing) = _dictionary.Layout.HasOneMissing ? (127, 32_767, 2_147_483_647) : (101, 32_741, 2_147_483_621);
        if (_dictionary.LongTexts.Count > 0) _behind = new BinaryFile(asked.Path, _shown);
        var encoding = _dictionary.Layout.IsUtf8 ? Encoding.UTF8 : asked.Encoding is { } given ? Encodings.Named(given, _shown) : Guess(out _guessed);
        _texts = new TextCells(encoding);
        Dialect = FormattableString.Invariant($"{_dictionary.Layout.Release}, {(file.IsBigEndian ? "big" : "little")}-endian, {encoding.WebName}");
        Variables = [.. _variables.Select(variable => Described(variable, encoding))];
        Header = [.. Variables.Select(variable => variable.Name)];
        _leaps = [.. _variables.Select(variable => DtaFormat.HasLeapSeconds(variable.Format))];
        file.Seek(_dictionary.Data);
    }

    public override string Dialect { get; }

    public override bool NumbersAreBinary => true;

    public override ImmutableArray<FileVariable> Variables { get; }

    public override ImmutableArray<Label> Notices => [.. Noticed()];

    /// <exception cref="StudyException">The file cannot be read.</exception>
    public static DtaRowReader Open(RowFile asked)
    {
        var file = new BinaryFile(asked.Path, asked.Shown);
        try
        {
            return new DtaRowReader(file, asked);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override bool Read()
    {
        if (Row == _dictionary.Rows) return false;
        _file.Fill(_row);
        Row++;
        Cut();
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        _file.Dispose();
        _behind?.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Cut()
    {
        Clear();
        int count = Math.Min(Wanted, _variables.Length);
        for (int i = 0; i < count; i++)
        {
            var bytes = _row.AsSpan(_variables[i].Offset, _variables[i].Width);
            switch (_variables[i].Type)
            {
                case DtaType.Text: Append(_texts.Utf8Of(Ended(bytes))); break;
                case DtaType.LongText: AppendLong(bytes); break;
                default: AppendNumber(i, bytes); break;
            }
        }
    }

    private void AppendNumber(int index, ReadOnlySpan<byte> bytes)
    {
        double number = Number(_variables[index].Type, bytes, out int missing);
        if (missing >= 0) Append(missing is > 0 and <= 26 ? DtaCell.Extended[missing - 1] : "");
        else if (Variables[index].Kind == VariableKind.Number) Append(number);
        else Append(DtaCell.Of(number, Variables[index].Kind, _leaps[index]));
    }

    /// <summary>A number; where it is missing, which of the 27 codes it is, 0 for the plain one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Number(DtaType type, ReadOnlySpan<byte> bytes, out int missing)
    {
        bool big = _file.IsBigEndian;
        switch (type)
        {
            case DtaType.Byte: return Whole((sbyte)bytes[0], _byteMissing, out missing);
            case DtaType.Int: return Whole(big ? BinaryPrimitives.ReadInt16BigEndian(bytes) : BinaryPrimitives.ReadInt16LittleEndian(bytes), _intMissing, out missing);
            case DtaType.Long: return Whole(big ? BinaryPrimitives.ReadInt32BigEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes), _longMissing, out missing);
            case DtaType.Float:
                int single = big ? BinaryPrimitives.ReadInt32BigEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes);
                float value = BitConverter.Int32BitsToSingle(single);
                missing = single >= FloatMissing || !float.IsFinite(value) ? Math.Max(0, (single - FloatMissing) >> 11) : -1;
                return value;
            default:
                long bits = big ? BinaryPrimitives.ReadInt64BigEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes);
                double number = BitConverter.Int64BitsToDouble(bits);
                missing = bits >= DoubleMissing || !double.IsFinite(number) ? (int)Math.Clamp((bits - DoubleMissing) >> 40, 0, 27) : -1;
                return number;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Whole(int value, int firstMissing, out int missing)
    {
        missing = value >= firstMissing ? value - firstMissing : -1;
        return value;
    }

    private void AppendLong(ReadOnlySpan<byte> bytes)
    {
        var key = Reference(bytes);
        if (key == (0, 0)) Append([]);
        else if (!_dictionary.LongTexts.TryGetValue(key, out var place)) throw IngestFaults.DamagedStatistics(_shown, 0, $"row {Row} refers to a long text that is not there");
        else Append(Content(place));
    }

    /// <summary>Variable and row of a long text: four bytes each in version 117, two and six in 118, three and five in 119.</summary>
    private (uint, ulong) Reference(ReadOnlySpan<byte> bytes)
    {
        int first = _dictionary.Layout.Release switch { 117 => 32, 118 => 16, _ => 24 };
        ulong all = _file.IsBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        return _file.IsBigEndian ? ((uint)(all >> (64 - first)), all & (ulong.MaxValue >> first)) : ((uint)(all & ((1UL << first) - 1)), all >> first);
    }

    private ReadOnlySpan<byte> Content(DtaLongText place)
    {
        if (place.Length > Longest) throw IngestFaults.PieceTooLong(_shown, place.Position, place.Length);
        _behind!.Seek(place.Position);
        byte[] content = _behind.Bytes(place.Length);
        if (!place.IsBinary) return _texts.Utf8Of(Ended(content));
        if (!content.AsSpan().TrimEnd((byte)0).Contains((byte)0) && System.Text.Unicode.Utf8.IsValid(content)) return content.AsSpan().TrimEnd((byte)0);
        _binaryText = true;
        return Encoding.ASCII.GetBytes(Convert.ToBase64String(content));
    }

    private static ReadOnlySpan<byte> Ended(ReadOnlySpan<byte> text) => text.IndexOf((byte)0) is var end and >= 0 ? text[..end] : text;

    private FileVariable Described(DtaVariable variable, Encoding encoding)
    {
        bool isText = variable.Type is DtaType.Text or DtaType.LongText;
        var kind = isText ? VariableKind.Text : DtaFormat.KindOf(variable.Format);
        var table = variable.LabelTable.Length > 0 && !isText ? _dictionary.Labels.GetValueOrDefault(DtaTail.Key(variable.LabelTable)) : null;
        ImmutableArray<ValueLabel> labels = table is null ? [] : [.. table.Select(entry => new ValueLabel(ValueText(entry.Value, kind), encoding.GetString(entry.Label)))];
        return new FileVariable(encoding.GetString(variable.Name), encoding.GetString(variable.Label), kind)
        {
            Format = variable.Format,
            ValueLabels = labels,
            Missing = isText ? [] : labels.Any(label => label.Value.StartsWith('.')) ? MissingCells.WithReasons(DtaCell.Unlabelled, labels) : DtaCell.Unlabelled,
        };
    }

    private string ValueText(int value, VariableKind kind) =>
        value < _longMissing ? DtaCell.Of(value, kind, false) : value == _longMissing ? "." : DtaCell.Extended[value - _longMissing - 1];

    private IEnumerable<Label> Noticed()
    {
        if (_guessed is not null) yield return _guessed;
        if (_dictionary.HasCharacteristics) yield return StatisticsNotices.Characteristics;
        if (_variables.Where(variable => DtaFormat.IsPeriod(variable.Format)).Select(variable => Header[_variables.IndexOf(variable)]).ToList() is { Count: > 0 } periods) yield return StatisticsNotices.Periods(periods);
        if (_texts.Damaged > 0) yield return StatisticsNotices.Damaged(_texts.Damaged);
        if (_binaryText) yield return StatisticsNotices.BinaryText;
    }

    /// <summary>The encoding that the texts have the shape of.</summary>
    private Encoding Guess(out Label? notice)
    {
        var evidence = new TextEvidence();
        foreach (var variable in _variables)
        {
            evidence.Add(variable.Name);
            evidence.Add(variable.Label);
        }
        foreach (var (_, label) in _dictionary.Labels.Values.SelectMany(table => table)) evidence.Add(label);
        AddRows(evidence);
        notice = evidence.IsAscii ? null : StatisticsNotices.Guessed(evidence.Best.WebName);
        return evidence.Best;
    }

    private void AddRows(TextEvidence evidence)
    {
        var texts = _variables.Where(variable => variable.Type == DtaType.Text).ToList();
        _file.Seek(_dictionary.Data);
        for (long row = 0; row < _dictionary.Rows && texts.Count > 0; row++)
        {
            _file.Fill(_row);
            foreach (var text in texts) evidence.Add(Ended(_row.AsSpan(text.Offset, text.Width)));
        }
        foreach (var place in _dictionary.LongTexts.Values.Where(place => place is { IsBinary: false, Length: < Longest }))
        {
            _behind!.Seek(place.Position);
            evidence.Add(Ended(_behind.Bytes(place.Length)));
        }
    }
}
