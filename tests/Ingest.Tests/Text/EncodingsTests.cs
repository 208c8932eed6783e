using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Ingest.Tests;

public class EncodingsTests
{
    private const string Table = "社区,金额\n玉林东路社区,1200\n芳草街社区,300\n";

    private static readonly TableSchema Schema = Given.Table("rows", Given.Field("community", FieldType.Text, zh: "社区"), Given.Field("amount", FieldType.Money, zh: "金额"));

    static EncodingsTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("gb18030", false)]
    [InlineData("gbk", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    public async Task ChineseFilesAreRecognised(string name, bool mark)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Table)];
        var loaded = await Given.Load(Schema, bytes);
        Assert.Equal(["玉林东路社区", "芳草街社区"], loaded.Texts("community"));
    }

    [Fact]
    public async Task ADeclaredEncodingIsHonoured()
    {
        var loaded = await Given.Load(Schema, Encoding.GetEncoding("big5").GetBytes("社區,金額\n大里區,5\n"), Given.Plan() with { Encoding = "big5", Columns = [("社區", "community"), ("金額", "amount")] });
        Assert.Equal(["大里區"], loaded.Texts("community"));
    }

    [Fact]
    public async Task WesternLettersAreNotTakenForChinese()
    {
        byte[] latin = Encoding.Latin1.GetBytes("community,amount\nZürich Süd,5\nGenève,6\n");
        var fault = await Assert.ThrowsAsync<StudyException>(() => Given.Load(Schema, latin));
        Assert.Contains("encoding:", fault.Fault.Mend, StringComparison.Ordinal);
        var loaded = await Given.Load(Schema, latin, Given.Plan() with { Encoding = "windows-1252" });
        Assert.Equal(["Zürich Süd", "Genève"], loaded.Texts("community"));
    }

    [Fact]
    public async Task ABadByteFarDownRejectsItsRowAndNoOther()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("社区,金额\n" + string.Concat(Enumerable.Repeat("玉林东路社区,1200\n", 50_000))), 0xE7, 0x8E, (byte)',', (byte)'5', (byte)'\n', .. Encoding.UTF8.GetBytes("芳草街社区,300\n")];
        var loaded = await Given.Load(Schema, bytes);
        Assert.Equal((50_001, 1), (loaded.Accepted, loaded.Rejected));
        Assert.Equal(50_002, loaded.Rejections.Single().Row);
        Assert.DoesNotContain(loaded.Texts("community"), text => text.Contains('\uFFFD'));
    }

    [Theory]
    [InlineData("utf-9000")]
    [InlineData("")]
    public async Task AnUnknownEncodingNamesTheNearest(string name)
    {
        var fault = await Assert.ThrowsAsync<StudyException>(() => Given.Load(Schema, Table, Given.Plan() with { Encoding = name }));
        Assert.Contains("utf-8", fault.Fault.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWrongDeclarationIsAnErrorAndNotOtherLetters() =>
        await Assert.ThrowsAsync<StudyException>(() => Given.Load(Schema, [.. Encoding.UTF8.GetBytes("社区,金额\n"), 0xFF, 0xFF, (byte)'\n'], Given.Plan() with { Encoding = "gbk" }));

    [Fact]
    public async Task RandomBytesEndInRowsOrAStudyException()
    {
        foreach (byte[] bytes in Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value)).Sample(200, 60))
            foreach (string file in (ImmutableArray<string>)["rows.csv", "rows.xlsx", "rows.json"])
                Assert.True(await ReadsOrRefuses(file, bytes), $"{file}: {Convert.ToHexString(bytes)}");
    }

    private static async Task<bool> ReadsOrRefuses(string file, byte[] bytes)
    {
        try
        {
            var loaded = await Given.Load(Schema, bytes, Given.Plan(file));
            return loaded.Accepted + loaded.Rejected == loaded.Read;
        }
        catch (StudyException)
        {
            return true;
        }
    }
}
