using System.IO.Compression;
using System.Text;
using MiniExcelLibs;

namespace CoProduction.Ingest.Tests;

public class XlsxTests
{
    private static readonly TableSchema Schema = Given.Table("rows",
        Given.Field("id", FieldType.Integer, required: true), Given.Field("amount", FieldType.Money, zh: "金额"), Given.Field("day", FieldType.Date, zh: "日期"),
        Given.Field("done", FieldType.Flag), Given.Field("note", FieldType.Text));

    [Fact]
    public async Task ASheetLoadsWithItsTypes()
    {
        var loaded = await Given.LoadFile(Schema, Workbook(
            new { id = 1, 金额 = 0.1 + 0.2, 日期 = new DateTime(2018, 11, 9), done = (object)true, note = "甲" },
            new { id = 2, 金额 = 1234567.89, 日期 = new DateTime(2018, 11, 9), done = (object)"否", note = "" },
            new { id = 3, 金额 = -5.0, 日期 = new DateTime(2018, 11, 9), done = (object)0, note = " x　" }));
        Assert.Empty(loaded.Rejections);
        Assert.Equal(["0.3", "1234567.89", "-5"], loaded.Texts("amount"));
        Assert.Equal(["2018-11-09", "2018-11-09", "2018-11-09"], loaded.Texts("day"));
        Assert.Equal(["1", "0", "0"], loaded.Texts("done"));
        Assert.Equal(["甲", "[Blank]", "x"], loaded.Texts("note"));
        Assert.Equal(["2", "3", "4"], loaded.Texts(SourceBlock.RowColumn));
    }

    [Fact]
    public async Task DaysMayBeSerialNumbersOrTexts()
    {
        var loaded = await Given.LoadFile(Schema, Workbook(new { id = 1, 日期 = (object)43413 }, new { id = 2, 日期 = (object)"2018年11月9日" }));
        Assert.Equal(["2018-11-09", "2018-11-09"], loaded.Texts("day"));
    }

    [Fact]
    public async Task DaysMayBeSerialNumbersUnderRulesOfCleaningToo()
    {
        var plan = Given.Plan() with { Cleaning = CleaningFile.Parse("rules: [ { field: note, recode: { x: y }, reason: keyed wrong, author: W. Y. } ]", "cleaning.yaml") };
        var loaded = await Given.LoadFile(Schema, Workbook(new { id = 1, 日期 = (object)43413, note = "x" }), plan);
        Assert.Equal(["2018-11-09"], loaded.Texts("day"));
        Assert.Equal(["y"], loaded.Texts("note"));
    }

    [Fact]
    public async Task RejectionsNameTheSheetAndItsRow()
    {
        var loaded = await Given.LoadFile(Schema, Workbook(new { id = (object)1.5 }, new { id = (object)2 }));
        Assert.Equal(("rows.xlsx#Sheet1", 2L, "id", "1.5"), loaded.Rejections.Select(rejection => (rejection.File, rejection.Row, rejection.Column, rejection.Value)).Single());
    }

    [Fact]
    public async Task AnAbsentSheetListsTheSheets()
    {
        string path = Given.File("rows.xlsx", []);
        File.Delete(path);
        MiniExcel.SaveAs(path, new Dictionary<string, object> { ["说明"] = new[] { new { text = "x" } }, ["台账"] = new[] { new { id = 7 } } });
        var loaded = await Given.LoadFile(Schema, path, Given.Plan() with { Sheet = "台账" });
        Assert.Equal(["7"], loaded.Texts("id"));
        var fault = await Assert.ThrowsAsync<StudyException>(() => Given.LoadFile(Schema, path, Given.Plan() with { Sheet = "台帐" }));
        Assert.Contains("说明, 台账", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.999)]
    public async Task ATruncatedWorkbookIsOneClearError(double share)
    {
        byte[] whole = File.ReadAllBytes(Workbook(Enumerable.Range(0, 500).Select(i => new { id = i, note = $"note {i}" }).ToArray()));
        string path = Given.File("rows.xlsx", whole[..(int)(whole.Length * share)]);
        var fault = await Assert.ThrowsAsync<StudyException>(() => Given.LoadFile(Schema, path));
        Assert.Contains("cut off", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DamagedBytesNeverEndInAnotherException()
    {
        byte[] whole = File.ReadAllBytes(Workbook(Enumerable.Range(0, 50).Select(i => new { id = i, note = $"note {i}" }).ToArray()));
        var random = new Random(7);
        for (int i = 0; i < 150; i++)
        {
            byte[] damaged = [.. whole];
            for (int k = 0; k < 4; k++) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            Assert.True(await ReadsOrRefuses(Given.File("rows.xlsx", damaged)));
        }
    }

    [Fact]
    public async Task AZipBombIsRefusedBeforeItIsRead()
    {
        string path = Given.File("rows.xlsx", []);
        using (var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create))
        using (var sheet = archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.SmallestSize).Open())
            for (int i = 0; i < 100; i++) sheet.Write(new byte[1 << 20]);
        long before = GC.GetTotalAllocatedBytes();
        var fault = await Assert.ThrowsAsync<StudyException>(() => Given.LoadFile(Schema, path));
        Assert.Contains("unpacks to far more", fault.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 50 << 20);
    }

    [Fact]
    public async Task AnEncryptedWorkbookSaysSo()
    {
        byte[] head = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        var encrypted = await Assert.ThrowsAsync<StudyException>(() => Given.LoadFile(Schema, Given.File("rows.xlsx", [.. head, .. new byte[600], .. Encoding.Unicode.GetBytes("EncryptedPackage")])));
        Assert.Contains("password", encrypted.Message, StringComparison.Ordinal);
        var damaged = await Assert.ThrowsAsync<StudyException>(() => Given.LoadFile(Schema, Given.File("rows.xls", [.. head, .. new byte[600]])));
        Assert.Contains("cut off", damaged.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rows.xlsx", "id,note\n1,2\n")]
    [InlineData("rows.xls", "<html><table><tr><td>id</td></tr></table></html>")]
    public async Task ATextNamedAsAWorkbookSaysSo(string name, string text) =>
        Assert.Contains(".csv", (await Assert.ThrowsAsync<StudyException>(() => Given.LoadFile(Schema, Given.File(name, Encoding.UTF8.GetBytes(text))))).Fault.Mend, StringComparison.Ordinal);

    [Fact]
    public void OneFileWithoutAStudyReadsWorkbooksToo()
    {
        var frame = DataFile.Open(Workbook(new { y = 1.5, g = "b" }, new { y = 2.5, g = "a" })).Columns(["y", "g"]).Blocks.Single();
        Assert.Equal([1.5, 2.5], ((NumberColumn)frame["y"]).Values);
        Assert.Equal([1, 0], ((CategoryColumn)frame["g"]).Codes);
    }

    private static string Workbook<T>(params T[] rows)
    {
        string path = Given.File("rows.xlsx", []);
        File.Delete(path);
        MiniExcel.SaveAs(path, rows);
        return path;
    }

    private static async Task<bool> ReadsOrRefuses(string path)
    {
        try
        {
            var loaded = await Given.LoadFile(Schema, path);
            return loaded.Accepted + loaded.Rejected == loaded.Read;
        }
        catch (StudyException)
        {
            return true;
        }
    }
}
