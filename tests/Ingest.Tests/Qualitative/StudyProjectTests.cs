using System.Collections.Immutable;
using CoProduction.Tests;

namespace CoProduction.Ingest.Tests;

/// <summary>The demo study goes out as a project and comes back as itself: codes, codings, speakers, positions, words.</summary>
public class StudyProjectTests
{
    private static readonly string[] Coding = ["interview", "speaker", "role", "community", "code", "coder", "start", "end", "quote"];
    private static readonly string[] Interview = ["interview", "speaker", "role", "community", "date", "source_kind", "text", "consent"];

    [Theory]
    [InlineData(".qdpx")]
    [InlineData(".qde")]
    public async Task AStudyThatLeavesComesBackAsItself(string extension)
    {
        var (codes, interviews, codings) = (await Demo("codes"), await Demo("interviews", ("受访者", "speaker")), await Demo("codings"));
        Assert.True(codings.Accepted > 50);
        string path = Path.Combine(Directory.CreateTempSubdirectory("ingest").FullName, "p" + extension);
        QualitativeFile.Write(StudyProject.Of("district-x", Frame(codes), Frame(codings), Frame(interviews)), path);
        var back = await ProjectStudy.LoadAsync(path);
        Assert.Empty(back.Rejections);
        Assert.Equal(Lines(codes, "code", "parent", "definition"), Lines(back.Codes, "code", "parent", "definition"));
        Assert.Equal(Lines(interviews, Interview), Lines(back.Interviews, Interview));
        Assert.Equal(Lines(codings, Coding), Lines(back.Codings, Coding));
    }

    [Fact]
    public async Task LabelsNameTheCodesForPeople()
    {
        var project = StudyProject.Of("district-x", Frame(await Demo("codes")), Frame(await Demo("codings")), Frame(await Demo("interviews", ("受访者", "speaker"))), Language.Zh);
        Assert.Contains(project.Codes, code => code.Path == "动力/国家创制·政策驱动");
    }

    [Fact]
    public async Task CodingsOfAProjectKeepTheirGuids()
    {
        string path = RealFiles.Path("qda/qc_demo.qdpx");
        var study = await ProjectStudy.LoadAsync(path, ("role", "resident"), ("community", "-"), ("source_kind", "interview"));
        var project = StudyProject.Of("qc", Frame(study.Codes), Frame(study.Codings), Frame(study.Interviews));
        Assert.Equal(QualitativeFile.Outline(path).Codings.Select(placed => placed.Coding.Guid).Order(), project.Codings.Select(placed => placed.Coding.Guid).Order());
        Assert.Equal(QualitativeFile.Outline(path).Codes.Select(code => code.Path), project.Codes.Select(code => code.Path));
    }

    private static Task<Loaded> Demo(string table, params (string Header, string Field)[] columns) =>
        Given.LoadFile(DataSchema.Table(table), Path.Combine(RealFiles.Root, "examples", "district-x", table + ".csv"), Given.Plan(table: table) with { Columns = [.. columns] });

    private static Frame Frame(Loaded loaded) => loaded.Whole();

    private static ImmutableArray<string> Lines(Loaded loaded, params string[] fields)
    {
        var columns = fields.Select(field => loaded.Texts(field)).ToArray();
        return [.. Enumerable.Range(0, (int)loaded.Accepted).Select(row => string.Join('|', columns.Select(column => column[row]))).Order(StringComparer.Ordinal)];
    }
}
