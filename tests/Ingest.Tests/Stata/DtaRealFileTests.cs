using CoProduction.Tests;

namespace CoProduction.Ingest.Tests;

/// <summary>Published .dta files: what ../shared/data/real/SOURCES.md says of each.</summary>
public class DtaRealFileTests
{
    [Theory]
    [InlineData("missings_msf.dta", 2, 4)]
    [InlineData("missings_lsf.dta", 2, 4)]
    [InlineData("encode.dta", 6, 2)]
    [InlineData("encodecp.dta", 6, 2)]
    [InlineData("statacar.dta", 8, 11)]
    [InlineData("sample.dta", 5, 7)]
    [InlineData("tagged-na-int.dta", 8, 1)]
    public void RowsAndColumns(string file, int rows, int columns)
    {
        var table = Dta(file);
        Assert.Equal((rows, columns), (table.Rows.Count, table.Header.Length));
    }

    [Fact]
    public void BothByteOrdersHoldTheSame()
    {
        var (big, little) = (Dta("missings_msf.dta"), Dta("missings_lsf.dta"));
        Assert.Equal(little.Header, big.Header);
        Assert.Equal(little.Rows.Select(row => string.Join('|', row)), big.Rows.Select(row => string.Join('|', row)));
        Assert.Equal(["1|1|1|1", "|||"], big.Rows.Select(row => string.Join('|', row)));
    }

    [Fact]
    public void AnOldCodePageHoldsTheSameAsUtf8()
    {
        var (old, utf8) = (Dta("encodecp.dta"), Dta("encode.dta"));
        Assert.Equal(["ä", "ö", "ü", "ß", "€", "Œ"], utf8.Column("chr"));
        Assert.Equal(["ä", "ö", "ü", "ß", "EUR", "OE"], old.Column("chr").Select(cell => cell == "Œ" ? "OE" : cell));
        Assert.Equal(utf8["num"].ValueLabels.Take(4), old["num"].ValueLabels.Take(4));
        Assert.Contains(old.Notices, notice => notice.En.Contains("windows-1252", StringComparison.Ordinal));
        Assert.DoesNotContain(utf8.Notices, notice => notice.En.Contains("encoding", StringComparison.Ordinal));
    }

    [Fact]
    public void ExtendedMissingValuesAreReasonsWithTheirLabels()
    {
        var table = Dta("tagged-na-int.dta");
        Assert.Equal([".a", ".h", ".z"], table.Column("x").Where(cell => cell.StartsWith('.')).Order(StringComparer.Ordinal));
        Assert.Contains(new MissingValues(".a", null, MissingReason.Blank, "apple"), table["x"].Missing);
        Assert.Contains(new MissingValues(".z", null, MissingReason.Blank, ".zebra"), table["x"].Missing);
        Assert.Equal(26, table["x"].Missing.Length);
    }

    [Fact]
    public void DatesLabelsTypesAndLongTexts()
    {
        var table = Dta("statacar.dta");
        Assert.Equal("Off-Road", table["type"].ValueLabels.Single(label => label.Value == "1").Label);
        Assert.Equal(VariableKind.Date, table["ldatecal"].Kind);
        Assert.Equal("2001-01-03", table.Column("ldatecal").First());
        Assert.Equal(table.Column("model"), table.Column("modelStrL"));
        Assert.Equal("%tbsp500", table["ldate"].Format[..8]);
        Assert.Contains(table.Notices, notice => notice.En.Contains("ldate", StringComparison.Ordinal));
    }

    [Fact]
    public void DatesAndMoments()
    {
        var table = Dta("sample.dta");
        Assert.Equal(["2018-05-06", "2018-05-06 10:10:10"], table.Rows[0][2..4]);
        Assert.Equal([new ValueLabel("1", "low"), new ValueLabel("2", "medium"), new ValueLabel("3", "high")], table["myord"].ValueLabels);
    }

    private static Tables Dta(string file) => Tables.Read(RealFiles.Path($"dta/{file}"));
}
