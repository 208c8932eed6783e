using System.Reflection.Metadata;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CoProduction.Workbench;

namespace CoProduction.Tests;

/// <summary>The packages hold what they should and nothing of this machine, and a newcomer gets from them to a first table.</summary>
public sealed partial class PackageTests(Packages packages) : IClassFixture<Packages>
{
    private static readonly string[] Libraries = [.. new[] { "Analysis", "DistrictX", "Ingest", "Notebook", "Reports", "Store", "Study", "Workbench" }.Select(room => "CoProduction." + room)];
    private static readonly string[] Machines = ["linux-arm64", "linux-x64", "osx", "win-arm64", "win-x64"];

    [Fact]
    public void EveryPackageThatAUserRefersToIsThereWithItsSymbols() => Assert.Equal(
        Libraries.SelectMany(name => new[] { $"{name}.{Release.Version}.nupkg", $"{name}.{Release.Version}.snupkg" }).Append($"copro.{Release.Version}.nupkg").Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(packages.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void APackageSaysWhatItIsOfWhichCommitAndUnderWhichLicence()
    {
        foreach (string name in Libraries.Append("copro"))
        {
            var files = packages.Files(name);
            Assert.All(new[] { "README.md", "LICENSE", "THIRD-PARTY-NOTICES.md" }, file => Assert.Contains(file, files.Keys));
            var nuspec = XDocument.Parse(Encoding.UTF8.GetString(files[name + ".nuspec"]).TrimStart('\uFEFF')).Descendants().ToLookup(element => element.Name.LocalName);
            Assert.Equal("MIT", nuspec["license"].Single().Value);
            Assert.Equal("README.md", nuspec["readme"].Single().Value);
            Assert.EndsWith(".", nuspec["description"].Single().Value, StringComparison.Ordinal);
            if (Path.Exists(Path.Combine(RealFiles.Root, ".git"))) Assert.Matches("^[0-9a-f]{40}$", nuspec["repository"].Single().Attribute("commit")?.Value);
            if (name != "copro") Assert.NotEmpty(XDocument.Parse(Encoding.UTF8.GetString(files[$"lib/net10.0/{name}.xml"])).Descendants("summary"));
        }
        Assert.All(new[] { "CoProduction.Reports", "copro" }, name => Assert.Contains("OFL.txt", packages.Files(name).Keys));
    }

    [Fact]
    public void NoFileNamesThisMachine()
    {
        string[] ofHere = [RealFiles.Root, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + "/.nuget"];
        foreach (string name in Libraries)
        {
            var files = packages.Files(name);
            var symbols = packages.Files(name, ".snupkg");
            Assert.DoesNotContain(files.Concat(symbols), file => ofHere.Any(path => Holds(file.Value, path)));
            string[] sources = Sources(symbols[$"lib/net10.0/{name}.pdb"]);
            Assert.NotEmpty(sources);
            Assert.All(sources, source => Assert.StartsWith("/_/", source, StringComparison.Ordinal));
        }
        Assert.DoesNotContain(packages.Files("copro"), file => ofHere.Any(path => Holds(file.Value, path)));
    }

    [Fact]
    public void TheToolHasItsNativeLibrariesForEveryMachineItIsMeantFor()
    {
        var libraries = packages.Files("copro").Keys.Select(name => Native().Match(name)).Where(match => match.Success).ToLookup(match => match.Groups[2].Value, match => match.Groups[1].Value);
        Assert.All(new[] { "SkiaSharp", "HarfBuzzSharp", "duckdb" }, library => Assert.Equal(Machines, libraries[library].Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void FromAnEmptyDirectoryTheToolRunsTheDemoAndANotebook()
    {
        packages.Install().Ended(0);
        Assert.Contains("report.html", packages.Run("copro", "demo", "--lang", "en", "--quiet").Ended(0).Output, StringComparison.Ordinal);
        File.Copy(Path.Combine(RealFiles.Root, "notebooks", "01-money.ipynb"), Path.Combine(packages.Empty, "01-money.ipynb"));
        Assert.Matches(@"01-money\.html  \d+ cells", packages.Run("copro", "notebook", "run", "01-money.ipynb", "--html", "--out", "out", "--quiet").Ended(0).Output);
    }

    [Fact]
    public void TheReadmesFirstScriptPrintsItsTable()
    {
        packages.Write("first.cs", Script().Match(File.ReadAllText(Path.Combine(RealFiles.Root, "eng", "package", "README.md"))).Groups[1].Value);
        var run = packages.Run("dotnet", "run", "first.cs").Ended(0);
        Assert.Contains("| 2018", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", run.Output + run.Errors, StringComparison.Ordinal);
    }

    private static string[] Sources(byte[] symbols)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols));
        var reader = provider.GetMetadataReader();
        return [.. reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name))];
    }

    private static bool Holds(byte[] file, string text) => file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || file.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;

    [GeneratedRegex("""^tools/net10\.0/any/runtimes/([\w-]+)/native/(?:lib)?(\w+)\.(?:so|dylib|dll)$""")]
    private static partial Regex Native();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Script();
}
