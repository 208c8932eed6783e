using System.Collections.Immutable;
using System.Text.Json;

namespace CoProduction;

/// <summary>Reads a table schema: Frictionless Table Schema 1.0 with the further keys that data-schema/README.md documents.</summary>
internal static class TableSchemaReader
{
    public static TableSchema Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        string name = Text(root, "name");
        return new TableSchema(
            name, Text(root, "version"), Bilingual(root, "title"), Many(root, "fields", ReadField), Names(root, "primaryKey"), Many(root, "foreignKeys", ReadForeignKey))
        {
            Description = Bilingual(root, "description"),
            SourceKey = Text(root, "source_key", name),
            Aliases = Names(root, "aliases"),
        };
    }

    private static Field ReadField(JsonElement field)
    {
        var limits = field.TryGetProperty("constraints", out var constraints) ? constraints : default;
        decimal? above = Number(limits, "exclusiveMinimum");
        return new Field(
            Text(field, "name"), TypeOf(field), Bilingual(field, "title"), Flag(limits, "required"), Text(field, "unit", ""),
            above ?? Number(limits, "minimum"), Number(limits, "maximum"), ReadLevels(field, limits), Names(field, "aliases"))
        {
            MinimumExcluded = above is not null,
            Lenient = Flag(field, "lenient"),
            Description = Bilingual(field, "description"),
        };
    }

    private static FieldType TypeOf(JsonElement field) => (Text(field, "type"), Text(field, "kind", "")) switch
    {
        ("number", "money") => FieldType.Money,
        ("string", "category") => FieldType.Category,
        ("string", _) => FieldType.Text,
        ("integer", _) => FieldType.Integer,
        ("number", _) => FieldType.Number,
        ("date", _) => FieldType.Date,
        ("boolean", _) => FieldType.Flag,
        var (type, kind) => throw StudyFaults.BrokenSchema("data-schema/tables", $"Field '{Text(field, "name")}' has the unknown type '{type}' of kind '{kind}'"),
    };

    private static ImmutableArray<Level> ReadLevels(JsonElement field, JsonElement limits) =>
        [.. Names(limits, "enum").Select(code => new Level(code, LabelOf(field.GetProperty("labels").GetProperty(code))))];

    private static Label LabelOf(JsonElement label) => new(Text(label, "zh"), Text(label, "en"));

    private static ForeignKey ReadForeignKey(JsonElement key)
    {
        var reference = key.GetProperty("reference");
        return new ForeignKey(Names(key, "fields"), Text(reference, "resource"), Names(reference, "fields")) { Except = Names(key, "except") };
    }

    private static Label Bilingual(JsonElement owner, string name) => new(Text(owner, name + "_zh", ""), Text(owner, name, ""));

    private static string Text(JsonElement owner, string name) => owner.GetProperty(name).GetString()!;

    private static string Text(JsonElement owner, string name, string absent) => owner.TryGetProperty(name, out var value) ? value.GetString()! : absent;

    private static decimal? Number(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) ? value.GetDecimal() : null;

    private static bool Flag(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) && value.GetBoolean();

    // Frictionless allows one name where a list has a single entry.
    private static ImmutableArray<string> Names(JsonElement owner, string name)
    {
        if (owner.ValueKind != JsonValueKind.Object || !owner.TryGetProperty(name, out var value)) return [];
        return value.ValueKind == JsonValueKind.String ? [value.GetString()!] : [.. value.EnumerateArray().Select(item => item.GetString()!)];
    }

    private static ImmutableArray<T> Many<T>(JsonElement owner, string name, Func<JsonElement, T> read) =>
        owner.TryGetProperty(name, out var value) ? [.. value.EnumerateArray().Select(read)] : [];
}
