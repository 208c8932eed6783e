using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Store;

/// <summary>The fields of a table in one of its sources, in PostgreSQL's words.</summary>
internal static class PostgresView
{
    /// <summary>The relation of a source.</summary>
    public static string Records(Attached source) => Quoted.Name(PostgresColumns.Schema, source.Alias);

    /// <summary>The column of a field as it is stored, categories as codes; null where the source has no such column.</summary>
    public static string? Column(Attached source, string field) => source.Stored.Fields.Select((stored, at) => (stored, at)).FirstOrDefault(pair => pair.stored.Name == field) switch
    {
        ({ } stored, var at) => Quoted.Name(PostgresColumns.Column(stored, at)),
        _ when field == SourceBlock.RowColumn => Quoted.Name(field),
        _ => null,
    };

    /// <summary>The condition that rows meet the filters and have the fields; null when no row of the source can.</summary>
    public static string? Where(TableView table, Attached source, ImmutableArray<RowFilter> filters, Parameters parameters, params IEnumerable<string> needed)
    {
        var parts = filters.Select(filter => One(source, table[filter.Field], filter.Values, parameters))
            .Concat(needed.Select(field => Present(source, field))).ToList();
        return parts.Contains(null) ? null : parts.Count == 0 ? "true" : string.Join(" AND ", parts);
    }

    /// <summary>The condition that a field is there; null when the source has no such field.</summary>
    public static string? Present(Attached source, string field) =>
        field == StoredTable.Source ? "true" : Column(source, field) is { } column ? $"{column} IS NOT NULL" : null;

    private static string? One(Attached source, ViewField field, ImmutableArray<string> values, Parameters parameters)
    {
        bool absent = values.Contains("");
        if (field.Name == StoredTable.Source) return values.Contains(source.Stored.Source) ? "true" : null;
        if (Column(source, field.Name) is not { } column) return absent ? "true" : null;
        var kind = source.Stored.Field(field.Name) is { Engine: EngineType.Enum } coded ? coded : null;
        string among = $"{column} = ANY (${parameters.Add(Typed(field.Type, kind, [.. values.Where(value => value.Length > 0)]))})";
        string empty = field.Type is FieldType.Text or FieldType.Category && kind is null ? $" OR {column} = ''" : "";
        return absent ? $"({among} OR {column} IS NULL{empty})" : among;
    }

    /// <summary>The texts that are values of the type, as such; the others match nothing.</summary>
    private static object Typed(FieldType type, StoredField? coded, string[] values) => (type, coded) switch
    {
        (_, { } category) => values.Select(value => category.Levels.IndexOf(value)).Where(code => code >= 0).ToArray(),
        (FieldType.Integer or FieldType.Flag, _) => values.Select(value => long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out long number) ? number : (long?)null).OfType<long>().ToArray(),
        (FieldType.Number, _) => values.Select(value => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : (double?)null).OfType<double>().ToArray(),
        (FieldType.Money, _) => values.Select(value => decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal amount) ? amount : (decimal?)null).OfType<decimal>().ToArray(),
        (FieldType.Date, _) => values.Select(value => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null).OfType<DateOnly>().ToArray(),
        _ => values,
    };
}
