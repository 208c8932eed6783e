using System.Text;

namespace CoProduction.Ingest.Tests;

/// <summary>A column of many different texts leaves the table of known ones, and reads the same.</summary>
public class UniqueTextTests
{
    private const int Rows = 40_000;

    [Fact]
    public async Task EveryKindOfTextIsReadAsBefore()
    {
        string[] cells = [.. Enumerable.Range(0, Rows).Select(Cell)];
        var loaded = await Given.Load(Given.Table("rows", Given.Field("name", FieldType.Text)), new StringBuilder("name,other\n").AppendJoin("", cells.Select(cell => $"{cell},1\n")).ToString());
        Assert.Equal(Rows, loaded.Accepted);
        Assert.Equal(cells.Select(cell => cell.Trim() is { Length: > 0 } text ? text : "[Blank]"), loaded.Texts("name"));
    }

    [Fact]
    public async Task AMissingWordAmongThemIsMissing()
    {
        var schema = Given.Table("rows", Given.Field("name", FieldType.Text));
        var loaded = await Given.Load(schema, "name\n" + string.Concat(Enumerable.Range(0, Rows).Select(row => row % 1000 == 0 ? "refused!\n" : $"r{row}\n")), codes: new MissingCode("name", "refused!", MissingReason.Refused));
        Assert.Equal(Rows / 1000, loaded.Texts("name").Count(text => text == "[Refused]"));
    }

    private static string Cell(int row) => (row % 7) switch
    {
        0 => $" padded{row} ",
        1 => $"村{row}",
        2 => $"two words {row}",
        3 => "",
        4 => $"\u00a0{row}",
        _ => $"r{row:D7}",
    };
}
