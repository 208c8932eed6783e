using CoProduction.Tests;

namespace CoProduction.Ingest.Tests;

/// <summary>Published projects, whose counts are known from elsewhere (../shared/data/real/SOURCES.md).</summary>
public class RealProjectTests
{
    private const string AtlasTi = "qda/atlasti_TestProject.qdpx", NVivo = "qda/nvivo_project.qdpx", Qc = "qda/qc_demo.qdpx";

    [Theory]
    [InlineData(AtlasTi, QualitativeDialect.AtlasTi, "ATLAS.ti 8.4.0", 14, 1, 16, 8, 3)]
    [InlineData(NVivo, QualitativeDialect.NVivo, "NVivo for Mac 15.0.0", 262, 7, 0, 0, 2)]
    [InlineData(Qc, QualitativeDialect.Qc, "qc 1.3.2", 262, 7, 205, 158, 1)]
    public void CountsAreThePublishedOnes(string file, QualitativeDialect dialect, string origin, int codes, int levels, int codings, int passages, int users)
    {
        var project = QualitativeFile.Read(RealFiles.Path(file));
        Assert.Equal(dialect, project.Dialect);
        Assert.StartsWith(origin, project.Origin, StringComparison.Ordinal);
        Assert.Equal((codes, levels), (project.Codes.Length, project.Codes.Max(code => code.Path.Split('/').Length)));
        Assert.Equal((codings, passages), (project.Codings.Count(), project.Sources.SelectMany(source => source.Texts).Sum(text => text.Selections.Count(selection => selection.Place is TextPlace))));
        Assert.Equal(users, project.Coders.Length);
        Assert.Equal(codes, project.Codes.Select(code => code.Path).Distinct().Count());
        Assert.Equal(codings, project.CodeUses().Sum(use => use.Codings));
    }

    [Fact]
    public void EveryPassageOfQcIsALine()
    {
        var project = QualitativeFile.Read(RealFiles.Path(Qc));
        Assert.Equal(["board_2017.txt", "admin-1.txt"], project.Sources.Select(source => source.Name).Order(StringComparer.Ordinal).Reverse());
        foreach (var text in project.Sources.Select(source => source.Texts.Single()))
        {
            string content = text.Content!;
            var points = new CodePoints(content);
            foreach (var span in text.Selections.Select(selection => ((TextPlace)selection.Place!).Span))
            {
                Assert.True(span.Start == 0 || content[points.ToUtf16(span.Start) - 1] == '\n');
                Assert.EndsWith("\n", points.Cut(span), StringComparison.Ordinal);
                Assert.DoesNotContain('\n', points.Cut(span)[..^1]);
            }
        }
    }

    [Fact]
    public void AtlasTiWithoutItsTextsSaysSoAndKeepsItsCodings()
    {
        var project = QualitativeFile.Read(RealFiles.Path(AtlasTi));
        Assert.All(project.Sources.SelectMany(source => source.Texts), text => Assert.Null(text.Content));
        string[] notices = [.. project.Notices.Select(notice => notice.En)];
        Assert.Contains(notices, notice => notice.StartsWith("the names of 3 users are not read", StringComparison.Ordinal));
        Assert.Contains(notices, notice => notice.StartsWith("11 texts are not in the file", StringComparison.Ordinal));
        Assert.Contains(notices, notice => notice.StartsWith("2 selections stand as a region and as a passage", StringComparison.Ordinal));
        Assert.Contains(notices, notice => notice.StartsWith("4 groups named 'name: value'", StringComparison.Ordinal));
        Assert.Contains("1 graphs are not read", notices);
        Assert.Single(project.CodeUses().SelectMany(use => use.Coders).Select(coder => coder.Coder).Distinct(), "coder-2");
        Assert.DoesNotContain("Markgraf", string.Join(' ', project.Coders) + string.Join(' ', notices), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Qc, 205)]
    [InlineData(AtlasTi, 16)]
    [InlineData(NVivo, 0)]
    public async Task AProjectFillsTheThreeTables(string file, int codings)
    {
        string path = RealFiles.Path(file);
        var study = await ProjectStudy.LoadAsync(path, ("role", "resident"), ("community", "-"), ("source_kind", "interview"));
        Assert.Empty(study.Rejections);
        Assert.Equal(QualitativeFile.Outline(path).Codes.Length, study.Codes.Accepted);
        Assert.Equal(codings, study.Codings.Accepted);
        Assert.All(study.Codings.Texts("speaker"), speaker => Assert.NotEqual("[Blank]", speaker));
    }

    [Fact]
    public async Task AtlasTiGroupsAreAttributesThatMayBeMapped()
    {
        var rows = await Given.LoadFile(DataSchema.Table("interviews"), RealFiles.Path(AtlasTi), ProjectStudy.Plan("interviews", ("community", "-"), ("source_kind", "interview")) with
        {
            Columns = [("gender", "role")],
            Recodes = System.Collections.Immutable.ImmutableDictionary<string, System.Collections.Immutable.ImmutableArray<(string, string)>>.Empty.Add("role", [("female", "deputy"), ("male", "resident")]),
        });
        Assert.Equal(["Mabe\u0302l 2ie\u0300me: deputy", "Mabel: deputy", "Simon: resident"], rows.Texts("interview").Zip(rows.Texts("role"), (interview, role) => $"{interview}: {role}"));
        Assert.Equal(rows.Read - 3, rows.Rejected);
    }

    [Fact]
    public async Task TheTaguetteCodeBookFillsTheCodes()
    {
        var codes = await Given.LoadFile(DataSchema.Table("codes"), RealFiles.Path("qda/taguette_codebook.qdc"), ProjectStudy.Plan("codes"));
        Assert.Empty(codes.Rejections);
        Assert.Equal(["xsd:element name", "CodeBook", "Variables"], codes.Texts("code"));
        var codings = await Given.LoadFile(DataSchema.Table("codings"), RealFiles.Path("qda/taguette_codebook.qdc"), ProjectStudy.Plan("codings"));
        Assert.Equal(0, codings.Read);
    }

    [Fact]
    public void DuplicateNamesOfQcGetPathsOfTheirOwn()
    {
        var project = QualitativeFile.Outline(RealFiles.Path(Qc));
        var repeated = project.Codes.GroupBy(code => code.Name).First(group => group.Count() > 1);
        Assert.Equal(repeated.Count(), repeated.Select(code => code.Path).Distinct().Count());
    }
}
