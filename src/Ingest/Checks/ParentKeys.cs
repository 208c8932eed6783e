using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>
/// Keys of the tables that other tables refer to, handed in by the caller. A reference to a table that is not here is not checked. Immutable.
/// </summary>
public sealed class ParentKeys
{
    private readonly ImmutableSortedDictionary<string, ParentTable> _tables;

    private ParentKeys(ImmutableSortedDictionary<string, ParentTable> tables) => _tables = tables;

    /// <summary>No keys: no reference is checked.</summary>
    public static ParentKeys None { get; } = new(ImmutableSortedDictionary.Create<string, ParentTable>(StringComparer.Ordinal));

    /// <summary>With the keys of one more table; replaces what was known of it.</summary>
    /// <param name="table">Name of the table.</param>
    /// <param name="fields">Its key fields, such as interview, speaker, role, community.</param>
    /// <param name="rows">One array per row, in the order of the fields; values as stored (category codes, invariant numbers, ISO days).</param>
    /// <exception cref="ArgumentException">A row has another length than the fields.</exception>
    public ParentKeys With(string table, ImmutableArray<string> fields, IEnumerable<ImmutableArray<string>> rows) =>
        new(_tables.SetItem(table, ParentTable.Of(fields, rows)));

    /// <summary>The keys of a table; null when they are not known.</summary>
    internal ParentTable? this[string table] => _tables.GetValueOrDefault(table);
}

/// <summary>The key rows of one table, distinct and in ordinal order.</summary>
internal sealed class ParentTable
{
    private ParentTable(ImmutableArray<string> fields, ImmutableArray<ImmutableArray<string>> rows) => (Fields, Rows) = (fields, rows);

    public ImmutableArray<string> Fields { get; }

    public ImmutableArray<ImmutableArray<string>> Rows { get; }

    public static ParentTable Of(ImmutableArray<string> fields, IEnumerable<ImmutableArray<string>> rows)
    {
        var sorted = new SortedDictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row.Length != fields.Length) throw new ArgumentException($"A key has {row.Length} parts, the table has {fields.Length} key fields.", nameof(rows));
            sorted[Join(row)] = row;
        }
        return new ParentTable(fields, [.. sorted.Values]);
    }

    /// <summary>The distinct keys over some of the fields; null when a field is not among the known ones.</summary>
    public HashSet<string>? Over(ImmutableArray<string> fields)
    {
        int[] places = [.. fields.Select(field => Fields.IndexOf(field))];
        return places.Contains(-1) ? null : Rows.Select(row => Join(places.Select(place => row[place]))).ToHashSet(StringComparer.Ordinal);
    }

    public static string Join(IEnumerable<string> parts) => string.Join('\u001F', parts);
}
