using Apache.Arrow;
using Apache.Arrow.Types;
using ArrowField = Apache.Arrow.Field;

namespace CoProduction.Workbench;

/// <summary>Typed columns to and from record batches of Apache Arrow: numbers, whole numbers, texts and days, each nullable.</summary>
internal static class ArrowRows
{
    public static RecordBatch Of(Frame rows)
    {
        var schema = new Schema.Builder();
        var arrays = rows.Columns.Select(column => (column.Name, Array: Array(column))).ToList();
        foreach (var (name, array) in arrays) schema.Field(new ArrowField(name, array.Data.DataType, nullable: true));
        return new RecordBatch(schema.Build(), arrays.Select(pair => pair.Array), rows.Rows);
    }

    public static Frame Of(RecordBatch batch) => new([.. batch.Schema.FieldsList.Select((field, i) => OwnFrame.Column(field.Name, TypeOf(field), Values(batch.Column(i), field)))]);

    private static IArrowArray Array(Column column)
    {
        var rows = Enumerable.Range(0, column.Count);
        return column switch
        {
            NumberColumn number => rows.Aggregate(new DoubleArray.Builder(), (to, row) => column.IsMissing(row) ? to.AppendNull() : to.Append(number.Values[row])).Build(),
            IntegerColumn whole => rows.Aggregate(new Int64Array.Builder(), (to, row) => column.IsMissing(row) ? to.AppendNull() : to.Append(whole.Values[row])).Build(),
            MoneyColumn money => rows.Aggregate(new DoubleArray.Builder(), (to, row) => column.IsMissing(row) ? to.AppendNull() : to.Append((double)money.Values[row])).Build(),
            DateColumn day => rows.Aggregate(new Date32Array.Builder(), (to, row) => column.IsMissing(row) ? to.AppendNull() : to.Append(day.Values[row].ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc))).Build(),
            _ => rows.Aggregate(new StringArray.Builder(), (to, row) => column.IsMissing(row) ? to.AppendNull() : to.Append(column.Text(row))).Build(),
        };
    }

    private static Type TypeOf(ArrowField field) => field.DataType.TypeId switch
    {
        ArrowTypeId.Double or ArrowTypeId.Float => typeof(double),
        ArrowTypeId.Int8 or ArrowTypeId.Int16 or ArrowTypeId.Int32 or ArrowTypeId.Int64 or ArrowTypeId.Boolean => typeof(long),
        ArrowTypeId.String => typeof(string),
        ArrowTypeId.Date32 => typeof(DateOnly),
        var other => throw StudiesFaults.NotAnArrowColumn(field.Name, other.ToString()),
    };

    private static object?[] Values(IArrowArray array, ArrowField field) => [.. Enumerable.Range(0, array.Length).Select(row => array.IsNull(row) ? null : Value(array, row, field))];

    private static object? Value(IArrowArray array, int row, ArrowField field) => array switch
    {
        DoubleArray values => values.GetValue(row),
        FloatArray values => (double?)values.GetValue(row),
        Int64Array values => values.GetValue(row),
        Int32Array values => (long?)values.GetValue(row),
        Int16Array values => (long?)values.GetValue(row),
        Int8Array values => (long?)values.GetValue(row),
        BooleanArray values => values.GetValue(row) == true ? 1L : 0L,
        StringArray values => values.GetString(row),
        Date32Array values => DateOnly.FromDateTime(values.GetDateTime(row)!.Value),
        _ => throw StudiesFaults.NotAnArrowColumn(field.Name, array.GetType().Name),
    };
}
