using System.Collections.Immutable;
using CoProduction.Analysis;
using Npgsql;

namespace CoProduction.Store;

/// <summary>Reads rows of a table as frames, source after source.</summary>
internal sealed class PostgresRows
{
    private readonly TableView _table;
    private readonly ImmutableArray<ViewField> _fields;
    private readonly ImmutableArray<RowFilter> _where;
    private readonly bool _distributed;
    private readonly Collector[] _collectors;

    /// <param name="table">The table.</param>
    /// <param name="fields">Its fields to read; empty for all.</param>
    /// <param name="where">Conditions.</param>
    /// <param name="distributed">True when the records lie on several machines, which give them in no order.</param>
    /// <exception cref="StudyException">A field is not in the table; names the nearest.</exception>
    public PostgresRows(TableView table, ImmutableArray<string> fields, ImmutableArray<RowFilter> where, bool distributed)
    {
        _table = table;
        _distributed = distributed;
        _fields = fields.IsDefaultOrEmpty ? table.Fields : [.. fields.Select(field => table[field])];
        _where = where.IsDefault ? [] : where;
        foreach (var filter in _where) _ = table[filter.Field];
        _collectors = [.. _fields.Select(Collector.For)];
    }

    /// <summary>All rows in one frame, in the order of the files.</summary>
    public Frame Whole(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var frames = Frames(connection, int.MaxValue, true, cancellationToken).ToList();
        return frames.Count == 0 ? Take() : frames[0];
    }

    /// <summary>The rows in blocks of so many, the last may be smaller; memory does not grow with rows. On one machine they come in the order of the files.</summary>
    public IEnumerable<Frame> Blocks(NpgsqlConnection connection, int rows, CancellationToken cancellationToken) => Frames(connection, rows, _distributed, cancellationToken);

    /// <summary>As <see cref="Blocks"/>, always in the order of the files.</summary>
    public IEnumerable<Frame> InOrder(NpgsqlConnection connection, int rows, CancellationToken cancellationToken) => Frames(connection, rows, true, cancellationToken);

    private IEnumerable<Frame> Frames(NpgsqlConnection connection, int rows, bool ordered, CancellationToken cancellationToken)
    {
        int held = 0;
        foreach (var source in _table.Sources)
        {
            if (Query(source, ordered) is not var (query, columns)) continue;
            foreach (var row in connection.Records(query, columns, cancellationToken))
            {
                foreach (var collector in _collectors) collector.Take(row);
                if (++held < rows) continue;
                yield return Take();
                held = 0;
            }
        }
        if (held > 0) yield return Take();
    }

    /// <summary>The query of a source, null when none of its rows can meet the conditions; the collectors are told which columns it has.</summary>
    private (Statement Query, int Columns)? Query(Attached source, bool ordered)
    {
        var parameters = new Parameters();
        if (PostgresView.Where(_table, source, _where, parameters) is not { } where) return null;
        var columns = _fields.Select(field => PostgresView.Column(source, field.Name)).ToList();
        var present = columns.OfType<string>().ToList();
        var reasons = _fields.Select(field => source.Stored.Field(field.Name)).Where(stored => stored is { HasReasons: true }).Select(stored => stored!.ReasonColumn).Distinct().ToList();
        for (int at = 0, next = 0; at < _fields.Length; at++)
        {
            var stored = source.Stored.Field(_fields[at].Name);
            _collectors[at].Begin(source.Stored.Source, stored, columns[at] is null ? -1 : next++, stored is { HasReasons: true } ? present.Count + reasons.IndexOf(stored.ReasonColumn) : -1);
        }
        string list = string.Join(", ", [.. present, .. reasons.Select(column => Quoted.Name(StoredField.ReasonName(column)))]);
        string order = ordered ? $" ORDER BY {Quoted.Name(PostgresColumns.Place)}" : "";
        return (new Statement($"SELECT {list} FROM {PostgresView.Records(source)} WHERE {where}{order}", parameters.Values), present.Count + reasons.Count);
    }

    private Frame Take() => new([.. _collectors.Select(collector => collector.Column())]);
}
