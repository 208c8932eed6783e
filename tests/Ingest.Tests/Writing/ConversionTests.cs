using System.Collections.Immutable;
using System.Text;
using CoProduction.Tests;

namespace CoProduction.Ingest.Tests;

/// <summary>Every real file through every writer and back; what a format cannot hold is an error.</summary>
public class ConversionTests
{
    public static TheoryData<string> SavFiles() => ["cars.zsav", "electric.sav", "german.sav", "greetings.sav", "hebrews.sav", "labelled-num-na.sav", "labelled-str.sav", "missing_test.sav", "MissingValues.sav", "ordered_category.sav", "sample_large.sav", "sample_missing.sav", "sample.zsav", "simple_alltypes.sav", "test_dates.sav", "test_width.sav", "umlauts.sav", "v14.sav"];

    [Theory]
    [MemberData(nameof(SavFiles))]
    public void ASystemFileWrittenAnewIsTheSame(string file)
    {
        var before = Tables.Read(RealFiles.Path($"sav/{file}"));
        var after = Tables.Read(Written.Convert(before.Path, "again.sav").Path);
        Same(before, after);
        Assert.Equal(before.Sets.Select(set => set.Name), after.Sets.Select(set => set.Name));
        Assert.Equal(before.Sets.SelectMany(set => set.Variables), after.Sets.SelectMany(set => set.Variables));
    }

    [Theory]
    [InlineData("encode.dta")]
    [InlineData("encodecp.dta")]
    [InlineData("missings_msf.dta")]
    [InlineData("sample.dta")]
    [InlineData("statacar.dta")]
    [InlineData("tagged-na-int.dta")]
    public void AStataFileWrittenAnewIsTheSame(string file)
    {
        var before = Tables.Read(RealFiles.Path($"dta/{file}"));
        Same(before, Tables.Read(Written.Convert(before.Path, "again.dta").Path));
    }

    [Theory]
    [InlineData("electric.sav", "csv")]
    [InlineData("electric.sav", "json")]
    [InlineData("electric.sav", "xlsx")]
    [InlineData("sample_large.sav", "csv")]
    [InlineData("sample_large.sav", "json")]
    [InlineData("sample_large.sav", "xlsx")]
    [InlineData("test_width.sav", "csv")]
    [InlineData("v14.sav", "xlsx")]
    [InlineData("greetings.sav", "xlsx")]
    public void OtherFormatsHoldTheSameCells(string file, string format)
    {
        var before = Tables.Read(RealFiles.Path($"sav/{file}"));
        var after = Tables.Read(Written.Convert(before.Path, $"again.{format}").Path);
        Assert.Equal(before.Header, after.Header);
        Assert.Equal(before.Rows.Select(Line), after.Rows.Select(row => Line([.. row.Select(cell => cell.StartsWith("'-", StringComparison.Ordinal) ? cell[1..] : cell)])));
    }

    [Fact]
    public void LabelsOfAWorkbookStandOnASecondSheet()
    {
        string path = Written.Convert(RealFiles.Path("sav/electric.sav"), "electric.xlsx").Path;
        var described = DataFile.Open(path, sheet: "variables").Columns(["value_label"]);
        Assert.Contains("SUDDEN  DEATH", described.Columns[0].Levels);
    }

    [Fact]
    public void ExtendedMissingValuesBecomeCodesBelowAllNumbersAndBack()
    {
        var (path, report) = Written.Convert(RealFiles.Path("dta/tagged-na-int.dta"), "tagged.sav");
        var table = Tables.Read(path);
        Assert.Contains(report.Notices, notice => notice.En.Contains(".a → -1", StringComparison.Ordinal));
        Assert.Contains(new ValueLabel("-1", "apple"), table["x"].ValueLabels);
        Assert.Equal(["-1", "-2", "-3"], table["x"].Missing.Select(missing => missing.Low).OrderByDescending(value => value, StringComparer.Ordinal).Reverse());
        var back = Tables.Read(Written.Convert(path, "back.dta").Path);
        Assert.Equal(3, back.Column("x").Count(cell => cell.StartsWith('.')));
        Assert.Contains(back["x"].ValueLabels, label => label is { Label: "apple", Value: ['.', _] });
    }

    [Fact]
    public void ColumnsOfACsvAreTypedByAllTheirCells()
    {
        string csv = "人数,编号,金额,日,时刻,词,空,缺\n1,007,1.50,2020-02-29,2020-02-29 10:00:01,x,,NA\n-3,012,-2,2021-01-01,2021-01-01 00:00:00.25,\"é, \"\"y\"\"\",,2\n";
        string path = Given.File("rows.csv", Encoding.UTF8.GetBytes(csv));
        foreach (string name in (string[])["rows.sav", "rows.dta"])
        {
            var table = Tables.Read(Written.Convert(path, name).Path);
            Assert.Equal([VariableKind.Number, VariableKind.Text, VariableKind.Number, VariableKind.Date, VariableKind.DateTime, VariableKind.Text, VariableKind.Text, VariableKind.Number], table.Variables.Select(variable => variable.Kind));
            Assert.Equal(["1", "007", "1.5", "2020-02-29", "2020-02-29 10:00:01", "x", "", ""], table.Rows[0]);
            Assert.Equal(["-3", "012", "-2", "2021-01-01", "2021-01-01 00:00:00.25", "é, \"y\"", "", "2"], table.Rows[1]);
        }
    }

