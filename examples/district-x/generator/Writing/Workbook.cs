using System.Globalization;
using System.Text;

namespace CoProduction.DistrictX;

/// <summary>A workbook of one sheet in the making (ECMA-376): labels as shared strings, other texts inline, numbers and days as numbers.</summary>
internal sealed class Workbook(string sheet)
{
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + "\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private static readonly int DayZero = new DateOnly(1899, 12, 30).DayNumber;
    private readonly StringBuilder rows = new();
    private readonly StringBuilder labels = new();
    private readonly Dictionary<string, int> labelNumbers = [];
    private int row;
    private int column;

    public Workbook Row()
    {
        if (row > 0) rows.Append("</row>");
        rows.Append(CultureInfo.InvariantCulture, $"<row r=\"{++row}\">");
        column = 0;
        return this;
    }

    /// <summary>A text that many rows share.</summary>
    public Workbook Label(string text)
    {
        if (!labelNumbers.TryGetValue(text, out int number))
        {
            labelNumbers.Add(text, number = labelNumbers.Count);
            labels.Append("<si><t>").Append(Escaped(text)).Append("</t></si>");
        }
        return Cell(" t=\"s\"", $"<v>{Print.Whole(number)}</v>");
    }

    /// <summary>A text of its own.</summary>
    public Workbook Text(string text) => Cell(" t=\"inlineStr\"", $"<is><t>{Escaped(text)}</t></is>");

    public Workbook Number(string digits) => Cell("", $"<v>{digits}</v>");

    /// <summary>A day as a serial number with a date format, as Excel keeps it.</summary>
    public Workbook Day(DateOnly day) => Cell(" s=\"1\"", $"<v>{Print.Whole(day.DayNumber - DayZero)}</v>");

    public Workbook Empty()
    {
        column++;
        return this;
    }

    public DemoFile ToFile(string path)
    {
        var zip = new StoredZip();
        zip.Add("[Content_Types].xml", ContentTypes());
        zip.Add("_rels/.rels", Relationships(("rId1", "officeDocument", "xl/workbook.xml")));
        zip.Add("xl/workbook.xml", $"{Declaration}<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets><sheet name=\"{Escaped(sheet)}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        zip.Add("xl/_rels/workbook.xml.rels", Relationships(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml"), ("rId3", "sharedStrings", "sharedStrings.xml")));
        zip.Add("xl/styles.xml", Styles());
        zip.Add("xl/sharedStrings.xml", $"{Declaration}<sst xmlns=\"{Main}\" uniqueCount=\"{Print.Whole(labelNumbers.Count)}\">{labels}</sst>");
        zip.Add("xl/worksheets/sheet1.xml", $"{Declaration}<worksheet xmlns=\"{Main}\"><sheetData>{rows}</row></sheetData></worksheet>");
        return new DemoFile(path, zip.ToBytes());
    }

    private Workbook Cell(string attributes, string value)
    {
        rows.Append(CultureInfo.InvariantCulture, $"<c r=\"{(char)('A' + column++)}{row}\"{attributes}>{value}</c>");
        return this;
    }

    private static string ContentTypes() =>
        $"{Declaration}<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" + Part("workbook.xml", "sheet.main") + Part("worksheets/sheet1.xml", "worksheet")
        + Part("styles.xml", "styles") + Part("sharedStrings.xml", "sharedStrings") + "</Types>";

    private static string Part(string name, string kind) => $"<Override PartName=\"/xl/{name}\" ContentType=\"{MediaType}.{kind}+xml\"/>";

    private static string Relationships(params ReadOnlySpan<(string Id, string Kind, string Target)> parts)
    {
        var text = new StringBuilder($"{Declaration}<Relationships xmlns=\"{Package}/relationships\">");
        foreach (var (id, kind, target) in parts) text.Append($"<Relationship Id=\"{id}\" Type=\"{Office}/{kind}\" Target=\"{target}\"/>");
        return text.Append("</Relationships>").ToString();
    }

    private static string Styles() =>
        $"{Declaration}<styleSheet xmlns=\"{Main}\"><fonts count=\"1\"><font><sz val=\"11\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
        + "<fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
        + "<cellXfs count=\"2\"><xf xfId=\"0\"/><xf numFmtId=\"14\" xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>";

    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}
