namespace CoProduction.Store;

/// <summary>The fields of a table in one of its sources, in the engine's words.</summary>
internal static class ViewSql
{
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
        { HasReasons: true } stored => DuckDbColumns.Reason(stored),
        null when field.Name is not (StoredTable.Source or SourceBlock.RowColumn) => $"{(int)MissingReason.NotAsked}::UTINYINT",
        _ => $"{(int)MissingReason.Present}::UTINYINT",
    };

    public static string Records(Attached source) => Quoted.Name(source.Alias, DuckDbColumns.Records);

    public static string SqlType(FieldType type) => type switch
    {
        FieldType.Integer or FieldType.Flag => "BIGINT",
        FieldType.Number => "DOUBLE",
        FieldType.Money => ExactMoney.SqlType,
        FieldType.Date => "DATE",
        _ => "VARCHAR",
    };
}
