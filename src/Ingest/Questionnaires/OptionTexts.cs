using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CoProduction.Ingest;

/// <summary>Finds options by what a file of answers says of them: their name, their label in any language, their code, with or without the letter before it.</summary>
internal sealed partial class OptionTexts
{
    private readonly ImmutableArray<FormOption> _options;
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

    /// <param name="options">The options in order.</param>
    /// <param name="byPlace">True when a number that is no option's name is an option's code.</param>
    public OptionTexts(ImmutableArray<FormOption> options, bool byPlace)
    {
        _options = options;
        for (int i = 0; i < options.Length; i++) _index.TryAdd(Key(options[i].Name), i);
        for (int i = 0; i < options.Length; i++)
            foreach (var (_, text) in options[i].Label.All) _index.TryAdd(Key(text), i);
        for (int i = 0; byPlace && i < options.Length; i++) _index.TryAdd(options[i].Code.ToString(CultureInfo.InvariantCulture), i);
    }

    /// <summary>Place of the option in the list; -1 for none.</summary>
    public int IndexOf(string text) => _index.TryGetValue(Key(text), out int index) || _index.TryGetValue(Key(Letter().Replace(text, "")), out index) ? index : -1;

    /// <summary>Code of the option; null for none.</summary>
    public string? CodeOf(string text) => IndexOf(text) is >= 0 and var index ? _options[index].Code.ToString(CultureInfo.InvariantCulture) : null;

    private static string Key(string text) => CellText.Key(Wordings.Plain(text)).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>The letter before an option, as in <c>A. 满意</c>.</summary>
    [GeneratedRegex(@"^[A-Za-z](?:\s*[.、．:：)）]\s*|\s+)(?=\S)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex Letter();
}
