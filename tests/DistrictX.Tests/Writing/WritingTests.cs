using System.IO.Compression;
using System.Text;
using CoProduction.DistrictX;

namespace CoProduction.Tests;

public class WritingTests
{
    [Fact]
    public void Csv_quotes_only_cells_that_need_it()
    {
        var csv = new CsvText("a", "b");
        csv.Row("1,5", "say \"yes\"");
        csv.Row(null, "plain");
        Assert.Equal("a,b\n\"1,5\",\"say \"\"yes\"\"\"\n,plain\n", Encoding.UTF8.GetString(csv.Utf8("x.csv").Bytes.Span));
    }

    [Fact]
    public void Csv_carries_a_mark_only_where_asked_and_Chinese_in_GB18030()
    {
        var csv = new CsvText("社区");
        Assert.Equal([0xEF, 0xBB, 0xBF], csv.Utf8("x.csv", mark: true).Bytes.Span[..3].ToArray());
        Assert.Equal("E7A4BEE58CBA0A", Convert.ToHexString(csv.Utf8("x.csv").Bytes.Span));
        Assert.Equal("C9E7C7F80A", Convert.ToHexString(csv.Gb18030("x.csv").Bytes.Span));
    }

    [Theory]
    [InlineData(123456705, "1234567.05", "￥1,234,567.05", "123.45")]
    [InlineData(5, "0.05", "￥0.05", "0.00")]
    [InlineData(1230000, "12300.00", "￥12,300.00", "1.23")]
    public void Money_is_printed_from_whole_fen(long fen, string yuan, string grouped, string tenThousand)
    {
        Assert.Equal(yuan, Print.Yuan(fen));
        Assert.Equal(grouped, Print.GroupedYuan(fen));
        Assert.Equal(tenThousand, Print.TenThousandYuan(fen));
    }

    [Fact]
    public void Full_width_digits_and_Chinese_days()
    {
        Assert.Equal("１．２３", Print.FullWidth("1.23"));
        Assert.Equal("2015年3月5日", Print.ChineseDay(new DateOnly(2015, 3, 5)));
    }

    [Fact]
    public void A_stored_zip_is_read_back_by_the_platform()
    {
        var zip = new StoredZip();
        zip.Add("a.txt", "甲乙丙");
        zip.Add("folder/b.txt", "");
        using var archive = new ZipArchive(new MemoryStream(zip.ToBytes()));
        Assert.Equal(["a.txt", "folder/b.txt"], archive.Entries.Select(entry => entry.FullName));
        using var reader = new StreamReader(archive.Entries[0].Open());
        Assert.Equal("甲乙丙", reader.ReadToEnd());
        Assert.Equal(archive.Entries[0].Length, archive.Entries[0].CompressedLength);
        Assert.Equal(0u, archive.Entries[1].Crc32);
    }

    /// <summary>CRC-32 of "123456789", the check value of the catalogue of parametrised CRC algorithms (CRC-32/ISO-HDLC).</summary>
    [Fact]
    public void The_checksum_has_its_published_check_value()
    {
        var zip = new StoredZip();
        zip.Add("check", "123456789");
        using var archive = new ZipArchive(new MemoryStream(zip.ToBytes()));
        Assert.Equal(0xCBF43926u, archive.Entries[0].Crc32);
    }
}
