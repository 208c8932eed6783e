using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Ingest.Tests;

public class SourceReaderTests
{
    private static readonly TableSchema Fund = DataSchema.Table("fund_entries");

    private static readonly ParentKeys Communities = ParentKeys.None.With("communities", ["community"], [["L"], ["M"]]);

    [Fact]
    public async Task AChineseFundFileLoadsUnderItsOwnHeaders()
    {
        var loaded = await Given.Load(Fund, "流水号,社区,年度,阶段,金额,类别,日期\n1,L,2018,支付,￥1，200.50,roof_and_sewage,2018年11月9日\n2,Ｌ,2018,paid,0.3万元,lighting,\n", parents: ParentKeys.None);
        Assert.Equal(["1200.50", "3000.0"], loaded.Texts("amount"));
        Assert.Equal(["paid", "paid"], loaded.Texts("phase"));
        Assert.Equal(["2018-11-09", "[Blank]"], loaded.Texts("date"));
        Assert.Equal(["2", "3"], loaded.Texts(SourceBlock.RowColumn));
    }

    [Fact]
    public async Task EveryFaultOfARowIsTold()
    {
        var loaded = await Given.Load(Fund, "entry,community,year,phase,amount,use_class\n1,X,twenty,payd,1.234,56\n,X,twenty,payd,\"1.234,56\",a\n", parents: Communities);
        Assert.Equal((0, 2), (loaded.Accepted, loaded.Rejected));
        var second = loaded.Rejections.Where(rejection => rejection.Row == 3).ToList();
        Assert.Equal(["amount", "community", "entry", "phase", "year"], second.Select(rejection => rejection.Column).Order(StringComparer.Ordinal));
        Assert.Contains("Did you mean 'paid'?", second.Single(rejection => rejection.Column == "phase").Mend, StringComparison.Ordinal);
        Assert.All(loaded.Rejections, rejection => Assert.NotEmpty(rejection.Mend));
    }

