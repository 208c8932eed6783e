using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Store;

/// <summary>A field as it is stored: a column of values and, where a value may be absent, four bits of a column that packs the reasons of sixteen fields.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="Type">Type of its values.</param>
/// <param name="Engine">Kind of the engine's column.</param>
/// <param name="Place">Place among the fields that have reasons; negative for a required one.</param>
/// <param name="Levels">Levels of a category in the order of its codes; empty when the values are kept as text.</param>
internal sealed record StoredField(string Name, FieldType Type, EngineType Engine, int Place, ImmutableArray<string> Levels)
{
    public const int ReasonBits = 4;
    private const int PerColumn = 64 / ReasonBits;

    public bool HasReasons => Place >= 0;

    /// <summary>Which of the columns of reasons holds this field's.</summary>
    public int ReasonColumn => Place / PerColumn;

    /// <summary>How many bits up this field's reasons stand in their column.</summary>
    public int ReasonShift => Place % PerColumn * ReasonBits;

    /// <summary>Name of a column of reasons.</summary>
    public static string ReasonName(int column) => string.Create(CultureInfo.InvariantCulture, $"_reasons{column}");

    /// <summary>Number of columns of reasons that the fields need.</summary>
    public static int ReasonColumns(IEnumerable<StoredField> fields) => fields.Where(field => field.HasReasons).Select(field => field.ReasonColumn + 1).DefaultIfEmpty().Max();

    /// <summary>The fields of a schema in its order.</summary>
    /// <param name="fields">The schema's fields.</param>
    /// <param name="apart">Names of fields whose reasons are to share no column with the others'.</param>
    public static ImmutableArray<StoredField> Of(ImmutableArray<Field> fields, ImmutableArray<string> apart)
    {
        int next = 0, together = fields.Count(field => !field.Required && !apart.Contains(field.Name)), nextApart = (together + PerColumn - 1) / PerColumn * PerColumn;
        return [.. fields.Select(field => Of(field, field.Required ? -1 : apart.Contains(field.Name) ? nextApart++ : next++))];
    }

    private static StoredField Of(Field field, int place)
    {
        var engine = EngineOf(field);
        return new(field.Name, field.Type, engine, place, engine == EngineType.Enum ? [.. field.Levels.Select(level => level.Code)] : []);
    }

    private static EngineType EngineOf(Field field) => field.Type switch
    {
        FieldType.Integer => Narrowest(field.Minimum, field.Maximum),
        FieldType.Flag => EngineType.Int8,
        FieldType.Number => EngineType.Double,
        FieldType.Money => EngineType.Decimal,
        FieldType.Date => EngineType.Date,
        FieldType.Category when field.Levels.Length is > 0 and <= ushort.MaxValue => EngineType.Enum,
        _ => EngineType.Text,
    };

    private static EngineType Narrowest(decimal? minimum, decimal? maximum) => (minimum, maximum) switch
    {
        ( >= sbyte.MinValue, <= sbyte.MaxValue) => EngineType.Int8,
        ( >= short.MinValue, <= short.MaxValue) => EngineType.Int16,
        ( >= int.MinValue, <= int.MaxValue) => EngineType.Int32,
        _ => EngineType.Int64,
    };
}

/// <summary>Kinds of the engine's columns that the store uses.</summary>
internal enum EngineType
{
    /// <summary>UTF-8 text.</summary>
    Text,

    /// <summary>8 bits, signed.</summary>
    Int8,

    /// <summary>16 bits, signed.</summary>
    Int16,

    /// <summary>32 bits, signed.</summary>
    Int32,

    /// <summary>64 bits, signed.</summary>
    Int64,

    /// <summary>IEEE double.</summary>
    Double,

    /// <summary>Exact decimal of <see cref="ExactMoney.Precision"/> digits.</summary>
    Decimal,

    /// <summary>Days since 1970-01-01.</summary>
    Date,

    /// <summary>Code into the declared levels.</summary>
    Enum,
}
