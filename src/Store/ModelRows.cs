using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Store;

/// <summary>Streams the rows a model needs into the roots of their communities, whatever the engine.</summary>
internal sealed class ModelRows
{
    private readonly TableView _table;
    private readonly CrossProductSpec _spec;
    private readonly Formula _formula;
    private readonly ImmutableArray<ScaleSpec> _scales;

    /// <exception cref="StudyException">The formula cannot be read.</exception>
    public ModelRows(TableView table, CrossProductSpec spec)
    {
        _table = table;
        _spec = spec;
        _formula = Formula.Parse(spec.Formula);
        _scales = [.. spec.Scales.Where(scale => _formula.Variables.Contains(scale.Name))];
    }

    /// <summary>Fields that a row must have to be used.</summary>
    public ImmutableArray<string> Needed => [.. Plain.Concat(Design).Distinct(StringComparer.Ordinal)];

    /// <summary>Scales that a row must have answered to be used.</summary>
    public ImmutableArray<ScaleSpec> Scales => _scales;

    /// <summary>The roots of the rows that an engine gives.</summary>
    public CommunityRoots Reduce(IModelSource source)
    {
        var plan = CoProduction.Analysis.DesignPlan.Of(_formula, Variables(source));
        var blocks = source.Blocks(Fields).Select(block => ScaleScores.Add(block, _scales));
        return Roots.Reduce(plan, _spec.Weights, _spec.Cluster, _spec.Groups, blocks);
    }

    /// <summary>The formula's fields; a name that is neither field nor scale is left to the formula's own message.</summary>
    private IEnumerable<string> Plain => _formula.Variables.Where(name => !IsScale(name) && _table.Has(name));

    private ImmutableArray<string> Fields =>
        [.. Plain.Concat(_scales.SelectMany(scale => scale.Items).Select(item => item.Name)).Concat(Design).Distinct(StringComparer.Ordinal)];

    private IEnumerable<string> Design => new[] { _spec.Weights, _spec.Cluster }.OfType<string>().Concat(_spec.Groups).Concat(_formula.Keys);

    private bool IsScale(string name) => _scales.Any(scale => scale.Name == name);

    private Dictionary<string, Variable> Variables(IModelSource source)
    {
        var known = _table.Fields.Select(field => field.Name).Concat(_spec.Scales.Select(scale => scale.Name)).Distinct(StringComparer.Ordinal);
        var variables = known.ToDictionary(name => name, Variable.Numeric, StringComparer.Ordinal);
        foreach (string name in Plain.Where(name => _table[name].Type is FieldType.Text or FieldType.Category).ToList())
            variables[name] = new Variable(name, Levels(source, name));
        foreach (string name in _formula.Factors.Where(name => !IsScale(name) && _table.Has(name)))
            variables[$"factor({name})"] = new Variable(name, Levels(source, name));
        return variables;
    }

    /// <summary>Numbers by size and texts in ordinal order: the levels that R's factor() finds after leaving out incomplete rows.</summary>
    private ImmutableArray<string> Levels(IModelSource source, string name)
    {
        var column = source.Distinct(_table[name] with { Levels = [], Type = _table[name].Type == FieldType.Category ? FieldType.Text : _table[name].Type });
        var levels = Enumerable.Range(0, column.Count).Select(row => CellKeys.Text(column, row)).Where(level => level.Length > 0);
        return [.. column is TextColumn ? levels.Order(StringComparer.Ordinal) : levels];
    }
}

/// <summary>The rows of one model as an engine gives them.</summary>
internal interface IModelSource
{
    /// <summary>The rows that meet the model's conditions, in blocks; the same at each enumeration.</summary>
    IEnumerable<Frame> Blocks(ImmutableArray<string> fields);

    /// <summary>The values of a field in the rows that the model can use, each once, numbers by size.</summary>
    Column Distinct(ViewField field);
}
