using System.Text;

namespace CoProduction.Ingest.Tests;

/// <summary>A Taguette project: the tables as its models make them, positions in UTF-8 bytes of the words.</summary>
public class TaguetteTests
{
    private const string Html = "\n<p>居民 <b>议&amp;事</b></p>\n<p title=\"a>b\">\U0001F44D 好<!-- x < y --> 的</p>";
    private const string Words = "居民 议&事\n\U0001F44D 好 的";

    private static int Bytes(int codePoint) => Encoding.UTF8.GetByteCount(new CodePoints(Words).Cut(new TextSpan(0, codePoint)));

    internal static string Project(params string[] more) => GivenDatabase.Of("p.sqlite3",
    [
        "CREATE TABLE users (login VARCHAR(30) NOT NULL, CONSTRAINT pk_users PRIMARY KEY (login))",
        "CREATE TABLE projects (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL, created DATETIME NOT NULL)",
        "CREATE TABLE project_members (project_id INTEGER NOT NULL, user_login VARCHAR(30) NOT NULL, privileges VARCHAR(11) NOT NULL, CONSTRAINT pk_project_members PRIMARY KEY (project_id, user_login))",
        "CREATE TABLE documents (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL, filename VARCHAR(200) NOT NULL, created DATETIME NOT NULL, project_id INTEGER NOT NULL, text_direction VARCHAR(13) NOT NULL, contents TEXT NOT NULL)",
        "CREATE TABLE commands (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, date DATETIME NOT NULL, user_login VARCHAR(30) NOT NULL, project_id INTEGER NOT NULL, document_id INTEGER, payload TEXT NOT NULL)",
        "CREATE TABLE highlights (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, created DATETIME NOT NULL, document_id INTEGER NOT NULL, start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, snippet TEXT NOT NULL)",
        "CREATE TABLE tags (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, project_id INTEGER NOT NULL, path VARCHAR(200) NOT NULL, description TEXT NOT NULL)",
        "CREATE TABLE highlight_tags (highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, CONSTRAINT pk_highlight_tags PRIMARY KEY (highlight_id, tag_id))",
        "INSERT INTO projects VALUES (1, '试点', '说明', '2021-05-01 10:00:00')",
        "INSERT INTO project_members VALUES (1, 'han', 'ADMIN'), (1, 'li', 'TAG')",
        $"INSERT INTO documents VALUES (1, '20181109', '', '20181109.html', '2021-05-01 10:00:00', 1, 'LEFT_TO_RIGHT', '{Html}')",
        "INSERT INTO tags VALUES (1, 1, 'Variables', '变量'), (2, 1, 'xsd:element name', '')",
        $"INSERT INTO highlights VALUES (1, '2021-05-01 10:00:00.123456', 1, {Bytes(3)}, {Bytes(6)}, '<b>议&amp;事</b>'), (2, '2021-05-01 10:00:00', 1, {Bytes(7)}, {Bytes(12)}, '<p>\U0001F44D 好 的</p>')",
        "INSERT INTO highlight_tags VALUES (1, 1), (1, 2), (2, 1)",
        "INSERT INTO commands VALUES (1, '', 'li', 1, 1, '{\"highlight_id\": 1, \"type\": \"highlight_add\", \"tags\": [1, 2]}')",
        .. more,
    ]);

    [Fact]
    public void PositionsInBytesBecomeCodePoints()
    {
        var project = QualitativeFile.Read(Project());
        Assert.Equal(Words, project.Sources.Single().Texts.Single().Content);
        Assert.Equal([new TextSpan(3, 6), new TextSpan(3, 6), new TextSpan(7, 12)], project.Codings.Select(placed => ((TextPlace)placed.Selection!.Place!).Span));
        Assert.DoesNotContain(project.Notices, notice => notice.En.Contains("not those kept", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheLogOfCommandsNamesTheCoder()
    {
        var codings = await GivenProject.Rows(Project(), "codings");
        Assert.Equal(["coder-2", "coder-2", "coder-unknown"], codings.Texts("coder"));
        Assert.Equal(["议&事", "议&事", "\U0001F44D 好 的"], codings.Texts("quote"));
        Assert.Equal(["Variables", "xsd:element name", "Variables"], codings.Texts("code"));
    }

    [Fact]
    public void TagsHaveTheGuidsOfTaguettesCodeBooks() => // as in the published code book, whose GUIDs are of version 5 over the tag's path
        Assert.Equal([new Guid("DD1B8AD4-9B6E-5BE2-BD0B-FDE7DEAFDDA4"), new Guid("098AC082-A9C7-50F4-9728-48730081A95E")], QualitativeFile.Read(Project()).Codes.Select(code => code.Guid));

    [Fact]
    public void WordsThatAreNotTheExcerptsAreSaid() =>
        Assert.Contains("words of 1 passages are not those kept with them", GivenProject.Notices(Project("UPDATE highlights SET snippet = '别的' WHERE id = 2")), StringComparison.Ordinal);

    [Fact]
    public void SeveralProjectsAreRefusedByName() =>
        Assert.Contains("'试点', '另一个'", Assert.Throws<StudyException>(() => QualitativeFile.Read(Project("INSERT INTO projects VALUES (2, '另一个', '', '')"))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task AHighlightBehindItsDocumentIsARejection()
    {
        var codings = await GivenProject.Rows(Project("UPDATE highlights SET end_offset = 4000 WHERE id = 2"), "codings");
        Assert.Contains("behind the text", codings.Rejections.Single().Rule, StringComparison.Ordinal);
    }
}
