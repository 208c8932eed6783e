using System.Text.Json;

namespace CoProduction.Tests;

/// <summary>Holds JSON against a schema of an OpenAPI document; a keyword that it does not know is an error, so that none is passed over.</summary>
internal sealed class ApiSchema(JsonElement document)
{
    private const string Components = "#/components/schemas/";

    private static readonly HashSet<string> Known = ["$ref", "type", "description", "properties", "required", "additionalProperties", "items", "enum", "oneOf", "format"];

    /// <summary>The schema of a path's answer.</summary>
    public JsonElement Of(string path) => document.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");

    /// <summary>Every place where the JSON is not as the schema says.</summary>
    public IEnumerable<string> Faults(JsonElement schema, JsonElement json, string at = "$")
    {
        if (schema.TryGetProperty("$ref", out var name)) return Faults(document.GetProperty("components").GetProperty("schemas").GetProperty(name.GetString()![Components.Length..]), json, at);
        Assert.All(schema.EnumerateObject(), keyword => Assert.Contains(keyword.Name, Known));
        if (schema.TryGetProperty("oneOf", out var ways)) return ways.EnumerateArray().Count(way => !Faults(way, json, at).Any()) == 1 ? [] : [$"{at}: not one of the forms"];
        if (!Types(schema).Contains(TypeOf(json)) && !(TypeOf(json) == "integer" && Types(schema).Contains("number"))) return [$"{at}: {TypeOf(json)}"];
        if (schema.TryGetProperty("enum", out var among) && !among.EnumerateArray().Any(one => one.GetString() == json.GetString())) return [$"{at}: {json}"];
        return json.ValueKind switch
        {
            JsonValueKind.Object => Properties(schema, json, at),
            JsonValueKind.Array => json.EnumerateArray().SelectMany((item, i) => Faults(schema.GetProperty("items"), item, $"{at}[{i}]")),
            _ => [],
        };
    }

    private IEnumerable<string> Properties(JsonElement schema, JsonElement json, string at)
    {
        foreach (var missing in schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(one => one.GetString()!).Where(one => !json.TryGetProperty(one, out _)) : [])
            yield return $"{at}.{missing}: missing";
        foreach (var property in json.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out var own) && own.TryGetProperty(property.Name, out var of) || schema.TryGetProperty("additionalProperties", out of) && of.ValueKind == JsonValueKind.Object)
                foreach (string fault in Faults(of, property.Value, $"{at}.{property.Name}")) yield return fault;
            else yield return $"{at}.{property.Name}: not in the schema";
        }
    }

    private static string[] Types(JsonElement schema) => schema.GetProperty("type") is { ValueKind: JsonValueKind.Array } several ? [.. several.EnumerateArray().Select(one => one.GetString()!)] : [schema.GetProperty("type").GetString()!];

    private static string TypeOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Null => "null",
        _ => json.TryGetInt64(out _) ? "integer" : "number",
    };
}
