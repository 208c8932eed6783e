using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace CoProduction.Tests;

/// <summary>Words that mark the place where thinking stopped.</summary>
internal static partial class TypeNames
{
    private static readonly ImmutableHashSet<string> Banned =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Service", "Processor", "Handler", "Data", "Info", "Common", "Base"];

    /// <summary>Names that contain a banned word with its meaning in the field; each with the reason.</summary>
    public static ImmutableDictionary<string, string> Allowed { get; } = new Dictionary<string, string>
    {
        ["DataSchema"] = "the repository's folder data-schema/ is called so, after the Frictionless standard",
        ["DataFile"] = "a file of data without a study, as copro fit reads it",
        ["DataDate"] = "the date of the data, a term of the report",
        ["BasePopulationCode"] = "generated from the field base_population of the table rates: the population a rate is based on, demography's word",
        ["DataVersion"] = "the version of the data, a term of the store",
    }.ToImmutableDictionary();

    /// <summary>The banned words that a type's name starts or ends with.</summary>
    public static IEnumerable<string> BannedWords(string name)
    {
        var words = Word().Matches(name).Select(match => match.Value).ToList();
        return Allowed.ContainsKey(name) || words.Count == 0 ? [] : new[] { words[0], words[^1] }.Where(Banned.Contains).Distinct();
    }

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z][a-z0-9]*")]
    private static partial Regex Word();
}
