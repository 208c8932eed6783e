using System.Collections.Immutable;

namespace CoProduction.Store;

/// <summary>A source whose file is attached to the reading engine under an alias.</summary>
internal sealed record Attached(StoredSource Stored, string Alias);

/// <summary>A field of a table, as all its sources give it.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="Type">Type of its values.</param>
/// <param name="Levels">Levels of a category: those of the first source, then what others add; empty when they are free.</param>
internal sealed record ViewField(string Name, FieldType Type, ImmutableArray<string> Levels)
{
    public bool IsEnum => Type == FieldType.Category && !Levels.IsEmpty;
}

/// <summary>A table: the union, by field name, of its sources.</summary>
internal sealed class TableView
{
    private readonly Dictionary<string, ViewField> _byName;

    public TableView(string name, ImmutableArray<Attached> sources)
    {
        Name = name;
        Sources = sources;
        Fields = [.. sources.SelectMany(source => source.Stored.Fields).Select(field => field.Name).Distinct().Select(Merge),
            new ViewField(StoredTable.Source, FieldType.Text, []), new ViewField(SourceBlock.RowColumn, FieldType.Integer, [])];
        _byName = Fields.ToDictionary(field => field.Name, StringComparer.Ordinal);
    }

    public string Name { get; }

    /// <summary>The sources in ordinal order of id.</summary>
    public ImmutableArray<Attached> Sources { get; }

    /// <summary>The fields in the schema's order, then <c>_source</c> and <c>_row</c>.</summary>
    public ImmutableArray<ViewField> Fields { get; }

    /// <exception cref="StudyException">No such field; names the nearest.</exception>
    public ViewField this[string field] => _byName.TryGetValue(field, out var found) ? found : throw StoreFaults.NoField(Name, field, _byName.Keys);

    public bool Has(string field) => _byName.ContainsKey(field);

    /// <summary>The values of a field in one source, in SQL; NULL where the source does not have it.</summary>
    public static string Value(Attached source, ViewField field) => (source.Stored.Field(field.Name), field.Type) switch
    {
        (null, _) when field.Name == StoredTable.Source => Quoted.Text(source.Stored.Source),
        (null, _) when field.Name == SourceBlock.RowColumn => Quoted.Name(field.Name),
        (null, _) => $"NULL::{(field.IsEnum ? "UTINYINT" : SqlType(field.Type))}",
        (_, FieldType.Category) when field.IsEnum => Quoted.Name(field.Name),
        _ => $"{Quoted.Name(field.Name)}::{SqlType(field.Type)}",
    };

    /// <summary>The values of a field as one type over all sources, categories as text.</summary>
    public static string Plain(Attached source, ViewField field) => $"{Value(source, field with { Levels = [] })}";

    /// <summary>The reasons of a field in one source; a field that the source does not have was not asked there.</summary>
    public static string Reason(Attached source, ViewField field) => source.Stored.Field(field.Name) switch
    {
        { HasReasons: true } stored => stored.ReasonSql,
        null when field.Name is not (StoredTable.Source or SourceBlock.RowColumn) => $"{(int)MissingReason.NotAsked}::UTINYINT",
        _ => $"{(int)MissingReason.Present}::UTINYINT",
    };

    public static string Records(Attached source) => Quoted.Name(source.Alias, StoredTable.Records);

    public static string SqlType(FieldType type) => type switch
    {
        FieldType.Integer or FieldType.Flag => "BIGINT",
        FieldType.Number => "DOUBLE",
        FieldType.Money => ExactMoney.SqlType,
        FieldType.Date => "DATE",
        _ => "VARCHAR",
    };

    private ViewField Merge(string field)
    {
        var stored = Sources.Select(source => (source.Stored.Source, Field: source.Stored.Field(field))).Where(found => found.Field is not null).ToList();
        var (first, kind) = stored[0];
        foreach (var (source, other) in stored)
            if (other!.Type != kind!.Type) throw StoreFaults.TypesDiffer(Name, field, first, kind.Type, source, other.Type);
        bool free = stored.Any(found => found.Field!.Levels.IsEmpty);
        return new ViewField(field, kind!.Type, free ? [] : [.. stored.SelectMany(found => found.Field!.Levels).Distinct()]);
    }
}
