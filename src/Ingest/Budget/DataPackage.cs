using System.Collections.Immutable;
using System.Text.Json;

namespace CoProduction.Ingest;

/// <summary>One table of a Data Package (datapackage.org; specs.frictionlessdata.io/fiscal-data-package) and what its descriptor says of the columns.</summary>
/// <param name="Path">Full path of the table's file.</param>
/// <param name="Name">Name of the resource.</param>
/// <param name="Encoding">Declared encoding; null for none.</param>
/// <param name="Fields">Fields of the resource's schema: name, title and type.</param>
/// <param name="Missing">Texts that stand for a missing value.</param>
/// <param name="Roles">Column → field of a study, from the fiscal mapping.</param>
/// <param name="Factors">Column → what its numbers are multiplied by.</param>
/// <param name="Year">The only year of the fiscal period; empty for several or none.</param>
internal sealed record DataPackage(
    string Path, string Name, string? Encoding, ImmutableArray<(string Name, string Title, string Type)> Fields, ImmutableArray<string> Missing, ImmutableArray<(string Header, string Field)> Roles,
    ImmutableDictionary<string, decimal> Factors, string Year)
{
    /// <summary>Largest descriptor read.</summary>
    private const long Largest = 16L << 20;

    /// <summary>The resource that a file asks for: by <c>sheet:</c>, else the first.</summary>
    /// <exception cref="StudyException">The descriptor cannot be read, or the resource is none that lies beside it.</exception>
    public static DataPackage Of(RowFile file)
    {
        if (new FileInfo(file.Path).Length > Largest) throw IngestFaults.BadDescriptor(file.Shown, "it is larger than any descriptor");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file.Path));
            return Read(file, document.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException)
        {
            throw IngestFaults.BadDescriptor(file.Shown, wrong.Message);
        }
    }

    private static DataPackage Read(RowFile file, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("resources", out var resources) || resources.ValueKind != JsonValueKind.Array || resources.GetArrayLength() == 0)
            throw IngestFaults.BadDescriptor(file.Shown, "it has no list of 'resources'");
        var named = resources.EnumerateArray().Select(resource => (Name: Text(resource, "name"), Resource: resource)).ToArray();
        var (name, chosen) = file.Sheet is null ? named[0] : named.FirstOrDefault(one => one.Name == file.Sheet);
        if (chosen.ValueKind == JsonValueKind.Undefined) throw IngestFaults.NoPart(file.Shown, file.Sheet!, named.Select(one => one.Name));
        var schema = chosen.TryGetProperty("schema", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        var measures = Measures(root).ToArray();
        return new DataPackage(
            PathOf(file, chosen), name, Text(chosen, "encoding") is { Length: > 0 } encoding ? encoding : null, [.. Many(schema, "fields").Select(field => (Text(field, "name"), Text(field, "title"), Text(field, "type")))],
            [.. Many(schema, "missingValues").Select(value => value.GetString() ?? "").Where(value => value.Length > 0)], [.. RolesOf(root, measures)],
            measures.Where(measure => measure.Factor != 1).DistinctBy(measure => measure.Source).ToImmutableDictionary(measure => measure.Source, measure => measure.Factor), YearOf(root));
    }

    // Demonstration packages are often flattened: the file is then looked for beside the descriptor.
    private static string PathOf(RowFile file, JsonElement resource)
    {
        string path = resource.TryGetProperty("path", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString()! : "";
        if (path.Length == 0) throw IngestFaults.BadResource(file.Shown, "its 'path' is not one file");
        if (path.Contains("://", StringComparison.Ordinal) || System.IO.Path.IsPathRooted(path) || path.Split('/', '\\').Contains("..")) throw IngestFaults.BadResource(file.Shown, $"'{path}' does not lie in the package's folder");
        string folder = System.IO.Path.GetDirectoryName(file.Path)!;
        string[] places = [System.IO.Path.Combine(folder, path), System.IO.Path.Combine(folder, System.IO.Path.GetFileName(path))];
        return places.FirstOrDefault(File.Exists) ?? throw IngestFaults.BadResource(file.Shown, $"there is no file '{path}'");
    }

    private static IEnumerable<(string Source, decimal Factor)> Measures(JsonElement root) => Dictionary(Inner(root, "mapping"), "measures")
        .Select(measure => (Text(measure, "source"), measure.TryGetProperty("factor", out var factor) && factor.ValueKind == JsonValueKind.Number ? factor.GetDecimal() : 1m)).Where(measure => measure.Item1.Length > 0);

    private static IEnumerable<(string, string)> RolesOf(JsonElement root, (string Source, decimal Factor)[] measures)
    {
        if (measures.Length == 1) yield return (measures[0].Source, "amount");
        foreach (var (type, field) in new[] { ("datetime", "date"), ("classification", "use_class") })
        {
            var sources = Dictionary(Inner(root, "mapping"), "dimensions").Where(dimension => Text(dimension, "dimensionType") == type).SelectMany(dimension => Dictionary(dimension, "attributes")).Select(attribute => Text(attribute, "source")).Where(source => source.Length > 0).ToArray();
            if (sources.Length == 1) yield return (sources[0], field);
        }
    }

    private static string YearOf(JsonElement root) => Inner(root, "fiscalPeriod") is { ValueKind: JsonValueKind.Object } period && Text(period, "start") is { Length: >= 4 } start && Text(period, "end") is { Length: >= 4 } end && start[..4] == end[..4] ? start[..4] : "";

    private static JsonElement Inner(JsonElement owner, string key) => owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(key, out var value) ? value : default;

    private static IEnumerable<JsonElement> Dictionary(JsonElement owner, string key) =>
        Inner(owner, key) is { ValueKind: JsonValueKind.Object } entries ? entries.EnumerateObject().Select(entry => entry.Value).Where(value => value.ValueKind == JsonValueKind.Object) : [];

    private static JsonElement[] Many(JsonElement owner, string key) => Inner(owner, key) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    private static string Text(JsonElement owner, string key) => Inner(owner, key) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";
}
