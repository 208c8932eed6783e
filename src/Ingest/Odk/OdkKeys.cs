namespace CoProduction.Ingest;

/// <summary>Finds the item of a header: with or without its groups, joined by '/', '-', ':' or '.', and with a choice or a part of a place behind it.</summary>
internal sealed class OdkKeys
{
    /// <summary>Longest header that is looked at.</summary>
    public const int Longest = 1000;

    private static readonly char[] _joints = ['/', '-', ':', '.'];
    private readonly Dictionary<string, FormItem?> _items = new(StringComparer.Ordinal);

    public OdkKeys(IEnumerable<FormItem> items)
    {
        foreach (var item in items)
            foreach (string key in Keys(item).Distinct()) _items[key] = _items.TryGetValue(key, out var other) ? Stronger(key, other, item) : item;
    }

    /// <summary>The item and the option of a header; -1 for the whole answer. Null for a header of no item.</summary>
    public (FormItem Item, int Option)? Find(string header)
    {
        if (header.Length > Longest) return null;
        if (_items.GetValueOrDefault(header) is { } whole) return (whole, -1);
        for (int at = header.Length - 1; at > 0; at--)
        {
            if (!_joints.Contains(header[at]) || _items.GetValueOrDefault(header[..at]) is not { } item) continue;
            if (item.Kind == FormKind.Place) return (item, -1);
            if (item.Kind == FormKind.Many && new OptionTexts(item.Options, byPlace: false).IndexOf(header[(at + 1)..]) is >= 0 and var option) return (item, option);
        }
        return null;
    }

    private static IEnumerable<string> Keys(FormItem item)
    {
        for (int length = 1; length <= item.Path.Length; length++)
            foreach (char joint in _joints) yield return string.Join(joint, item.Path[^length..].AsSpan());
    }

    /// <summary>The whole path of an item is stronger than the end of another's; two ends are nobody's.</summary>
    private static FormItem? Stronger(string key, FormItem? first, FormItem second)
    {
        bool IsWhole(FormItem? item) => item is not null && _joints.Any(joint => string.Join(joint, item.Path.AsSpan()) == key);
        return IsWhole(first) ? first : IsWhole(second) ? second : null;
    }
}
