using System.Collections.Immutable;
using CoProduction.Analysis;
using Npgsql;

namespace CoProduction.Store;

/// <summary>Counts and exact sums per pattern, grouped by PostgreSQL source by source and added here: each query is one that workers can answer for their part.</summary>
internal sealed class PostgresCells(CellsPlan plan)
{
    public Cells Read(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var cells = new Cells(plan.Spec.By, plan.Spec.SumOf, []);
        foreach (var source in plan.Table.Sources)
            if (Query(source) is { } query) cells = cells.Merge(cells with { Rows = [.. Cells(source, connection.Rows(query, cancellationToken), int.MaxValue).SelectMany(block => block)] });
        return cells;
    }

    /// <summary>The patterns source by source, in no order; memory does not grow with them.</summary>
    public IEnumerable<Cells> Blocks(NpgsqlConnection connection, int patterns, CancellationToken cancellationToken)
    {
        foreach (var source in plan.Table.Sources)
        {
            if (Query(source) is not { } query) continue;
            foreach (var block in Cells(source, connection.Rows(query, cancellationToken), patterns)) yield return new Cells(plan.Spec.By, plan.Spec.SumOf, [.. block]);
        }
    }

    private IEnumerable<IEnumerable<Cell>> Cells(Attached source, IEnumerable<NpgsqlDataReader> rows, int most)
    {
        var keys = plan.By.Select(field => Collector.For(field with { Levels = [] })).ToArray();
        var cells = new List<(long Count, double Weight, ImmutableArray<decimal> Sums, ImmutableArray<long> Missing)>();
        int next = 0;
        foreach (var (key, at) in keys.Select((key, at) => (key, at)))
            key.Begin(source.Stored.Source, source.Stored.Field(plan.By[at].Name), PostgresView.Column(source, plan.By[at].Name) is null ? -1 : next++, -1);
        ReaderRow? here = null;
        foreach (var row in rows)
        {
            here ??= new ReaderRow(row);
            foreach (var key in keys) key.Take(here);
            cells.Add(Measures(row, next));
            if (cells.Count < most) continue;
            yield return Taken(keys, cells);
            cells.Clear();
        }
        if (cells.Count > 0) yield return Taken(keys, cells);
    }

    private static List<Cell> Taken(Collector[] keys, List<(long Count, double Weight, ImmutableArray<decimal> Sums, ImmutableArray<long> Missing)> cells)
    {
        Column[] columns = [.. keys.Select(key => key.Column())];
        return [.. cells.Select((cell, at) => new Cell([.. columns.Select(column => column.Text(at))], cell.Count, cell.Weight, cell.Sums, cell.Missing)).Where(cell => cell.Count > 0)];
    }

    private (long Count, double Weight, ImmutableArray<decimal> Sums, ImmutableArray<long> Missing) Measures(NpgsqlDataReader row, int from)
    {
        int sums = plan.Sums.Length;
        return (row.GetInt64(from), row.GetDouble(from + 1),
            [.. Enumerable.Range(from + 2, sums).Select(at => row.IsDBNull(at) ? 0 : ExactMoney.Shortest(row.GetDecimal(at)))],
            [.. Enumerable.Range(from + 2 + sums, sums).Select(row.GetInt64)]);
    }

    private Statement? Query(Attached source)
    {
        var parameters = new Parameters();
        if (PostgresView.Where(plan.Table, source, plan.Spec.Where, parameters, plan.Weight is { } needed ? [needed.Name] : []) is not { } where) return null;
        var keys = plan.By.Select(field => PostgresView.Column(source, field.Name)).OfType<string>().ToList();
        var sums = plan.Sums.Select(field => PostgresView.Column(source, field.Name)).ToList();
        string weight = plan.Weight is null ? "count(*)::double precision" : $"coalesce(sum({PostgresView.Column(source, plan.Weight.Name)}::double precision), 0)";
        string list = string.Join(", ",
            [.. keys, "count(*)", weight, .. sums.Select(sum => sum is null ? "NULL::numeric" : $"sum({sum})::numeric"), .. sums.Select(sum => sum is null ? "count(*)" : $"count(*) - count({sum})")]);
        string group = keys.Count == 0 ? "" : $" GROUP BY {string.Join(", ", keys)}";
        return new Statement($"SELECT {list} FROM {PostgresView.Records(source)} WHERE {where}{group}", parameters.Values);
    }
}
