using System.IO.Compression;
using CoProduction.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Ingest.Tests;

/// <summary>What is written is read again as it was, and is valid by the published schemas.</summary>
public class RefiRoundTripTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(20261129, 5);

    [Theory]
    [InlineData(".qdpx")]
    [InlineData(".qde")]
    public void ImportOfExportIsIdentity(string extension) => Prop.ForAll(GeneratedProject.Any, project =>
    {
        string path = Written(project, extension);
        Assert.Equal(Lines(project), Lines(QualitativeFile.Read(path)));
        File.Delete(path);
    }).Check(Many);

    [Theory]
    [InlineData(".qdpx")]
    [InlineData(".qde")]
    public void WhatIsWrittenIsValidByThePublishedSchema(string extension) => Prop.ForAll(GeneratedProject.Any, project => Assert.Empty(Faults(Written(project, extension)))).Check(Many);

    [Fact]
    public void ACodeBookIsValidAndReadAgain() => Prop.ForAll(GeneratedProject.Any, project =>
    {
        string path = Written(project, ".qdc");
        Assert.Equal(Codes(project), Codes(QualitativeFile.Read(path)));
        Assert.Empty(Faults(path));
    }).Check(Many);

    [Theory]
    [InlineData("qda/atlasti_TestProject.qdpx")]
    [InlineData("qda/nvivo_project.qdpx")]
    [InlineData("qda/qc_demo.qdpx")]
    public void PublishedProjectsStayThemselves(string file)
    {
        var project = QualitativeFile.Read(RealFiles.Path(file));
        foreach (string extension in (string[])[".qdpx", ".qde"])
        {
            string path = Written(project, extension);
            Assert.Equal(Lines(project), Lines(QualitativeFile.Read(path)));
            Assert.Empty(Faults(path));
        }
        Assert.Equal(Codes(project), Codes(QualitativeFile.Read(Written(project, ".qdc"))));
    }

    [Fact]
    public void ThePublishedCodeBookStaysItself()
    {
        var book = QualitativeFile.Read(RealFiles.Path("qda/taguette_codebook.qdc"));
        Assert.Equal(Codes(book), Codes(QualitativeFile.Read(Written(book, ".qdc"))));
    }

    [Fact]
    public void EqualProjectsAreEqualBytes()
    {
        var project = GeneratedProject.Any.Generator.Sample(1).Single();
        Assert.Equal(File.ReadAllBytes(Written(project, ".qdpx")), File.ReadAllBytes(Written(project, ".qdpx")));
    }

    [Fact]
    public void DeepBooksAreWrittenWithoutTheStack()
    {
        Guid Nth(int n) => StableGuid.Of("n", $"{n}");
        var codes = Enumerable.Range(0, 900).Select(n => new QualitativeCode(Nth(n), "x", "", n == 0 ? null : Nth(n - 1)));
        var project = new QualitativeProject("p", "", QualitativeDialect.Other) { Codes = CodePaths.Of(codes) };
        Assert.Contains("levels deep", Assert.Throws<StudyException>(() => QualitativeFile.Read(Written(project, ".qdc"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatXmlCannotHoldIsAnErrorAndLeavesTheOldFile()
    {
        string path = Written(Book("信任"), ".qdc");
        byte[] before = File.ReadAllBytes(path);
        var fault = Assert.Throws<StudyException>(() => QualitativeFile.Write(Book("bell \a"), path));
        Assert.Contains("cannot be written", fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void HalfAPairCannotBeWritten()
    {
        var text = new QualitativeText(new Guid(GivenProject.Source), "") { Content = "a\uD83D" };
        var project = Book("a") with { Sources = [new QualitativeSource(text.Guid, "s", QualitativeMedium.Text) { Texts = [text] }] };
        Assert.Throws<StudyException>(() => Written(project, ".qdpx"));
        Assert.Throws<StudyException>(() => Written(project, ".qde"));
    }

    [Fact]
    public void ASelectionWithoutAPlaceCannotBeWritten()
    {
        var selection = new QualitativeSelection(new Guid(GivenProject.Selection), "", null);
        var project = Book("a") with { Sources = [new QualitativeSource(new Guid(GivenProject.Source), "s", QualitativeMedium.Picture) { Selections = [selection] }] };
        Assert.Contains("has no place", Assert.Throws<StudyException>(() => Written(project, ".qdpx")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p.csv", "none of the formats")]
    [InlineData("p", "without an ending")]
    public void OtherFormatsAreRefused(string name, string why) => Assert.Contains(why, Assert.Throws<StudyException>(() => QualitativeFile.Write(Book("a"), Path.Combine(Directory.CreateTempSubdirectory("ingest").FullName, name))).Message, StringComparison.Ordinal);

    [Fact]
    public void ACodeBookNeedsACode() => Assert.Throws<StudyException>(() => Written(new QualitativeProject("p", "", QualitativeDialect.Other), ".qdc"));

    private static QualitativeProject Book(string name) => new("p", "", QualitativeDialect.Other) { Codes = CodePaths.Of([new QualitativeCode(new Guid(GivenProject.Code), name, "", null)]) };

    private static string Written(QualitativeProject project, string extension)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("ingest").FullName, "p" + extension);
        QualitativeFile.Write(project, path);
        return path;
    }

    private static List<string> Faults(string path)
    {
        if (!path.EndsWith(".qdpx", StringComparison.Ordinal)) using (var bare = File.OpenRead(path)) return RefiSchemas.Faults(bare, path.EndsWith(".qdc", StringComparison.Ordinal));
        using var archive = ZipFile.OpenRead(path);
        using var qde = archive.GetEntry("project.qde")!.Open();
        return RefiSchemas.Faults(qde, codebook: false);
    }

    private static List<string> Codes(QualitativeProject project) => [.. project.Codes.Select(code => $"{code.Guid} {code.Path} {code.Description} {code.IsCodable} {Color(code)}")];

    /// <summary>A colour that the schema does not know is left out.</summary>
    private static string Color(QualitativeCode code) => code.Color.StartsWith('#') ? code.Color : "";

    private static List<string> Lines(QualitativeProject project) =>
    [
        .. Codes(project), project.Description, .. project.Coders.Select(coder => $"{coder}"),
        .. project.Codings.Select(placed => $"{placed.Source.Guid} {placed.Source.Name} {placed.Text?.Guid} {placed.Selection?.Guid} {placed.Selection?.Place} {placed.Coding.Guid} {placed.Coding.Code} {placed.Coding.Coder} {placed.Coding.Created}"),
        .. project.Sources.SelectMany(source => source.Texts.Select(text => $"{source.Guid} {source.Medium} {text.Guid} {text.Content}")),
        .. project.Sources.SelectMany(source => source.Selections.Concat(source.Texts.SelectMany(text => text.Selections)).Select(selection => $"{selection.Guid} {selection.Name} {selection.Place} {selection.Description} {selection.Words}")),
        .. project.Sources.SelectMany(source => source.Values.Select(value => $"{source.Guid} {value}")),
        .. project.Variables.Select(variable => $"{variable}"),
        .. project.Cases.Select(one => $"{one.Guid} {one.Name} {string.Join(',', one.Sources)} {string.Join(',', one.Selections)} {string.Join(',', one.Codes)} {string.Join(',', one.Values)}"),
        .. project.Notes.Select(note => $"{note.Guid} {note.Name} {note.Text}"),
        .. project.Links.Select(link => $"{link.Guid} {link.Name} {link.Origin} {link.Target} {link.Direction}"),
        .. project.Sets.Select(set => $"{set.Guid} {set.Name} {string.Join(',', set.Codes)} {string.Join(',', set.Sources)} {string.Join(',', set.Notes)}"),
    ];
}
