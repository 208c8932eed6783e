namespace CoProduction.Ingest.Tests;

/// <summary>A QualCoder project: the tables as its version 3 makes them.</summary>
public class QualCoderTests
{
    private static readonly string[] Statements =
    [
        "CREATE TABLE project (databaseversion text, date text, memo text, about text, bookmarkfile integer, bookmarkpos integer)",
        "CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text, av_text_id integer, unique(name))",
        "CREATE TABLE code_image (imid integer primary key, id integer, x1 integer, y1 integer, width integer, height integer, cid integer, memo text, date text, owner text, important integer, pdf_page integer)",
        "CREATE TABLE code_av (avid integer primary key, id integer, pos0 integer, pos1 integer, cid integer, memo text, date text, owner text, important integer)",
        "CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text)",
        "CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text, owner text, unique(name, attr_type, id))",
        "CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text, date text, memo text)",
        "CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text, constraint ucm unique(name))",
        "CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer, unique(name))",
        "CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text, avid integer, important integer, unique(cid, fid, pos0, pos1, owner))",
        "CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text, unique(name))",
        "CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text)",
        "INSERT INTO project VALUES ('v9', '2021-05-01', '项目说明', 'QualCoder 3.5', null, null)",
        "INSERT INTO source VALUES (1, '20181109.txt', '甲：我们\U00020000议事。乙：我不去。', null, '', 'han', '2021-05-01 10:00:00', null), (2, '现场.jpg', null, '/images/现场.jpg', '', 'han', '', null), (3, '录音.mp3', null, '/audio/录音.mp3', '', 'han', '', null), (4, '通知.pdf', '公告一', '/docs/通知.pdf', '', 'han', '', null)",
        "INSERT INTO code_cat VALUES (1, '机制', 'han', '', '', 2), (2, '过程', 'han', '', '全过程', null)",
        "INSERT INTO code_name VALUES (1, '协商', '坐下来谈', 1, 'han', '', '#00FF00'), (2, '不参与', '', null, 'han', '', '')",
        "INSERT INTO code_text VALUES (1, 1, 1, '我们\U00020000议事', 2, 7, 'li', '2021-05-01 11:00:00', '', null, null), (2, 2, 1, '我不去', 10, 13, 'han', '', '备注', null, null), (3, 1, 4, '公告', 0, 2, 'li', '', '', null, null)",
        "INSERT INTO code_image VALUES (1, 2, 10, 20, 30, 40, 1, '', '', 'han', null, null)",
        "INSERT INTO code_av VALUES (1, 3, 1000, 2500, 2, '', '', 'han', null)",
        "INSERT INTO cases VALUES (1, 'S01', '', 'han', ''), (2, 'S02', '', 'han', '')",
        "INSERT INTO case_text VALUES (1, 1, 1, 0, 8, 'han', '', ''), (2, 2, 1, 8, 14, 'han', '', ''), (3, 2, 3, null, null, 'han', '', '')",
        "INSERT INTO attribute_type VALUES ('身份', '', 'han', '', 'case', 'character'), ('社区', '', 'han', '', 'file', 'character')",
        "INSERT INTO attribute VALUES (1, '身份', 'case', '居民', 1, '', 'han'), (2, '身份', 'case', '街道', 2, '', 'han'), (3, '社区', 'file', '-', 1, '', 'han'), (4, '社区', 'file', '-', 3, '', 'han')",
        "INSERT INTO journal VALUES (1, '日志', '今天开始', '2021-05-02 09:00:00', 'han')",
    ];

    internal static string Project => GivenDatabase.Of("data.qda", Statements);

