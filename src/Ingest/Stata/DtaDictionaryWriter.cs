using System.Collections.Immutable;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>Writes what stands before and behind the data of a .dta file of version 118.</summary>
internal sealed class DtaDictionaryWriter(BinaryOutput output, ImmutableArray<DtaColumnPlan> columns, long rows)
{
    private const int NameBytes = 129, FormatBytes = 57, LabelBytes = 321, Places = 14;

    private readonly long[] _places = new long[Places];

    /// <summary>Place of the list of places, which is known last.</summary>
    public long MapPosition { get; private set; }

    /// <summary>The places of the parts of the file.</summary>
    public ReadOnlySpan<long> Map => _places;

    /// <summary>All up to the first row.</summary>
    public void Before()
    {
        Text($"<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>");
        output.UInt16((ushort)columns.Length);
        Text("</K><N>");
        output.Int64(rows);
        // Neither a label nor the moment of writing: the same table gives the same bytes.
        Text("</N><label>\0\0</label><timestamp>\0</timestamp></header>");
        Begin(1, "<map>");
        MapPosition = output.Position;
        foreach (long place in _places) output.Int64(place);
        Text("</map>");
        Begin(2, "<variable_types>");
        foreach (var column in columns) output.UInt16(Code(column));
        Part(3, "</variable_types>", "<varnames>", column => column.Variable.Name, NameBytes);
        End("</varnames>", 4, "<sortlist>");
        for (int i = 0; i <= columns.Length; i++) output.UInt16(0);
        Part(5, "</sortlist>", "<formats>", column => column.Format, FormatBytes);
        Part(6, "</formats>", "<value_label_names>", column => column.Labels.IsEmpty ? "" : column.Variable.Name, NameBytes);
        Part(7, "</value_label_names>", "<variable_labels>", column => column.Variable.Label, LabelBytes);
        End("</variable_labels>", 8, "<characteristics>");
        End("</characteristics>", 9, "<data>");
    }

    /// <summary>All behind the rows.</summary>
    /// <param name="longTexts">Writes the long texts.</param>
    public void After(Action longTexts)
    {
        End("</data>", 10, "<strls>");
        longTexts();
        End("</strls>", 11, "<value_labels>");
        foreach (var column in columns.Where(column => !column.Labels.IsEmpty)) Labels(column);
        Text("</value_labels>");
        Begin(12, "</stata_dta>");
        _places[13] = output.Position;
    }

    private void Labels(DtaColumnPlan column)
    {
        byte[][] texts = [.. column.Labels.Select(label => Encoding.UTF8.GetBytes(label.Label + '\0'))];
        int length = texts.Sum(text => text.Length), place = 0;
        Text("<lbl>");
        output.Int32(8 + 8 * texts.Length + length);
        output.Padded(Encoding.UTF8.GetBytes(column.Variable.Name), NameBytes, 0);
        output.Padded([], 3, 0);
        output.Int32s(texts.Length, length);
        foreach (byte[] text in texts) output.Int32((place += text.Length) - text.Length);
        foreach (var (value, _) in column.Labels) output.Int32(value);
        foreach (byte[] text in texts) output.Bytes(text);
        Text("</lbl>");
    }

    private static ushort Code(DtaColumnPlan column) => column.Type switch
    {
        DtaType.Text => (ushort)column.Width,
        DtaType.LongText => 32768,
        DtaType.Byte => 65530,
        DtaType.Int => 65529,
        DtaType.Long => 65528,
        _ => 65526,
    };

    private void Part(int index, string end, string tag, Func<DtaColumnPlan, string> text, int bytes)
    {
        End(end, index, tag);
        foreach (var column in columns) output.Padded(Encoding.UTF8.GetBytes(text(column)), bytes, 0);
    }

    private void End(string end, int index, string tag)
    {
        Text(end);
        Begin(index, tag);
    }

    private void Begin(int index, string tag)
    {
        _places[index] = output.Position;
        Text(tag);
    }

    private void Text(string text) => output.Bytes(Encoding.ASCII.GetBytes(text));
}
