using System.Collections.Immutable;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>A column of the table: where its bytes lie in a case and what they mean.</summary>
/// <param name="Variable">What the file says of it.</param>
/// <param name="Element">Place of its first eight bytes.</param>
/// <param name="Width">Bytes of a text; 0 for a number.</param>
internal sealed record SavColumn(FileVariable Variable, int Element, int Width)
{
    /// <summary>Bytes of a segment of a long text that are used, and the bytes that it takes.</summary>
    public const int SegmentUsed = 255, SegmentTaken = 256, SegmentCounted = 252;

    /// <summary>Number of segments.</summary>
    public int Segments => SegmentsOf(Width);

    /// <summary>Segments of a text of some width.</summary>
    public static int SegmentsOf(int width) => width <= SegmentUsed ? 1 : (width + SegmentCounted - 1) / SegmentCounted;
}

/// <summary>The dictionary of a system file in words.</summary>
/// <param name="Columns">Columns in file order.</param>
/// <param name="Sets">Response sets.</param>
/// <param name="Notices">What is left out.</param>
internal sealed record SavDictionary(ImmutableArray<SavColumn> Columns, ImmutableArray<ResponseSet> Sets, ImmutableArray<Label> Notices)
{
    /// <summary>Decodes the records.</summary>
    /// <exception cref="StudyException">They contradict one another.</exception>
    public static SavDictionary Of(SavRecords records, SavExtensions extensions, Encoding encoding, string shown) => new SavDictionaryBuilder(records, extensions, encoding, shown).Build();
}

/// <summary>Puts the records of a dictionary together.</summary>
internal sealed class SavDictionaryBuilder(SavRecords records, SavExtensions extensions, Encoding encoding, string shown)
{
    private readonly Dictionary<string, string> _names = extensions.Names(encoding);
    private readonly Dictionary<string, int> _widths = extensions.Widths(encoding);
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<int, List<ValueLabel>> _labels = [];
    private readonly Dictionary<string, List<ValueLabel>> _longLabels = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string>> _longMissing = new(StringComparer.OrdinalIgnoreCase);

    public SavDictionary Build()
    {
        var firsts = Firsts();
        foreach (var (variable, _, _) in firsts) _headers[Text(variable.Name)] = Header(variable);
        foreach (var (variable, _, _) in firsts) _headers.TryAdd(Header(variable), Header(variable));
        foreach (var (name, labels) in extensions.LongLabels()) _longLabels[HeaderOf(Text(name))] = [.. labels.Select(label => new ValueLabel(Text(label.Value), Text(label.Label)))];
        foreach (var (name, values) in extensions.LongMissing()) _longMissing[HeaderOf(Text(name))] = [.. values.Select(Text)];
        SortLabels(firsts);
        var levels = extensions.Levels(records.Variables.Count, firsts.Count);
        var columns = firsts.Select((first, index) => Column(first.Variable, first.Width, Level(levels, first.Record, index, firsts.Count))).ToImmutableArray();
        ImmutableArray<ResponseSet> sets = [.. extensions.ResponseSets.SelectMany(record => SavSets.Of(record, encoding, name => _headers.GetValueOrDefault(name)))];
        return new SavDictionary(columns, sets, [.. Notices(columns)]);
    }

    /// <summary>The variables without the further segments of long texts, with their true widths and the number of their record.</summary>
    private List<(SavVariable Variable, int Width, int Record)> Firsts()
    {
        var firsts = new List<(SavVariable, int, int)>();
        for (int i = 0; i < records.Variables.Count; i++)
        {
            var variable = records.Variables[i];
            int width = variable.Width == 0 ? 0 : Math.Max(variable.Width, _widths.GetValueOrDefault(Text(variable.Name)));
            firsts.Add((variable, width, i));
            CheckSegments(i, width);
            i += SavColumn.SegmentsOf(width) - 1;
        }
        return firsts;
    }

    private void CheckSegments(int first, int width)
    {
        int segments = SavColumn.SegmentsOf(width), place = records.Variables[first].Element;
        if (segments > records.Variables.Count - first) throw IngestFaults.DamagedStatistics(shown, 0, $"a text of {width} bytes has not all its parts");
        for (int i = 0; i < segments && segments > 1; i++)
        {
            var part = records.Variables[first + i];
            bool last = i == segments - 1;
            if (part.Element != place + i * (SavColumn.SegmentTaken / 8) || (last ? part.Width < width - i * SavColumn.SegmentCounted : part.Width != SavColumn.SegmentUsed))
                throw IngestFaults.DamagedStatistics(shown, 0, $"a text of {width} bytes has a part of {part.Width} bytes");
        }
    }

