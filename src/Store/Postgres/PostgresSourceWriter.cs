using System.Collections.Immutable;
using Npgsql;

namespace CoProduction.Store;

/// <summary>Writes one source into a relation of its own, within the transaction that will make it the current one.</summary>
internal sealed class PostgresSourceWriter(NpgsqlConnection connection, Database database, string study, int load)
{
    private const string Community = "community";
    private readonly string _relation = PostgresColumns.Relation(load);
    private KeyWatch _keys = new([]);
    private ApartColumns _apart = new("", [], []);

    /// <summary>Writes the source's rows and rejections.</summary>
    /// <param name="content">The source.</param>
    /// <param name="others">The table's other sources, whose keys must not be repeated.</param>
    /// <param name="distributed">True to spread the rows by community.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public async Task<CatalogueEntry> WriteAsync(SourceContent content, IReadOnlyCollection<StoredSource> others, bool distributed, CancellationToken cancellationToken)
    {
        // Policies and distribution go by community, which is therefore a column from the start.
        var apart = content.Uniform.Remove(Community);
        var source = new SourceStream(content, apart);
        _keys = new KeyWatch(source.Key);
        _apart = new ApartColumns(source.Plan.Id, source.Fields, apart);
        Make(source.Fields, distributed);
        using var rejections = new RejectionCopy(database, study, load);
        using (var records = new RecordCopy(connection, _relation, [.. source.Fields.Where(field => !_apart.Has(field))], frozen: !distributed))
        {
            await source.EachAsync(block => TextCheck.Check(block, source.Plan), block => Write(block, records, rejections), cancellationToken);
            records.Finish();
        }
        if (_apart.Statement(Quoted.Name(PostgresColumns.Schema, _relation)) is { } statement) connection.Execute(statement);
        var repeated = new PostgresKeyCheck(connection, _relation, source, rejections).Run(_keys.MayRepeat, others);
        rejections.Finish();
        return new CatalogueEntry(load, source.Stored(_relation, rejections.Count, repeated));
    }

    private void Write(SourceBlock block, RecordCopy records, RejectionCopy rejections)
    {
        if (block.Accepted.Rows > 0)
        {
            _keys.See(block.Accepted);
            _apart.See(block.Accepted);
            records.Append(block.Accepted);
        }
        foreach (var rejection in block.Rejections) rejections.Append(rejection);
    }

    private void Make(ImmutableArray<StoredField> fields, bool distributed)
    {
        string records = Quoted.Name(PostgresColumns.Schema, _relation);
        connection.Execute(PostgresColumns.Create(_relation, fields, _apart));
        if (distributed) Distribute(records, fields);
        connection.Execute($"GRANT SELECT ON {records} TO copro_read");
        connection.Execute($"ALTER TABLE {records} ENABLE ROW LEVEL SECURITY");
        connection.Execute($"CREATE POLICY scope ON {records} FOR SELECT TO copro_read USING ({Visible(fields)})");
    }

    // By community where every row has one; small tables that have none are copied to every worker.
    private void Distribute(string records, ImmutableArray<StoredField> fields)
    {
        connection.Execute("SET LOCAL citus.multi_shard_modify_mode TO 'sequential'");
        connection.Execute("SET LOCAL citus.enable_repartition_joins TO on");
        if (fields.Any(field => field is { Name: Community, Engine: EngineType.Text, HasReasons: false })) connection.Execute("SELECT create_distributed_table($1::text::regclass, $2::text)", records, Community);
        else connection.Execute("SELECT create_reference_table($1::text::regclass)", records);
    }

    private string Visible(ImmutableArray<StoredField> fields)
    {
        string mine = $"s.study = {Quoted.Text(study)} AND s.login = current_user";
        return fields.Any(field => field is { Name: Community, Engine: EngineType.Text })
            ? $"EXISTS (SELECT FROM copro.scopes s WHERE {mine} AND s.subdistrict = '*') OR {Quoted.Name(Community)} IN (SELECT a.community FROM copro.areas a JOIN copro.scopes s ON s.study = a.study AND s.subdistrict = a.subdistrict WHERE {mine})"
            : $"EXISTS (SELECT FROM copro.scopes s WHERE {mine})";
    }
}
