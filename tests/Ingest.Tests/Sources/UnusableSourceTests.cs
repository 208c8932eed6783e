using System.Collections.Immutable;
using System.Text;

namespace CoProduction.Ingest.Tests;

public class UnusableSourceTests
{
    private static readonly TableSchema Fund = DataSchema.Table("fund_entries");

    [Fact]
    public void AMissingFileNamesTheNearest()
    {
        string path = Given.File("fund-2018.csv", "a\n"u8.ToArray());
        Says(() => SourceReader.Open(Given.Plan("fund-2008.csv"), Path.GetDirectoryName(path)!, Fund, ParentKeys.None, []), "Did you mean 'fund-2018.csv'?");
    }

    [Fact]
    public async Task AHeaderWithoutAnyFieldListsBoth() => await Says("x,y\n1,2\n", "'x', 'y'", "use_class");

    [Fact]
    public async Task AMissingKeyColumnNamesTheNearestHeader() => await Says("entri,community,year,phase,amount,use_class\n", "'entry'", "Nearest header: 'entri'");

    [Fact]
    public async Task AMissingRequiredColumnIsAnError() => await Says("entry,community,year,amount,use_class\n", "'phase'", "required");

    [Fact]
    public async Task TwoHeadersOfOneFieldAreAnError() => await Says("entry,community,year,phase,amount,金额,use_class\n", "'amount' and '金额'");

    [Fact]
    public async Task AConstantBesideAColumnIsAnError() =>
        await Says("entry,community,year,phase,amount,use_class\n", plan => plan with { Constants = ImmutableDictionary<string, string>.Empty.Add("year", "2018") }, "only one of them");

    [Fact]
    public async Task AConstantThatIsNoValueIsAnError() =>
        await Says("entry,community,phase,amount,use_class\n", plan => plan with { Constants = ImmutableDictionary<string, string>.Empty.Add("year", "last") }, "The constant 'last'");

    [Fact]
    public async Task AMappedHeaderThatIsNotThereNamesTheNearest() =>
        await Says("entry,community,year,phase,amount,use_class\n", plan => plan with { Columns = [("amounts", "amount")] }, "Did you mean 'amount'?");

    [Fact]
    public async Task AMappingToNoFieldNamesTheNearest() =>
        await Says("entry,community,year,phase,amount,use_class\n", plan => plan with { Columns = [("amount", "amounts")] }, "Did you mean 'amount'?");

    [Fact]
    public async Task AnUnknownUnitNamesTheKnownOnes() =>
        await Says("entry,community,year,phase,amount,use_class\n", plan => plan with { Units = ImmutableDictionary<string, string>.Empty.Add("amount", "furlong") }, "万元");

    [Fact]
    public async Task AnEmptyFileIsAnError() => await Says("", "is empty");

    [Fact]
    public async Task AFileOfBlankLinesIsAnError() => await Says("\n\n  \n", "is empty");

    [Fact]
    public async Task AWorkbookNamedCsvIsAnError() => await Says("PK\u0003\u0004", "Name it .xlsx");

    [Fact]
    public async Task ABinaryFileIsAnError() => await Says("entry\0\0", "not a text file");

    [Theory]
    [InlineData("old.xls", ".xlsx")]
    [InlineData("wave.sas7bdat", "CSV")]
    [InlineData("coded.qdpx", "REFI-QDA (.qdpx)")]
    public void AFormatWithoutReaderSaysWhatToDo(string file, string mend)
    {
        string path = Given.File(file, "x"u8.ToArray());
        Says(() => SourceReader.Open(Given.Plan(file), Path.GetDirectoryName(path)!, Fund, ParentKeys.None, []), mend);
    }

    [Fact]
    public async Task AHeaderAloneIsASourceOfNoRows()
    {
        var loaded = await Given.Load(Fund, "entry,community,year,phase,amount,use_class\n");
        Assert.Equal(0, loaded.Read);
        Assert.Equal(Fund.Fields.Select(field => field.Name).Append(SourceBlock.RowColumn), (await First(loaded.Content)).Accepted.Names);
    }

    private static async Task<SourceBlock> First(SourceContent content)
    {
        await foreach (var block in content.Blocks) return block;
        throw new InvalidOperationException("no block");
    }

    private static Task Says(string csv, params string[] parts) => Says(csv, plan => plan, parts);

    private static async Task Says(string csv, Func<SourcePlan, SourcePlan> change, params string[] parts)
    {
        var fault = await Assert.ThrowsAsync<StudyException>(() => Given.Load(Fund, Encoding.UTF8.GetBytes(csv), change(Given.Plan(table: "fund_entries"))));
        Assert.All(parts, part => Assert.Contains(part, fault.Message, StringComparison.Ordinal));
    }

    private static void Says(Action open, params string[] parts)
    {
        var fault = Assert.Throws<StudyException>(open);
        Assert.All(parts, part => Assert.Contains(part, fault.Message, StringComparison.Ordinal));
    }
}
