using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Tests;

namespace CoProduction.Ingest.Tests;

/// <summary>Published files, whose totals are known from elsewhere (../shared/data/real/SOURCES.md).</summary>
public class RealFileTests
{
    private static readonly TableSchema Ledger = Given.Table("ledger",
        Given.Field("ward", FieldType.Text, required: true), Given.Field("item", FieldType.Text), Given.Field("amount", FieldType.Money, required: true), Given.Field("date", FieldType.Date));

    [Theory]
    [InlineData("ledger/chicago_ward_menu_2019.csv", 2439, "65977999.50", 1)]
    [InlineData("ledger/chicago_ward_menu_2021.csv", 2708, "74989954.50", 0)]
    public async Task ChicagoWardLedgers(string file, int rows, string total, int negative)
    {
        var loaded = await Given.LoadFile(Ledger, RealFiles.Path(file), Given.Plan(table: "ledger") with { Columns = [("cost", "amount")] });
        Assert.Empty(loaded.Rejections);
        Assert.Equal(rows, loaded.Accepted);
        decimal[] amounts = [.. loaded.Texts("amount").Select(text => decimal.Parse(text, CultureInfo.InvariantCulture))];
        Assert.Equal(decimal.Parse(total, CultureInfo.InvariantCulture), amounts.Sum());
        Assert.Equal(negative, amounts.Count(amount => amount < 0));
    }

    [Fact]
    public async Task UsterFundFileLosesItsThreeMalformedRowsOnly()
    {
        var plan = Given.Plan(table: "ledger") with { Columns = [("Foerderbereich", "ward"), ("Projekt", "item"), ("FoerderbeitragCHF", "amount"), ("DatumEntscheid", "date")] };
        var loaded = await Given.LoadFile(Ledger, RealFiles.Path("ledger/daten_kulturfoerderung_uster.csv"), plan);
        Assert.Equal([478, 481, 488], loaded.Rejections.Select(rejection => rejection.Row));
        Assert.Equal(loaded.Read - 3, loaded.Accepted);
        Assert.Equal(485, loaded.Read);
    }

    [Fact]
    public async Task TaichungLedgerInChinese()
    {
        var plan = Given.Plan(table: "ledger") with { Columns = [("區", "ward"), ("建設(服務)案", "item"), ("預算金額", "amount")] };
        var schema = Ledger with { Fields = Ledger.Fields.SetItem(2, Ledger["amount"] with { Required = false }) };
        var loaded = await Given.LoadFile(schema, RealFiles.Path("ledger/taichung_cleaned_data.json"), plan);
        Assert.Equal(263, loaded.Read);
        Assert.Contains("大里區", loaded.Texts("ward"));
        Assert.Empty(loaded.Rejections);
        string[] amounts = [.. loaded.Texts("amount").Where(text => text != "[Blank]")];
        Assert.Equal(254, amounts.Length);
        Assert.Equal(11503442617m, amounts.Sum(text => decimal.Parse(text, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void KansasCitySurvey()
    {
        var file = DataFile.Open(RealFiles.Path("survey/kcmo_FY2022_RS_Cleaned_safe.csv"), ["9"]);
        var columns = file.Columns(["q2_01"]).Blocks.Select(block => (NumberColumn)block["q2_01"]);
        var values = columns.SelectMany(column => column.Values.Where((_, row) => !column.IsMissing(row))).ToImmutableArray();
        Assert.Equal(1018, values.Length);
        Assert.Equal(3.196464, values.Average(), 6);
    }

    [Fact]
    public void TorontoSurveyIsWindows1252AndSaysSo()
    {
        string path = RealFiles.Path("survey/toronto_public_engagement_survey_data.csv");
        Assert.Contains("windows-1252", Assert.Throws<StudyException>(() => DataFile.Open(path)).Fault.Mend, StringComparison.Ordinal);
        var file = DataFile.Open(path, encoding: "windows-1252");
        Assert.Equal("Respondent", file.Header[0]);
        Assert.Contains(file.Header, header => header.Contains("Métis", StringComparison.Ordinal));
    }

    [Fact]
    public void OtherPublishedTablesOpen()
    {
        Assert.True(DataFile.Open(RealFiles.Path("survey/WVS.csv")).Header.Length > 3);
        Assert.Equal("form_title", DataFile.Open(RealFiles.Path("instruments/mitwirken_umfrage.xlsx"), sheet: "settings").Header[0]);
    }
}
