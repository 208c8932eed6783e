using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What the variables of a formula look like over the rows used: means and spreads of numbers, counts of levels and of the values of numbers that have few.</summary>
internal sealed class VariableProfile
{
    private const int FewValues = 12;

    private readonly DesignPlan _plan;
    private readonly double[][] _values;
    private readonly (double Sum, double Squares)[] _moments;
    private readonly SortedDictionary<double, long>?[] _few;
    private readonly long[][] _levels;
    private double _size;
    private double _offset;

    internal VariableProfile(DesignPlan plan)
    {
        _plan = plan;
        var formula = plan.Formula;
        Categories = [.. plan.Atoms.Where(atom => atom.Category is not null).Select(atom => atom.Category!.Column).Distinct(StringComparer.Ordinal)];
        var numeric = plan.Atoms.Where(atom => atom.Category is null).SelectMany(atom => ExpressionTree.Names(atom.Expression)).Select(name => name.Name).ToHashSet(StringComparer.Ordinal);
        Numbers = [.. formula.Variables.Skip(1).Where(name => numeric.Contains(name))];
        _values = [.. Numbers.Select(_ => new double[1024])];
        _moments = new (double, double)[Numbers.Length];
        _few = [.. Numbers.Select(_ => new SortedDictionary<double, long>())];
        _levels = [.. Categories.Select(name => new long[LevelsOf(name).Length])];
    }

    internal ImmutableArray<string> Numbers { get; }

    internal ImmutableArray<string> Categories { get; }

    internal double Offset => _offset / _size;

    internal ImmutableArray<string> LevelsOf(string category) => _plan.Atoms[Atom(category)].Category!.Levels;

    internal double Mean(string number) => _moments[Numbers.IndexOf(number)].Sum / _size;

    internal double Deviation(string number)
    {
        var (sum, squares) = _moments[Numbers.IndexOf(number)];
        return Math.Sqrt(Math.Max(0, squares / _size - sum / _size * (sum / _size)));
    }

    /// <summary>The values of a number with the rows of each; null where there are many.</summary>
    internal IReadOnlyDictionary<double, long>? Few(string number) => _few[Numbers.IndexOf(number)];

    /// <summary>Rows of each level.</summary>
    internal long[] Rows(string category) => _levels[Categories.IndexOf(category)];

    /// <summary>The commonest level; of equals the first.</summary>
    internal string Commonest(string category) => LevelsOf(category)[Array.IndexOf(Rows(category), Rows(category).Max())];

    internal void Add(Frame block, DesignReader reader, ChoiceRows rows, int start, ReadOnlySpan<bool> unused)
    {
        var evaluation = new Evaluation([], 0);
        evaluation.Begin(block);
        for (int v = 0; v < Numbers.Length; v++) evaluation.Evaluate(new NameExpression(Numbers[v], 0), start, unused, _values[v].AsSpan(0, unused.Length));
        for (int r = 0; r < rows.Count; r++)
        {
            (_size, _offset) = (_size + rows.Weight[r], _offset + rows.Weight[r] * rows.Offset[r]);
            for (int v = 0; v < Numbers.Length; v++) Add(v, _values[v][rows.At[r]], rows.Weight[r]);
            for (int c = 0; c < Categories.Length; c++) _levels[c][reader.Codes(Atom(Categories[c]))[rows.At[r]]]++;
        }
    }

    private int Atom(string category) => Enumerable.Range(0, _plan.Atoms.Length).First(atom => _plan.Atoms[atom].Category?.Column == category);

    private void Add(int number, double value, double weight)
    {
        var (sum, squares) = _moments[number];
        _moments[number] = (sum + weight * value, squares + weight * value * value);
        if (_few[number] is not { } few) return;
        few[value] = few.GetValueOrDefault(value) + 1;
        if (few.Count > FewValues) _few[number] = null;
    }
}
