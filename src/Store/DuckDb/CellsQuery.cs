using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
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

    public Cells Read(DuckDBConnection connection, CancellationToken cancellationToken) =>
        new(_spec.By, _spec.SumOf, [.. Blocks(connection, cancellationToken).SelectMany(block => block.Rows).Order(ByKey)]);

    /// <summary>The patterns as the engine gives them, in no order; memory does not grow with them.</summary>
    public IEnumerable<Cells> Blocks(DuckDBConnection connection, CancellationToken cancellationToken)
    {
        var readers = Columns().Select(ColumnReader.For).ToArray();
        using var chunks = new ChunkStream(connection, Query(), cancellationToken);
        while (chunks.Next())
        {
            for (int column = 0; column < readers.Length; column++) readers[column].Read(chunks.Vector(column), IntPtr.Zero, chunks.Rows);
            Column[] columns = [.. readers.Select(reader => reader.Take())];
            yield return new Cells(_spec.By, _spec.SumOf, [.. Enumerable.Range(0, columns[^1].Count).Select(row => Row(columns, row)).Where(cell => cell.Count > 0)]);
        }
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
        var key = new string[_by.Length];
        var sums = new decimal[_sums.Length];
        var missing = new long[_sums.Length];
        for (int at = 0; at < key.Length; at++) key[at] = CellKeys.Text(columns[at], row);
        for (int at = 0; at < sums.Length; at++) (sums[at], missing[at]) = (((MoneyColumn)columns[key.Length + at]).Values[row], ((IntegerColumn)columns[key.Length + sums.Length + at]).Values[row]);
        return new Cell(ImmutableCollectionsMarshal.AsImmutableArray(key), ((IntegerColumn)columns[^1]).Values[row], ((NumberColumn)columns[^2]).Values[row],
            ImmutableCollectionsMarshal.AsImmutableArray(sums), ImmutableCollectionsMarshal.AsImmutableArray(missing));
    }

    private static string Key(int index) => string.Create(CultureInfo.InvariantCulture, $"key{index}");

    private static string Sum(int index) => string.Create(CultureInfo.InvariantCulture, $"sum{index}");
}
