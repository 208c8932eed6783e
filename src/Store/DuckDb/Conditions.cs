using System.Collections.Immutable;

namespace CoProduction.Store;

/// <summary>The conditions of a spec as SQL: a field has one of the values; the empty value stands for a missing one.</summary>
internal static class Conditions
{
    /// <summary>The WHERE clause for one source, empty without conditions, and its values in order.</summary>
    public static SqlText For(TableView table, Attached source, ImmutableArray<RowFilter> where, params IEnumerable<string> further)
    {
        var parts = where.Select(filter => One(source, table[filter.Field], filter.Values)).Concat(further).ToList();
        return new SqlText(parts.Count == 0 ? "" : " WHERE " + string.Join(" AND ", parts), [.. where.SelectMany(filter => Given(filter.Values))]);
    }

    private static string One(Attached source, ViewField field, ImmutableArray<string> values)
    {
        string value = ViewSql.Plain(source, field);
        string among = Given(values).Any() ? $"{value} IN ({string.Join(", ", Given(values).Select(_ => $"TRY_CAST(? AS {ViewSql.SqlType(field.Type)})"))})" : "false";
        return values.Contains("") ? $"({among} OR {value} IS NULL OR {value}::VARCHAR = '')" : $"coalesce({among}, false)";
    }

    private static IEnumerable<string> Given(ImmutableArray<string> values) => values.Where(value => value.Length > 0);
}
