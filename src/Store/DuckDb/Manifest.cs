using System.Collections.Immutable;
using System.Text.Json;

namespace CoProduction.Store;

/// <summary>One version of a store: the files that hold it. Replacing the manifest is what makes a load visible.</summary>
/// <param name="Format">Format of the folder; a newer one is refused.</param>
/// <param name="Version">Number of the version, one more at every change.</param>
/// <param name="Sources">The sources, in ordinal order of id.</param>
internal sealed record Manifest(int Format, long Version, ImmutableArray<StoredSource> Sources)
{
    /// <summary>The format this program writes.</summary>
    public const int KnownFormat = 1;

    public static Manifest Empty { get; } = new(KnownFormat, 0, []);

    public StoredSource? Find(string source) => Sources.FirstOrDefault(stored => stored.Source == source);

    public Manifest With(StoredSource stored) =>
        Next(Sources.Where(other => other.Source != stored.Source).Append(stored));

    public Manifest Keep(IReadOnlySet<string> sources) => Next(Sources.Where(stored => sources.Contains(stored.Source)));

    private Manifest Next(IEnumerable<StoredSource> sources) =>
        new(KnownFormat, Version + 1, [.. sources.OrderBy(stored => stored.Source, StringComparer.Ordinal)]);
}

/// <summary>The manifest as JSON.</summary>
internal static class ManifestJson
{
    /// <summary>Writes a manifest.</summary>
    public static void Write(Stream target, Manifest manifest)
    {
        using var json = new Utf8JsonWriter(target, StoredSourceJson.Readable);
        json.WriteStartObject();
        json.WriteNumber("format", manifest.Format);
        json.WriteNumber("version", manifest.Version);
        json.WriteStartArray("sources");
        foreach (var source in manifest.Sources) StoredSourceJson.Write(json, source);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads a manifest; throws as <see cref="StoredSourceJson.Read"/>.</summary>
    public static Manifest Read(byte[] text)
    {
        using var document = JsonDocument.Parse(text);
        var sources = ImmutableArray.CreateBuilder<StoredSource>();
        foreach (var source in document.RootElement.GetProperty("sources").EnumerateArray()) sources.Add(StoredSourceJson.Read(source));
        return new Manifest(document.RootElement.GetProperty("format").GetInt32(), document.RootElement.GetProperty("version").GetInt64(), sources.ToImmutable());
    }
}
