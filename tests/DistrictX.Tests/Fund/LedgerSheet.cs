using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;

namespace CoProduction.Tests;

/// <summary>One line of the ledger as any reader of the three files should see it.</summary>
internal sealed record LedgerLine(string Entry, string Community, int Year, string Phase, decimal Amount, string Class, string Pool, string Source, string Project);

/// <summary>The ledger's three files read back into one.</summary>
internal static class LedgerSheet
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static IReadOnlyList<LedgerLine> Lines { get; } =
    [
        .. WorkbookRows().Skip(1).Select(row => Line(row, Chinese, 1)),
        .. Sheet.Csv("fund-2018-2020.csv").Rows.Select(row => Line(row, text => text, 1)),
        .. Sheet.Csv("fund-cofinancing-2018-2020.csv").Rows.Select(row => Line(row, Chinese, 10000)),
    ];

    /// <summary>Rows of the workbook's only sheet, ten cells each.</summary>
    public static IEnumerable<string[]> WorkbookRows()
    {
        using var zip = new ZipArchive(new MemoryStream(Sheet.File("fund-2015-2017.xlsx").Bytes.ToArray()));
        string[] labels = [.. Part(zip, "xl/sharedStrings.xml").Descendants(Main + "t").Select(text => text.Value)];
        return [.. Part(zip, "xl/worksheets/sheet1.xml").Descendants(Main + "row").Select(row => Cells(row, labels))];
    }

    public static XElement Part(ZipArchive zip, string name)
    {
        using var stream = zip.GetEntry(name)!.Open();
        return XElement.Load(stream);
    }

    private static string[] Cells(XElement row, string[] labels)
    {
        string[] cells = [.. Enumerable.Repeat("", 10)];
        foreach (var cell in row.Elements(Main + "c"))
        {
            string value = cell.Value;
            cells[cell.Attribute("r")!.Value[0] - 'A'] = cell.Attribute("t")?.Value == "s" ? labels[Sheet.Whole(value)] : value;
        }
        return cells;
    }

    private static LedgerLine Line(IReadOnlyList<string> row, Func<string, string> name, decimal unit) =>
        new(row[0], row[1], Sheet.Whole(row[2]), name(row[3]), Amount(row[4]) * unit, name(row[5]), name(row[6]), name(row[7]), row[8]);

    private static decimal Amount(string text)
    {
        string plain = string.Concat(text.Where(letter => letter is not ('￥' or ',')).Select(letter => letter > 0xFF00 ? (char)(letter - 0xFEE0) : letter));
        return decimal.Parse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
    }

    private static string Chinese(string text) => text switch
    {
        "预算" => "budgeted",
        "批准" => "approved",
        "支付" => "paid",
        "验收" => "accepted",
        "项目资金" => "project",
        "运行资金" => "operating",
        "财政拨款" => "fiscal_grant",
        "居民自筹" => "residents",
        "社区基金会" => "foundation",
        _ => DistrictX.UseClass.All.SingleOrDefault(use => use.Chinese == text)?.Code ?? text,
    };
}
