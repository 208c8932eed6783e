using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>Writes the dictionary of a system file: UTF-8, long names, texts of any width, labels and missing values.</summary>
internal sealed class SavDictionaryWriter(BinaryOutput output, ImmutableArray<SavColumnPlan> columns, TableShape table)
{
    private const int Utf8Page = 65001, ShortText = 8;
    private const byte Blank = (byte)' ';
    private static readonly ImmutableArray<(MeasurementLevel Level, int Code)> Levels = [(MeasurementLevel.Nominal, 1), (MeasurementLevel.Ordinal, 2), (MeasurementLevel.Scale, 3)];

    private readonly HashSet<string> _names = [.. columns.Select(column => column.ShortName)];

    /// <summary>Values of eight bytes in a case.</summary>
    public int Elements { get; } = columns.Sum(column => ElementsOf(column.Width));

    /// <summary>Values of eight bytes that a column takes.</summary>
    public static int ElementsOf(int width) => width == 0 ? 1 : Parts(width).Sum(part => (part + 7) / 8);

    /// <summary>Widths of the segments of a text.</summary>
    public static IEnumerable<int> Parts(int width)
    {
        int segments = SavColumn.SegmentsOf(width);
        return Enumerable.Range(0, segments).Select(i => i < segments - 1 ? SavColumn.SegmentUsed : width - i * SavColumn.SegmentCounted);
    }

    public void Write()
    {
        WriteHeader();
        foreach (var column in columns) WriteVariable(column);
        WriteLabels();
        Extension(3, 4, () => output.Int32s(1, 0, 0, -1, 1, 1, 2, Utf8Page), 8);
        Extension(4, 8, WriteExtremes, 3);
        Text(7, Sets());
        Extension(11, 4, WriteDisplay, columns.Sum(column => column.Segments) * 3);
        Text(13, string.Join('\t', columns.Select(column => $"{column.ShortName}={column.Variable.Name}")));
        Text(14, string.Concat(columns.Where(column => column.Segments > 1).Select(column => string.Create(CultureInfo.InvariantCulture, $"{column.ShortName}={column.Width:00000}\0\t"))));
        Extension(16, 8, () => Longs(1, table.Rows), 2);
        Text(20, "UTF-8");
        Bytes(21, LongLabels());
        Bytes(22, LongMissing());
        output.Int32s(999, 0);
    }

    private void WriteHeader()
    {
        output.Bytes("$FL2"u8);
        output.Padded("@(#) SPSS DATA FILE CoProduction Research"u8, 60, Blank);
        output.Int32s(2, Elements, 1, 0, table.Rows <= int.MaxValue ? (int)table.Rows : -1);
        output.Double(100);
        // The moment of writing is left out: the same table gives the same bytes.
        output.Bytes("01 Jan 0000:00:00"u8);
        output.Padded([], 64, Blank);
        output.Padded([], 3, 0);
    }

    private void WriteVariable(SavColumnPlan column)
    {
        int part = 0;
        foreach (int width in column.Width == 0 ? [0] : Parts(column.Width))
        {
            WriteRecord(column, part == 0 ? column.ShortName : SavPlan.ShortName(_names, $"{column.ShortName}{part}"), width, part == 0);
            for (int i = 1; i < (width + 7) / 8; i++) WriteContinuation();
            part++;
        }
    }

    private void WriteRecord(SavColumnPlan column, string name, int width, bool first)
    {
        byte[] label = first ? Encoding.UTF8.GetBytes(column.Variable.Label) : [];
        bool missing = first && width <= ShortText;
        int kind = !missing ? 0 : column.Range is null ? column.Singles.Length : -2 - column.Singles.Length;
        int format = width == 0 ? column.Format.Packed : new SavFormat(1, width, 0).Packed;
        output.Int32s(2, width, label.Length > 0 ? 1 : 0, kind, format, format);
        output.Padded(Encoding.ASCII.GetBytes(name), 8, Blank);
        if (label.Length > 0)
        {
            output.Int32(label.Length);
            output.Padded(label, (label.Length + 3) & ~3, Blank);
        }
        if (missing) WriteMissing(column);
    }

    private void WriteMissing(SavColumnPlan column)
    {
        if (column.Range is { } range)
        {
            output.Double(range.Low);
            output.Double(range.High);
        }
        foreach (string value in column.Singles) WriteValue(column, value);
    }

