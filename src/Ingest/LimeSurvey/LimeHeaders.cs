using System.Text.RegularExpressions;

namespace CoProduction.Ingest;

/// <summary>Finds the item of a header of a file of answers: by question code, by code and text, or by the full text where a structure is at hand.</summary>
internal sealed partial class LimeHeaders
{
    private readonly Dictionary<string, (FormItem Item, int Part)> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (FormItem Item, int Part)?> _byText = new(StringComparer.Ordinal);

    public LimeHeaders(IEnumerable<FormItem> items)
    {
        foreach (var item in items) Learn(item);
    }

    /// <summary>The item of a header and the option or place that the column is of; -1 for the whole answer. Null for no item.</summary>
    public (FormItem Item, int Part)? Find(string header) =>
        NameOf(header) is { } name && _byName.TryGetValue(name, out var found) ? found : _byText.GetValueOrDefault(Key(header));

    /// <summary>Name of the item in a header that begins with its code: Q1, Q1[SQ001], Q1[SQ001][1], Q1_SQ001, Q1. Text; null for other headers.</summary>
    public static string? NameOf(string header)
    {
        var match = Code().Match(CellText.Trim(header));
        if (!match.Success) return null;
        string parts = string.Concat(match.Groups["part"].Captures.Select(part => "_" + Second().Replace(part.Value, match => match.Value == "#0" ? "_1" : "_2")));
        return (match.Groups["code"].Value + parts).ToLowerInvariant();
    }

    private void Learn(FormItem item)
    {
        _byName.TryAdd(item.Name, (item, -1));
        Text(item.Wording, (item, -1));
        for (int i = 0; i < item.Options.Length; i++)
            if (item.Kind == FormKind.Many) _byName.TryAdd(item.NameOf(item.Options[i]), (item, i));
            else if (item.Kind == FormKind.Order) _byName.TryAdd(item.PlaceOf(i), (item, i));
        for (int i = 0; item.Kind == FormKind.Many && i < item.Options.Length; i++) Text(item.Wording.Then("—", item.Options[i].Label), (item, i));
    }

    /// <summary>A wording that two items have is nobody's.</summary>
    private void Text(Wordings wording, (FormItem, int) found)
    {
        foreach (string key in wording.All.Select(text => Key(text.Text)).Distinct())
            _byText[key] = _byText.ContainsKey(key) ? null : found;
    }

    private static string Key(string text) => Marks().Replace(CellText.Key(Wordings.Plain(text)), "");

    [GeneratedRegex(@"^(?<code>\p{L}\w{0,40})(?:\[(?<part>[^\[\]]{1,80})\]){0,3}(?:\.\s.*)?$", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"#[01]$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Second();

    [GeneratedRegex(@"[\s\[\]—:]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marks();
}
