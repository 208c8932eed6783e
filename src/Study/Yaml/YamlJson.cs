using System.Globalization;
using Newtonsoft.Json.Linq;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CoProduction;

/// <summary>A YAML tree as JSON, for the schema check, that remembers where every part stands.</summary>
internal sealed class YamlJson
{
    // Anchors let a small file stand for an endless tree; no study file comes near these sizes.
    private const int DeepestNesting = 50;
    private const int MostParts = 200_000;

    private readonly Dictionary<JToken, YamlNode> _nodes = new(ReferenceEqualityComparer.Instance);
    private readonly string _file;

    public YamlJson(YamlNode root, string file)
    {
        _file = file;
        Root = Convert(root, 0);
    }

    /// <summary>The document as JSON.</summary>
    public JToken Root { get; }

    /// <summary>The YAML node of a JSON part: the key of a property, the start of a value.</summary>
    public YamlNode At(JToken? part) => part is not null && _nodes.TryGetValue(part, out var node) ? node : _nodes[Root];

    private JToken Convert(YamlNode node, int depth)
    {
        if (depth > DeepestNesting || _nodes.Count > MostParts) throw StudyFaults.EndlessYaml(_file, node);
        return Remember(node, node switch
        {
            YamlMappingNode mapping => new JObject(mapping.Children.Select(pair => Remember(pair.Key, new JProperty(KeyText(pair.Key), Convert(pair.Value, depth + 1))))),
            YamlSequenceNode sequence => new JArray(sequence.Children.Select(item => Convert(item, depth + 1))),
            YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value ?? ""),
            YamlScalarNode scalar => new JValue(scalar.Value),
            _ => JValue.CreateNull(),
        });
    }

    private JToken Remember(YamlNode node, JToken token)
    {
        _nodes[token] = node;
        return token;
    }

    private static string KeyText(YamlNode key) => (key as YamlScalarNode)?.Value ?? $"{key.NodeType} at {key.Start.Line}:{key.Start.Column}";

    // YAML 1.2 core schema: plain scalars are null, booleans, integers and decimals before they are texts.
    private static JValue Plain(string text) => text switch
    {
        "" or "~" or "null" => JValue.CreateNull(),
        "true" => new JValue(true),
        "false" => new JValue(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => new JValue(whole),
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double real) => new JValue(real),
        _ => new JValue(text),
    };
}
