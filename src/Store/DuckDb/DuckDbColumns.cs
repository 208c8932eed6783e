using System.Collections.Immutable;

namespace CoProduction.Store;

/// <summary>The two tables of a source's file, its records and the faults of the rows that were not accepted, in the engine's words.</summary>
internal static class DuckDbColumns
{
    public const string Records = "records";
    public const string Rejections = "rejections";

    /// <summary>The statements that make both tables.</summary>
    public static IEnumerable<string> Create(ImmutableArray<StoredField> fields)
    {
        var columns = fields.Select(field => $"{Quoted.Name(field.Name)} {SqlType(field)}")
            .Concat(StoredTable.ReasonNames(fields).Select(name => $"{Quoted.Name(name)} UBIGINT"))
            .Append($"{Quoted.Name(SourceBlock.RowColumn)} BIGINT");
        yield return $"CREATE TABLE {Quoted.Name(Records)} ({string.Join(", ", columns)})";
        yield return $"CREATE TABLE {Quoted.Name(Rejections)} (file VARCHAR, line BIGINT, header VARCHAR, value VARCHAR, rule VARCHAR, mend VARCHAR)";
    }

    /// <summary>The type of a field's column.</summary>
    public static string SqlType(StoredField field) => field.Engine switch
    {
        EngineType.Int8 => "TINYINT",
        EngineType.Int16 => "SMALLINT",
        EngineType.Int32 => "INTEGER",
        EngineType.Int64 => "BIGINT",
        EngineType.Double => "DOUBLE",
        EngineType.Decimal => ExactMoney.SqlType,
        EngineType.Date => "DATE",
        EngineType.Enum => $"ENUM ({Quoted.Texts(field.Levels)})",
        _ => "VARCHAR",
    };

    /// <summary>The reasons of a field.</summary>
    public static string Reason(StoredField field) =>
        $"(({Quoted.Name(StoredField.ReasonName(field.ReasonColumn))} >> {field.ReasonShift}) & {(1 << StoredField.ReasonBits) - 1})::UTINYINT";
}
