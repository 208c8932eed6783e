using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace CoProduction;

/// <summary>The fields by which respondents are weighted, stratified and clustered: their own, and those of their communities.</summary>
internal static class RespondentFields
{
    public static ImmutableArray<string> Names { get; } =
        [.. new[] { "responses", "communities" }.SelectMany(table => DataSchema.Table(table).Fields).Select(field => field.Name).Distinct()];

    public static void Check(YamlScalarNode node, PlanErrors errors)
    {
        if (!Names.Contains(node.Value ?? "")) errors.Add(node, PlanFaults.UnknownDesignField(node.Value ?? "", Names));
    }
}
