using CoProduction.Workbench;

namespace CoProduction.Tests;

public sealed class NewStudyTests
{
    [Fact]
    public void TheHeadersAreTheFieldsOfTheTablesAndTheStudyFileNamesEveryFile()
    {
        using var scratch = new Scratch();
        var files = NewStudy.Write(scratch["mine"]);
        var plan = StudyFolder.Read(scratch["mine"]);
        Assert.Equal("mine", plan.Id);
        Assert.Equal(files.Skip(1).Select(Path.GetFileName).Order(), plan.Sources.Select(source => source.File).Order());
        Assert.All(plan.Sources, source => Assert.Equal(
            string.Join(',', DataSchema.Table(source.Table).Fields.Select(field => field.Name)), File.ReadAllText(Path.Combine(plan.Folder, source.File)).TrimEnd()));
        Assert.Equal(DataSchema.TableNames.Except(["responses"]).Order(), plan.Sources.Select(source => source.Table).Order());
    }

    [Fact]
    public async Task ItLoadsWithoutARejection()
    {
        using var scratch = new Scratch();
        NewStudy.Write(scratch["mine"]);
        var (load, file) = await Checking.CheckAsync(StudyFolder.Read(scratch["mine"]), scratch["rejections.csv"], null, CancellationToken.None);
        Assert.Equal((0, 0, 0), (load.Accepted, load.Rejected, load.Faults));
        Assert.Null(file);
    }

    [Fact]
    public void AFullFolderIsRefusedAndLeftAsItIs()
    {
        using var scratch = new Scratch();
        scratch.Write("mine/thesis.docx", "years of work");
        Assert.Contains("not empty", Assert.Throws<UsageException>(() => NewStudy.Write(scratch["mine"])).Fault.What, StringComparison.Ordinal);
        Assert.Equal([scratch["mine/thesis.docx"]], Directory.EnumerateFileSystemEntries(scratch["mine"]));
    }

    [Theory]
    [InlineData("2019")]
    [InlineData("my study: a, {b}")]
    [InlineData("研究 #1")]
    public void AnyFolderNameGivesAReadableStudyFile(string name)
    {
        using var scratch = new Scratch();
        NewStudy.Write(scratch[name]);
        Assert.NotEmpty(StudyFolder.Read(scratch[name]).Id);
    }
}
