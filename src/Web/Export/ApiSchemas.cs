using System.Collections.Immutable;
using System.Text.Json;
using CoProduction.Analysis;
using CoProduction.Workbench.Board;
using Microsoft.OpenApi;

namespace CoProduction.Web.Export;

/// <summary>The shapes of the API's answers, for its OpenAPI document. The tests hold every answer against them.</summary>
internal static class ApiSchemas
{
    private const string Ok = "200", Json = "application/json";

    /// <summary>Puts the schemas into the document, in place of the open objects that the routes' types give.</summary>
    public static void Describe(OpenApiDocument document)
    {
        foreach (var (name, schema) in All(document)) document.AddComponent(name, schema);
        foreach (var (path, schema) in new[] { ("/api/v1/study", "Study"), ("/api/v1/pages/{page}", "Page"), ("/api/v1/tables/{id}", "Table") })
            document.Paths[path].Operations![HttpMethod.Get].Responses![Ok].Content![Json].Schema = Ref(schema, document);
    }

    private static (string Name, OpenApiSchema Schema)[] All(OpenApiDocument document) =>
    [
        ("Label", Object("A text in both languages.", [("zh", Text()), ("en", Text())])),
        ("Study", Object("The study.",
            [("study", Text()), ("title", Ref("Label", document)), ("synthetic", Of(JsonSchemaType.Boolean)), ("data_version", Text()), ("role", Among(Enum.GetNames<Role>())), ("pages", Array(Ref("PageEntry", document)))],
            [("data_date", Text("date"))])),
        ("PageEntry", Object("A page and the filters that it knows.", [("id", Text()), ("title", Ref("Label", document)), ("filters", Array(Text()))])),
        ("Page", Object("What a page shows.", [("page", Text()), ("data_version", Text()), ("panels", Array(Ref("Panel", document)))])),
        ("Panel", Object("A part of a page: its released table, or why there is none.", [("id", Text()), ("heading", Ref("Label", document)), ("lines", Array(Ref("Label", document)))], [("absent", Ref("Label", document)), ("table", Ref("Table", document))])),
        ("Table", Object("A released table.",
            [
                ("id", Text()), ("title", Ref("Label", document)), ("dimensions", Array(Ref("Column", document))), ("measures", Array(Ref("Column", document))), ("rows", Array(Ref("Row", document))),
                ("note", Ref("Label", document)), ("review", Ref("Label", document)), ("withheld", Of(JsonSchemaType.Integer)), ("provenance", Ref("Provenance", document)),
            ])),
        ("Column", Object("A column; a key's kind is «key».", [("id", Text()), ("label", Ref("Label", document)), ("kind", Among(["Key", .. Enum.GetNames<MeasureKind>()]))])),
        ("Row", Object("A row: its key by dimension, its values by measure. Null is absent, or withheld in a row marked so.", [("key", Map(Text())), ("values", Map(Value(document)))], [("withheld", Of(JsonSchemaType.Boolean))])),
        ("Provenance", Object("Where the numbers come from.", [("method", Text()), ("sources", Array(Text()))])),
    ];

    private static OpenApiSchema Object(string description, ImmutableArray<(string Name, IOpenApiSchema Schema)> always, ImmutableArray<(string Name, IOpenApiSchema Schema)> sometimes = default) => new()
    {
        Type = JsonSchemaType.Object,
        Description = description,
        Properties = always.Concat(sometimes.IsDefault ? [] : sometimes).ToDictionary(property => property.Name, property => property.Schema),
        Required = always.Select(property => property.Name).ToHashSet(),
        AdditionalPropertiesAllowed = false,
    };

    private static OpenApiSchema Map(IOpenApiSchema of) => new() { Type = JsonSchemaType.Object, AdditionalProperties = of };

    private static OpenApiSchema Array(IOpenApiSchema of) => new() { Type = JsonSchemaType.Array, Items = of };

    private static OpenApiSchema Of(JsonSchemaType type) => new() { Type = type };

    private static OpenApiSchema Text(string? format = null) => new() { Type = JsonSchemaType.String, Format = format };

    private static OpenApiSchema Among(IEnumerable<string> names) => new() { Type = JsonSchemaType.String, Enum = [.. names.Select(name => (System.Text.Json.Nodes.JsonNode)JsonNamingPolicy.SnakeCaseLower.ConvertName(name))] };

    private static OpenApiSchema Value(OpenApiDocument document) => new() { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Number | JsonSchemaType.Null }, Ref("Label", document)] };

    private static OpenApiSchemaReference Ref(string name, OpenApiDocument document) => new(name, document);
}
