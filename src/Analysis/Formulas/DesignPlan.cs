using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The columns a formula makes of given variables: R's <c>model.matrix</c>, names and order included.</summary>
public sealed record DesignPlan
{
    private DesignPlan(Formula formula, ImmutableArray<DesignAtom> atoms, ImmutableArray<DesignColumn> columns, ImmutableArray<ImmutableArray<DesignColumn>> random)
    {
        Formula = formula;
        Outcome = formula.OutcomeExpression;
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

    /// <summary>For each of the k coefficients the label of the formula's term that made it; empty for the intercept.</summary>
    public ImmutableArray<string> Origins => [.. Columns.Take(Terms.Length).Select(column => string.Join(':', column.Parts.Select(part => Atoms[part.Atom].Name)))];

    /// <summary>The k terms, then the columns that only random parts need, then the outcome: labels of a root's columns.</summary>
    public ImmutableArray<string> Labels { get; }

    /// <summary>For each random part of the formula, the labels of its columns.</summary>
    public ImmutableArray<ImmutableArray<string>> Random { get; }

    /// <summary>
    /// What the functions of the formula took from the rows, by the function as printed: <c>scale(age)</c> → <c>(age - 44.1)/15.2</c>. Empty before <see cref="Bound"/> and when there is no such function.
    /// </summary>
    public ImmutableArray<(string Function, string Value)> Constants => Expressions.SelectMany(ExpressionTree.All).Any(expression => expression is FunctionExpression)
        ? [.. Expressions.SelectMany(ExpressionTree.All).Select(BoundText.Of).OfType<(string, string)>().Distinct()] : [];

    /// <summary>True when a function still needs constants from the rows; see <see cref="Bound"/>.</summary>
    public bool NeedsConstants => Expressions.SelectMany(ExpressionTree.All).Any(ConstantBinding.IsUnbound);

    internal ImmutableArray<DesignAtom> Atoms { get; private init; }

    internal Expression Outcome { get; private init; }

    /// <summary>All that is computed of the rows, the outcome last.</summary>
    internal IEnumerable<Expression> Expressions => Atoms.Select(atom => atom.Expression).Append(Outcome);

    internal ImmutableArray<DesignColumn> Columns { get; }

    /// <summary>Plans the columns.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="variables">Every variable that the rows carry, by name, the fields behind <c>by</c> too; a category takes the levels of its variable <c>g</c>, or of an entry named <c>factor(g)</c>.</param>
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
    /// <exception cref="StudyException">A column to scale is constant, or a polynomial has too few different values.</exception>
    public DesignPlan Bound(string? weights, string? cluster, ImmutableArray<string> groups, IEnumerable<Frame> blocks)
    {
        var plan = this;
        while (ConstantBinding.Ready(plan.Expressions) is { IsEmpty: false } asked) plan = plan.With(new ConstantPass(plan, asked, weights, cluster, groups).Read(blocks));
        return plan;
    }

    /// <summary>The same columns of a model whose outcome is no number: its place is filled with 0, and rows without an outcome stay unusable.</summary>
    internal DesignPlan WithoutOutcome() => this with { Outcome = new NumberExpression(0, 0) };

    private DesignPlan With(IReadOnlyDictionary<string, Expression> found) => this with
    {
        Atoms = [.. Atoms.Select(atom => atom with { Expression = ConstantBinding.Bind(atom.Expression, found) })],
        Outcome = ConstantBinding.Bind(Outcome, found),
    };

    private static ImmutableArray<DesignColumn> AllColumns(bool intercept, ImmutableArray<ImmutableArray<int>> terms, ImmutableArray<DesignAtom> atoms) =>
        [.. intercept ? [new DesignColumn(DesignColumn.InterceptName, [])] : Array.Empty<DesignColumn>(), .. terms.SelectMany((_, term) => ColumnsOf(intercept, terms, atoms, term))];

    private static DesignAtom AtomOf(Expression expression, Formula formula, IReadOnlyDictionary<string, Variable> variables)
    {
        string name = Deparser.Print(expression);
        if (expression is CategoryExpression asked) return new DesignAtom(name, expression, Category.Of(asked, LevelsOf(asked, formula, variables), formula.Text));
        if (expression is NameExpression plain && Find(plain, formula, variables) is { Levels.IsEmpty: false } factor)
            return new DesignAtom(name, expression, Category.Of(factor.Name, Checked(name, factor.Levels)));
        CheckNumeric(expression, formula, variables);
        return new DesignAtom(name, expression, null);
    }

    private static ImmutableArray<string> LevelsOf(CategoryExpression asked, Formula formula, IReadOnlyDictionary<string, Variable> variables)
    {
        var variable = variables.TryGetValue($"{Functions.Factor}({asked.Column.Name})", out var declared) ? declared : Find(asked.Column, formula, variables);
        if (variable.Levels.IsEmpty) throw new StudyException(LinearFaults.LevelsUnknown(asked.Printed, asked.Column.Name));
        return Checked(asked.Printed, variable.Levels);
    }

    private static ImmutableArray<string> Checked(string name, ImmutableArray<string> levels) =>
        levels.Length >= 2 ? levels : throw new StudyException(LinearFaults.OneLevel(name, levels[0]));

    private static void CheckNumeric(Expression expression, Formula formula, IReadOnlyDictionary<string, Variable> variables)
    {
        foreach (var moment in ExpressionTree.All(expression).OfType<MomentExpression>())
            if (moment.By is { } field) Find(field, formula, variables);
        foreach (var name in ExpressionTree.Names(expression))
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

    private static IEnumerable<DesignColumn> Choices(DesignAtom atom, int index, bool full)
    {
        if (atom.Category is { } category)
            return (full ? Contrasts.Indicators(category.Levels) : category.Contrasts).Select(column => new DesignColumn(atom.Name + column.Suffix, [new DesignPart(index, column.Level, column.Values)]));
        return Enumerable.Range(0, atom.Width).Select(column => new DesignColumn(atom.Width == 1 ? atom.Name : $"{atom.Name}{column + 1}", [new DesignPart(index, column)]));
    }
}
