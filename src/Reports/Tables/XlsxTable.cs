using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace CoProduction.Reports;

/// <summary>
/// A released table as a workbook of one sheet (ECMA-376, SpreadsheetML): labels as header, numbers as numbers with their printed format, texts as texts, so that none
/// runs as a formula; title above, notes below. Same table, same bytes.
/// </summary>
public static class XlsxTable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006/";
    private const int HeaderStyle = 1, FirstFormat = 164;
    private static readonly DateTimeOffset Moment = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the workbook.</summary>
    /// <param name="table">The table.</param>
    /// <param name="language">Language of the labels.</param>
    /// <param name="output">Stream that receives the bytes; left open.</param>
    public static void Write(ReleasedTable table, Language language, Stream output)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        Part(zip, "[Content_Types].xml", Types);
        Part(zip, "_rels/.rels", xml => Relation(xml, "officeDocument", "xl/workbook.xml"));
        Part(zip, "xl/_rels/workbook.xml.rels", xml => Relation(xml, "worksheet", "worksheets/sheet1.xml", "styles", "styles.xml"));
        Part(zip, "xl/workbook.xml", xml => Book(xml, table.Id));
        Part(zip, "xl/styles.xml", xml => Styles(xml, table));
        Part(zip, "xl/worksheets/sheet1.xml", xml => Sheet(xml, table, language));
    }

    private static void Part(ZipArchive zip, string name, Action<XmlWriter> write)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = Moment;
        using var stream = entry.Open();
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = true });
        xml.WriteStartDocument(standalone: true);
        write(xml);
    }

    private static void Types(XmlWriter xml)
    {
        xml.WriteStartElement("Types", Packages + "content-types");
        Element(xml, "Default", ("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml"));
        Element(xml, "Default", ("Extension", "xml"), ("ContentType", "application/xml"));
        foreach (var (part, kind) in new[] { ("/xl/workbook.xml", "sheet.main"), ("/xl/worksheets/sheet1.xml", "worksheet"), ("/xl/styles.xml", "styles") })
            Element(xml, "Override", ("PartName", part), ("ContentType", $"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"));
        xml.WriteEndElement();
    }

    private static void Relation(XmlWriter xml, params string[] kindsAndTargets)
    {
        xml.WriteStartElement("Relationships", Packages + "relationships");
        for (int i = 0; i < kindsAndTargets.Length; i += 2)
            Element(xml, "Relationship", ("Id", string.Create(CultureInfo.InvariantCulture, $"r{i / 2 + 1}")), ("Type", $"{Relations}/{kindsAndTargets[i]}"), ("Target", kindsAndTargets[i + 1]));
        xml.WriteEndElement();
    }

    private static void Book(XmlWriter xml, string id)
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteStartElement("sheets");
        xml.WriteStartElement("sheet");
        xml.WriteAttributeString("name", SheetName(id));
        xml.WriteAttributeString("sheetId", "1");
        xml.WriteAttributeString("r", "id", Relations, "r1");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>At most 31 characters, none of those that a sheet's name may not hold.</summary>
    private static string SheetName(string id)
    {
        string name = string.Concat(id.Select(letter => letter is ':' or '\\' or '/' or '?' or '*' or '[' or ']' or '\'' ? '-' : letter));
        return name.Length <= 31 ? name : name[..31];
    }

    /// <summary>A number format per measure; style 0 is plain, 1 the header's, measure i has style i + 2.</summary>
    private static void Styles(XmlWriter xml, ReleasedTable table)
    {
        xml.WriteStartElement("styleSheet", Main);
        xml.WriteStartElement("numFmts");
        for (int i = 0; i < table.Measures.Length; i++) Element(xml, "numFmt", ("numFmtId", Text(FirstFormat + i)), ("formatCode", Format(table.Measures[i])));
        xml.WriteEndElement();
        xml.WriteRaw("<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>");
        xml.WriteRaw("<fills count=\"1\"><fill><patternFill patternType=\"none\"/></fill></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>");
        xml.WriteStartElement("cellXfs");
        Element(xml, "xf", ("numFmtId", "0"), ("fontId", "0"));
        Element(xml, "xf", ("numFmtId", "0"), ("fontId", "1"), ("applyFont", "1"));
        for (int i = 0; i < table.Measures.Length; i++) Element(xml, "xf", ("numFmtId", Text(FirstFormat + i)), ("fontId", "0"), ("applyNumberFormat", "1"));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string Format(TableMeasure measure)
    {
        string decimals = measure.Decimals > 0 ? "." + new string('0', measure.Decimals) : "";
        return measure.Kind switch
        {
            MeasureKind.Share => $"0{decimals}%",
            MeasureKind.Text => "@",
            MeasureKind.Amount or MeasureKind.People or MeasureKind.Count => $"#,##0{decimals}",
            _ => $"0{decimals}",
        };
    }

    private static void Sheet(XmlWriter xml, ReleasedTable table, Language language)
    {
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetData");
        Row(xml, () => Words(xml, table.Title.In(language), HeaderStyle));
        Row(xml, () =>
        {
            foreach (var dimension in table.Dimensions) Words(xml, dimension.Label.In(language), HeaderStyle);
            foreach (var measure in table.Measures) Words(xml, measure.Label.In(language), HeaderStyle);
        });
        foreach (var row in table.Rows) Row(xml, () => Cells(xml, table, row, language));
        foreach (string note in TableNotes.Of(table, language)) Row(xml, () => Words(xml, note, 0));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Cells(XmlWriter xml, ReleasedTable table, TableRow row, Language language)
    {
        for (int i = 0; i < row.Key.Length; i++) Words(xml, TableText.Key(row, i, language), 0);
        for (int i = 0; i < row.Values.Length; i++)
        {
            var value = row.Values[i];
            if (value.State is ValueState.Number or ValueState.Amount) Number(xml, TableText.Machine(value), value.State == ValueState.Amount && TableText.IsCount(table.Measures[i], value.Amount) ? 0 : i + 2);
            else Words(xml, TableText.Human(table.Measures[i], value, language), 0);
        }
    }

    private static void Row(XmlWriter xml, Action cells)
    {
        xml.WriteStartElement("row");
        cells();
        xml.WriteEndElement();
    }

    private static void Words(XmlWriter xml, string text, int style)
    {
        xml.WriteStartElement("c");
        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteAttributeString("s", Text(style));
        xml.WriteStartElement("is");
        xml.WriteStartElement("t");
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(string.Concat(text.Where(XmlConvert.IsXmlChar)));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Number(XmlWriter xml, string text, int style)
    {
        xml.WriteStartElement("c");
        xml.WriteAttributeString("s", Text(style));
        xml.WriteElementString("v", text);
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, params (string Name, string Value)[] attributes)
    {
        xml.WriteStartElement(name);
        foreach (var (attribute, value) in attributes) xml.WriteAttributeString(attribute, value);
        xml.WriteEndElement();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
