using System.Collections.Immutable;

namespace CoProduction.Store;

/// <summary>A source as a reading engine knows it: its file is attached under an alias, or its relation has that name.</summary>
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
