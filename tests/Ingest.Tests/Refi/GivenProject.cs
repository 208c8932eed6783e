using System.IO.Compression;
using System.Text;

namespace CoProduction.Ingest.Tests;

/// <summary>Small REFI-QDA files for the tests.</summary>
internal static class GivenProject
{
    public const string A = "aaaaaaaa-0000-4000-8000-00000000000", User = A + "1", Code = A + "2", Source = A + "3", Selection = A + "4", Coding = A + "5", Case = A + "6", Variable = A + "7";

    /// <summary>A project's file: what stands within its root.</summary>
    public static string Qde(string content, string origin = "") =>
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?><Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"p\" origin=\"{origin}\">{content}</Project>";

    /// <summary>A code book of one code.</summary>
    public static string Book(string children = "") => $"<CodeBook><Codes><Code guid=\"{Code}\" name=\"信任\" isCodable=\"true\">{children}</Code></Codes></CodeBook>";

    /// <summary>A user.</summary>
    public static string Users(string name = "Li Lei") => $"<Users><User guid=\"{User}\" name=\"{name}\"/></Users>";

    /// <summary>A passage with one coding.</summary>
    public static string Passage(int start, int end, string coder = $" creatingUser=\"{User}\"") => Passage($"startPosition=\"{start}\" endPosition=\"{end}\"", coder);

    public static string Passage(string positions, string coder = $" creatingUser=\"{User}\"") =>
        $"<PlainTextSelection guid=\"{Selection}\" {positions}><Coding guid=\"{Coding}\"{coder}><CodeRef targetGUID=\"{Code}\"/></Coding></PlainTextSelection>";

    /// <summary>A source whose text is a file of the archive.</summary>
    public static string Text(string content, string path = "internal://a.txt") => $"<Sources><TextSource guid=\"{Source}\" name=\"20181109.docx\" plainTextPath=\"{path}\">{content}</TextSource></Sources>";

    /// <summary>A zipped project of these members.</summary>
    public static string Qdpx(params (string Name, string Content)[] members) => Zip("p.qdpx", [.. members.Select(member => (member.Name, Encoding.UTF8.GetBytes(member.Content)))]);

    public static string Zip(string name, params (string Name, byte[] Content)[] members)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (member, content) in members)
                using (var entry = archive.CreateEntry(member).Open()) entry.Write(content);
        return Given.File(name, stream.ToArray());
    }

    /// <summary>A bare file.</summary>
    public static string Bare(string content, string name = "p.qde") => Given.File(name, Encoding.UTF8.GetBytes(content));

    /// <summary>The usual project with one coded passage, and the text it is in.</summary>
    public static string Coded(string text, int start, int end, string origin = "") =>
        Qdpx(("project.qde", Qde(Users() + Book() + Text(Passage(start, end)), origin)), ("sources/a.txt", text));

    /// <summary>The rows of a part, without a study.</summary>
    public static async Task<Loaded> Rows(string path, string part, params (string Field, string Value)[] constants) => await Given.LoadFile(DataSchema.Table(part), path, ProjectStudy.Plan(part, constants));

    /// <summary>The notices of a project that was read whole.</summary>
    public static string Notices(string path) => string.Join('\n', QualitativeFile.Read(path).Notices.Select(notice => notice.En));
}
