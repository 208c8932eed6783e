using CoProduction.Workbench;

namespace CoProduction.Tests.Runs;

public sealed class RunRecordTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public void ARecordComesBackAsItWasWritten()
    {
        var written = Written("figures/a.svg", "content", "abc");
        var read = RunRecord.Read(_scratch.Folder)!;
        Assert.Equal((written.Version, written.Study, written.Synthetic, written.Key), (read.Version, read.Study, read.Synthetic, read.Key));
        Assert.Equal(written.Sources, read.Sources);
        Assert.Equal(written.Findings, read.Findings);
        Assert.Equal(written.Outputs, read.Outputs);
    }

    [Fact]
    public void ItIsJsonInSnakeCaseWithChineseAsItIs()
    {
        Written("figures/a.svg", "content", "abc");
        string json = File.ReadAllText(_scratch[RunRecord.FileName]);
        Assert.Contains("\"sha256\": \"abc\"", json, StringComparison.Ordinal);
        Assert.Contains("最大用途", json, StringComparison.Ordinal);
        Assert.EndsWith("}\n", json, StringComparison.Ordinal);
    }

    [Fact]
    public void NoRecordIsNull() => Assert.Null(RunRecord.Read(_scratch.Folder));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"key":"k","sources":[],"findings":[]}""")]
    [InlineData("""{"key":"k","sources":[],"findings":[],"outputs":null}""")]
    [InlineData("""{"key":"k","sources":[],"findings":[],"outputs":[null]}""")]
    [InlineData("""{"key":"k","sources":[],"findings":[],"outputs":[{"file":"a"}]}""")]
    public void ARecordThatCannotBeReadWholeIsNull(string text)
    {
        _scratch.Write(RunRecord.FileName, text);
        Assert.Null(RunRecord.Read(_scratch.Folder));
    }

    [Theory]
    [InlineData("../thesis.docx")]
    [InlineData("figures/../../thesis.docx")]
    [InlineData("/etc/passwd")]
    [InlineData(".")]
    public void ARecordThatNamesAFileOutsideItsFolderIsNull(string file)
    {
        Written(file, "content", "abc");
        Assert.Null(RunRecord.Read(_scratch.Folder));
    }

    [Fact]
    public void AnOutputStandsWhileItsContentAndItsBytesAreTheSame()
    {
        string file = _scratch.Write("tables/a.csv", "x,1\n");
        var record = Written("tables/a.csv", "content", SmallStudy.Sha256(file));
        Assert.Equal("tables/a.csv", record.Standing(_scratch.Folder, "tables/a.csv", "content")!.File);
        Assert.Null(record.Standing(_scratch.Folder, "tables/a.csv", "other content"));
        Assert.Null(record.Standing(_scratch.Folder, "tables/b.csv", "content"));
        _scratch.Write("tables/a.csv", "x,2\n");
        Assert.Null(record.Standing(_scratch.Folder, "tables/a.csv", "content"));
        File.Delete(file);
        Assert.Null(record.Standing(_scratch.Folder, "tables/a.csv", "content"));
    }

    public void Dispose() => _scratch.Dispose();

    private RunRecord Written(string file, string content, string sha256)
    {
        var record = new RunRecord("0.1.0", "small", true, "key", [new SourceStamp("fund", "fund.csv", "ff", 3, 1)], [new Label("最大用途", "largest use")], [new RunOutput(file, content, sha256)]);
        using var stream = File.Create(_scratch[RunRecord.FileName]);
        record.Write(stream);
        return record;
    }
}
