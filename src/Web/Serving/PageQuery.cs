using System.Collections.Immutable;

namespace CoProduction.Web.Serving;

/// <summary>Names the filters that a page knows; any other name in its address is refused (400).</summary>
/// <param name="names">Names of query parameters, lower-case.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FiltersAttribute(params string[] names) : Attribute
{
    /// <summary>The names.</summary>
    public ImmutableArray<string> Names { get; } = [.. names];
}

/// <summary>The filters of an address: known names, one value each, in order of name.</summary>
/// <param name="Values">Name and value, neither empty.</param>
public sealed record PageQuery(ImmutableSortedDictionary<string, string> Values)
{
    /// <summary>Longest value, characters.</summary>
    public const int Longest = 200;

    /// <summary>Parameter that switches the language.</summary>
    internal const string Lang = "lang";

    /// <summary>What messengers add to an address that is passed on; it means nothing here.</summary>
    private static readonly ImmutableHashSet<string> Meaningless = ["from", "isappinstalled"];

    /// <summary>No filter.</summary>
    public static PageQuery None { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>Value of a filter; null when it is not set.</summary>
    public string? this[string name] => Values.GetValueOrDefault(name);

    /// <summary>The filters as a query string with its question mark, in order of name; empty when there is none.</summary>
    public string Text => Values.IsEmpty ? "" : "?" + string.Join('&', Values.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));

    /// <summary>The filters with one set, or removed where the value is null or empty.</summary>
    public PageQuery With(string name, string? value) => new(string.IsNullOrEmpty(value) ? Values.Remove(name) : Values.SetItem(name, value));

    /// <summary>The filters of a query string.</summary>
    /// <exception cref="UsageException">A name is not known, is given twice, or its value is too long or holds control characters.</exception>
    internal static PageQuery Read(IQueryCollection query, ImmutableArray<string> known)
    {
        var read = None;
        foreach (var (name, values) in query.Where(pair => pair.Key != Lang && !Meaningless.Contains(pair.Key)))
        {
            if (!known.Contains(name)) throw WebFaults.UnknownFilter(name, known);
            string value = values.Count == 1 ? values[0] ?? "" : throw WebFaults.FilterValue(name);
            if (value.Length > Longest || value.Any(letter => char.IsControl(letter) || letter == '\uFFFD')) throw WebFaults.FilterValue(name);
            read = read.With(name, value);
        }
        return read;
    }
}
