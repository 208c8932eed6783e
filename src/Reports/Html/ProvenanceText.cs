using System.Globalization;

namespace CoProduction.Reports;

/// <summary>A provenance as one line of text.</summary>
internal static class ProvenanceText
{
    public static string Line(Provenance provenance)
    {
        string[] parts =
        [
            provenance.Method,
            provenance.Rows > 0 ? "n = " + provenance.Rows.ToString("N0", CultureInfo.InvariantCulture) : "",
            provenance.Communities > 0 ? "G = " + provenance.Communities.ToString("N0", CultureInfo.InvariantCulture) : "",
            provenance.Seed is { } seed ? "seed = " + seed.ToString(CultureInfo.InvariantCulture) : "",
            .. provenance.Options.Select(option => $"{option.Name} = {option.Value}"),
            provenance.Sources.IsEmpty ? "" : "sources: " + string.Join(", ", provenance.Sources.Select(Short)),
        ];
        return string.Join("; ", parts.Where(part => part.Length > 0));
    }

    private static string Short(SourceStamp source) => $"{source.Source} ({source.Sha256[..Math.Min(12, source.Sha256.Length)]})";
}
