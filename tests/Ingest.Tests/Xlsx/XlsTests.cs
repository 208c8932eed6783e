using System.Globalization;
using System.Text.Json;
using CoProduction.Tests;

namespace CoProduction.Ingest.Tests;

/// <summary>Workbooks of Excel 97 to 2003 as Python's xlwt writes them (tests/Reference/xls).</summary>
public class XlsTests
{
    /// <summary>The workbook's bytes.</summary>
    internal static byte[] Bytes()
    {
        using var reference = Reference();
        return reference.RootElement.GetProperty("bytes").GetBytesFromBase64();
    }

    [Theory]
    [InlineData("ledger.xls")]
    [InlineData("ledger.xlsx")]
    public void EveryCellIsWhatWasPutIntoIt(string name)
    {
        using var reference = Reference();
        string[][] rows = [.. reference.RootElement.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetString()!).ToArray())];
        var table = Tables.Read(Given.File(name, Bytes()));
        Assert.Equal(rows[0], table.Header);
        Assert.Equal(rows[1..].Select(row => row.Select(Number)), table.Rows.Select(row => row.Select(Number)));
    }

    [Fact]
    public async Task ASheetIsChosenByItsName()
    {
        var loaded = await Given.LoadFile(Given.Table("rows", Given.Field("n", FieldType.Integer)), Given.File("rows.xls", Bytes()), Given.Plan() with { Sheet = "second" });
        Assert.Equal(Enumerable.Range(0, 40).Select(n => n.ToString(CultureInfo.InvariantCulture)), loaded.Texts("n"));
    }

    [Fact]
    public async Task ACutOffWorkbookIsOneClearError()
    {
        byte[] whole = Bytes();
        foreach (double share in (double[])[0.1, 0.5, 0.8])
            await Assert.ThrowsAsync<StudyException>(() => Given.LoadFile(Given.Table("rows", Given.Field("n", FieldType.Integer)), Given.File("rows.xls", whole[..(int)(whole.Length * share)]), Given.Plan() with { Sheet = "second" }));
    }

    private static string Number(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number.ToString("R", CultureInfo.InvariantCulture) : cell;

    private static JsonDocument Reference() => JsonDocument.Parse(File.ReadAllText(Path.Combine(RealFiles.Root, "tests", "Reference", "xls", "xlwt_workbook.json")));
}
