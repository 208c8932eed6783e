using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What average marginal effects need of each row: the values of the formula's variables (numbers, or the index of a level), then the derivatives of the numeric ones. A variable inside poly() is left out.</summary>
internal sealed class MarginPlan
{
    private readonly DesignPlan _plan;
    private readonly int[] _first;
    private readonly int _values;

    internal MarginPlan(DesignPlan plan)
    {
        _plan = plan;
        var atoms = plan.Atoms;
        _first = new int[atoms.Length];
        for (int a = 0; a < atoms.Length; a++)
        {
            _first[a] = _values;
            _values += Math.Max(1, atoms[a].Width);
        }
        Categories = [.. atoms.Select(atom => atom.Category?.Column).OfType<string>().Distinct(StringComparer.Ordinal)];
        Numbers = [.. Numeric.SelectMany(atom => ExpressionTree.Names(atoms[atom].Expression)).Select(name => name.Name).Distinct(StringComparer.Ordinal).Where(name => !Categories.Contains(name) && HasDerivative(name))];
        Derivatives = [.. from name in Numbers from atom in Numeric let slope = Derivative.Of(atoms[atom].Expression, name) where slope is not null select (name, atom, slope)];
    }

    /// <summary>Variables whose effect is a slope.</summary>
    internal ImmutableArray<string> Numbers { get; }

    /// <summary>Variables whose effects are differences between levels.</summary>
    internal ImmutableArray<string> Categories { get; }

    internal ImmutableArray<(string Name, int Atom, Expression Slope)> Derivatives { get; }

    /// <summary>Values kept of each row.</summary>
    internal int Width => _values + Derivatives.Length;

    internal ImmutableArray<string> LevelsOf(string category) => _plan.Atoms.First(atom => atom.Category?.Column == category).Category!.Levels;

    /// <summary>Writes what is kept of a row.</summary>
    internal void Keep(DesignReader reader, int row, double[][] slopes, Span<double> into)
    {
        for (int a = 0; a < _first.Length; a++)
            for (int index = 0; index < Math.Max(1, _plan.Atoms[a].Width); index++) into[_first[a] + index] = reader.Atom(a, index, row);
        for (int d = 0; d < slopes.Length; d++) into[_values + d] = slopes[d][row];
    }

    /// <summary>Design columns of a row with one category set to a level.</summary>
    internal void With(ReadOnlySpan<double> values, string category, int level, Span<double> into)
    {
        for (int c = 0; c < into.Length; c++)
        {
            into[c] = 1;
            foreach (var part in _plan.Columns[c].Parts) into[c] *= ValueOf(part, _plan.Atoms[part.Atom].Category?.Column == category ? level : values[_first[part.Atom] + IndexOf(part)]);
        }
    }

    /// <summary>Derivatives of the design columns of a row by a number.</summary>
    internal void Slope(ReadOnlySpan<double> values, string number, Span<double> into)
    {
        into.Clear();
        for (int d = 0; d < Derivatives.Length; d++)
        {
            if (Derivatives[d].Name != number) continue;
            for (int c = 0; c < into.Length; c++)
                if (_plan.Columns[c].Parts.Any(part => part.Atom == Derivatives[d].Atom)) into[c] += values[_values + d] * Others(values, c, Derivatives[d].Atom);
        }
    }

    private IEnumerable<int> Numeric => Enumerable.Range(0, _plan.Atoms.Length).Where(atom => _plan.Atoms[atom].Category is null);

    private double Others(ReadOnlySpan<double> values, int column, int but)
    {
        double product = 1;
        foreach (var part in _plan.Columns[column].Parts)
            if (part.Atom != but) product *= ValueOf(part, values[_first[part.Atom] + IndexOf(part)]);
        return product;
    }

    private int IndexOf(DesignPart part) => _plan.Atoms[part.Atom].Category is null ? part.Index : 0;

    // Of a category the kept value is the index of its level.
    private double ValueOf(DesignPart part, double kept) =>
        _plan.Atoms[part.Atom].Category is null ? kept : part.Values.IsDefault ? ((int)kept == part.Index ? 1 : 0) : part.Values[(int)kept];

    private bool HasDerivative(string name)
    {
        try
        {
            foreach (int atom in Numeric) Derivative.Of(_plan.Atoms[atom].Expression, name);
            return true;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }
}