    private void WriteContinuation()
    {
        output.Int32s(2, -1, 0, 0, 0, 0);
        output.Padded([], 8, Blank);
    }

    private void WriteValue(SavColumnPlan column, string value)
    {
        if (column.Width > 0) output.Padded(Encoding.UTF8.GetBytes(value), 8, Blank);
        else output.Double(SavCell.TryRead(value, column.Variable.Kind, out double number) ? number : throw IngestFaults.LabelUnfit(table.Shown, column.Variable.Name, value));
    }

    private void WriteLabels()
    {
        int element = 1;
        foreach (var column in columns)
        {
            if (column.Width <= ShortText && !column.Labels.IsEmpty) WriteLabels(column, element);
            element += ElementsOf(column.Width);
        }
    }

    private void WriteLabels(SavColumnPlan column, int element)
    {
        output.Int32s(3, column.Labels.Length);
        foreach (var label in column.Labels)
        {
            byte[] text = Encoding.UTF8.GetBytes(label.Label);
            WriteValue(column, label.Value);
            output.Byte((byte)text.Length);
            output.Padded(text, ((text.Length + 8) & ~7) - 1, Blank);
        }
        output.Int32s(4, 1, element);
    }

    private void WriteExtremes()
    {
        output.Double(-double.MaxValue);
        output.Double(double.MaxValue);
        output.Double(Math.BitIncrement(-double.MaxValue));
    }

    private void WriteDisplay()
    {
        foreach (var column in columns)
            for (int i = 0; i < column.Segments; i++)
                output.Int32s(Levels.FirstOrDefault(level => level.Level == column.Variable.Level).Code, column.Width > 0 ? Math.Clamp(column.Width, 1, 40) : 8, column.Width > 0 ? 0 : 1);
    }

    private void Longs(params ReadOnlySpan<long> values)
    {
        foreach (long value in values) output.Int64(value);
    }

    private string Sets() => string.Concat(table.Sets.Select(Set));

    private string Set(ResponseSet set)
    {
        string names = string.Join(' ', set.Variables.Select(name => columns.FirstOrDefault(column => column.Variable.Name == name)?.ShortName.ToLowerInvariant()).OfType<string>());
        string counted = set.Counted is null ? "C" : $"D{Counted(set.Counted)}";
        return $"{set.Name}={counted} {Counted(set.Label)} {names}\n";
    }

    private static string Counted(string text) => string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(text)} {text}");

    private byte[] LongLabels() => Pieces(columns.Where(column => column.Width > ShortText && !column.Labels.IsEmpty), (piece, column) =>
    {
        piece.Int32s(column.Width, column.Labels.Length);
        foreach (var label in column.Labels)
        {
            piece.Int32(column.Width);
            piece.Padded(Encoding.UTF8.GetBytes(label.Value), column.Width, Blank);
            Named(piece, label.Label);
        }
    });

    private byte[] LongMissing() => Pieces(columns.Where(column => column.Width > ShortText && !column.Singles.IsEmpty), (piece, column) =>
    {
        piece.Byte((byte)column.Singles.Length);
        piece.Int32(ShortText);
        foreach (string value in column.Singles) piece.Padded(Encoding.UTF8.GetBytes(value), ShortText, Blank);
    });

    private static byte[] Pieces(IEnumerable<SavColumnPlan> chosen, Action<BinaryOutput, SavColumnPlan> write)
    {
        var bytes = new MemoryStream();
        var piece = new BinaryOutput(bytes);
        foreach (var column in chosen)
        {
            Named(piece, column.Variable.Name);
            write(piece, column);
        }
        piece.Flush();
        return bytes.ToArray();
    }

    private static void Named(BinaryOutput piece, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        piece.Int32(bytes.Length);
        piece.Bytes(bytes);
    }

    private void Extension(int subtype, int size, Action write, int count)
    {
        output.Int32s(7, subtype, size, count);
        write();
    }

    private void Text(int subtype, string text) => Bytes(subtype, Encoding.UTF8.GetBytes(text));

    private void Bytes(int subtype, byte[] bytes)
    {
        if (bytes.Length > 0) Extension(subtype, 1, () => output.Bytes(bytes), bytes.Length);
    }
}
