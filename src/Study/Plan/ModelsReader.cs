using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace CoProduction;

/// <summary>Reads the models of a study file.</summary>
internal sealed class ModelsReader(PlanErrors errors)
{
    private readonly HashSet<string> _ids = [];

    public ImmutableArray<ModelPlan> Read(YamlSequenceNode? models, ImmutableArray<SourcePlan> sources)
    {
        if (models is null) return [];
        string[] surveys = [.. sources.Where(source => source.Table == "responses").Select(source => source.Id).Distinct()];
        return [.. models.OfType<YamlMappingNode>().Select(model => ReadModel(model, surveys, sources))];
    }

    private ModelPlan ReadModel(YamlMappingNode model, string[] surveys, ImmutableArray<SourcePlan> sources)
    {
        string id = model.Text("id", "");
        if (!_ids.Add(id)) errors.Add(model.Find("id") ?? model, PlanFaults.RepeatedId(id, "model"));
        string survey = ReadSurvey(model, surveys);
        return new ModelPlan(id, survey, ReadRequest(model) with { Exclude = ReadRules(model) ?? sources.FirstOrDefault(source => source.Id == survey)?.Exclusions ?? [] })
        {
            Title = model.TitleOrNone("title"),
            Line = (int)model.Start.Line,
        };
    }

    // A model's own rules take the place of its survey's; an empty list takes them away.
    private static ImmutableArray<string>? ReadRules(YamlMappingNode model) =>
        model.Find("exclude") is YamlSequenceNode rules ? [.. rules.OfType<YamlScalarNode>().Select(rule => rule.Value ?? "")] : null;

    private ModelRequest ReadRequest(YamlMappingNode model) => new(model.Text("method", ""), model.Text("formula", ""))
    {
        Weights = ReadField(model, "weights"),
        Clusters = ReadFields(model, "cluster"),
        Strata = ReadField(model, "strata"),
        Fpc = ReadField(model, "fpc"),
        Vcov = model.Find("vcov") is YamlScalarNode { Value: { } vcov } ? vcov : null,
        Bootstrap = (int?)Whole(model, "bootstrap"),
        Seed = Whole(model, "seed"),
        Impute = (int?)Whole(model, "impute"),
        Level = model.Find("level") is YamlScalarNode { Value: { } level } ? double.Parse(level, CultureInfo.InvariantCulture) : ModelRequest.DefaultLevel,
        Settings = model.Find("settings") is YamlMappingNode settings
            ? settings.Children.ToImmutableSortedDictionary(pair => ((YamlScalarNode)pair.Key).Value ?? "", pair => ((YamlScalarNode)pair.Value).Value ?? "", StringComparer.Ordinal) : ImmutableSortedDictionary<string, string>.Empty,
    };

    private static ulong? Whole(YamlMappingNode model, string key) =>
        model.Find(key) is YamlScalarNode { Value: { } text } && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number : null;

    private string ReadSurvey(YamlMappingNode model, string[] surveys)
    {
        if (model.Find("survey") is YamlScalarNode { Value: { } text } node)
        {
            if (!surveys.Contains(text)) errors.Add(node, PlanFaults.UnknownSurvey(text, surveys));
            return text;
        }
        if (surveys is [var only]) return only;
        errors.Add(model, PlanFaults.SurveyNotNamed(surveys));
        return "";
    }

    private ImmutableArray<string> ReadFields(YamlMappingNode model, string key)
    {
        var nodes = model.Find(key) switch
        {
            YamlSequenceNode list => list.OfType<YamlScalarNode>(),
            YamlScalarNode { Value.Length: > 0 } one => [one],
            _ => [],
        };
        ImmutableArray<YamlScalarNode> fields = [.. nodes];
        foreach (var node in fields) RespondentFields.Check(node, errors);
        return [.. fields.Select(node => node.Value ?? "")];
    }

    private string? ReadField(YamlMappingNode model, string key)
    {
        if (model.Find(key) is not YamlScalarNode { Value: { Length: > 0 } text } node) return null;
        RespondentFields.Check(node, errors);
        return text;
    }
}
