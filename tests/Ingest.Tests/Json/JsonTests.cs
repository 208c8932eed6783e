using System.Text;

namespace CoProduction.Ingest.Tests;

public class JsonTests
{
    private static readonly TableSchema Schema = Given.Table("rows", Given.Field("id", FieldType.Integer), Given.Field("note", FieldType.Text, zh: "備註"), Given.Field("amount", FieldType.Money), Given.Field("done", FieldType.Flag));

    [Fact]
    public async Task ObjectsAreRowsWithTheLinesTheyBeginIn()
    {
        var loaded = await Load("""
            [
              { "id": 1, "備註": "甲\n\"乙\"", "amount": 0.10, "done": true },

              { "amount": 12345678901234567890.12, "id": 2, "done": null, "地圖": { "x": [1, { "備註": "inner" }] } },
              { "id": "３", "備註": ["a", "b"], "done": "否" }
            ]
            """);
        Assert.Empty(loaded.Rejections);
        Assert.Equal(["2", "4", "5"], loaded.Texts(SourceBlock.RowColumn));
        Assert.Equal(["甲\n\"乙\"", "[Blank]", "[Blank]"], loaded.Texts("note"));
        Assert.Equal(["0.10", "12345678901234567890.12", "[Blank]"], loaded.Texts("amount"));
        Assert.Equal(["1", "[Blank]", "0"], loaded.Texts("done"));
    }

    [Fact]
    public async Task ElementsThatAreNoRowsAreRejectedOneByOne()
    {
        var loaded = await Load("""[{"id":1}, 5, {"id":2,"id":3}, [{"id":9}], {"id":4}]""");
        Assert.Equal(["1", "4"], loaded.Texts("id"));
        Assert.Equal(3, loaded.Rejected);
    }

    [Theory]
    [InlineData("""{"id":1}""")]
    [InlineData("""[{"id":1}""")]
    [InlineData("""[{"id":1},{"id" 2}]""")]
    [InlineData("""[{"id":1}] [2]""")]
    [InlineData("""[]""")]
    [InlineData("""[{"id":"\ud800"}]""")]
    public async Task WhatIsNoListOfObjectsIsOneError(string json) => await Assert.ThrowsAsync<StudyException>(() => Load(json));

    [Fact]
    public async Task ManyAndLongRowsStream()
    {
        string text = new('中', 60_000);
        var loaded = await Load("[" + string.Join(",\n", Enumerable.Range(0, 20).Select(i => $$"""{"id":{{i}},"備註":"{{text}}"}""")) + "]");
        Assert.Equal(Enumerable.Range(1, 20).Select(line => $"{line}"), loaded.Texts(SourceBlock.RowColumn));
        Assert.All(loaded.Texts("note"), note => Assert.Equal(text, note));
    }

    private static Task<Loaded> Load(string json) => Given.Load(Schema, Encoding.UTF8.GetBytes(json), Given.Plan("rows.json"));
}
