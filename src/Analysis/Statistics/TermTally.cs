using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Counts the rows that each term of a design sets apart, as <see cref="TermPeople"/> says. It stops where every count is large: no review asks for more.</summary>
internal sealed class TermTally
{
    /// <summary>A count as large as this is no longer a few.</summary>
    private const long Many = 1000;

    private readonly DesignPlan _plan;
    private readonly long[][] _levels;
    private readonly ValueTally?[] _values;
    private long _rows;

    internal TermTally(DesignPlan plan)
    {
        _plan = plan;
        _levels = [.. plan.Atoms.Select(atom => new long[atom.Category?.Levels.Length ?? 0])];
        _values = [.. plan.Columns.Take(plan.Terms.Length).Select(column => column.Parts.IsEmpty || (column.Parts.Length == 1 && IsCategory(column.Parts[0])) ? null : new ValueTally())];
    }

    /// <summary>True when every count is large, so that no further row matters.</summary>
    internal bool IsDone { get; private set; }

    /// <summary>Adds the rows just read that are marked as used.</summary>
    internal void Add(DesignReader reader, ReadOnlySpan<bool> used)
    {
        if (IsDone) return;
        _rows += used.Count(true);
        for (int atom = 0; atom < _levels.Length; atom++)
            if (_levels[atom].Length > 0) Count(reader.Codes(atom), used, _levels[atom]);
        for (int column = 0; column < _values.Length; column++) _values[column]?.Add(reader.Column(column), used);
        IsDone = _rows >= Many && _levels.All(levels => levels.All(rows => rows >= Many)) && _values.All(values => values is null || values.Fewest(long.MaxValue) >= Many);
    }

    internal TermPeople Finish()
    {
        if (IsDone) return TermPeople.All;
        var terms = _plan.Terms.Select((term, column) => (Term: term, People: Of(column))).ToArray();
        // The equation of the means gives away a coefficient that is withheld alone.
        long[] guarded = GuardedPeople.Of([.. terms.Select(term => term.People)], [[.. Enumerable.Range(0, terms.Length)]]);
        var entries = terms.Select((term, i) => (term.Term, guarded[i])).Concat(Origins(terms)).Concat(Levels());
        return new TermPeople([.. entries.Where(entry => entry.Item2 < Math.Min(_rows, Many))]);
    }

    private static void Count(ReadOnlySpan<int> codes, ReadOnlySpan<bool> used, long[] levels)
    {
        for (int r = 0; r < used.Length; r++)
            if (used[r]) levels[codes[r]]++;
    }

    private bool IsCategory(DesignPart part) => _plan.Atoms[part.Atom].Category is not null;

    private long Of(int column)
    {
        var parts = _plan.Columns[column].Parts;
        if (parts.IsEmpty) return Intercept();
        long fewest = _values[column]?.Fewest(_rows) ?? _rows;
        return parts.Where(IsCategory).Select(OfLevel).Append(fewest).Min();
    }

    // Treatment contrasts compare a level with the reference; other contrasts rest on every level.
    private long OfLevel(DesignPart part) => part.Values.IsDefault ? Math.Min(_levels[part.Atom][part.Index], Reference(part.Atom)) : _levels[part.Atom].Min();

    // Coded in full, each level stands by itself.
    private long Reference(int atom)
    {
        int[] marked = [.. _plan.Columns.Where(column => column.Parts.Length == 1 && column.Parts[0].Atom == atom && column.Parts[0].Values.IsDefault).Select(column => column.Parts[0].Index)];
        return Enumerable.Range(0, _levels[atom].Length).Except(marked).Select(level => _levels[atom][level]).DefaultIfEmpty(_rows).Min();
    }

    // The constant speaks of those whom every category has at its reference, and every variable of two values at zero.
    private long Intercept() => Enumerable.Range(0, _levels.Length).Where(atom => _levels[atom].Length > 0).Select(Reference)
        .Concat(_values.OfType<ValueTally>().Select(values => values.Zeros)).Append(_rows).Min();

    private IEnumerable<(string, long)> Origins((string Term, long People)[] terms) =>
        _plan.Origins.Zip(terms, (origin, term) => (origin, term)).Where(pair => pair.origin.Length > 0 && pair.origin != pair.term.Term).Select(pair => (pair.origin, pair.term.People));

    // The words of predictive margins.
    private IEnumerable<(string, long)> Levels() => _plan.Atoms.Select((atom, i) => (atom.Category, Rows: _levels[i])).Where(atom => atom.Category is not null)
        .SelectMany(atom => atom.Category!.Levels.SelectMany((level, i) => new[] { ($"{atom.Category.Column}={level}", atom.Rows[i]), ($"{atom.Category.Column}: {level} - {atom.Category.Levels[0]}", Math.Min(atom.Rows[i], atom.Rows[0])) }));
}

/// <summary>Counts the values of one column as long as there are few: how many rows are not zero, and, of two values, how many have the rarer.</summary>
internal sealed class ValueTally
{
    private const long Enough = 1000;

    private double? _first;
    private double? _second;
    private long _firsts;
    private long _seconds;
    private long _others;
    private long _nonzero;

    /// <summary>Rows of value zero, where the column has two values; any number else.</summary>
    internal long Zeros => _others > 0 || _second is null ? long.MaxValue : _first == 0 ? _firsts : _second == 0 ? _seconds : long.MaxValue;

    internal void Add(ReadOnlySpan<double> values, ReadOnlySpan<bool> used)
    {
        if (_nonzero >= Enough && (_others > 0 || Math.Min(_firsts, _seconds) >= Enough)) return;
        for (int r = 0; r < used.Length; r++)
            if (used[r]) Add(values[r]);
    }

    /// <summary>The fewest people that the column sets apart; all where it is no dummy and seldom zero.</summary>
    internal long Fewest(long all) => _others == 0 && _second is not null ? Math.Min(_nonzero, Math.Min(_firsts, _seconds)) : _nonzero > 0 ? Math.Min(all, _nonzero) : all;

    private void Add(double value)
    {
        if (value != 0) _nonzero++;
        if (value == (_first ??= value)) _firsts++;
        else if (_others == 0 && value == (_second ??= value)) _seconds++;
        else _others++;
    }
}
