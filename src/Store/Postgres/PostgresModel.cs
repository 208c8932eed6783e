using System.Collections.Immutable;
using CoProduction.Analysis;
using Npgsql;

namespace CoProduction.Store;

/// <summary>The rows of one model, streamed from PostgreSQL.</summary>
internal sealed class PostgresModel(TableView table, CrossProductSpec spec, NpgsqlConnection connection, bool distributed, CancellationToken cancellationToken) : IModelSource
{
    private const int BlockRows = 8192;
    private readonly ModelRows _model = new(table, spec);

    public CommunityRoots Read() => _model.Reduce(this);

    public IEnumerable<Frame> Blocks(ImmutableArray<string> fields) =>
        Ahead.Of(new PostgresRows(table, fields, spec.Where, distributed).Blocks(connection, BlockRows, cancellationToken));

    public Column Distinct(ViewField field)
    {
        var collector = Collector.For(field with { Type = table[field.Name].Type });
        foreach (var source in table.Sources)
        {
            if (LevelsIn(source, field.Name) is not { } query) continue;
            collector.Begin(source.Stored.Source, source.Stored.Field(field.Name), field.Name == StoredTable.Source ? -1 : 0, -1);
            foreach (var row in ReaderRow.Each(connection.Rows(query, cancellationToken))) collector.Take(row);
        }
        return Sorted(collector.Column());
    }

    private Statement? LevelsIn(Attached source, string name)
    {
        var parameters = new Parameters();
        string? where = PostgresView.Where(table, source, spec.Where, parameters, _model.Needed);
        var answered = _model.Scales.Select(scale => Answered(source, scale));
        return where is null ? null : new Statement(
            $"SELECT DISTINCT {PostgresView.Column(source, name) ?? "1"} FROM {PostgresView.Records(source)} WHERE {string.Join(" AND ", answered.Prepend(where))}", parameters.Values);
    }

    private static string Answered(Attached source, ScaleSpec scale) =>
        $"{string.Join(" + ", scale.Items.Select(item => PostgresView.Present(source, item.Name) is { } there ? $"({there})::integer" : "0"))} >= {scale.MinimumItems}";

    private static Column Sorted(Column column) => column switch
    {
        IntegerColumn integers => integers with { Values = [.. integers.Values.Distinct().Order()] },
        NumberColumn numbers => numbers with { Values = [.. numbers.Values.Distinct().Order()] },
        MoneyColumn amounts => amounts with { Values = [.. amounts.Values.Distinct().Order()] },
        DateColumn days => days with { Values = [.. days.Values.Distinct().Order()] },
        CategoryColumn category => new TextColumn(category.Name, category.Levels, []),
        TextColumn texts => texts with { Values = [.. texts.Values.Distinct()] },
        _ => column,
    };
}