    [Fact]
    public void CellsThatBeginLikeAFormulaAreNeutralisedInCsv()
    {
        string path = Written.File("formulas.csv", [new FileVariable("a", "", VariableKind.Text), new FileVariable("=b", "", VariableKind.Text)], [["=1+1", "-3"], ["@x", "+1 day"], ["-2,5", "-x"]]);
        Assert.Equal("\uFEFFa,'=b\r\n'=1+1,-3\r\n'@x,'+1 day\r\n\"'-2,5\",'-x\r\n", Encoding.UTF8.GetString(File.ReadAllBytes(path)));
    }

    [Theory]
    [InlineData("sav", "two words", "begins with a letter")]
    [InlineData("sav", "1st", "begins with a letter")]
    [InlineData("sav", "all", "keeps this word")]
    [InlineData("sav", "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcde", "64 bytes")]
    [InlineData("dta", "two words", "begins with a letter")]
    [InlineData("dta", "str8", "keeps this word")]
    [InlineData("dta", "abcdefghijabcdefghijabcdefghijabc", "32 letters")]
    public void ANameThatCannotBeIsAnError(string format, string name, string why)
    {
        var refused = Assert.Throws<StudyException>(() => Written.File($"x.{format}", [new FileVariable(name)], [["1"]])).Fault;
        Assert.Contains(why, refused.Why, StringComparison.Ordinal);
        Assert.NotEqual("", refused.Mend);
    }

    [Fact]
    public void WhatAFormatCannotHoldIsAnError()
    {
        var one = new FileVariable("x");
        Refused("sav", one with { Label = new string('长', 86) }, "1", "too long");
        Refused("dta", one with { Label = new string('长', 81) }, "1", "too long");
        Refused("sav", one with { ValueLabels = [new("1", new string('a', 121))] }, "1", "too long");
        Refused("dta", one with { ValueLabels = [new("1.5", "a half")] }, "1", "cannot have a label");
        Refused("dta", one with { Kind = VariableKind.Text, ValueLabels = [new("m", "male")] }, "m", "cannot have a label");
        Refused("sav", one with { Missing = [.. "6789".Select(code => new MissingValues($"{code}", null, MissingReason.Blank))] }, "1", "4 missing values");
        Refused("dta", one, "1e308", "cannot be written");
        Refused("sav", one with { Kind = VariableKind.Text }, new string('x', 32_768), "too long");
        Refused("xlsx", one with { Kind = VariableKind.Text }, new string('x', 32_768), "too long");
        Refused("sav", one, "text", "cannot be written");
    }

    [Fact]
    public void TextsOver2045BytesBecomeLongTexts()
    {
        string text = string.Concat(Enumerable.Repeat("字", 1000));
        string path = Written.File("long.dta", [new FileVariable("t", "", VariableKind.Text), new FileVariable("n")], [[text, "1"], ["", "2"], ["short", "3"]]);
        Assert.Equal([text, "", "short"], Tables.Read(path).Column("t"));
    }

    [Fact]
    public void WithoutLabelsEveryValueStaysAsItIs()
    {
        var variable = new FileVariable("x") { ValueLabels = [new("1", "yes"), new("999", "refused")], Missing = [new MissingValues("999", null, MissingReason.Refused)] };
        string path = Written.File("x.sav", [variable], [["1"], ["999"]]);
        Assert.Equal(["1", ".a"], Tables.Read(Written.Convert(path, "x.dta").Path).Column("x"));
        Assert.Equal(["1", "999"], Tables.Read(Written.Convert(path, "bare.dta", withoutLabels: true).Path).Column("x"));
    }

    [Fact]
    public void TheSameTableGivesTheSameBytes()
    {
        string[] files = [.. (string[])["csv", "xlsx", "json", "sav", "dta"]];
        foreach (string format in files)
            Assert.Equal(File.ReadAllBytes(Written.Convert(RealFiles.Path("sav/sample.zsav"), $"a.{format}").Path), File.ReadAllBytes(Written.Convert(RealFiles.Path("sav/sample.zsav"), $"a.{format}").Path));
    }

    private static void Refused(string format, FileVariable variable, string cell, string what)
    {
        var refused = Assert.Throws<StudyException>(() => Written.File($"x.{format}", [variable], [[cell]])).Fault;
        Assert.Contains(what, refused.What, StringComparison.Ordinal);
        Assert.All([refused.Where, refused.Why, refused.Mend], part => Assert.NotEqual("", part));
    }

    private static void Same(Tables before, Tables after)
    {
        Assert.Equal(before.Header, after.Header);
        Assert.Equal(before.Rows.Select(Line), after.Rows.Select(Line));
        foreach (var (left, right) in before.Variables.Zip(after.Variables))
        {
            Assert.Equal((left.Name, left.Label, left.Kind, left.Level), (right.Name, right.Label, right.Kind, right.Level));
            Assert.Equal(left.ValueLabels, right.ValueLabels);
            Assert.Equal(left.Missing, right.Missing);
            if (left.Kind != VariableKind.Text) Assert.Equal(left.Format, right.Format);
        }
    }

    private static string Line(ImmutableArray<string> row) => string.Join('|', row);
}
