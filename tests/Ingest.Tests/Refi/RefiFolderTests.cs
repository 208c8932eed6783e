using System.Text;

namespace CoProduction.Ingest.Tests;

/// <summary>Texts beside a project's file: read where the project says so, hashed with it, and never from elsewhere.</summary>
public class RefiFolderTests
{
    private const string Words = "居民\U00020000议事";

    [Theory]
    [InlineData("relative:///a.txt", "a.txt", "")]
    [InlineData("relative://a.txt", "a.txt", "")]
    [InlineData("RELATIVE:///texts\\2026\\a.txt", "texts/2026/a.txt", "")]
    [InlineData("relative:///./a.txt", "a.txt", "")]
    [InlineData("relative:///a.txt", "base/a.txt", "base")]
    [InlineData("relative:///a.txt", "a.txt", "C:\\Users\\li\\project")]
    [InlineData("relative:///a.txt", "a.txt", "/projects/li")]
    [InlineData("relative:///a.txt", "a.txt", "../elsewhere")]
    public async Task RelativePathsStartAtTheProjectsFile(string path, string file, string basePath)
    {
        string project = Zipped(path, basePath);
        Beside(project, file);
        var codings = await GivenProject.Rows(project, "codings");
        Assert.Equal(["\U00020000议"], codings.Texts("quote"));
        Assert.Equal([Words], QualitativeFile.Read(project).Sources.Select(source => source.Texts[0].Content!));
        Assert.Contains("1 texts are read from the folder of the project's file", GivenProject.Notices(project), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("internal://a.txt", "sources/a.txt")]
    [InlineData("internal://a.txt", "Sources/a.txt")]
    [InlineData("internal:///a.txt", "a.txt")]
    [InlineData("sources/a.txt", "sources/a.txt")]
    [InlineData("relative:///a.txt", "a.txt")]
    public async Task ABareProjectIsAnUnpackedOne(string path, string file)
    {
        string project = GivenProject.Bare(Qde(path));
        Beside(project, file);
        Assert.Equal(["\U00020000议"], (await GivenProject.Rows(project, "codings")).Texts("quote"));
    }

    [Fact]
    public async Task AnArchivesInternalPathsMeanNoFileBesideIt()
    {
        string project = Zipped("internal://a.txt", "");
        Beside(project, "a.txt");
        await Unread(project);
    }

    [Theory]
    [InlineData("relative:///../a.txt", "../a.txt")]
    [InlineData("relative:///texts/../../a.txt", "../a.txt")]
    [InlineData("relative:///..\\a.txt", "../a.txt")]
    [InlineData("relative:///C:/a.txt", "a.txt")]
    [InlineData("absolute:///a.txt", "a.txt")]
    [InlineData("file:///a.txt", "a.txt")]
    [InlineData("relative:///", "a.txt")]
    [InlineData("relative:///texts", "texts/a.txt")]
    public async Task PathsThatLeaveTheFolderAreNotFollowed(string path, string file)
    {
        string project = Zipped(path, "");
        Beside(project, file);
        await Unread(project);
    }

    [Theory]
    [InlineData("a.txt")]
    [InlineData("linked/a.txt")]
    public async Task LinksAreNotFollowed(string name)
    {
        string project = Zipped("relative:///" + name, ""), outside = Path.Combine(Path.GetDirectoryName(Beside(GivenProject.Bare(""), "a.txt"))!);
        string folder = Path.GetDirectoryName(project)!;
        if (name == "a.txt") File.CreateSymbolicLink(Path.Combine(folder, name), Path.Combine(outside, "a.txt"));
        else Directory.CreateSymbolicLink(Path.Combine(folder, "linked"), outside);
        await Unread(project);
    }

    [Fact]
    public async Task ATextBesideIsPartOfTheSource()
    {
        string project = Zipped("relative:///a.txt", ""), text = Beside(project, "a.txt");
        string before = (await GivenProject.Rows(project, "codings")).Content.Sha256;
        await File.WriteAllTextAsync(text, Words + "。", TestContext.Current.CancellationToken);
        Assert.NotEqual(before, (await GivenProject.Rows(project, "codings")).Content.Sha256);
        File.Delete(text);
        await Unread(project);
    }

    [Fact]
    public void WhatWasReadFromBesideIsWrittenWithin()
    {
        string project = Zipped("relative:///a.txt", ""), text = Beside(project, "a.txt"), whole = Path.Combine(Path.GetDirectoryName(project)!, "whole.qdpx");
        QualitativeFile.Convert(project, whole, overwrite: false);
        File.Delete(text);
        Assert.Equal([Words], QualitativeFile.Read(whole).Sources.Select(source => source.Texts[0].Content!));
    }

    private static async Task Unread(string project)
    {
        var codings = await GivenProject.Rows(project, "codings");
        Assert.Equal(("2", "4", "[Blank]"), (codings.Texts("start")[0], codings.Texts("end")[0], codings.Texts("quote")[0]));
        Assert.Contains("1 texts are not in the file, nor beside it", GivenProject.Notices(project), StringComparison.Ordinal);
    }

    private static string Qde(string path) => GivenProject.Qde(GivenProject.Users() + GivenProject.Book() + GivenProject.Text(GivenProject.Passage(2, 4), path));

    private static string Zipped(string path, string basePath) =>
        GivenProject.Qdpx(("project.qde", basePath.Length == 0 ? Qde(path) : Qde(path).Replace(" name=\"p\"", $" name=\"p\" basePath=\"{basePath}\"", StringComparison.Ordinal)));

    private static string Beside(string project, string name)
    {
        string file = Path.Combine(Path.GetDirectoryName(project)!, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, Words, Encoding.UTF8);
        return file;
    }
}
