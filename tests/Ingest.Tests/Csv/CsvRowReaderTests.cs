using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Ingest.Tests;

public class CsvRowReaderTests
{
    private static List<(long Row, string[]? Cells, string Fault)> Read(string csv, int wanted = int.MaxValue)
    {
        using var reader = new CsvRowReader(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "rows.csv", new TextForm(null, 0, Damaged: false)) { Wanted = wanted };
        var rows = new List<(long, string[]?, string)>();
        while (reader.Read()) rows.Add((reader.Row, reader.Fault is null ? [.. Enumerable.Range(0, Math.Min(wanted, reader.Count)).Select(i => Encoding.UTF8.GetString(reader.Cell(i)))] : null, reader.Fault?.Rule ?? ""));
        return rows;
    }

    [Fact]
    public void LinesAreTheFilesOwnEvenBehindQuotedLineEnds()
    {
        var rows = Read("a,b\r\n1,\"x\r\ny\nz\"\r\n\r\n2,w\n3,v");
        Assert.Equal([2, 6, 7], rows.Select(row => row.Row));
        Assert.Equal("x\r\ny\nz", rows[0].Cells![1]);
    }

    [Theory]
    [InlineData("a;b\n1,5;2\n", "1,5")]
    [InlineData("a\tb\n1,5\t2\n", "1,5")]
    [InlineData("sep=;\na;b\n1,5;2\n", "1,5")]
    [InlineData("\"a,x\";b\n1,5;2\n", "1,5")]
    public void TheDelimiterIsFound(string csv, string first) => Assert.Equal(first, Read(csv)[0].Cells![0]);

    [Fact]
    public void DoubledQuotesAndDelimitersStandInsideQuotes() =>
        Assert.Equal(["say \"hi\", you", "", "\""], Read("a,b,c\n\"say \"\"hi\"\", you\",\"\",\"\"\"\"\n")[0].Cells!);

    [Fact]
    public void SpacesAroundQuotedCellsAreNoFault() => Assert.Equal(["1", "x, y", "2"], Read("a,b,c\n1, \"x, y\" ,2\n")[0].Cells!);

    [Fact]
    public void QuotesInsideAPlainCellAreText() => Assert.Equal(["5\" pipe", "2"], Read("a,b\n5\" pipe,2\n")[0].Cells!);

    [Fact]
    public void BrokenQuotesCostOneLineOnly()
    {
        var rows = Read("a,b\n1,\"x \"y\" z\"\n2,ok\n3,\"never closed\n4,ok\n");
        Assert.Equal([2, 3, 4, 5], rows.Select(row => row.Row));
        Assert.Equal([false, true, false, true], rows.Select(row => row.Fault.Length == 0));
    }

    [Fact]
    public void TooManyAndTooFewCellsAreFaults()
    {
        var rows = Read("a,b\n1\n1,2,3\n1,2\n");
        Assert.Equal(["the row has 1 cells, the header has 2", "the row has 3 cells, the header has 2", ""], rows.Select(row => row.Fault));
    }

    // Cells that nobody asks for are counted and not cut: rows, lines, faults and the wanted cells must not change by it.
    [Fact]
    public void UnwantedCellsChangeNothing() => Prop.ForAll(
        Gen.Elements(",", ",", ",", "1", "x", " ", "\n", "\n", "\r\n", "\"", "\"y\"", "\"a,b\"", new string('z', 70)).ListOf().Select(parts => string.Concat(parts)).ToArbitrary(), Gen.Choose(0, 4).ToArbitrary(), (text, wanted) =>
        {
            string csv = "a,b,c,d\n1,2,3,4\n" + text + "\n5,6,7,8\n";
            var all = Read(csv).Select(row => (row.Row, string.Join('|', row.Cells?.Take(wanted) ?? []), row.Fault));
            return all.SequenceEqual(Read(csv, wanted).Select(row => (row.Row, string.Join('|', row.Cells ?? []), row.Fault)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void RowsOfEmptyCellsAreBlank() => Assert.Single(Read("a,b\n,\n  ,\t\n　,\n1,2\n"));

    [Fact]
    public void ReturnsAloneEndLinesToo() => Assert.Equal(2, Read("a,b\r1,2\r3,4\r").Count);

    [Fact]
    public void RowsLongerThanTheBufferArriveWhole()
    {
        string text = new('x', 700_000);
        var rows = Read($"a,b\n1,{text}\n2,\"{text}\n{text}\"\n3,c\n");
        Assert.Equal([2, 3, 5], rows.Select(row => row.Row));
        Assert.Equal(1_400_001, rows[1].Cells![1].Length);
    }

    [Fact]
    public void ALineWithoutEndIsNoTable() => Assert.Throws<StudyException>(() => Read("a,b\n" + new string('x', 9_000_000)));

    [Fact]
    public void WrittenRowsReadBack() => Prop.ForAll(Rows(), rows =>
    {
        string csv = "h1,h2,h3\n" + string.Concat(rows.Select(row => string.Join(',', row.Select(Quote)) + "\n"));
        var read = Read(csv).Select(row => row.Cells!).ToList();
        return rows.Length == read.Count && rows.Zip(read).All(pair => pair.First.SequenceEqual(pair.Second));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void RandomTextNeverThrowsAnythingButStudyException() => Prop.ForAll(Noise(), csv =>
    {
        try
        {
            var rows = Read(csv);
            return rows.All(row => row.Row >= 1) && rows.Select(row => row.Row).SequenceEqual(rows.Select(row => row.Row).Order());
        }
        catch (StudyException)
        {
            return true;
        }
    }).QuickCheckThrowOnFailure();

    private static Arbitrary<string[][]> Rows() =>
        Gen.ArrayOf(Gen.Elements('a', 'z', '"', ',', '\n', '\r', ' ', '中', '5')).Select(letters => "k" + new string(letters)).ArrayOf(3).ArrayOf().ToArbitrary();

    private static Arbitrary<string> Noise() => Gen.ArrayOf(Gen.Elements('a', '"', '"', ',', ',', '\n', '\r', ' ', ';')).Select(letters => new string(letters)).ToArbitrary();

    private static string Quote(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