    private void SortLabels(List<(SavVariable Variable, int Width, int Record)> firsts)
    {
        var places = firsts.ToDictionary(first => first.Variable.Element, first => first.Variable);
        foreach (var set in records.Labels)
            foreach (int element in set.Elements)
                if (places.TryGetValue(element, out var variable)) Add(variable, set.Labels);
    }

    private void Add(SavVariable variable, List<(byte[] Value, byte[] Label)> labels)
    {
        if (!_labels.TryGetValue(variable.Element, out var known)) _labels.Add(variable.Element, known = []);
        foreach (var (value, label) in labels)
        {
            var added = new ValueLabel(Cell(variable, value), Text(label));
            known.RemoveAll(old => old.Value == added.Value);
            known.Add(added);
        }
    }

    private SavColumn Column(SavVariable variable, int width, MeasurementLevel level)
    {
        string header = Header(variable);
        var format = SavFormat.Of(variable.Format);
        if (width > 255) format = format with { Width = width };
        ImmutableArray<ValueLabel> labels = [.. _labels.GetValueOrDefault(variable.Element, []), .. _longLabels.GetValueOrDefault(header, [])];
        var described = new FileVariable(header, Text(variable.Label), width > 0 ? VariableKind.Text : format.Kind)
        {
            ValueLabels = labels,
            Missing = MissingCells.WithReasons(Declared(variable, header), labels),
            Level = level,
            Format = format.ToString(),
        };
        return new SavColumn(described, variable.Element, width);
    }

    private List<MissingValues> Declared(SavVariable variable, string header)
    {
        if (_longMissing.TryGetValue(header, out var texts)) return [.. texts.Select(Single)];
        string[] values = [.. variable.Missing.Chunk(8).Select(bytes => Cell(variable, bytes))];
        if (variable.MissingKind >= 0) return [.. values.Select(Single)];
        var range = new MissingValues(values[0], values[1], MissingReason.Blank);
        return variable.MissingKind == -3 ? [range, Single(values[2])] : [range];
    }

    private static MissingValues Single(string value) => new(value, null, MissingReason.Blank);

    /// <summary>A value as its cell is written; the ends of the numbers, which make an open range, are empty.</summary>
    private string Cell(SavVariable variable, byte[] value)
    {
        if (variable.Width > 0) return Text(value.AsSpan(0, Math.Min(8, variable.Width)));
        double number = extensions.Number(value);
        return extensions.IsExtreme(number) ? "" : SavCell.Of(number, SavFormat.Of(variable.Format).Kind);
    }

    private static MeasurementLevel Level(MeasurementLevel[] levels, int record, int index, int variables) =>
        levels.Length == 0 ? MeasurementLevel.Unknown : levels[levels.Length == variables ? index : record];

    private IEnumerable<Label> Notices(ImmutableArray<SavColumn> columns)
    {
        if (records.Header.Weight > 0 && columns.FirstOrDefault(column => column.Element == records.Header.Weight - 1) is { } weight) yield return StatisticsNotices.Weight(weight.Variable.Name);
        if (records.DocumentLines > 0) yield return StatisticsNotices.Documents(records.DocumentLines);
        if (extensions.HasVariableSets) yield return StatisticsNotices.VariableSets;
        if (extensions.HasFileAttributes || extensions.HasOwnAttributes(encoding)) yield return StatisticsNotices.Attributes;
        if (extensions.ResponseSets.Any()) yield return StatisticsNotices.ResponseSets;
    }

    private string Header(SavVariable variable) => _names.GetValueOrDefault(Text(variable.Name)) is { Length: > 0 } name ? name : Text(variable.Name);

    private string HeaderOf(string name) => _headers.GetValueOrDefault(name, name);

    private string Text(byte[] bytes) => Text(bytes.AsSpan());

    private string Text(ReadOnlySpan<byte> bytes) => encoding.GetString(bytes).TrimEnd(' ', '\0');
}
