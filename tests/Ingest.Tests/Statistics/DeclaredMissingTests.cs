using System.Collections.Immutable;
using CoProduction.Tests;

namespace CoProduction.Ingest.Tests;

/// <summary>What a file declares of its columns reaches the study's fields and the rows of a model.</summary>
public class DeclaredMissingTests
{
    private static readonly TableSchema Colours = Given.Table("rows",
        Given.Field("x", FieldType.Category, levels: [Given.Level("red", "红"), Given.Level("green", "绿"), Given.Level("blue", "蓝")]), Given.Field("y", FieldType.Date));

    private static readonly TableSchema Numbers = Given.Table("rows", Given.Field("z", FieldType.Number));

    [Fact]
    public async Task LabelsOfLevelsRecodeAndACodeWithoutLabelIsRejected()
    {
        var loaded = await Given.LoadFile(Colours, RealFiles.Path("sav/simple_alltypes.sav"));
        Assert.Equal(["red", "green", "blue"], loaded.Texts("x")[..3]);
        Assert.Equal([4, 6], loaded.Rejections.Select(rejection => rejection.Row));
        Assert.All(loaded.Texts("y").Where(day => day != "[Blank]"), day => Assert.Equal(10, day.Length));
    }

    [Fact]
    public async Task MissingValuesKeepTheirReasons()
    {
        var loaded = await Given.LoadFile(Numbers, RealFiles.Path("sav/simple_alltypes.sav"));
        Assert.Empty(loaded.Rejections);
        Assert.Equal(["[Blank]", "[Blank]", "1.23", "[NotAsked]"], loaded.Texts("z")[..4].SetItem(2, "1.23"));
        Assert.StartsWith("1.23", loaded.Texts("z")[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatTheStudySaysComesFirst()
    {
        var plan = Given.Plan(table: "rows") with
        {
            Missing = [("999", MissingReason.Lost)],
            Recodes = ImmutableDictionary<string, ImmutableArray<(string, string)>>.Empty.Add("x", [("1", "blue")]),
        };
        Assert.Equal(["blue", "green", "blue"], (await Given.LoadFile(Colours, RealFiles.Path("sav/simple_alltypes.sav"), plan)).Texts("x")[..3]);
        Assert.Equal("[Lost]", (await Given.LoadFile(Numbers, RealFiles.Path("sav/simple_alltypes.sav"), plan with { Recodes = plan.Recodes.Clear() })).Texts("z")[3]);
    }

    [Fact]
    public async Task RangesCoverWholeNumbersToo()
    {
        var schema = Given.Table("rows", Given.Field("Range", FieldType.Integer), Given.Field("RangeDiscrete", FieldType.Number), Given.Field("ThreeDiscrete", FieldType.Money));
        var loaded = await Given.LoadFile(schema, RealFiles.Path("sav/MissingValues.sav"));
        Assert.Equal(["0", "[Blank]", "[Blank]", "[Blank]", "[Blank]", "[Blank]", "6", "7"], loaded.Texts("Range"));
        Assert.Equal(["0", "[Blank]", "[Blank]", "[Blank]", "[Blank]", "[Blank]", "6", "[Blank]"], loaded.Texts("RangeDiscrete"));
        Assert.Equal(["0", "[Blank]", "[Blank]", "[Blank]", "4", "5", "6", "7"], loaded.Texts("ThreeDiscrete"));
    }

    [Fact]
    public async Task ExtendedMissingValuesAreNoFaults()
    {
        var loaded = await Given.LoadFile(Given.Table("rows", Given.Field("x", FieldType.Integer)), RealFiles.Path("dta/tagged-na-int.dta"));
        Assert.Empty(loaded.Rejections);
        Assert.Equal(3, loaded.Texts("x").Count(text => text == "[Blank]"));
    }

    [Theory]
    [InlineData("sav/MissingValues.sav", "Range", 3)]
    [InlineData("sav/MissingValues.sav", "RangeDiscrete", 2)]
    [InlineData("sav/MissingValues.sav", "TwoDiscrete", 6)]
    [InlineData("sav/MissingValues.sav", "NoMissing", 8)]
    [InlineData("sav/labelled-num-na.sav", "VAR00002", 1)]
    [InlineData("dta/tagged-na-int.dta", "x", 5)]
    public void NoMissingValueEntersAModel(string file, string column, int present)
    {
        var data = DataFile.Open(RealFiles.Path(file));
        var columns = data.Columns([column]);
        Assert.Equal(ColumnKind.Number, columns.Columns[0].Kind);
        Assert.Equal(present, columns.Blocks.Sum(block => Enumerable.Range(0, block.Rows).Count(row => !block[column].IsMissing(row))));
    }

    [Fact]
    public void ABareFileTellsTheReasonsThatItDeclares()
    {
        var column = DataFile.Open(RealFiles.Path("sav/simple_alltypes.sav")).Columns(["z"]).Blocks.Single()["z"];
        Assert.Equal([MissingReason.Blank, MissingReason.Blank, MissingReason.Present, MissingReason.NotAsked], column.Reasons[..4]);
        var asked = DataFile.Open(RealFiles.Path("sav/simple_alltypes.sav"), ["999=lost"]).Columns(["z"]).Blocks.Single()["z"];
        Assert.Equal(MissingReason.Lost, asked.Reason(3));
    }

    [Fact]
    public void AMissingTextIsNoLevel()
    {
        var columns = DataFile.Open(RealFiles.Path("sav/testdata.sav")).Columns(["string_miss"]);
        Assert.DoesNotContain("a", columns.Columns[0].Levels);
        Assert.Contains("c", columns.Columns[0].Levels);
    }

    [Fact]
    public void ADataFileTellsItsVariablesAndNotices()
    {
        var data = DataFile.Open(RealFiles.Path("dta/statacar.dta"));
        Assert.Equal(data.Header, data.Variables.Select(variable => variable.Name));
        Assert.NotEmpty(data.Notices);
    }

    [Theory]
    [InlineData("拒答", MissingReason.Refused)]
    [InlineData("Refused to answer", MissingReason.Refused)]
    [InlineData("DK", MissingReason.DontKnow)]
    [InlineData("Don't know", MissingReason.DontKnow)]
    [InlineData("Don’t know / refused", MissingReason.DontKnow)]
    [InlineData("不知道/说不清", MissingReason.DontKnow)]
    [InlineData("不适用", MissingReason.NotAsked)]
    [InlineData("Not asked", MissingReason.NotAsked)]
    [InlineData("INAPPLICABLE", MissingReason.NotAsked)]
    [InlineData("遗失", MissingReason.Lost)]
    [InlineData("no CHD", MissingReason.Blank)]
    [InlineData("desk", MissingReason.Blank)]
    [InlineData("", MissingReason.Blank)]
    public void ReasonsAreGuessedFromLabels(string label, MissingReason reason) => Assert.Equal(reason, MissingWords.ReasonOf(label));

    [Fact]
    public async Task AKeyOfAnotherTableIsFoundByItsLabel()
    {
        var schema = new TableSchema("rows", "1", Label.Same("rows"), [Given.Field("gender", FieldType.Text)], [], [new ForeignKey(["gender"], "people", ["name"])]);
        var parents = ParentKeys.None.With("people", ["name"], [["Female"], ["M"]]);
        var loaded = await Given.LoadFile(schema, RealFiles.Path("sav/labelled-str.sav"), parents: parents);
        Assert.Equal(["M", "Female"], loaded.Texts("gender"));
    }
}