    [Fact]
    public async Task MoneyWithoutAPhaseIsRefused()
    {
        var loaded = await Given.Load(Fund, "entry,community,year,phase,amount,use_class\n1,L,2018,,100,lighting\n", parents: Communities);
        Assert.Contains("money without a phase", loaded.Rejections.Single().Rule, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARespondentOfAnUnknownCommunityIsRefused()
    {
        var loaded = await Given.Load(Fund, "entry,community,year,phase,amount,use_class\n1,Ln,2018,paid,100,lighting\n2,L,2018,paid,100,lighting\n", parents: Communities);
        var fault = loaded.Rejections.Single();
        Assert.Equal(("community", "Ln", 2L), (fault.Column, fault.Value, fault.Row));
        Assert.Contains("Did you mean 'L'?", fault.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConstantsRecodesAndUnitsAreApplied()
    {
        var plan = Given.Plan(table: "fund_entries") with
        {
            Columns = [("实付", "amount"), ("用途", "use_class")],
            Constants = ImmutableDictionary<string, string>.Empty.Add("year", "2018").Add("phase", "支付"),
            Units = ImmutableDictionary<string, string>.Empty.Add("amount", "万元"),
            Recodes = ImmutableDictionary<string, ImmutableArray<(string, string)>>.Empty.Add("use_class", [("屋顶*", "roof_and_sewage"), ("*", "lighting")]),
        };
        var loaded = await Given.Load(Fund, "流水号,社区,实付,用途\n1,L,1.5,屋顶维修\n2,M,2,路灯\n3,M,5元,路灯\n", plan, Communities);
        Assert.Equal([15000m, 20000m, 5m], loaded.Texts("amount").Select(text => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(["roof_and_sewage", "lighting", "lighting"], loaded.Texts("use_class"));
        Assert.Equal(["2018", "2018", "2018"], loaded.Texts("year"));
    }

    [Fact]
    public async Task FieldsWithoutAColumnAreNamedUnlessTheirRowsDiffer()
    {
        var plan = Given.Plan(table: "fund_entries") with { Constants = ImmutableDictionary<string, string>.Empty.Add("year", "2018").Add("phase", "paid").Add("entry", "e{row}") };
        var loaded = await Given.Load(Fund, "community,amount,use_class\nL,1,lighting\nM,2,lighting\n", plan, Communities);
        string[] varying = ["entry", "community", "amount", "use_class"];
        Assert.Equal(Fund.Fields.Select(field => field.Name).Where(name => !varying.Contains(name)), loaded.Content.Uniform);
        Assert.Equal(["e2", "e3"], loaded.Texts("entry"));
        Assert.All(loaded.Content.Uniform, name => Assert.Single(loaded.Texts(name).Distinct()));
    }

    [Fact]
    public async Task MissingCodesKeepTheirReasonsApartFromBlanks()
    {
        var schema = Given.Table("responses", Given.Field("respondent", FieldType.Text, required: true), Given.Field("s1", FieldType.Integer, minimum: 1, maximum: 5), Given.Field("s2", FieldType.Integer, minimum: 1, maximum: 5));
        var loaded = await Given.Load(schema, "respondent,s1,s2\na,9,8\nb,,5\nc,9.0,-99\nd,６,3\n", Given.Plan(table: "responses") with { Missing = [("-99", MissingReason.Lost)] }, null,
            new MissingCode("s1", "9", MissingReason.DontKnow), new MissingCode("s2", "8", MissingReason.Refused));
        Assert.Equal(["[DontKnow]", "[Blank]", "[DontKnow]"], loaded.Texts("s1"));
        Assert.Equal(["[Refused]", "5", "[Lost]"], loaded.Texts("s2"));
        Assert.Contains("1–5", loaded.Rejections.Single().Rule, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnInstrumentStatedInTheStudyFileIsAConstant()
    {
        var loaded = await Given.Load(DataSchema.Table("responses"), "respondent,community\nr1,L\n", Given.Plan(table: "responses") with { Instrument = "satisfaction" }, Communities);
        Assert.Equal(["satisfaction"], loaded.Texts("instrument"));
    }

    [Fact]
    public async Task BlocksKeepTheFilesOrder()
    {
        var schema = Given.Table("rows", Given.Field("id", FieldType.Integer));
        var loaded = await Given.Load(schema, "id\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{i}\n")));
        Assert.Equal(Enumerable.Range(0, 30_000).Select(i => $"{i}"), loaded.Texts("id"));
    }

    [Fact]
    public async Task AcceptedAndRejectedAreTheRowsRead()
    {
        var schema = Given.Table("rows", Given.Field("id", FieldType.Integer, required: true), Given.Field("text", FieldType.Text), Given.Field("kind", FieldType.Category, levels: [Given.Level("a", "甲"), Given.Level("b", "乙")]));
        var cell = Gen.Elements("1", "2", "", "x", "a", "甲", "c", "\"q", "\"\"\"", "1,2", "\"a,b\"", " ");
        foreach (string[] lines in Gen.ArrayOf(cell.ArrayOf(3).Select(cells => string.Join(',', cells))).Sample(200, 20))
        {
            var loaded = await Given.Load(schema, "id,text,kind\n" + string.Join('\n', lines));
            Assert.Equal(loaded.Read, loaded.Accepted + loaded.Rejected);
            Assert.Equal(loaded.Rejected, loaded.Rejections.Select(rejection => rejection.Row).Distinct().Count());
            Assert.All(loaded.Rejections, rejection => Assert.InRange(rejection.Row, 2, lines.Length + 1));
        }
    }

    [Fact]
    public async Task AReaderThatLeavesEarlyStopsTheReading()
    {
        var schema = Given.Table("rows", Given.Field("id", FieldType.Integer));
        string path = Given.File("rows.csv", Encoding.UTF8.GetBytes("id\n" + string.Concat(Enumerable.Repeat("1\n", 200_000))));
        long seen = 0;
        var content = SourceReader.Open(Given.Plan(), Path.GetDirectoryName(path)!, schema, ParentKeys.None, [], new Progress(rows => seen = rows));
        await foreach (var block in content.Blocks)
        {
            Assert.Equal(2048, block.Accepted.Rows);
            break;
        }
        Assert.InRange(seen, 0, 2048 * 6);
    }

    [Fact]
    public async Task AFileChangedAfterItsHashWasTakenIsRefused()
    {
        string path = Given.File("rows.csv", "id\n1\n"u8.ToArray());
        var content = SourceReader.Open(Given.Plan(), Path.GetDirectoryName(path)!, Given.Table("rows", Given.Field("id", FieldType.Integer)), ParentKeys.None, []);
        File.AppendAllText(path, "2\n");
        var fault = await Assert.ThrowsAsync<StudyException>(async () =>
        {
            await foreach (var block in content.Blocks) Assert.Equal(2, block.RowsRead);
        });
        Assert.Contains("changed while it was read", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACancelledReadingThrows()
    {
        string path = Given.File("rows.csv", Encoding.UTF8.GetBytes("id\n" + string.Concat(Enumerable.Repeat("1\n", 200_000))));
        using var stop = new CancellationTokenSource();
        var content = SourceReader.Open(Given.Plan(), Path.GetDirectoryName(path)!, Given.Table("rows", Given.Field("id", FieldType.Integer)), ParentKeys.None, [], cancellationToken: stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in content.Blocks) await stop.CancelAsync();
        });
    }

    private sealed class Progress(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
