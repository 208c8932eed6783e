using System.Collections.Immutable;
using CoProduction.Analysis;
using DuckDB.NET.Data;

namespace CoProduction.Store;

/// <summary>Streams the rows a model needs into the roots of their communities.</summary>
internal sealed class CrossProductsQuery
{
    private const int BlockRows = 8192;
    private readonly TableView _table;
    private readonly CrossProductSpec _spec;
    private readonly Formula _formula;
    private readonly ImmutableArray<ScaleSpec> _scales;

    /// <exception cref="StudyException">The formula cannot be read.</exception>
    public CrossProductsQuery(TableView table, CrossProductSpec spec)
    {
        _table = table;
        _spec = spec;
        _formula = Formula.Parse(spec.Formula);
        _scales = [.. spec.Scales.Where(scale => _formula.Variables.Contains(scale.Name))];
    }

    public CommunityRoots Read(DuckDBConnection connection, CancellationToken cancellationToken)
    {
        var plan = CoProduction.Analysis.DesignPlan.Of(_formula, Variables(connection, cancellationToken));
        var blocks = new FrameQuery(_table, Fields, _spec.Where).Blocks(connection, BlockRows, cancellationToken).Select(block => ScaleScores.Add(block, _scales));
        return Roots.Reduce(plan, _spec.Weights, _spec.Cluster, _spec.Groups, blocks);
    }

    /// <summary>The formula's fields; a name that is neither field nor scale is left to the formula's own message.</summary>
    private IEnumerable<string> Plain => _formula.Variables.Where(name => !IsScale(name) && _table.Has(name));

    private ImmutableArray<string> Fields =>
        [.. Plain.Concat(_scales.SelectMany(scale => scale.Items).Select(item => item.Name)).Concat(Design).Distinct(StringComparer.Ordinal)];

    private IEnumerable<string> Design => new[] { _spec.Weights, _spec.Cluster }.OfType<string>().Concat(_spec.Groups).Concat(_formula.Keys);

    private bool IsScale(string name) => _scales.Any(scale => scale.Name == name);

    private Dictionary<string, Variable> Variables(DuckDBConnection connection, CancellationToken cancellationToken)
    {
        var known = _table.Fields.Select(field => field.Name).Concat(_spec.Scales.Select(scale => scale.Name)).Distinct(StringComparer.Ordinal);
        var variables = known.ToDictionary(name => name, Variable.Numeric, StringComparer.Ordinal);
        foreach (string name in Plain.Where(name => _table[name].Type is FieldType.Text or FieldType.Category).ToList())
            variables[name] = new Variable(name, Levels(connection, name, cancellationToken));
        foreach (string name in _formula.Factors.Where(name => !IsScale(name) && _table.Has(name)))
            variables[$"factor({name})"] = new Variable(name, Levels(connection, name, cancellationToken));
        return variables;
    }

    /// <summary>The values of a field in the rows that the model can use, numbers by size and texts in ordinal order: the levels that R's factor() finds after leaving out incomplete rows.</summary>
    private ImmutableArray<string> Levels(DuckDBConnection connection, string name, CancellationToken cancellationToken)
    {
        var parts = _table.Sources.Select(source => LevelsIn(source, name)).ToList();
        var query = new SqlText($"SELECT DISTINCT level FROM ({string.Join(" UNION ALL ", parts.Select(part => part.Text))}) ORDER BY level", [.. parts.SelectMany(part => part.Values)]);
        var reader = ColumnReader.For(_table[name] with { Levels = [], Type = _table[name].Type == FieldType.Category ? FieldType.Text : _table[name].Type });
        using (var chunks = new ChunkStream(connection, query, cancellationToken))
            while (chunks.Next()) reader.Read(chunks.Vector(0), IntPtr.Zero, chunks.Rows);
        var column = reader.Take();
        var levels = Enumerable.Range(0, column.Count).Select(row => CellKeys.Text(column, row)).Where(level => level.Length > 0);
        return [.. column is TextColumn ? levels.Order(StringComparer.Ordinal) : levels];
    }

    private SqlText LevelsIn(Attached source, string name)
    {
        var where = Conditions.For(_table, source, _spec.Where, [.. Complete(source)]);
        return where with { Text = $"SELECT {TableView.Plain(source, _table[name])} AS level FROM {TableView.Records(source)}{where.Text}" };
    }

    private IEnumerable<string> Complete(Attached source) =>
        Plain.Concat(Design).Distinct(StringComparer.Ordinal).Select(name => $"{TableView.Value(source, _table[name])} IS NOT NULL").Concat(_scales.Select(scale => Answered(source, scale)));

    private string Answered(Attached source, ScaleSpec scale) =>
        $"{string.Join(" + ", scale.Items.Select(item => $"({TableView.Value(source, _table[item.Name])} IS NOT NULL)::INTEGER"))} >= {scale.MinimumItems}";
}
