using System.Text;
using System.Text.RegularExpressions;

namespace CoProduction.Analysis;

/// <summary>Formula variants in the reader's language. Results and provenance print a variant in English, the same for scripts and files everywhere; what is shown to people has its Chinese words from here.</summary>
public static partial class VariantWords
{
    private const string Number = @"\d+(?:,\d{3})*", Fields = @"\w+(?: and \w+)*";

    private static readonly Lazy<Regex> Phrases = new(() => new Regex(
        string.Join('|', VariantPhrases.All.Index().OrderByDescending(one => one.Item.En.Length).Select(one => $"(?<p{one.Index}>{Pattern(one.Item.En)})")), RegexOptions.CultureInvariant));

    /// <summary>A variant in both languages; names, formulas and what is no known phrase stay as they are.</summary>
    /// <param name="variant">The variant as provenance has it, such as <c>t with Satterthwaite df</c>.</param>
    public static Label Of(string variant) => new(Chinese(variant), variant);

    private static string Chinese(string variant)
    {
        string said = Phrases.Value.Replace(variant, found => Filled(VariantPhrases.All.Index().First(one => found.Groups[$"p{one.Index}"].Success).Item.Zh, found));
        return said == variant ? variant : Blank().Replace(Comma().Replace(said.Replace("; ", "；", StringComparison.Ordinal).Replace(": ", "：", StringComparison.Ordinal), "，"), "");
    }

    // A phrase is a whole one: no letter stands beside its first or last.
    private static string Pattern(string phrase)
    {
        string text = Regex.Escape(phrase).Replace(@"\{n}", $"(?<n>{Number})", StringComparison.Ordinal).Replace(@"\{m}", $"(?<m>{Number})", StringComparison.Ordinal).Replace(@"\{f}", $"(?<f>{Fields})", StringComparison.Ordinal);
        return $"{(char.IsLetter(phrase[0]) ? @"(?<!\p{L})" : "")}{text}{(char.IsLetter(phrase[^1]) ? @"(?!\p{L})" : "")}";
    }

    private static string Filled(string words, Match found) => new StringBuilder(words)
        .Replace("{n}", found.Groups["n"].Value).Replace("{m}", found.Groups["m"].Value).Replace("{f}", string.Join('与', found.Groups["f"].Value.Split(" and ").Select(Field))).ToString();

    private static string Field(string name) => DataSchema.Table("responses").Fields.FirstOrDefault(field => field.Name == name)?.Title.Zh ?? name;

    [GeneratedRegex(@"(?<=[\p{IsCJKUnifiedIdeographs}）]), |, (?=[\p{IsCJKUnifiedIdeographs}（]|t分布)")]
    private static partial Regex Comma();

    [GeneratedRegex(@"(?<=[\p{IsCJKUnifiedIdeographs}）；：，]) (?=[\p{IsCJKUnifiedIdeographs}（])|(?<=[）；：，]) | (?=[（；：，])")]
    private static partial Regex Blank();
}
