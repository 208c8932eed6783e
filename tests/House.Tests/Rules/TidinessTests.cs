using System.Text;

namespace CoProduction.Tests;

public sealed class TidinessTests
{
    private static readonly Rule Portable = new(
        "No path of one machine is committed", "it works for one person", "use a path relative to the repository, or a temporary folder asked of the system");

    private static readonly Rule Finished = new("No work is put off in the text", "nobody comes back to it", "do it, or file an issue");

    private static readonly Rule Spoken = new("A skipped test says why", "a silent skip is a test that was deleted", "give the reason in a sentence");

    [Fact]
    public void No_path_of_one_machine_is_committed() => Portable.Holds(Texts().SelectMany(file => Tidiness.MachinePaths(file.Path, file.Text)));

    [Fact]
    public void No_work_is_put_off_in_the_text() => Finished.Holds(Texts().SelectMany(file => Tidiness.PutOff(file.Path, file.Text)));

    [Fact]
    public void A_skipped_test_says_why() => Spoken.Holds(House.Sources("tests").SelectMany(Tidiness.SilentSkips));

    [Fact]
    public void The_rules_see_an_offender()
    {
        Assert.Equal(["a.sh:2 cd /ho" + "me/someone/x"], Tidiness.MachinePaths("a.sh", "cd /usr/bin\ncd /ho" + "me/someone/x"));
        Assert.Equal(["a.md:1 TO" + "DO later"], Tidiness.PutOff("a.md", "TO" + "DO later\nmethodology"));
        Assert.Equal(["a.cs:1 \"slow\""], Tidiness.SilentSkips(SourceFile.Of("a.cs", "class A { [Fact(Skip = \"slow\")] void B() {} [Fact(Skip = \"needs the real file x\")] void C() {} }")));
        Assert.Single(Tidiness.SilentSkips(SourceFile.Of("a.cs", "class A { void B() => Assert.SkipUnless(false, \"\"); }")));
    }

    // Texts that people write; data, fonts, pictures and lock files are not among them.
    private static IEnumerable<(string Path, string Text)> Texts() =>
        from folder in new[] { "src", "tests", "benchmarks", "eng", "data-schema", "examples", ".ci" }
        from path in House.Files(folder).Concat(folder == "src" ? Directory.EnumerateFiles(RealFiles.Root) : [])
        where IsWritten(path) && new FileInfo(path).Length < 2_000_000
        select (House.Relative(path), File.ReadAllText(path, Encoding.UTF8));

    private static bool IsWritten(string path) => Path.GetFileName(path) is not "packages.lock.json" && Path.GetExtension(path) is
        ".cs" or ".csproj" or ".props" or ".targets" or ".sln" or ".md" or ".json" or ".yaml" or ".yml" or ".sh" or ".R" or ".r" or ".sql" or ".py" or ".html" or ".css" or ".js" or ".txt" or "";
}
