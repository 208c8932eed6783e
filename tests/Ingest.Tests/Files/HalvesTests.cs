using System.Globalization;
using System.Text;

namespace CoProduction.Ingest.Tests;

public class HalvesTests
{
    private const int Rows = 400_000;

    [Theory]
    [InlineData("\n", false)]
    [InlineData("\r\n", false)]
    [InlineData("\n", true)]
    public void TwoReadersGiveTheRowsOfOne(string lineEnd, bool bom)
    {
        var columns = Open(Csv(row => $"c{row % 700},{row},plain", lineEnd, bom)).Columns(["x"], ["k"]);
        var one = Read(columns.Blocks);
        var two = columns.Reduce(halves => Read(halves.Blocks));
        Assert.NotEqual(one, two);
        Assert.Equal(one, two.OrderBy(row => row.X));
    }

    [Fact]
    public void TheOrderOfTheRowsDoesNotDependOnTime()
    {
        var columns = Open(Csv(row => $"c{row % 700},{row},plain")).Columns(["x"], ["k"]);
        Assert.Equal(columns.Reduce(halves => Read(halves.Blocks)), columns.Reduce(halves => Read(halves.Blocks)));
    }

    [Fact]
    public void QuotedLineEndsAreNoPlaceToCut()
    {
        var file = Open(Csv(row => $"\"c\"\"{row % 7}\n{row % 7}\",{row},\"a\nb\n\n\nc,1\""));
        var columns = file.Columns(["x"], ["k"]);
        var one = Read(columns.Blocks);
        var two = columns.Reduce(halves => Read(halves.Blocks));
        Assert.NotEqual(one, two);
        Assert.Equal(one, two.OrderBy(row => row.X));
        Assert.Equal("c\"3\n3", one[3].Key);
    }

    [Fact]
    public void AStrayQuoteThatHidesTheRightCutsIsFoundOut()
    {
        string Row(int row) => row == 5 ? $"5\" pipe,{row},\"a\nb\"" : $"k,{row},\"a,1,2\n9,9,9\nb\"";
        var columns = Open(Csv(Row)).Columns(["x"], ["k"]);
        Assert.Equal(Read(columns.Blocks), columns.Reduce(halves => Read(halves.Blocks)));
    }

    [Fact]
    public void QuotedLineEndsFarBehindTheBeginningAreFoundOut()
    {
        var columns = Open(Csv(row => row < Rows / 4 ? $"k,{row},plain" : $"k,{row},\"a\n9,9,9\nb\"")).Columns(["x"], ["k"]);
        Assert.Equal(Read(columns.Blocks), columns.Reduce(halves => Read(halves.Blocks)).OrderBy(row => row.X));
    }

    [Fact]
    public void LettersOfSeveralBytesMayStandWhereBlocksEnd()
    {
        var columns = Open(Csv(row => $"社区{new string('路', row % 5)},{row},道路é𠮷")).Columns(["x"], ["k"]);
        Assert.Equal(Read(columns.Blocks), columns.Reduce(halves => Read(halves.Blocks)).OrderBy(row => row.X));
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(Rows - 3)]
    public void AByteThatIsNotUtf8FarDownIsFoundAndItsRowNamed(int bad)
    {
        byte[] csv = Csv(row => row == bad ? "k,1,!!!" : $"k,{row},道路");
        csv[csv.AsSpan().IndexOf("!!!"u8)] = 0xE8;
        var file = Open(csv);
        Assert.Throws<NotUtf8Exception>(() => file.Columns(["x"], ["k"]).Reduce(halves => Read(halves.Blocks)));
        var fault = Assert.Throws<StudyException>(() => file.Inspected().Columns(["x"], ["k"]).Reduce(halves => Read(halves.Blocks)));
        Assert.Contains($"Row {(bad + 2).ToString(CultureInfo.InvariantCulture)}", fault.Message, StringComparison.Ordinal);
        Assert.Contains("not valid UTF-8", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3000)]
    [InlineData(Rows - 100)]
    public void AFaultNamesTheLineOfTheFile(int bad)
    {
        var columns = Open(Csv(row => row == bad ? "k,1" : $"k,{row},plain")).Columns(["x"], ["k"]);
        var fault = Assert.Throws<StudyException>(() => columns.Reduce(halves => Read(halves.Blocks)));
        Assert.Contains($"Row {(bad + 2).ToString(CultureInfo.InvariantCulture)}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ATextInTheSecondHalfTurnsTheColumnIntoACategory()
    {
        var columns = Open(Csv(row => row == Rows - 5 ? "k,many,plain" : $"k,{row % 9},plain")).Columns(["x"], ["k"]);
        var (rows, levels) = columns.Reduce(final => (final.Blocks.Sum(block => block.Rows), final.Columns[0].Levels));
        Assert.Equal(Rows, rows);
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "many"], levels);
    }

    private static List<(string Key, double X)> Read(IEnumerable<Frame> blocks) => [.. blocks.SelectMany(block => Read((CategoryColumn)block["k"], (NumberColumn)block["x"]))];

    private static IEnumerable<(string Key, double X)> Read(CategoryColumn keys, NumberColumn numbers) => keys.Codes.Zip(numbers.Values, (code, x) => (keys.Levels[code], x));

    private static byte[] Csv(Func<int, string> row, string lineEnd = "\n", bool bom = false)
    {
        var text = new StringBuilder(bom ? "\uFEFF" : "").Append("k,x,text").Append(lineEnd);
        for (int i = 0; i < Rows; i++) text.Append(row(i)).Append(lineEnd);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static DataFile Open(byte[] csv) => DataFile.Open(Given.File("rows.csv", csv), []);
}
