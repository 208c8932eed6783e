using System.Globalization;
using System.Net;
using CoProduction.Analysis;
using CoProduction.Reports;

namespace CoProduction.Workbench;

/// <summary>What stands below the estimates of a fit: its quality, and its provenance to unfold.</summary>
internal static class ShownFit
{
    public static MimeBundle Quality(IModelFit fit, Language language)
    {
        string line = string.Join("  ", fit.Glance().Where(entry => entry.Value is not null).Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Name} {entry.Value:G6}")));
        string[] origin = [.. Origin(fit, language)];
        return MimeBundle.Of($"{line}\n{string.Join('\n', origin)}")
            .With(MimeBundle.Markdown, $"`{line}`\n\n{string.Concat(origin.Select(one => $"- {one}\n"))}")
            .With(MimeBundle.Html, $"<p><code>{WebUtility.HtmlEncode(line)}</code></p>{Shown.Folded(language == Language.Zh ? "出处" : "Provenance", origin)}");
    }

    private static IEnumerable<string> Origin(IModelFit fit, Language language)
    {
        yield return VariantWords.Of(fit.Provenance.Method).In(language);
        foreach (var source in fit.Provenance.Sources) yield return string.Create(CultureInfo.InvariantCulture, $"{source.Source}: {source.File}, sha256 {source.Sha256}, {source.Accepted} accepted, {source.Rejected} rejected");
        if (fit.Provenance.Seed is { } seed) yield return string.Create(CultureInfo.InvariantCulture, $"seed {seed}");
        foreach (var (name, value) in fit.Provenance.Options.Where(option => option.Value.Length > 0)) yield return $"{name}: {value}";
    }
}
