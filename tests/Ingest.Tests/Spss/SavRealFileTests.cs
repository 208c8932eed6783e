using CoProduction.Tests;

namespace CoProduction.Ingest.Tests;

/// <summary>Published .sav and .zsav files: what ../shared/data/real/SOURCES.md says of each.</summary>
public class SavRealFileTests
{
    [Theory]
    [InlineData("hebrews.sav", 99, 1)]
    [InlineData("ordered_category.sav", 4, 1)]
    [InlineData("sample_missing.sav", 7, 7)]
    [InlineData("test_width.sav", 5, 4)]
    [InlineData("sample_large.sav", 485, 7)]
    [InlineData("sample.zsav", 5, 7)]
    [InlineData("missing_test.sav", 2, 1)]
    [InlineData("simple_alltypes.sav", 6, 12)]
    [InlineData("umlauts.sav", 4, 1)]
    [InlineData("labelled-num-na.sav", 2, 1)]
    [InlineData("labelled-str.sav", 2, 1)]
    [InlineData("testdata.sav", 5, 16)]
    [InlineData("v14.sav", 1, 4)]
    [InlineData("electric.sav", 240, 13)]
    [InlineData("cars.zsav", 50, 2)]
    [InlineData("greetings.sav", 12, 3)]
    [InlineData("german.sav", 1, 6)]
    [InlineData("test_dates.sav", 4, 13)]
    [InlineData("MissingValues.sav", 8, 6)]
    public void RowsAndColumns(string file, int rows, int columns)
    {
        var table = Sav(file);
        Assert.Equal((rows, columns), (table.Rows.Count, table.Header.Length));
        Assert.All(table.Rows, row => Assert.Equal(columns, row.Length));
    }

    [Fact]
    public void NamesInHebrew() => Assert.Equal(["ותק_ב"], Sav("hebrews.sav").Header);

    [Fact]
    public void UserMissingValuesStayInTheirCellsAndAreDeclared()
    {
        var table = Sav("missing_test.sav");
        var published = File.ReadAllLines(RealFiles.Path("sav/missing_sav_unformatted.csv")).Skip(1).Where(line => line.Length > 0);
        Assert.Equal(published, table.Column("var1").Select(cell => MissingCells.Covering(table["var1"].Missing, cell) is null ? cell + ".0" : "NaN"));
        Assert.Equal([new MissingValues("1", null, MissingReason.Blank, "missing")], table["var1"].Missing);
    }

    [Fact]
    public void DiscreteValuesRangesAndBoth()
    {
        var table = Sav("MissingValues.sav");
        Assert.Empty(table["NoMissing"].Missing);
        Assert.Equal(["1", "2", "3"], table["ThreeDiscrete"].Missing.Select(missing => missing.Low));
        Assert.Equal([new MissingValues("1", "5", MissingReason.Blank)], table["Range"].Missing);
        Assert.Equal([new MissingValues("1", "5", MissingReason.Blank), new MissingValues("7", null, MissingReason.Blank)], table["RangeDiscrete"].Missing);
    }

    [Fact]
    public void AnOpenRangeHasNoEnd()
    {
        var missing = Sav("sample_missing.sav")["mynum"].Missing;
        Assert.Contains(missing, entry => entry.High is not null);
        Assert.Contains(Sav("simple_alltypes.sav")["z"].Missing, entry => entry is { Low: "-999", High: "0" });
    }

    [Fact]
    public void ResponseSetsAreDescribed()
    {
        var sets = Sav("simple_alltypes.sav").Sets;
        Assert.Equal(["$categorical_array", "$mymrset"], sets.Select(set => set.Name));
        Assert.Equal(["ca_subvar_1", "ca_subvar_2", "ca_subvar_3"], sets[0].Variables);
        Assert.Null(sets[0].Counted);
        Assert.Equal(("My multiple response set", "1"), (sets[1].Label, sets[1].Counted));
        Assert.Equal(["bool1", "bool2", "bool3"], sets[1].Variables);
    }

    [Fact]
    public void LongTextsAreJoinedFromTheirParts()
    {
        var row = Sav("v14.sav").Rows[0];
        Assert.Equal([255, 256, 1335, 2000], row.Select(cell => cell.Length));
        Assert.Equal("A500", Sav("testdata.sav")["string_500"].Format);
    }

