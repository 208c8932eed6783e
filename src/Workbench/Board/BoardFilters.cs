using System.Collections.Immutable;

namespace CoProduction.Workbench.Board;

/// <summary>Filters of a page as an address gives them; a value that cannot be is refused with what can.</summary>
/// <param name="Values">Name and value, neither empty.</param>
public sealed record BoardFilters(ImmutableSortedDictionary<string, string> Values)
{
    /// <summary>No filter.</summary>
    public static BoardFilters None { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>Filters of names and values; empty values are no filters.</summary>
    public static BoardFilters Of(params IEnumerable<(string Name, string Value)> filters) =>
        new(filters.Where(filter => filter.Value.Length > 0).ToImmutableSortedDictionary(filter => filter.Name, filter => filter.Value, StringComparer.Ordinal));

    /// <summary>Value of a filter; empty when it is not set.</summary>
    public string this[string name] => Values.GetValueOrDefault(name, "");

    /// <summary>The value of a filter, one of those allowed; the fallback when it is not set.</summary>
    /// <exception cref="UsageException">Another value; names the nearest.</exception>
    internal string Among(string name, IReadOnlyCollection<string> allowed, string fallback = "")
    {
        string value = this[name];
        if (value.Length == 0) return fallback;
        return allowed.Contains(value) ? value : throw BoardFaults.NoChoice(name, value, allowed);
    }
}

/// <summary>Names of the filters, as query parameters.</summary>
public static class FilterNames
{
    /// <summary>Year of money, rates, verdicts and projects.</summary>
    public const string Year = "year";

    /// <summary>Sub-district.</summary>
    public const string Subdistrict = "subdistrict";

    /// <summary>Community.</summary>
    public const string Community = "community";

    /// <summary>Use class of money.</summary>
    public const string UseClass = "class";

    /// <summary>Phase of money.</summary>
    public const string Phase = "phase";

    /// <summary>Project.</summary>
    public const string Project = "project";

    /// <summary>Survey.</summary>
    public const string Wave = "wave";

    /// <summary>Respondent field by which answers are broken down.</summary>
    public const string Group = "by";

    /// <summary>Scale whose answers are shown.</summary>
    public const string Scale = "scale";

    /// <summary>Rule.</summary>
    public const string Rule = "rule";

    /// <summary>Model.</summary>
    public const string Model = "model";
}
