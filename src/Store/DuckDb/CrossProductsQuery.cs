using System.Collections.Immutable;
using CoProduction.Analysis;
using DuckDB.NET.Data;

namespace CoProduction.Store;

/// <summary>The rows of one model, streamed from the engine.</summary>
internal sealed class CrossProductsQuery(TableView table, CrossProductSpec spec, DuckDBConnection connection, CancellationToken cancellationToken) : IModelSource
{
    private const int BlockRows = 8192;
    private readonly ModelRows _model = new(table, spec);

    public CommunityRoots Read() => _model.Reduce(this);

    public IEnumerable<Frame> Blocks(ImmutableArray<string> fields) => new FrameQuery(table, fields, spec.Where).Blocks(connection, BlockRows, cancellationToken);

    public Column Distinct(ViewField field)
    {
        var parts = table.Sources.Select(source => LevelsIn(source, field.Name)).ToList();
        var query = new SqlText($"SELECT DISTINCT level FROM ({string.Join(" UNION ALL ", parts.Select(part => part.Text))}) ORDER BY level", [.. parts.SelectMany(part => part.Values)]);
        var reader = ColumnReader.For(field);
        using (var chunks = new ChunkStream(connection, query, cancellationToken))
            while (chunks.Next()) reader.Read(chunks.Vector(0), IntPtr.Zero, chunks.Rows);
        return reader.Take();
    }

    private SqlText LevelsIn(Attached source, string name)
    {
        var where = Conditions.For(table, source, spec.Where, [.. Complete(source)]);
        return where with { Text = $"SELECT {ViewSql.Plain(source, table[name])} AS level FROM {ViewSql.Records(source)}{where.Text}" };
    }

    private IEnumerable<string> Complete(Attached source) =>
        _model.Needed.Select(name => $"{ViewSql.Value(source, table[name])} IS NOT NULL").Concat(_model.Scales.Select(scale => Answered(source, scale)));

    private string Answered(Attached source, ScaleSpec scale) =>
        $"{string.Join(" + ", scale.Items.Select(item => $"({ViewSql.Value(source, table[item.Name])} IS NOT NULL)::INTEGER"))} >= {scale.MinimumItems}";
}
