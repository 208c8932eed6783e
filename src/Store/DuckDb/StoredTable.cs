using System.Collections.Immutable;

namespace CoProduction.Store;

/// <summary>The two tables of a source's file: its records, and the faults of the rows that were not accepted.</summary>
internal static class StoredTable
{
    public const string Records = "records";
    public const string Rejections = "rejections";
    public const string Source = "_source";

    /// <summary>Day number of 1970-01-01, from which the engine counts.</summary>
    public static int Epoch { get; } = new DateOnly(1970, 1, 1).DayNumber;

    public static StoredField RowField { get; } = new(SourceBlock.RowColumn, FieldType.Integer, EngineType.Int64, -1, []);

    public static StoredField SourceField { get; } = new(Source, FieldType.Text, EngineType.Text, -1, []);

    /// <summary>The statements that make both tables.</summary>
    public static IEnumerable<string> Create(ImmutableArray<StoredField> fields)
    {
        var columns = fields.Select(field => $"{Quoted.Name(field.Name)} {field.SqlType}")
            .Concat(ReasonNames(fields).Select(name => $"{Quoted.Name(name)} UBIGINT"))
            .Append($"{Quoted.Name(SourceBlock.RowColumn)} BIGINT");
        yield return $"CREATE TABLE {Quoted.Name(Records)} ({string.Join(", ", columns)})";
        yield return $"CREATE TABLE {Quoted.Name(Rejections)} (file VARCHAR, line BIGINT, header VARCHAR, value VARCHAR, rule VARCHAR, mend VARCHAR)";
    }

    /// <summary>Refuses names that the engine cannot tell apart.</summary>
    public static void CheckNames(string source, ImmutableArray<StoredField> fields)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [SourceBlock.RowColumn] = SourceBlock.RowColumn, [Source] = Source };
        foreach (string name in ReasonNames(fields)) seen.Add(name, name);
        foreach (var field in fields)
            if (!seen.TryAdd(field.Name, field.Name)) throw StoreFaults.NamesClash(source, field.Name, seen[field.Name]);
    }

    private static IEnumerable<string> ReasonNames(ImmutableArray<StoredField> fields) =>
        Enumerable.Range(0, StoredField.ReasonColumns(fields)).Select(StoredField.ReasonName);
}
