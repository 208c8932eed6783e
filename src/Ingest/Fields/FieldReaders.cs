namespace CoProduction.Ingest;

/// <summary>One reader per type of field.</summary>
internal static class FieldReaders
{
    public static FieldReader For(FieldMapping mapping) => mapping.Field.Type switch
    {
        FieldType.Text => new TextField(mapping),
        FieldType.Integer => new IntegerField(mapping),
        FieldType.Number => new NumberField(mapping),
        FieldType.Money => new MoneyField(mapping),
        FieldType.Date => new DateField(mapping),
        FieldType.Flag => new FlagField(mapping),
        FieldType.Category => new CategoryField(mapping),
        _ => throw new ArgumentOutOfRangeException(nameof(mapping), mapping.Field.Type, "unknown type of field"),
    };
}
