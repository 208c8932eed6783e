using System.Collections.Immutable;
using System.Xml.Linq;
using CoProduction.Tests.Fixtures;

namespace CoProduction.Tests;

public sealed class DocumentationTests
{
    private static readonly Rule Documented = new(
        "Every public member is documented",
        "a number without its shape, unit and source cannot be used in a paper",
        "say what it is; shape n × k; unit and range; what it throws; paper and equation, or regulation and article. Or make it internal");

    private static readonly Rule Filled = new(
        "No documentation is empty", "an empty tag looks like documentation and says nothing", "write the sentence or drop the tag");

    [Fact]
    public void Every_public_member_is_documented() => Documented.Holds(
        House.Libraries.SelectMany(project => Documentation.Gaps(House.Load(project).GetExportedTypes(), Read(project))));

    [Fact]
    public void No_documentation_is_empty() => Filled.Holds(House.Projects.SelectMany(project => Empty(Read(project))));

    [Fact]
    public void The_rule_sees_an_undocumented_type_member_and_an_empty_summary()
    {
        string name = typeof(Changeable).FullName!;
        var written = Xml(("T:" + name, "<summary>Can be changed.</summary>"), ($"P:{name}.Settable", "<summary> </summary>"), ($"P:{name}.Array", "<summary>Values.</summary>"));
        var gaps = Documentation.Gaps([typeof(Changeable)], written).ToList();
        Assert.Equal([name + ".Counter", name + ".Field", name + ".Names", name + ".Settable", name + ".Table"], gaps);
        Assert.Equal([$"P:{name}.Settable <summary>"], Empty(written));
    }

    [Fact]
    public void The_rule_takes_positional_members_from_the_records_parameters()
    {
        string name = typeof(Unchangeable).FullName!;
        var gaps = Documentation.Gaps([typeof(Unchangeable)], Xml(("T:" + name, "<summary>Fixed.</summary>")));
        Assert.Equal([name + ".Limit", name + ".Name", name + ".Names", name + ".Start"], gaps);
    }

    private static IEnumerable<string> Empty(ImmutableDictionary<string, XElement> documented) =>
        from member in documented
        from tag in member.Value.Elements()
        where tag.Name.LocalName is "summary" or "param" or "returns" or "exception" or "typeparam"
        where tag.Value.Trim().Length == 0 && !tag.Elements().Any()
        select $"{member.Key} <{tag.Name}{(tag.Attribute("name") is { } name ? " " + name.Value : "")}>";

    private static ImmutableDictionary<string, XElement> Read(string project) => Documentation.Read(Path.ChangeExtension(House.AssemblyFile(project), ".xml"));

    private static ImmutableDictionary<string, XElement> Xml(params (string Id, string Inner)[] members) =>
        members.ToImmutableDictionary(member => member.Id, member => XElement.Parse($"<member>{member.Inner}</member>"));
}
