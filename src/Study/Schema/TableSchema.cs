using System.Collections.Immutable;

namespace CoProduction;

/// <summary>One table of data-schema/tables: a Frictionless Table Schema with zh/en titles, units and header aliases.</summary>
/// <param name="Name">Name of the table, such as <c>fund_entries</c>.</param>
/// <param name="Version">Version of the schema.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Fields">Fields in order.</param>
/// <param name="PrimaryKey">Fields whose values together identify a row.</param>
/// <param name="ForeignKeys">References to other tables' keys.</param>
public sealed record TableSchema(
    string Name, string Version, Label Title, ImmutableArray<Field> Fields, ImmutableArray<string> PrimaryKey, ImmutableArray<ForeignKey> ForeignKeys)
{
    /// <summary>What one row stands for, for people.</summary>
    public Label Description { get; init; } = Label.Same("");

    /// <summary>Key of the study file's <c>sources</c> that fills the table, such as <c>fund</c>.</summary>
    public string SourceKey { get; init; } = Name;

    /// <summary>Other names of the table or of what it records, by which a sheet or file may be recognised.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>The field of a name.</summary>
    /// <exception cref="StudyException">No such field; names the nearest.</exception>
    public Field this[string name] => Fields.FirstOrDefault(field => field.Name == name)
        ?? throw new StudyException(new Fault($"Table '{Name}' has no field '{name}'", $"data-schema/tables/{Name}.json", "fields are declared in the table schema",
            Nearest.Suggest(name, Fields.Select(field => field.Name))));
}

/// <summary>One field of a table.</summary>
/// <param name="Name">Name of the field; the header in English files.</param>
/// <param name="Type">Type of its values.</param>
/// <param name="Title">Title for people; both texts are accepted as headers.</param>
/// <param name="Required">True when a row without a value is rejected.</param>
/// <param name="Unit">Unit of the values, such as <c>CNY</c>; empty for none.</param>
/// <param name="Minimum">Smallest allowed value; null for none.</param>
/// <param name="Maximum">Largest allowed value; null for none.</param>
/// <param name="Levels">Allowed values of a category, with labels whose texts are accepted too; empty when the values are free.</param>
/// <param name="Aliases">Further headers under which the field is found.</param>
public sealed record Field(
    string Name, FieldType Type, Label Title, bool Required, string Unit, decimal? Minimum, decimal? Maximum, ImmutableArray<Level> Levels, ImmutableArray<string> Aliases)
{
    /// <summary>True when <see cref="Minimum"/> itself is not allowed, as for weights, which are above 0.</summary>
    public bool MinimumExcluded { get; init; }

    /// <summary>True when a cell that is no value of the field is left out and listed as a rejection of the value, while its row is kept: what is known of a voter is not worth the vote.</summary>
    public bool Lenient { get; init; }

    /// <summary>What the value means, for people; empty texts where the title says it.</summary>
    public Label Description { get; init; } = Label.Same("");
}

/// <summary>One allowed value of a category.</summary>
/// <param name="Code">The stored value.</param>
/// <param name="Label">Label for people; both texts are accepted in files.</param>
public sealed record Level(string Code, Label Label);

/// <summary>A reference from fields of one table to the key of another.</summary>
/// <param name="Fields">The referring fields.</param>
/// <param name="Table">The table referred to.</param>
/// <param name="Keys">The key fields there, in the same order.</param>
public sealed record ForeignKey(ImmutableArray<string> Fields, string Table, ImmutableArray<string> Keys)
{
    /// <summary>Values of a single referring field that stand for «none» and need no row there, such as <c>-</c>.</summary>
    public ImmutableArray<string> Except { get; init; } = [];
}

/// <summary>Type of a field's values.</summary>
public enum FieldType
{
    /// <summary>Free text or a key.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A real number.</summary>
    Number,

    /// <summary>An exact decimal amount.</summary>
    Money,

    /// <summary>A calendar day.</summary>
    Date,

    /// <summary>True or false, stored as 1 or 0.</summary>
    Flag,

    /// <summary>One of a list of codes.</summary>
    Category,
}
