using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;
using DuckDB.NET.Data;

namespace CoProduction.Store;

/// <summary>Counts and exact sums per pattern, grouped by the engine.</summary>
internal sealed class CellsQuery
{
    private readonly TableView _table;
    private readonly CellsSpec _spec;
    private readonly ImmutableArray<ViewField> _by;
    private readonly ImmutableArray<ViewField> _sums;

    public CellsQuery(CellsPlan plan) => (_table, _spec, _by, _sums) = (plan.Table, plan.Spec, plan.By, plan.Sums);

    public Cells Read(DuckDBConnection connection, CancellationToken cancellationToken)
    {
        var readers = Columns().Select(ColumnReader.For).ToArray();
        using (var chunks = new ChunkStream(connection, Query(), cancellationToken))
            while (chunks.Next())
                for (int column = 0; column < readers.Length; column++) readers[column].Read(chunks.Vector(column), IntPtr.Zero, chunks.Rows);
        Column[] columns = [.. readers.Select(reader => reader.Take())];
        var cells = Enumerable.Range(0, columns[^1].Count).Select(row => Row(columns, row)).Where(cell => cell.Count > 0);
        return new Cells(_spec.By, _spec.SumOf, [.. cells.Order(ByKey)]);
    }

    private static Comparer<Cell> ByKey { get; } = Comparer<Cell>.Create((left, right) =>
        left.Key.Zip(right.Key, string.CompareOrdinal).FirstOrDefault(order => order != 0));

    private IEnumerable<ViewField> Columns() =>
    [
        .. _by.Select((field, index) => new ViewField(Key(index), field.Type == FieldType.Category ? FieldType.Text : field.Type, [])),
        .. _sums.Select((_, index) => new ViewField(Sum(index), FieldType.Money, [])),
        .. _sums.Select((_, index) => new ViewField($"missing of {Sum(index)}", FieldType.Integer, [])),
        new ViewField("weight", FieldType.Number, []),
        new ViewField("rows", FieldType.Integer, []),
    ];

    private SqlText Query()
    {
        ImmutableArray<SqlText> sources = [.. _table.Sources.Select(Rows)];
        var keys = _by.Select((_, index) => Quoted.Name(Key(index))).ToList();
        var sums = _sums.Select((_, index) => $"sum({Quoted.Name(Sum(index))})::{ExactMoney.SqlType}");
        var missing = _sums.Select((_, index) => $"count(*) - count({Quoted.Name(Sum(index))})");
        string weight = _spec.WeightBy is null ? "count(*)::DOUBLE" : "coalesce(sum(weight), 0)::DOUBLE";
        string columns = string.Join(", ", [.. keys, .. sums, .. missing, weight, "count(*)"]);
        string group = keys.Count == 0 ? "" : $" GROUP BY {string.Join(", ", keys)}";
        return new SqlText($"SELECT {columns} FROM ({string.Join(" UNION ALL ", sources.Select(source => source.Text))}){group}", [.. sources.SelectMany(source => source.Values)]);
    }

    private SqlText Rows(Attached source)
    {
        var where = Conditions.For(_table, source, _spec.Where, [.. Weighed(source)]);
        var keys = _by.Select((field, index) => $"{KeyValue(source, field)} AS {Quoted.Name(Key(index))}");
        var sums = _sums.Select((field, index) => $"{ViewSql.Plain(source, field)}::{ExactMoney.SqlType} AS {Quoted.Name(Sum(index))}");
        string weight = _spec.WeightBy is { } name ? $"{ViewSql.Plain(source, _table[name])}::DOUBLE" : "NULL::DOUBLE";
        return where with { Text = $"SELECT {string.Join(", ", [.. keys, .. sums, $"{weight} AS weight"])} FROM {ViewSql.Records(source)}{where.Text}" };
    }

    private IEnumerable<string> Weighed(Attached source) => _spec.WeightBy is { } weight ? [$"{ViewSql.Value(source, _table[weight])} IS NOT NULL"] : [];

    private static string KeyValue(Attached source, ViewField field) =>
        field.Type is FieldType.Text or FieldType.Category ? $"coalesce({ViewSql.Plain(source, field)}, '')" : ViewSql.Plain(source, field);

    private Cell Row(Column[] columns, int row)
    {
        var sums = columns.AsSpan(_by.Length, _sums.Length).ToArray().Select(column => ((MoneyColumn)column).Values[row]);
        var missing = columns.AsSpan(_by.Length + _sums.Length, _sums.Length).ToArray().Select(column => ((IntegerColumn)column).Values[row]);
        return new Cell([.. columns.Take(_by.Length).Select(column => CellKeys.Text(column, row))],
            ((IntegerColumn)columns[^1]).Values[row], ((NumberColumn)columns[^2]).Values[row], [.. sums], [.. missing]);
    }

    private static string Key(int index) => string.Create(CultureInfo.InvariantCulture, $"key{index}");

    private static string Sum(int index) => string.Create(CultureInfo.InvariantCulture, $"sum{index}");
}
