namespace CoProduction.Ingest;

/// <summary>A check of a whole row, after its cells were read without a fault.</summary>
internal interface IRowCheck
{
    /// <summary>Notes the faults of a row; may fill in what the row leaves open.</summary>
    void Check(int row, RowFaults faults);
}

/// <summary>The readers of a row by field name.</summary>
internal sealed class RowFields(IReadOnlyList<FieldReader> readers)
{
    private readonly Dictionary<string, FieldReader> _byName = readers.ToDictionary(reader => reader.Mapping.Field.Name, StringComparer.Ordinal);

    /// <summary>The reader of a field; null when the table has no such field.</summary>
    public FieldReader? Find(string field) => _byName.GetValueOrDefault(field);
}
