using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

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
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ManifestJson : JsonSerializerContext
{
    public static ManifestJson Readable { get; } = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
