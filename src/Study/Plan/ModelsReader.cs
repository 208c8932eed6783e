using System.Collections.Immutable;
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
        return [.. models.OfType<YamlMappingNode>().Select(model => ReadModel(model, surveys))];
    }

    private ModelPlan ReadModel(YamlMappingNode model, string[] surveys)
    {
        string id = model.Text("id", "");
        if (!_ids.Add(id)) errors.Add(model.Find("id") ?? model, PlanFaults.RepeatedId(id, "model"));
        string? cluster = ReadField(model, "cluster");
        string vcov = model.Text("vcov", cluster is null ? "classical" : "CR1");
        return new ModelPlan(id, model.Text("method", ""), ReadSurvey(model, surveys), model.Text("formula", ""), ReadField(model, "weights"), cluster, vcov)
        {
            Line = (int)model.Start.Line,
        };
    }

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

    private string? ReadField(YamlMappingNode model, string key)
    {
        if (model.Find(key) is not YamlScalarNode { Value: { Length: > 0 } text } node) return null;
        RespondentFields.Check(node, errors);
        return text;
    }
}
