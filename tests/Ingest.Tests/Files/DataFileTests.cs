using System.Collections.Immutable;
using System.Text;

namespace CoProduction.Ingest.Tests;

public class DataFileTests
{
    [Fact]
    public void ColumnsAreTypedByTheirContent()
    {
        var columns = Open("y,name,x\n1.5,b,1\n NA ,a,\n-2e3,b,9\n3,,9.0\n", "9").Columns(["y", "name", "x"]);
        var frame = columns.Blocks.Single();
        var y = Assert.IsType<NumberColumn>(frame["y"]);
        Assert.Equal([1.5, 0, -2000, 3], y.Values);
        Assert.True(y.IsMissing(1));
        var name = Assert.IsType<CategoryColumn>(frame["name"]);
        Assert.Equal(["a", "b"], name.Levels);
        Assert.Equal([1, 0, 1, -1], name.Codes);
        Assert.Equal([false, true, true, true], Enumerable.Range(0, 4).Select(frame["x"].IsMissing));
    }

    [Fact]
    public void ACodeMayBeNamedWithItsReason()
    {
        var frame = Open("x,k,n\n9,refused,1\n9.0,b,2\n-8,,3\n,b,4\nNA,9,5\n", "9=refused", "-8 = dont_know", "refused=refused").Columns(["x", "k"], ["n"]).Blocks.Single();
        Assert.Equal([MissingReason.Refused, MissingReason.Refused, MissingReason.DontKnow, MissingReason.Blank, MissingReason.Blank], frame["x"].Reasons);
        Assert.Equal([MissingReason.Refused, MissingReason.Present, MissingReason.Blank, MissingReason.Present, MissingReason.Refused], frame["k"].Reasons);
        Assert.Contains("Did you mean 'refused'?", Assert.Throws<StudyException>(() => Open("x\n1\n", "9=refusd")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ATextFarDownTurnsTheColumnIntoACategory()
    {
        string csv = "x\n" + string.Concat(Enumerable.Repeat("1\n", 20_000)) + "many\n";
        var columns = Open(csv).Columns(["x"]);
        Assert.Throws<NotNumericException>(() => columns.Blocks.Count());
        var (rows, levels) = columns.Reduce(final => (final.Blocks.Sum(block => block.Rows), final.Columns[0].Levels));
        Assert.Equal(20_001, rows);
        Assert.Equal(["1", "many"], levels);
    }

    [Fact]
    public void KeysAreTextsWhoseCodesKeepTheirMeaning()
    {
        string csv = "k,x\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{i % 9000},1\n"));
        var keys = Open(csv).Columns(["x"], ["k"]).Blocks.SelectMany(block => Texts((CategoryColumn)block["k"])).ToList();
        Assert.Equal(Enumerable.Range(0, 30_000).Select(i => $"{i % 9000}"), keys);
    }

    [Fact]
    public void ARowThatCannotBeCutStopsTheReading() =>
        Assert.Contains("Row 3", Assert.Throws<StudyException>(() => Open("a,b\n1,2\n1,2,3\n").Columns(["a"]).Blocks.Count()).Message, StringComparison.Ordinal);

    [Fact]
    public void UnknownAndRepeatedColumnsAreErrors()
    {
        var file = Open("trust,rights,rights\n1,2,3\n");
        Assert.Contains("Did you mean 'trust'?", Assert.Throws<StudyException>(() => file.Columns(["trusty"])).Message, StringComparison.Ordinal);
        Assert.Contains("two columns", Assert.Throws<StudyException>(() => file.Columns(["rights"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LeavingEarlyIsNoError() => Assert.Equal(8192, Open("x\n" + string.Concat(Enumerable.Repeat("1\n", 100_000))).Columns(["x"]).Blocks.First().Rows);

    private static IEnumerable<string> Texts(CategoryColumn column) => column.Codes.Select(code => column.Levels[code]);

    private static DataFile Open(string csv, params ImmutableArray<string> missing) => DataFile.Open(Given.File("rows.csv", Encoding.UTF8.GetBytes(csv)), missing);
}
