using System.Collections.Immutable;

namespace CoProduction.Store;

/// <summary>What every engine's table of records has beside the fields.</summary>
internal static class StoredTable
{
    public const string Source = "_source";

    /// <summary>Day number of 1970-01-01, from which the engine counts.</summary>
    public static int Epoch { get; } = new DateOnly(1970, 1, 1).DayNumber;

    public static StoredField RowField { get; } = new(SourceBlock.RowColumn, FieldType.Integer, EngineType.Int64, -1, []);

    public static StoredField SourceField { get; } = new(Source, FieldType.Text, EngineType.Text, -1, []);

    /// <summary>Refuses names that the engine cannot tell apart.</summary>
    public static void CheckNames(string source, ImmutableArray<StoredField> fields)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [SourceBlock.RowColumn] = SourceBlock.RowColumn, [Source] = Source };
        foreach (string name in ReasonNames(fields)) seen.Add(name, name);
        foreach (var field in fields)
            if (!seen.TryAdd(field.Name, field.Name)) throw StoreFaults.NamesClash(source, field.Name, seen[field.Name]);
    }

    public static IEnumerable<string> ReasonNames(IEnumerable<StoredField> fields) =>
        Enumerable.Range(0, StoredField.ReasonColumns(fields)).Select(StoredField.ReasonName);
}
