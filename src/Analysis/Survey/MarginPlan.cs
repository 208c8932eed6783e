using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What average marginal effects need of each row: the values of the formula's variables (a number, or the index of a level), then the derivatives of the numeric ones.</summary>
internal sealed class MarginPlan
{
    private readonly DesignPlan _plan;

    internal MarginPlan(DesignPlan plan)
    {
        _plan = plan;
        var atoms = plan.Atoms;
        Categories = [.. atoms.Where(atom => !atom.Levels.IsEmpty).Select(atom => atom.Column).Distinct(StringComparer.Ordinal)];
        Numbers = [.. atoms.Where(atom => atom.Levels.IsEmpty).SelectMany(atom => Evaluation.Names(atom.Expression)).Select(name => name.Name).Distinct(StringComparer.Ordinal).Where(name => !Categories.Contains(name) && Known(name))];
        Derivatives = [.. Numbers.SelectMany(name => Enumerable.Range(0, atoms.Length).Where(atom => atoms[atom].Levels.IsEmpty).Select(atom => (Name: name, Atom: atom, Expression: Derivative.Of(atoms[atom].Expression, name))))
            .Where(entry => entry.Expression is not null).Select(entry => (entry.Name, entry.Atom, entry.Expression!))];
    }

    /// <summary>Variables whose effect is a slope.</summary>
    internal ImmutableArray<string> Numbers { get; }

    /// <summary>Variables whose effects are differences between levels.</summary>
    internal ImmutableArray<string> Categories { get; }

    internal ImmutableArray<(string Name, int Atom, Expression Expression)> Derivatives { get; }

    /// <summary>Values kept of each row.</summary>
    internal int Width => _plan.Atoms.Length + Derivatives.Length;

    internal ImmutableArray<string> LevelsOf(string category) => _plan.Atoms.First(atom => atom.Column == category).Levels;

    /// <summary>Design columns of a row with one category set to a level.</summary>
    internal void With(ReadOnlySpan<double> values, string category, int level, Span<double> into)
    {
        for (int c = 0; c < into.Length; c++)
        {
            double product = 1;
            foreach (var (atom, at) in _plan.Columns[c].Parts)
                product *= at == DesignColumn.Numeric ? values[atom] : (_plan.Atoms[atom].Column == category ? level : (int)values[atom]) == at ? 1 : 0;
            into[c] = product;
        }
    }

    /// <summary>Derivatives of the design columns of a row by a number.</summary>
    internal void Slope(ReadOnlySpan<double> values, string number, Span<double> into)
    {
        into.Clear();
        for (int d = 0; d < Derivatives.Length; d++)
        {
            if (Derivatives[d].Name != number) continue;
            double slope = values[_plan.Atoms.Length + d];
            for (int c = 0; c < into.Length; c++)
                if (_plan.Columns[c].Parts.Any(part => part.Atom == Derivatives[d].Atom)) into[c] += slope * Others(values, c, Derivatives[d].Atom);
        }
    }

    private double Others(ReadOnlySpan<double> values, int column, int but)
    {
        double product = 1;
        foreach (var (atom, at) in _plan.Columns[column].Parts)
            if (atom != but) product *= at == DesignColumn.Numeric ? values[atom] : (int)values[atom] == at ? 1 : 0;
        return product;
    }

    // A function without a derivative here leaves its variables out.
    private bool Known(string name)
    {
        try
        {
            foreach (var atom in _plan.Atoms)
                if (atom.Levels.IsEmpty) Derivative.Of(atom.Expression, name);
            return true;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }
}
