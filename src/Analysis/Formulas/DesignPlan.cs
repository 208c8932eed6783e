using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The columns a formula makes of given variables: R's <c>model.matrix</c> with treatment contrasts, names and order included.</summary>
public sealed record DesignPlan
{
    private DesignPlan(Formula formula, ImmutableArray<DesignAtom> atoms, ImmutableArray<DesignColumn> columns, ImmutableArray<ImmutableArray<DesignColumn>> random)
    {
        Formula = formula;
        Atoms = atoms;
        Terms = [.. columns.Select(column => column.Name)];
        Columns = [.. columns, .. random.SelectMany(term => term).DistinctBy(column => column.Name).Where(column => !Terms.Contains(column.Name))];
        Labels = [.. Columns.Select(column => column.Name), formula.Outcome];
        Random = [.. random.Select(term => term.Select(column => column.Name).ToImmutableArray())];
    }

    /// <summary>The formula.</summary>
    public Formula Formula { get; }

    /// <summary>R's names of the k coefficients, in R's order.</summary>
    public ImmutableArray<string> Terms { get; }

    /// <summary>The k terms, then the columns that only random parts need, then the outcome: labels of a root's columns.</summary>
    public ImmutableArray<string> Labels { get; }

    /// <summary>For each random part of the formula, the labels of its columns.</summary>
    public ImmutableArray<ImmutableArray<string>> Random { get; }

    internal ImmutableArray<DesignAtom> Atoms { get; }

    internal ImmutableArray<DesignColumn> Columns { get; }

    /// <summary>Plans the columns.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="variables">Every variable that the rows carry, by name; <c>factor(g)</c> takes the levels of <c>g</c>, or of an entry named <c>factor(g)</c>.</param>
    /// <exception cref="StudyException">A name is unknown, a category stands in arithmetic, a factor has fewer than two levels, or no term is left.</exception>
    public static DesignPlan Of(Formula formula, IReadOnlyDictionary<string, Variable> variables)
    {
        CheckNumeric(formula.OutcomeExpression, formula, variables);
        ImmutableArray<DesignAtom> atoms = [.. formula.Atoms.Select(atom => AtomOf(atom, formula, variables))];
        var columns = AllColumns(formula.Intercept, formula.AtomsOfTerms, atoms);
        if (columns.IsEmpty) throw new StudyException(LinearFaults.NoTerms(formula.Text));
        return new DesignPlan(formula, atoms, columns, [.. formula.Random.Select(term => AllColumns(term.Intercept, term.AtomsOfTerms, atoms))]);
    }

    /// <summary>This plan with the constants of its functions found in the rows that the model uses; itself when it needs none.</summary>
    /// <param name="weights">Name of the weights' column; null for none.</param>
    /// <param name="cluster">Name of the communities' column; null for none.</param>
    /// <param name="groups">Further fields that a row must have; default for none.</param>
    /// <param name="blocks">The rows, the same at each enumeration.</param>
    public DesignPlan Bound(string? weights, string? cluster, ImmutableArray<string> groups, IEnumerable<Frame> blocks) => this;

    private static ImmutableArray<DesignColumn> AllColumns(bool intercept, ImmutableArray<ImmutableArray<int>> terms, ImmutableArray<DesignAtom> atoms) =>
        [.. intercept ? [new DesignColumn(DesignColumn.InterceptName, [])] : Array.Empty<DesignColumn>(), .. terms.SelectMany((_, term) => ColumnsOf(intercept, terms, atoms, term))];

    private static DesignAtom AtomOf(Expression expression, Formula formula, IReadOnlyDictionary<string, Variable> variables)
    {
        string name = Deparser.Print(expression);
        if (expression is CallExpression { Function: Functions.Factor } call) return FactorOf(name, ((NameExpression)call.Arguments[0]).Name, formula, variables);
        if (expression is NameExpression plain && Find(plain, formula, variables) is { Levels.IsEmpty: false } factor)
            return new DesignAtom(name, factor.Name, expression, Checked(name, factor.Levels));
        CheckNumeric(expression, formula, variables);
        return new DesignAtom(name, "", expression, []);
    }

    private static DesignAtom FactorOf(string name, string column, Formula formula, IReadOnlyDictionary<string, Variable> variables)
    {
        var place = new NameExpression(column, formula.Text.IndexOf(column, StringComparison.Ordinal));
        var variable = variables.TryGetValue(name, out var declared) ? declared : Find(place, formula, variables);
        if (variable.Levels.IsEmpty) throw new StudyException(LinearFaults.LevelsUnknown(name));
        return new DesignAtom(name, column, place, Checked(name, variable.Levels));
    }

    private static ImmutableArray<string> Checked(string name, ImmutableArray<string> levels) =>
        levels.Length >= 2 ? levels : throw new StudyException(LinearFaults.OneLevel(name, levels[0]));

    private static void CheckNumeric(Expression expression, Formula formula, IReadOnlyDictionary<string, Variable> variables)
    {
        foreach (var name in Evaluation.Names(expression))
            if (!Find(name, formula, variables).Levels.IsEmpty) throw new StudyException(LinearFaults.CategoryInArithmetic(name.Name, Deparser.Print(expression), formula.Text));
    }

    private static Variable Find(NameExpression name, Formula formula, IReadOnlyDictionary<string, Variable> variables) =>
        variables.TryGetValue(name.Name, out var variable) ? variable : throw new StudyException(LinearFaults.UnknownVariable(formula.Text, name, variables.Keys));

    // The first variable of a term varies fastest, as in R.
    private static ImmutableArray<DesignColumn> ColumnsOf(bool intercept, ImmutableArray<ImmutableArray<int>> terms, ImmutableArray<DesignAtom> atoms, int term)
    {
        ImmutableArray<DesignColumn> columns = [new DesignColumn("", [])];
        foreach (int atom in terms[term])
        {
            var choices = Choices(atoms[atom], atom, Coding.IsFull(intercept, terms, atoms, term, atom));
            columns = [.. choices.SelectMany(choice => columns.Select(column => column.Times(choice)))];
        }
        return columns;
    }

    private static ImmutableArray<DesignColumn> Choices(DesignAtom atom, int index, bool full) =>
        atom.Levels.IsEmpty
            ? [new DesignColumn(atom.Name, [(index, DesignColumn.Numeric)])]
            : [.. Enumerable.Range(full ? 0 : 1, atom.Levels.Length - (full ? 0 : 1)).Select(level => new DesignColumn(atom.Name + atom.Levels[level], [(index, level)]))];
}
