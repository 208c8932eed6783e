using System.Globalization;
using System.Text;
using System.Text.Json;
using CoProduction.Tests;

namespace CoProduction.Ingest.Tests;

/// <summary>Versions, types and dates that no published file shows. The format: Stata, help dta and help dta_113 to dta_119.</summary>
public class DtaRowReaderTests
{
    private static readonly string[] Numbers = ["-5|-500|-50000|0.5|-0.25|ab", "100|32740|2147483620|1.5|1E+300|", ".a|.b|.c|.d|.z|x", "|||||"];

    [Theory]
    [InlineData(113, false)]
    [InlineData(113, true)]
    [InlineData(114, false)]
    [InlineData(115, true)]
    public void FixedVersionsInBothByteOrders(int release, bool big)
    {
        var table = Read(DtaBytes.Fixed(release, big, 4, EveryType([251, 252, 253, 254, 255, 5])));
        Check(table);
        Assert.Contains(table.Notices, notice => notice.En.Contains("characteristics", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(108, false)]
    [InlineData(108, true)]
    [InlineData(110, false)]
    [InlineData(110, true)]
    [InlineData(111, false)]
    [InlineData(111, true)]
    public void VersionsWithOneMissingValueInBothByteOrders(int release, bool big)
    {
        int[] types = release == 111 ? [251, 252, 253, 254, 255, 5] : ['b', 'i', 'l', 'f', 'd', 127 + 5];
        var table = Read(DtaBytes.Fixed(release, big, 3,
        [
            new("b", types[0], "%8.0g", (file, row) => file.Byte(row switch { 0 => -5, 1 => 126, _ => 127 }), "byte", "yesno"),
            new("i", types[1], "%8.0g", (file, row) => file.Short(row switch { 0 => -500, 1 => 32_766, _ => 32_767 })),
            new("l", types[2], "%12.0g", (file, row) => file.Int(row switch { 0 => -50_000, 1 => 2_147_483_646, _ => 2_147_483_647 })),
            new("f", types[3], "%9.0g", (file, row) => _ = row < 2 ? file.Float(row + 0.5f) : file.Int(0x7F000000)),
            new("d", types[4], "%10.0g", (file, row) => _ = row switch { 0 => file.Double(-0.25), 1 => file.Double(1e300), _ => file.Long(0x7FE0000000000000) }),
            new("s", types[5], "%5s", (file, row) => file.Text(row == 0 ? "abcde" : "", 5)),
        ]));
        Assert.Equal(["-5|-500|-50000|0.5|-0.25|abcde", "126|32766|2147483646|1.5|1E+300|", "|||||"], table.Rows.Select(row => string.Join('|', row)));
        Assert.Equal([new("1", "yes"), new ValueLabel("2", "no")], table["b"].ValueLabels.Take(2));
    }

    /// <summary>What R's package foreign writes and reads back (tests/Reference/foreign).</summary>
    [Fact]
    public void FilesOfStata6And7HoldWhatForeignReads()
    {
        using var reference = JsonDocument.Parse(File.ReadAllText(Path.Combine(RealFiles.Root, "tests", "Reference", "foreign", "foreign.json")));
        Assert.All(reference.RootElement.GetProperty("files").EnumerateArray(), file =>
        {
            var table = Read(file.GetProperty("bytes").GetBytesFromBase64());
            foreach (var column in file.GetProperty("columns").EnumerateObject())
                Assert.Equal(column.Value.EnumerateArray().Select(cell => Number(cell.GetString()!.Trim())), table.Column(column.Name).Select(cell => Number(cell.Trim())));
            Assert.Equal([new("1", "no"), new ValueLabel("2", "yes")], table["grp"].ValueLabels);
        });
    }

    private static string Number(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number.ToString("R", CultureInfo.InvariantCulture) : cell;

    [Theory]
    [InlineData(117, false)]
    [InlineData(117, true)]
    [InlineData(118, false)]
    [InlineData(118, true)]
    [InlineData(119, false)]
    [InlineData(119, true)]
    public void TaggedVersionsInBothByteOrders(int release, bool big) => Check(Read(DtaBytes.Tagged(release, big, 4, EveryType([65530, 65529, 65528, 65527, 65526, 5]))));

    [Theory]
    [InlineData(117, false)]
    [InlineData(117, true)]
    [InlineData(118, false)]
    [InlineData(118, true)]
    [InlineData(119, false)]
    [InlineData(119, true)]
    public void LongTextsAndBytes(int release, bool big)
    {
        var variables = new DtaBytes.Variable[] { new("n", 65530, "%8.0g", (file, row) => file.Byte(row)), new("s", 32768, "%9s", (file, row) => Reference(file, release, big, row == 3 ? 0 : 2, row == 3 ? 0 : row + 1)) };
        var table = Read(DtaBytes.Tagged(release, big, 4, variables, file =>
        {
            LongText(file, release, 1, 130, Encoding.UTF8.GetBytes("长文本\0"));
            LongText(file, release, 2, 129, Encoding.UTF8.GetBytes("bytes that are a text"));
            LongText(file, release, 3, 129, [0, 1, 2, 255]);
        }));
        Assert.Equal(["长文本", "bytes that are a text", "AAEC/w==", ""], table.Column("s"));
        Assert.Contains(table.Notices, notice => notice.En.Contains("base64", StringComparison.Ordinal));
    }

    [Fact]
    public void OldChineseFilesAreKnownByTheirShape()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var variables = new DtaBytes.Variable[] { new("sq", 10, "%9s", (file, row) => file.Text(row == 0 ? "东风社区" : "北街", 10), "所在社区的名称") };
        var table = Read(DtaBytes.Fixed(114, false, 2, variables, Encoding.GetEncoding("gb18030")));
        Assert.Equal(["东风社区", "北街"], table.Column("sq"));
        Assert.Equal("所在社区的名称", table["sq"].Label);
        Assert.Contains(table.Notices, notice => notice.En.Contains("gb18030", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("¶«·çÉçÇø", Tables.Read(Given.File("x.dta", DtaBytes.Fixed(114, false, 2, variables, Encoding.GetEncoding("gb18030"))), "windows-1252").Column("sq").First());
    }

    [Theory]
    [InlineData("%td", 21609, "2019-03-01")]
    [InlineData("%d", -1, "1959-12-31")]
    [InlineData("%-tdDD/NN/CCYY", 0, "1960-01-01")]
    [InlineData("%tdD_m_Y", 0.5, "1960-01-01 12:00:00")]
    [InlineData("%tc", 1500, "1960-01-01 00:00:01.5")]
    [InlineData("%tc", -1, "1959-12-31 23:59:59.999")]
    [InlineData("%tcDD-Mon-YY_HH:MM", 1866889200000, "2019-02-27 12:20:00")]
    [InlineData("%tC", 1866889227000, "2019-02-27 12:20:00")]
    [InlineData("%tC", 78796800000, "1962-07-01 00:00:00")]
    [InlineData("%tC", 394416000000, "1972-06-30 23:59:60")]
    [InlineData("%tC", 394416001000, "1972-07-01 00:00:00")]
    [InlineData("%tC", 1798848026500, "2016-12-31 23:59:60.5")]
    [InlineData("%tcHH:MM:SS", 90061000, "25:01:01")]
    [InlineData("%tcHH:MM", -60000, "-00:01:00")]
    [InlineData("%tw", 3000, "3000")]
    [InlineData("%tm", 710, "710")]
    [InlineData("%tq", 230, "230")]
    [InlineData("%th", 118, "118")]
    [InlineData("%ty", 2019, "2019")]
    [InlineData("%tbcalendar", 12, "12")]
    [InlineData("%8.0g", 12, "12")]
    [InlineData("%td", 1e9, "1000000000")]
    public void DatesAndPeriods(string format, double value, string cell)
    {
        var table = Read(DtaBytes.Tagged(118, false, 1, [new("d", 65526, format, (file, _) => file.Double(value))]));
        Assert.Equal([cell], table.Column("d"));
        Assert.Equal(format[1] == 't' && "wmqhb".Contains(format[2], StringComparison.Ordinal), table.Notices.Any(notice => notice.En.Contains("periods since 1960", StringComparison.Ordinal)));
        if (table["d"].Kind is not VariableKind.Number && !format.StartsWith("%tC", StringComparison.Ordinal) && value % 1 == 0)
            Assert.Equal(value, DtaCell.TryRead(cell, table["d"].Kind, out double back) ? back : double.NaN);
    }

    [Theory]
    [InlineData(112)]
    [InlineData(105)]
    [InlineData(104)]
    public void OlderVersionsAreRefusedWithTheMend(int release) => Assert.Contains("saveold", Refusal([(byte)release, 2, 1, 0, .. new byte[300]]).Mend, StringComparison.Ordinal);

    [Fact]
    public void ForeignFilesAreRefused()
    {
        Assert.Contains("no Stata", Refusal("a,b\n1,2\n"u8.ToArray()).What, StringComparison.Ordinal);
        Assert.Contains("empty", Refusal([]).What, StringComparison.Ordinal);
        Assert.Contains("version 120", Refusal(Encoding.ASCII.GetBytes("<stata_dta><header><release>120</release>")).What, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatEndsEarlySaysAtWhichRow()
    {
        byte[] whole = DtaBytes.Fixed(115, false, 4, [new("d", 255, "%9.0g", (file, row) => file.Double(row))]);
        Assert.Contains("row 3", Refusal(whole[..^12]).Where, StringComparison.Ordinal);
    }

    [Fact]
    public void AForgedHeaderMakesNoRoom()
    {
        byte[] bytes = DtaBytes.Tagged(119, false, 1, [new("d", 65526, "%9.0g", (file, row) => file.Double(row))]);
        int count = bytes.AsSpan().IndexOf("<K>"u8) + 3, rows = bytes.AsSpan().IndexOf("<N>"u8) + 3;
        long before = GC.GetAllocatedBytesForCurrentThread();
        byte[] columns = [.. bytes], long64 = [.. bytes];
        columns.AsSpan(count, 4).Fill(0x7F);
        long64.AsSpan(rows, 7).Fill(0x7F);
        Refusal(columns);
        Refusal(long64);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    private static DtaBytes.Variable[] EveryType(int[] types) =>
    [
        new("b", types[0], "%8.0g", (file, row) => file.Byte(row switch { 0 => -5, 1 => 100, 2 => 102, _ => 101 }), "byte", "yesno"),
        new("i", types[1], "%8.0g", (file, row) => file.Short(row switch { 0 => -500, 1 => 32740, 2 => 32743, _ => 32741 })),
        new("l", types[2], "%12.0g", (file, row) => file.Int(row switch { 0 => -50000, 1 => 2_147_483_620, 2 => 2_147_483_624, _ => 2_147_483_621 })),
        new("f", types[3], "%9.0g", (file, row) => _ = row < 2 ? file.Float(row + 0.5f) : file.Int(row == 2 ? 0x7F000000 + 4 * 0x800 : 0x7F000000)),
        new("d", types[4], "%10.0g", (file, row) => _ = row switch { 0 => file.Double(-0.25), 1 => file.Double(1e300), 2 => file.Long(0x7FE0000000000000 + 26 * (1L << 40)), _ => file.Long(0x7FE0000000000000) }),
        new("s", types[5], "%5s", (file, row) => file.Text(row switch { 0 => "ab", 2 => "x", _ => "" }, 5)),
    ];

    private static void Check(Tables table)
    {
        Assert.Equal(Numbers, table.Rows.Select(row => string.Join('|', row)));
        Assert.Equal([new("1", "yes"), new("2", "no"), new ValueLabel(".a", "refused")], table["b"].ValueLabels);
        Assert.Contains(new MissingValues(".a", null, MissingReason.Refused, "refused"), table["b"].Missing);
        Assert.Equal("byte", table["b"].Label);
    }

    private static void Reference(DtaBytes.Bytes file, int release, bool big, int variable, int row)
    {
        int first = release switch { 117 => 32, 118 => 16, _ => 24 };
        file.Long(big ? ((long)variable << (64 - first)) | (uint)row : (uint)variable | ((long)row << first));
    }

    private static void LongText(DtaBytes.Bytes file, int release, int row, int kind, byte[] content)
    {
        file.Tag("GSO").Int(2);
        if (release == 117) file.Int(row);
        else file.Long(row);
        file.Byte(kind).Int(content.Length).Raw(content);
    }

    private static Fault Refusal(byte[] bytes)
    {
        var fault = Assert.Throws<StudyException>(() => Read(bytes)).Fault;
        Assert.All([fault.What, fault.Where, fault.Why, fault.Mend], part => Assert.NotEqual("", part));
        return fault;
    }

    private static Tables Read(byte[] bytes) => Tables.Read(Given.File("x.dta", bytes));
}
