using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>Names of columns for items that may have the same name in different groups.</summary>
internal static class ItemNames
{
    /// <summary>Gives every item the shortest end of its path, joined by '_', that no other has.</summary>
    public static ImmutableArray<FormItem> Shortest(ImmutableArray<FormItem> items)
    {
        var taken = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items.Where(item => item.Fault is null))
            for (int length = 1; length <= item.Path.Length; length++) taken[End(item, length)] = taken.GetValueOrDefault(End(item, length)) + 1;
        return [.. items.Select(item => item.Path.IsEmpty || item.Fault is not null ? item : item with { Name = NameOf(item, taken) })];
    }

    private static string NameOf(FormItem item, Dictionary<string, int> taken)
    {
        for (int length = 1; length < item.Path.Length; length++)
            if (taken[End(item, length)] == 1) return End(item, length);
        return End(item, item.Path.Length);
    }

    private static string End(FormItem item, int length) => string.Join('_', item.Path[^length..].AsSpan());
}