    [Fact]
    public void TheModelIsThatOfEveryProject()
    {
        var project = QualitativeFile.Read(Project);
        Assert.Equal((QualitativeDialect.QualCoder, "QualCoder 3.5", "项目说明"), (project.Dialect, project.Origin, project.Description));
        Assert.Equal(["过程", "过程/机制", "过程/机制/协商", "不参与"], project.Codes.Select(code => code.Path));
        Assert.Equal([false, false, true, true], project.Codes.Select(code => code.IsCodable));
        Assert.Equal(["coder-1", "coder-2"], project.Coders.Select(coder => coder.Pseudonym));
        Assert.Equal([QualitativeMedium.Text, QualitativeMedium.Picture, QualitativeMedium.Audio, QualitativeMedium.Pdf], project.Sources.Select(source => source.Medium));
        Assert.Equal(["过程/机制/协商 3", "不参与 2"], project.CodeUses().Where(use => use.Codings > 0).Select(use => $"{use.Path} {use.Codings}"));
        Assert.Equal(("日志", "今天开始", "2021-05-02T09:00:00"), (project.Notes.Single().Name, project.Notes.Single().Text, project.Notes.Single().Created));
        Assert.Equal("2021-05-01T11:00:00", project.Codings.First(placed => placed.Coding.Created.Length > 0).Coding.Created);
    }

    [Fact]
    public async Task CasesAreSpeakersAndPassagesTellThemApart()
    {
        string path = Project;
        var interviews = await GivenProject.Rows(path, "interviews", ("source_kind", "interview"));
        Assert.Equal(["20181109 S01 resident", "20181109 S02 subdistrict", "录音 S02 subdistrict"], interviews.Texts("interview").Zip(interviews.Texts("speaker"), interviews.Texts("role")).Select(row => $"{row.First} {row.Second} {row.Third}"));
        Assert.Equal(2, interviews.Rejected);
        var codings = await GivenProject.Rows(path, "codings");
        Assert.Equal(["S01", "S02"], codings.Texts("speaker").Take(2));
        Assert.Equal(["我们\U00020000议事", "我不去", "[Blank]", "[Blank]", "公告"], codings.Texts("quote"));
        Assert.Equal(["coder-1", "coder-2", "coder-2", "coder-2", "coder-1"], codings.Texts("coder"));
        Assert.DoesNotContain("han", string.Join(' ', codings.Texts("coder")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("project.qda/data.qda")]
    [InlineData("data.qda")]
    public void AZippedProjectIsTheSame(string member)
    {
        string zipped = GivenProject.Zip("project.zip", (member, File.ReadAllBytes(Project)), ("project.qda/images/x.jpg", [1, 2]));
        Assert.Equal(QualitativeFile.Read(Project).CodeUses().Select(use => use.Codings), QualitativeFile.Read(zipped).CodeUses().Select(use => use.Codings));
    }

    [Fact]
    public async Task TheFolderOfAProjectMeansItsFile()
    {
        string folder = Path.Combine(Directory.CreateTempSubdirectory("ingest").FullName, "试点.qda");
        Directory.CreateDirectory(folder);
        File.Copy(Project, Path.Combine(folder, "data.qda"));
        Assert.Equal(4, (await GivenProject.Rows(folder, "codes")).Accepted);
        Assert.Equal(4, QualitativeFile.Outline(folder + "/").Codes.Length);
    }

    [Fact]
    public void AProjectThatIsOpenElsewhereIsRefused()
    {
        string path = Project;
        File.WriteAllBytes(path + "-wal", [1]);
        Assert.Contains("close it there", Assert.Throws<StudyException>(() => QualitativeFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARingOfCategoriesEnds()
    {
        string path = GivenDatabase.Of("data.qda", [.. Statements, "UPDATE code_cat SET supercatid = 1 WHERE catid = 2"]);
        Assert.Equal(4, QualitativeFile.Read(path).Codes.Length);
    }

    [Fact]
    public void ADatabaseOfSomethingElseIsNone() => Assert.Contains("is a database of things", Assert.Throws<StudyException>(() => QualitativeFile.Read(GivenDatabase.Of("data.qda", "CREATE TABLE things (x)"))).Message, StringComparison.Ordinal);
}
