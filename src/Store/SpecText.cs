using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CoProduction.Store;

/// <summary>What is asked of a store as one text; equal questions have equal texts.</summary>
internal static class SpecText
{
    // Named, since hosts such as file-based apps turn the default off.
    private static readonly JsonSerializerOptions Format = new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    public static string Of<T>(T spec) => JsonSerializer.Serialize(spec, Format);
}
