using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace CoProduction.Ingest;

/// <summary>
/// Rows as a workbook (ECMA-376, SpreadsheetML), streamed: numbers as numbers, days as days, texts as texts, so that none runs as a formula. Labels and missing values of a described table stand on a second sheet. Same table, same bytes.
/// </summary>
internal sealed class XlsxRowWriter : RowWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships", Packages = "http://schemas.openxmlformats.org/package/2006/";
    private const int MostRows = 1_048_576, MostColumns = 16_384, LongestText = 32_767, FirstDay = 693_654, DayZero = 693_593;
    private static readonly DateTimeOffset Moment = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive _zip;
    private readonly TableShape _shape;
    private XmlWriter _xml;
    private long _row;

    /// <exception cref="StudyException">The table is larger than a sheet.</exception>
    public XlsxRowWriter(Stream stream, TableShape shape)
    {
        _shape = shape;
        if (shape.Rows >= MostRows || shape.Columns.Length > MostColumns) throw IngestFaults.SheetTooSmall(shape.Shown, shape.Rows, shape.Columns.Length);
        _zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        bool two = shape.IsDescribed;
        Part("[Content_Types].xml", xml => Types(xml, two));
        Part("_rels/.rels", xml => Relation(xml, ("officeDocument", "xl/workbook.xml")));
        Part("xl/_rels/workbook.xml.rels", xml => Relation(xml, two ? [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("worksheet", "worksheets/sheet2.xml")] : [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")]));
        Part("xl/workbook.xml", xml => Book(xml, two));
        Part("xl/styles.xml", Styles);
        _xml = Begin("xl/worksheets/sheet1.xml");
        Texts(shape.Columns.Select(column => column.Variable.Name));
    }

    public override void Write(RowReader row)
    {
        _row++;
        _xml.WriteStartElement("row", Main);
        for (int i = 0; i < _shape.Columns.Length; i++) Cell(row.Cell(i), _shape.Columns[i].Variable);
        _xml.WriteEndElement();
    }

    public override void Complete()
    {
        End();
        if (_shape.IsDescribed) Describe();
        _zip.Dispose();
    }

    private void Cell(ReadOnlySpan<byte> cell, FileVariable variable)
    {
        if (cell.IsEmpty || (variable.Kind != VariableKind.Text && ColumnLook.IsNothing(cell))) Element("c");
        else if (variable.Kind == VariableKind.Number && Digits.TryReal(cell, out double number)) Number(NumberCell.Of(number), 0);
        else if (variable.Kind == VariableKind.Date && MomentText.TryDay(Encoding.UTF8.GetString(cell), out double day) && day >= FirstDay) Number(NumberCell.Of(day - DayZero), 1);
        else Text(Encoding.UTF8.GetString(cell), variable.Name);
    }

    private void Number(string value, int style)
    {
        _xml.WriteStartElement("c", Main);
        if (style > 0) _xml.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
        _xml.WriteElementString("v", Main, value);
        _xml.WriteEndElement();
    }

    private void Text(string text, string column)
    {
        if (text.Length > LongestText) throw IngestFaults.CellTooLong(_shape.Shown, _row, column, text.Length, LongestText);
        if (text.Any(letter => letter is < ' ' and not ('\t' or '\n' or '\r') or '\uFFFE' or '\uFFFF')) throw IngestFaults.CellUnfit(_shape.Shown, _row, column, text, "a workbook holds no control characters", "Remove them in the source, or write .csv or .sav.");
        _xml.WriteStartElement("c", Main);
        _xml.WriteAttributeString("t", "inlineStr");
        _xml.WriteStartElement("is", Main);
        _xml.WriteStartElement("t", Main);
        if (text != text.Trim()) _xml.WriteAttributeString("xml", "space", "http://www.w3.org/XML/1998/namespace", "preserve");
        _xml.WriteString(text);
        _xml.WriteEndElement();
        _xml.WriteEndElement();
        _xml.WriteEndElement();
    }

    private void Texts(IEnumerable<string> texts)
    {
        _xml.WriteStartElement("row", Main);
        foreach (string text in texts)
            if (text.Length > 0) Text(text, text);
            else Element("c");
        _xml.WriteEndElement();
    }

    /// <summary>The second sheet: a row for each variable, each label and each missing value.</summary>
    private void Describe()
    {
        _xml = Begin("xl/worksheets/sheet2.xml");
        Texts(["variable", "label", "kind", "level", "format", "value", "value_label", "missing_from", "missing_to", "missing_reason"]);
        foreach (var variable in _shape.Columns.Select(column => column.Variable))
        {
            Texts([variable.Name, variable.Label, variable.Kind.ToString(), variable.Level.ToString(), variable.Format]);
            foreach (var label in variable.ValueLabels) Texts([variable.Name, "", "", "", "", label.Value, label.Label]);
            foreach (var missing in variable.Missing.Where(missing => !missing.Low.StartsWith('.') || missing.Label.Length > 0)) Texts([variable.Name, "", "", "", "", "", "", missing.Low, missing.High ?? missing.Low, missing.Reason.ToString()]);
        }
        End();
    }

    private XmlWriter Begin(string part)
    {
        var xml = Writer(part);
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetData", Main);
        return xml;
    }

    private void End()
    {
        _xml.WriteEndElement();
        _xml.WriteEndElement();
        _xml.Dispose();
    }

    private void Element(string name) => Element(_xml, name);

    private XmlWriter Writer(string part)
    {
        var entry = _zip.CreateEntry(part, CompressionLevel.Fastest);
        entry.LastWriteTime = Moment;
        var xml = XmlWriter.Create(entry.Open(), new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = true });
        xml.WriteStartDocument(standalone: true);
        return xml;
    }

    private void Part(string name, Action<XmlWriter> write)
    {
        using var xml = Writer(name);
        write(xml);
    }

    private static void Types(XmlWriter xml, bool two)
    {
        xml.WriteStartElement("Types", Packages + "content-types");
        Element(xml, "Default", ("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml"));
        Element(xml, "Default", ("Extension", "xml"), ("ContentType", "application/xml"));
        foreach (var (part, kind) in new[] { ("workbook", "sheet.main"), ("styles", "styles"), ("worksheets/sheet1", "worksheet"), ("worksheets/sheet2", "worksheet") }.Take(two ? 4 : 3))
            Element(xml, "Override", ("PartName", $"/xl/{part}.xml"), ("ContentType", $"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"));
        xml.WriteEndElement();
    }

    private static void Relation(XmlWriter xml, params ReadOnlySpan<(string Kind, string Target)> relations)
    {
        xml.WriteStartElement("Relationships", Packages + "relationships");
        for (int i = 0; i < relations.Length; i++) Element(xml, "Relationship", ("Id", string.Create(CultureInfo.InvariantCulture, $"r{i + 1}")), ("Type", $"{Relations}/{relations[i].Kind}"), ("Target", relations[i].Target));
        xml.WriteEndElement();
    }

    private static void Book(XmlWriter xml, bool two)
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteStartElement("sheets", Main);
        Sheet(xml, "data", "1", "r1");
        if (two) Sheet(xml, "variables", "2", "r3");
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Sheet(XmlWriter xml, string name, string id, string relation)
    {
        xml.WriteStartElement("sheet", Main);
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("sheetId", id);
        xml.WriteAttributeString("r", "id", Relations, relation);
        xml.WriteEndElement();
    }

    /// <summary>Style 0 is plain, 1 a day.</summary>
    private static void Styles(XmlWriter xml)
    {
        xml.WriteStartElement("styleSheet", Main);
        xml.WriteRaw("<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts><fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"1\"><fill><patternFill patternType=\"none\"/></fill></fills>");
        xml.WriteRaw("<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"164\" fontId=\"0\" applyNumberFormat=\"1\"/></cellXfs>");
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name);
        foreach (var (attribute, value) in attributes) xml.WriteAttributeString(attribute, value);
        xml.WriteEndElement();
    }
}
