using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CoProduction.Tests;

public sealed class RepositoryTests
{
    private static readonly Rule InSolution = new("The solution holds every project", "a project outside it is not built, tested or formatted", "dotnet sln Research.sln add …");

    private static readonly Rule Central = new(
        "Versions of packages stand in Directory.Packages.props only", "two projects with two versions of one package fail at run time", "move the version there");

    private static readonly Rule Locked = new("Every project commits its packages.lock.json", "without it a clone restores other packages than CI did", "dotnet restore, and commit the file");

    private static readonly Rule Shelf = new("The repository says what it is", "a newcomer opens these first", "write the file; it is short");

    private static readonly Rule TrueCommands = new(
        "Every command of the README is run by the tests",
        "prose drifts where no machine reads: a first command that fails loses the reader",
        "correct the README, or run the verb with that option in tests/Cli.Tests or tests/EndToEnd.Tests");

    private static readonly Rule SameCommands = new("Both READMEs give the same commands", "the twin was translated from an older one", "bring them together");

    private static readonly Rule Credited = new(
        "THIRD-PARTY-NOTICES.md names every package that the command brings", "a licence that asks to be named is broken by whoever hands on our package", "add the package with its licence, or a name ending in '.*' for a family");

    private static ImmutableArray<string> ProjectFiles { get; } =
        [.. new[] { "src", "tests", "benchmarks", "examples", "eng" }.SelectMany(House.Files).Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).Select(House.Relative)];

    [Fact]
    public void The_solution_holds_every_project() => InSolution.Holds(Projects.Absent(Text("Research.sln"), ProjectFiles));

    [Fact]
    public void Versions_of_packages_are_central() => Central.Holds(ProjectFiles.SelectMany(path => Projects.OwnVersions(path, XElement.Load(House.Full(path)))));

    [Fact]
    public void Every_project_commits_its_lock_file() =>
        Locked.Holds(ProjectFiles.Where(path => !File.Exists(House.Full(Path.Combine(Path.GetDirectoryName(path)!, "packages.lock.json")))));

    [Fact]
    public void The_notices_name_every_package_of_the_command() => Credited.Holds(Projects.Uncredited(Text("THIRD-PARTY-NOTICES.md"), JsonNode.Parse(Text("src/Cli/packages.lock.json"))!));

    [Fact]
    public void The_repository_says_what_it_is() => Shelf.Holds(
        new[] { "README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "test", ".ci/run" }.Where(path => !File.Exists(House.Full(path)) || Text(path).Length < 100));

    [Fact]
    public void Every_command_of_the_readme_is_run_by_the_tests()
    {
        var words = WordsOfTests();
        TrueCommands.Holds(Readmes().SelectMany(path => Projects.Commands(Text(path))).Where(command => !IsRun(command, words)));
    }

    [Fact]
    public void Both_readmes_give_the_same_commands() => SameCommands.Holds(
        Readmes().SelectMany(path => Projects.Commands(Text(path)).Select(Shape).Distinct()).GroupBy(command => command).Where(group => group.Count() == 1).Select(group => group.Key));

    [Fact]
    public void The_rules_see_an_offender()
    {
        Assert.Equal(["src/B/B.csproj"], Projects.Absent("Project(…) = \"A\", \"src\\A\\A.csproj\", …", ["src/A/A.csproj", "src/B/B.csproj"]));
        Assert.Equal(["a.csproj: P"], Projects.OwnVersions("a.csproj", XElement.Parse("<Project><PackageReference Include='P' Version='1'/><PackageReference Include='Q'/></Project>")));
        Assert.Equal(["C.D", "E"], Projects.Uncredited("| A, Bee.* |", JsonNode.Parse("""{"dependencies":{"net":{"A":{"type":"Direct"},"Bee.X":{"type":"Transitive"},"C.D":{"type":"Direct"},"E":{"type":"Transitive"},"ours":{"type":"Project"}}}}""")!));
        Assert.Equal(["copro demo", "./test"], Projects.Commands("text\n```bash\n$ copro demo   # first\n# only a comment\n./test\n```\n```csharp\nvar x = 1;\n```\n"));
        ImmutableHashSet<string> words = ["demo", "fit", "--json"];
        Assert.True(IsRun("dotnet run --project src/Cli -- demo", words));
        Assert.True(IsRun("copro fit file.csv 'y ~ x' --json", words));
        Assert.False(IsRun("copro fit file.csv 'y ~ x' --jsn", words));
        Assert.False(IsRun("copro dmeo", words));
        Assert.False(IsRun("./tset", words));
        Assert.Equal(Shape("copro fit survey.csv \"y ~ trust\" --cluster community"), Shape("copro fit survey.csv \"满意 ~ 信任\" --cluster 社区"));
        Assert.NotEqual(Shape("copro demo"), Shape("copro run"));
    }

    // A verb and each of its options are string literals of the tests that run the command; other commands are files of this repository.
    private static bool IsRun(string command, ImmutableHashSet<string> words)
    {
        const string project = "dotnet run --project src/Cli -- ";
        string[] parts = (command.StartsWith(project, StringComparison.Ordinal) ? "copro " + command[project.Length..] : command).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts[0] switch
        {
            "copro" => parts.Skip(1).Take(1).Concat(parts.Where(part => part.StartsWith("--", StringComparison.Ordinal))).All(words.Contains),
            "git" or "cd" or "dotnet" => true,
            var file => File.Exists(House.Full(file)),
        };
    }

    // Each language names its own variables and files: the verb and the options are what must agree.
    private static string Shape(string command) => string.Join(' ', command.Split(' ').Where((word, index) => index < 6 && word.All(char.IsAscii) && !word.Contains('.', StringComparison.Ordinal) && !word.Contains('"', StringComparison.Ordinal) || word.StartsWith("--", StringComparison.Ordinal)));

    private static ImmutableHashSet<string> WordsOfTests() =>
        [.. House.Sources("tests/Cli.Tests", "tests/EndToEnd.Tests").SelectMany(file => file.Root.DescendantTokens())
            .Where(token => token.IsKind(SyntaxKind.StringLiteralToken)).SelectMany(token => token.ValueText.Split(' '))];

    private static IEnumerable<string> Readmes() => new[] { "README.md", "README.zh-CN.md" }.Where(path => File.Exists(House.Full(path)));

    private static string Text(string path) => File.ReadAllText(House.Full(path));
}
