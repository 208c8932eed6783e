using System.Globalization;
using System.Text;
using CoProduction.Tests;

namespace CoProduction.Ingest.Tests;

/// <summary>Budgets as they are published: data packages and columns of years.</summary>
public class BudgetTests
{
    private static readonly TableSchema Ledger = Given.Table("ledger",
        Given.Field("use_class", FieldType.Text), Given.Field("year", FieldType.Integer), Given.Field("amount", FieldType.Money), Given.Field("date", FieldType.Date));

    [Fact]
    public async Task TheAlbanianTreasuryTakesAmountFromItsMappingAndTheRestFromTheStudyFile()
    {
        var loaded = await Given.LoadFile(Ledger, RealFiles.Path("ledger/al-treasury-spending/datapackage.json"), Given.Plan(table: "ledger") with { Columns = [("Date executed", "date")] });
        Assert.Empty(loaded.Rejections);
        Assert.Equal(File.ReadLines(RealFiles.Path("ledger/al-treasury-spending/treasury.csv")).Count() - 1, loaded.Accepted);
        Assert.Equal(("1308049", "2014-12-31", "Sherbime te tjera"), (loaded.Texts("amount")[0], loaded.Texts("date")[0], loaded.Texts("use_class")[0]));
    }

    [Fact]
    public async Task EuropeanAllocationsAddUp()
    {
        var loaded = await Given.LoadFile(Ledger, RealFiles.Path("ledger/eu-allocations/datapackage.json"), Given.Plan(table: "ledger") with { Columns = [("Fund", "use_class")] });
        Assert.Empty(loaded.Rejections);
        decimal sum = File.ReadLines(RealFiles.Path("ledger/eu-allocations/Total_EU_Allocations_per_MS_for_2014-2020.csv")).Skip(1).Where(line => line.Length > 0).Sum(line => decimal.Parse(line[(line.LastIndexOf(',') + 1)..], CultureInfo.InvariantCulture));
        Assert.Equal(sum, loaded.Texts("amount").Sum(text => decimal.Parse(text, CultureInfo.InvariantCulture)));
        Assert.Contains("Cohesion Fund (€)", loaded.Texts("use_class"));
    }

    [Fact]
    public async Task ColumnsOfYearsBecomeRows()
    {
        var loaded = await Given.Load(Ledger, "use_class,2012-13,2013-14,FY2015\nroads,\"1,200\",nfp,30\nparks,5,6,\n", Given.Plan() with { Format = "wide-years", Missing = [("nfp", MissingReason.Refused)] });
        Assert.Empty(loaded.Rejections);
        Assert.Equal(["roads", "roads", "roads", "parks", "parks", "parks"], loaded.Texts("use_class"));
        Assert.Equal(["2012", "2013", "2015", "2012", "2013", "2015"], loaded.Texts("year"));
        Assert.Equal(["1200", "[Refused]", "30", "5", "6", "[Blank]"], loaded.Texts("amount"));
    }

    [Fact]
    public async Task AMeasuresFactorAndTheFiscalYearAreApplied()
    {
        string file = Package("""{ "resources": [ { "name": "b", "path": "data/b.csv", "encoding": "utf-8" } ], "fiscalPeriod": { "start": "2020-01-01", "end": "2020-12-31" }, "mapping": { "measures": { "m": { "source": "Thousands", "factor": 1000 } } } }""", "Thousands,use_class\n1.5,roads\n,parks\n");
        var loaded = await Given.LoadFile(Ledger, file);
        Assert.Equal(["1500", "[Blank]"], loaded.Texts("amount").Select(text => text.Replace(".0", "", StringComparison.Ordinal)));
        Assert.Equal(["2020", "2020"], loaded.Texts("year"));
    }

    [Fact]
    public async Task AChangedTableIsNoticedThoughTheDescriptorIsNot()
    {
        string file = Package("""{ "resources": [ { "name": "b", "path": "b.csv" } ] }""", "use_class\nroads\n");
        var before = (await Given.LoadFile(Ledger, file)).Content;
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(file)!, "b.csv"), "use_class\nparks\n");
        Assert.NotEqual(before.Sha256, (await Given.LoadFile(Ledger, file)).Content.Sha256);
    }

    [Theory]
    [InlineData("""{ "resources": [] }""", "no list of 'resources'")]
    [InlineData("""{ "resources": [ { "name": "b", "path": "../../etc/passwd" } ] }""", "does not lie in the package's folder")]
    [InlineData("""{ "resources": [ { "name": "b", "path": "/etc/passwd" } ] }""", "does not lie in the package's folder")]
    [InlineData("""{ "resources": [ { "name": "b", "path": "https://example.org/b.csv" } ] }""", "does not lie in the package's folder")]
    [InlineData("""{ "resources": [ { "name": "b", "path": ["b.csv", "c.csv"] } ] }""", "not one file")]
    [InlineData("""{ "resources": [ { "name": "b", "path": "c.csv" } ] }""", "there is no file 'c.csv'")]
    [InlineData("[1", "no data package")]
    public async Task WhatIsNoPackageIsRefused(string descriptor, string said)
    {
        var fault = (await Assert.ThrowsAsync<StudyException>(() => Given.LoadFile(Ledger, Package(descriptor, "use_class\nroads\n")))).Fault;
        Assert.Contains(said, fault.What + fault.Why, StringComparison.Ordinal);
    }

    private static string Package(string descriptor, string table)
    {
        string file = Given.File("datapackage.json", Encoding.UTF8.GetBytes(descriptor));
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(file)!, "b.csv"), table);
        return file;
    }
}
