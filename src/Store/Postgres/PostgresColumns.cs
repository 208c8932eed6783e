using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace CoProduction.Store;

/// <summary>A source's records in PostgreSQL: a relation of the schema copro_data with a column per field, the packed reasons, the row in the file, and the place among the records.</summary>
internal static class PostgresColumns
{
    /// <summary>Schema of the relations.</summary>
    public const string Schema = "copro_data";

    /// <summary>Place of a record among those of its source, from 0: what keeps the order of the file, and tells records of one row apart.</summary>
    public const string Place = "_place";

    private const int LongestName = 63;

    /// <summary>Name of the relation of a load.</summary>
    public static string Relation(int load) => string.Create(CultureInfo.InvariantCulture, $"r{load}");

    /// <summary>The statement that makes a relation.</summary>
    /// <param name="relation">Its name.</param>
    /// <param name="fields">All fields in the order of the schema.</param>
    /// <param name="apart">Those that rows do not carry.</param>
    public static string Create(string relation, ImmutableArray<StoredField> fields, ApartColumns apart)
    {
        var columns = fields.Select((field, at) => (field, at)).Where(pair => !apart.Has(pair.field)).Select(pair => $"{Quoted.Name(Column(pair.field, pair.at))} {SqlType(pair.field)}")
            .Concat(StoredTable.ReasonNames(fields.Where(field => !apart.Has(field))).Select(name => $"{Quoted.Name(name)} bigint"))
            .Append($"{Quoted.Name(SourceBlock.RowColumn)} bigint NOT NULL").Append($"{Quoted.Name(Place)} integer NOT NULL");
        return $"CREATE TABLE {Quoted.Name(Schema, relation)} ({string.Join(", ", columns)})";
    }

    /// <summary>Name of a field's column: the field's own, or a number where that is longer than the engine's 63 bytes, which it would cut in silence.</summary>
    public static string Column(StoredField field, int at) =>
        Encoding.UTF8.GetByteCount(field.Name) <= LongestName ? field.Name : string.Create(CultureInfo.InvariantCulture, $"_field{at}");

    /// <summary>The type of a field's column; texts sort by their bytes, as everywhere in the store.</summary>
    public static string SqlType(StoredField field) => field.Engine switch
    {
        EngineType.Int8 or EngineType.Int16 => "smallint",
        EngineType.Int32 => "integer",
        EngineType.Int64 => "bigint",
        EngineType.Double => "double precision",
        EngineType.Decimal => "numeric",
        EngineType.Date => "date",
        EngineType.Enum when field.Levels.Length <= short.MaxValue => "smallint",
        EngineType.Enum => "integer",
        _ => "text COLLATE \"C\"",
    };
}
