using System.Xml.Linq;

namespace CoProduction.Tests;

public sealed class ReferenceTests
{
    private static readonly Rule Drawing = new(
        "Projects reference each other only as the architecture draws it",
        "dependencies point inward to pure code; a number that needs a server to be tested is not tested",
        "move the type to the room that may know both, or pass a value of src/Study or a statistic of waist 1");

    private static readonly Rule HostsAreLeaves = new(
        "Nothing references a host", "a method or a query inside a program can be used by no other program", "move what is shared into src/Workbench");

    [Fact]
    public void Assemblies_reference_only_what_the_architecture_draws() =>
        Drawing.Holds(House.Projects.SelectMany(project => Rooms.Forbidden(project, CompiledAssembly.Read(House.AssemblyFile(project)).References)));

    [Fact]
    public void Project_files_reference_only_what_the_architecture_draws() =>
        Drawing.Holds(House.Projects.SelectMany(project => Rooms.Forbidden(project, ProjectReferences(project))));

    [Fact]
    public void Nothing_references_a_host() => HostsAreLeaves.Holds(
        from project in House.Libraries
        from reference in CompiledAssembly.Read(House.AssemblyFile(project)).References
        where Rooms.Hosts.Any(host => House.AssemblyName(host) == reference)
        select $"{project} → {reference}");

    [Fact]
    public void The_rule_sees_a_forbidden_reference()
    {
        Assert.Equal(["Analysis → Store"], Rooms.Forbidden("Analysis", ["System.Runtime", "CoProduction.Study", "CoProduction.Store"]));
        Assert.Equal(["Reports → Cli"], Rooms.Forbidden("Reports", ["copro"]));
        Assert.Single(Rooms.Forbidden("Attic", []));
        Assert.Contains("CoProduction.Study", CompiledAssembly.Read(House.AssemblyFile("Analysis")).References);
    }

    private static IEnumerable<string> ProjectReferences(string project) =>
        XDocument.Load(House.Full($"src/{project}/{project}.csproj")).Descendants("ProjectReference")
            .Select(reference => "CoProduction." + Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
}
