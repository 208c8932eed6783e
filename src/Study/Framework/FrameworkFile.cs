using YamlDotNet.RepresentationModel;

namespace CoProduction;

/// <summary>Reads a framework: data-schema/framework.yaml, or a study's own file of the same form.</summary>
public static class FrameworkFile
{
    /// <summary>The framework of a YAML text.</summary>
    /// <param name="yaml">Text of the file.</param>
    /// <param name="file">Name of the file, for errors.</param>
    /// <exception cref="StudyException">The text is not YAML or an entry is missing.</exception>
    public static Framework Parse(string yaml, string file) => YamlEntries.Read(yaml, file, ReadFramework);

    private static Framework ReadFramework(YamlMappingNode root) => new(root.Text("version"), root.Many("constructs", ReadConstruct))
    {
        Source = root.Text("source", ""),
        Indicators = root.Many("indicators", ReadIndicator),
        Conditions = root.Many("conditions", condition => new Level(condition.Text("id"), condition.Label("label"))),
    };

    private static Construct ReadConstruct(YamlMappingNode construct) => new(
        construct.Text("id"), construct.Choice<Stage>("stage"), construct.Text("direction", ""), construct.Label("label"),
        construct.Texts("items"), construct.Texts("codes"), construct.Texts("indicators"));

    private static Indicator ReadIndicator(YamlMappingNode indicator) =>
        new(indicator.Text("id"), indicator.Label("label"), indicator.Text("unit", ""), indicator.Texts("fields"));
}
