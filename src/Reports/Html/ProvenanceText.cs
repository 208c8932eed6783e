using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Reports;

/// <summary>A provenance as one line of text.</summary>
internal static class ProvenanceText
{
    /// <summary>The line; the method's variant is in the reader's language, names and values of options are as files have them.</summary>
    public static string Line(Provenance provenance, Language language)
    {
        string[] parts =
        [
            VariantWords.Of(provenance.Method).In(language),
            provenance.Rows > 0 ? "n = " + provenance.Rows.ToString("N0", CultureInfo.InvariantCulture) : "",
            provenance.Communities > 0 ? "G = " + provenance.Communities.ToString("N0", CultureInfo.InvariantCulture) : "",
            provenance.Seed is { } seed ? "seed = " + seed.ToString(CultureInfo.InvariantCulture) : "",
            .. provenance.Options.Select(option => $"{option.Name} = {option.Value}"),
            provenance.Sources.IsEmpty ? "" : (language == Language.Zh ? "来源：" : "sources: ") + string.Join(", ", provenance.Sources.Select(Short)),
        ];
        return string.Join(language == Language.Zh ? "；" : "; ", parts.Where(part => part.Length > 0));
    }

    private static string Short(SourceStamp source) => $"{source.Source} ({source.Sha256[..Math.Min(12, source.Sha256.Length)]})";
}