    [Fact]
    public void MissingTextsAndRepeatedAndUndeclaredLabels()
    {
        var table = Sav("testdata.sav");
        Assert.Equal(["a", "b"], table["string_miss"].Missing.Select(missing => missing.Low));
        Assert.Equal(["u", "v", "w"], table["factor_s_coded_miss"].Missing.Select(missing => missing.Low).Order(StringComparer.Ordinal));
        Assert.Equal([new ValueLabel("1", "A"), new ValueLabel("2", "A"), new ValueLabel("3", "B")], table["factor_n_duplicated"].ValueLabels);
        Assert.Contains("perhaps", table.Column("factor_s_undeclared"));
    }

    [Fact]
    public void TwelveScriptsAndANameThatIsNotAscii()
    {
        var table = Sav("greetings.sav");
        Assert.Equal("Bondjoû", table.Header[1]);
        Assert.Contains(table.Column("greeting"), cell => cell.Contains("السلام", StringComparison.Ordinal));
        Assert.Equal(new ValueLabel("Thai", "สวัสดี"), Assert.Single(table["Bondjoû"].ValueLabels));
    }

    [Fact]
    public void NamesWithUmlauts() => Assert.Equal(["python", "programmieren", "macht", "überhaupt", "völlig", "spaß"], Sav("german.sav").Header);

    [Fact]
    public void UmlautsInLabels() => Assert.Equal(["the ä umlaut", "the ü umlaut", "the ö umlaut"], Sav("umlauts.sav")["var1"].ValueLabels.Select(label => label.Label));

    [Fact]
    public void EveryFormatOfDates()
    {
        var table = Sav("test_dates.sav");
        Assert.Equal(["2010-08-11 00:00:00", "1910-01-12 00:00:00", "", ""], table.Column("var_datetime"));
        foreach (string name in (string[])["var_date", "var_adate", "var_edate", "var_jdate", "var_sdate", "var_qyr", "var_moyr", "var_wkyr"])
            Assert.Equal(["2010-08-11", "1910-01-12", "", ""], table.Column(name));
        Assert.Equal(VariableKind.Time, table["var_dtime"].Kind);
    }

    [Fact]
    public void DatesAndTimesOfALargerSample()
    {
        var table = Sav("sample_large.sav");
        Assert.Equal(["2018-05-06", "2018-05-06 10:10:10", "10:10:10"], table.Rows[0][2..4].Add(table.Rows[0][6]));
        Assert.All(table.Column("mydate"), cell => Assert.True(cell.Length is 0 or 10));
    }

    [Fact]
    public void LabelsAndOrder()
    {
        Assert.Equal([new ValueLabel("1", "high"), new ValueLabel("2", "low"), new ValueLabel("3", "medium")], Sav("ordered_category.sav")["Col1"].ValueLabels);
        Assert.Equal([new ValueLabel("F", "Female"), new ValueLabel("M", "Male")], Sav("labelled-str.sav")["gender"].ValueLabels.OrderBy(label => label.Value, StringComparer.Ordinal));
        Assert.Equal([new MissingValues("9", null, MissingReason.Blank)], Sav("labelled-num-na.sav")["VAR00002"].Missing);
    }

    [Fact]
    public void TheClassicSample()
    {
        var table = Sav("electric.sav");
        Assert.Equal("AVERAGE DIAST BLOOD PRESSURE 58", table["DBP58"].Label);
        Assert.Equal(13, table.Rows[0].Length);
        Assert.Equal("13", table.Rows[0][0]);
        Assert.Equal(61, table.Column("VITAL10").Count(cell => cell == "1"));
        Assert.Equal("DEAD", table["VITAL10"].ValueLabels.Single(label => label.Value == "1").Label);
    }

    [Fact]
    public void AnEncryptedFileIsRefused()
    {
        var refused = Assert.Throws<StudyException>(() => Sav("hotel-encrypted.sav")).Fault;
        Assert.Contains("password", refused.What, StringComparison.Ordinal);
        Assert.All([refused.What, refused.Where, refused.Why, refused.Mend], part => Assert.NotEqual("", part));
    }

    [Fact]
    public void LevelsAndFormats()
    {
        var table = Sav("simple_alltypes.sav");
        Assert.Contains(table.Variables, variable => variable.Level == MeasurementLevel.Nominal);
        Assert.Contains(table.Variables, variable => variable.Level == MeasurementLevel.Scale);
        Assert.Equal(VariableKind.Date, table["quarter"].Kind);
        Assert.All(table.Variables, variable => Assert.NotEqual("", variable.Format));
    }

    private static Tables Sav(string file) => Tables.Read(RealFiles.Path($"sav/{file}"));
}
