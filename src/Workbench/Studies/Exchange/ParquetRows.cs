using System.Collections.Immutable;
using Parquet;
using Parquet.Schema;

namespace CoProduction.Workbench;

/// <summary>Typed columns to and from Parquet files: numbers, whole numbers, texts and days, each nullable; in one row group.</summary>
internal static class ParquetRows
{
    public static async Task WriteAsync(Frame rows, Stream output)
    {
        var fields = rows.Columns.Select(column => new DataField(column.Name, TypeOf(column), isNullable: true)).ToArray();
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), output).ConfigureAwait(false);
        using var group = writer.CreateRowGroup();
        for (int i = 0; i < fields.Length; i++) await WriteAsync(group, fields[i], rows.Columns[i]).ConfigureAwait(false);
    }

    /// <exception cref="StudyException">The file is no Parquet file, or a column is nested.</exception>
    public static async Task<Frame> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var reader = await ParquetReader.CreateAsync(path, cancellationToken: cancellationToken).ConfigureAwait(false);
            var columns = ImmutableArray.CreateBuilder<Column>();
            foreach (var field in reader.Schema.GetDataFields()) columns.Add(await ColumnAsync(reader, field, cancellationToken).ConfigureAwait(false));
            return new Frame(columns.ToImmutable());
        }
        catch (Exception broken) when (broken is IOException or ParquetException or InvalidOperationException or NotSupportedException or ArgumentException)
        {
            throw StudiesFaults.BadParquet(path, broken);
        }
    }

    private static Task WriteAsync(ParquetRowGroupWriter group, DataField field, Column column) => column switch
    {
        NumberColumn => group.WriteAsync<double>(field, CellValues.Nullable(column, value => (double)value)),
        IntegerColumn => group.WriteAsync<long>(field, CellValues.Nullable(column, value => (long)value)),
        MoneyColumn => group.WriteAsync<decimal>(field, CellValues.Nullable(column, value => (decimal)value)),
        DateColumn => group.WriteAsync<DateTime>(field, CellValues.Nullable(column, value => ((DateOnly)value).ToDateTime(TimeOnly.MinValue))),
        _ => group.WriteAsync(field, CellValues.Texts(column)!),
    };

    private static Type TypeOf(Column column) => CellValues.TypeOf(column) == typeof(DateOnly) ? typeof(DateTime) : CellValues.TypeOf(column);

    private static async Task<Column> ColumnAsync(ParquetReader reader, DataField field, CancellationToken cancellationToken)
    {
        List<object?> values = [];
        for (int group = 0; group < reader.RowGroupCount; group++)
        {
            using var rows = reader.OpenRowGroupReader(group);
            values.AddRange(await ValuesAsync(rows, field, cancellationToken).ConfigureAwait(false));
        }
        return OwnFrame.Column(field.Name, IsText(field) ? typeof(string) : field.ClrType, [.. values]);
    }

    private static Task<object?[]> ValuesAsync(ParquetRowGroupReader rows, DataField field, CancellationToken cancellationToken) => Type.GetTypeCode(field.ClrType) switch
    {
        TypeCode.Double => ValuesAsync<double>(rows, field, cancellationToken),
        TypeCode.Single => ValuesAsync<float>(rows, field, cancellationToken),
        TypeCode.Int64 => ValuesAsync<long>(rows, field, cancellationToken),
        TypeCode.Int32 => ValuesAsync<int>(rows, field, cancellationToken),
        TypeCode.Int16 => ValuesAsync<short>(rows, field, cancellationToken),
        TypeCode.Boolean => ValuesAsync<bool>(rows, field, cancellationToken),
        TypeCode.Decimal => ValuesAsync<decimal>(rows, field, cancellationToken),
        TypeCode.DateTime => ValuesAsync<DateTime>(rows, field, cancellationToken),
        _ when IsText(field) => TextsAsync(rows, field, cancellationToken),
        _ => throw new NotSupportedException($"column '{field.Name}' of {field.ClrType.Name}"),
    };

    // The library reads texts as memory of characters.
    private static bool IsText(DataField field) => field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>);

    private static async Task<object?[]> ValuesAsync<T>(ParquetRowGroupReader rows, DataField field, CancellationToken cancellationToken) where T : struct
    {
        var values = new T?[rows.RowCount];
        await rows.ReadAsync<T>(field, values, null, cancellationToken).ConfigureAwait(false);
        return [.. values.Select(value => (object?)value)];
    }

    private static async Task<object?[]> TextsAsync(ParquetRowGroupReader rows, DataField field, CancellationToken cancellationToken)
    {
        var values = new string[rows.RowCount];
        await rows.ReadAsync(field, values, null, cancellationToken).ConfigureAwait(false);
        return [.. values];
    }
}
