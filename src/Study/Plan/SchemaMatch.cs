using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CoProduction;

/// <summary>
/// Says that a YAML tree fits a JSON schema, without the library that says why one does not: loading that takes a third of a second, which every command would wait for.
/// What it does not know it does not let pass, so that a doubt costs time and never an error.
/// </summary>
internal sealed class SchemaMatch(JsonElement schema)
{
    private const int DeepestNesting = 50;
    private const int MostParts = 200_000;
    private int _parts;

    /// <summary>True when the tree surely fits; false when it does not or nobody can tell here.</summary>
    /// <param name="root">The tree.</param>
    /// <param name="schema">Text of the schema.</param>
    public static bool Fits(YamlNode root, string schema)
    {
        using var document = JsonDocument.Parse(schema);
        return new SchemaMatch(document.RootElement).Fits(root, document.RootElement, 0);
    }

    private bool Fits(YamlNode node, JsonElement rule, int depth) =>
        depth <= DeepestNesting && ++_parts <= MostParts
        && (rule.TryGetProperty("$ref", out var name) ? Fits(node, Definition(name.GetString()!), depth) : rule.EnumerateObject().All(word => Fits(node, word, rule, depth)));

    private JsonElement Definition(string reference) => schema.GetProperty("definitions").GetProperty(reference["#/definitions/".Length..]);

    private bool Fits(YamlNode node, JsonProperty word, JsonElement rule, int depth) => (word.Name, word.Value) switch
    {
        ("$schema" or "$id" or "title" or "description" or "definitions" or "properties", _) => true,
        ("type", { ValueKind: JsonValueKind.String } type) => IsKind(node, type.GetString()!),
        ("type", var types) => types.EnumerateArray().Any(type => IsKind(node, type.GetString()!)),
        ("anyOf", var forms) => forms.EnumerateArray().Any(form => Fits(node, form, depth)),
        ("enum", var codes) => node is YamlScalarNode scalar && IsKind(node, "string") && codes.EnumerateArray().Any(code => code.ValueKind == JsonValueKind.String && code.GetString() == scalar.Value),
        ("required", var keys) => node is not YamlMappingNode mapping || keys.EnumerateArray().All(key => mapping.Children.Keys.Any(there => there is YamlScalarNode scalar && scalar.Value == key.GetString())),
        ("additionalProperties", var others) => node is not YamlMappingNode mapping || mapping.Children.All(pair => Fits(pair.Key, pair.Value, rule, others, depth + 1)),
        ("items", var item) => node is not YamlSequenceNode list || list.Children.All(part => Fits(part, item, depth + 1)),
        ("minItems", var least) => node is not YamlSequenceNode list || list.Children.Count >= least.GetInt32(),
        ("maxItems", var most) => node is not YamlSequenceNode list || list.Children.Count <= most.GetInt32(),
        ("minLength", var least) => !IsKind(node, "string") || ((YamlScalarNode)node).Value!.Length >= least.GetInt32(),
        ("pattern", var pattern) => !IsKind(node, "string") || Regex.IsMatch(((YamlScalarNode)node).Value!, pattern.GetString()!),
        ("minimum", var least) => Number(node) is not { } number || number >= least.GetDouble(),
        ("maximum", var most) => Number(node) is not { } number || number <= most.GetDouble(),
        ("exclusiveMinimum", { ValueKind: JsonValueKind.Number } least) => Number(node) is not { } number || number > least.GetDouble(),
        ("exclusiveMaximum", { ValueKind: JsonValueKind.Number } most) => Number(node) is not { } number || number < most.GetDouble(),
        _ => false,
    };

    private bool Fits(YamlNode key, YamlNode value, JsonElement rule, JsonElement others, int depth)
    {
        if (key is not YamlScalarNode { Value: { } name }) return false;
        if (rule.TryGetProperty("properties", out var known) && known.TryGetProperty(name, out var own)) return Fits(value, own, depth);
        return others.ValueKind == JsonValueKind.Object && Fits(value, others, depth);
    }

    private static bool IsKind(YamlNode node, string type) => (type, node) switch
    {
        ("object", YamlMappingNode) or ("array", YamlSequenceNode) => true,
        ("string", YamlScalarNode { Style: not ScalarStyle.Plain, Value: not null }) => true,
        ("string", YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text }) => text is not ("" or "~" or "null" or "true" or "false") && !IsNumber(text),
        ("boolean", YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" }) => true,
        ("integer", YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text }) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        ("number", YamlScalarNode) => Number(node) is not null,
        _ => false,
    };

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static double? Number(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text } && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
