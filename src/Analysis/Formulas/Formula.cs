using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// A formula in R's language: <c>y ~ a + b*c + a:b - 1</c>, <c>(a + b)^2</c>, <c>I(x^2)</c>, <c>log exp sqrt abs log2 log10 log1p</c>, <c>scale(x)</c>, <c>center(x)</c>,
/// <c>center(x, by g)</c> and <c>mean(x, by g)</c>, also on the outcome; <c>poly(x, 2)</c>; categories <c>factor(g, ref = b)</c>, <c>relevel(g, ref = b)</c>, <c>C(g, sum)</c>; random parts <c>(1 + a | community)</c>, <c>(a || community)</c>, <c>(1 | subdistrict/community)</c>; absorbed fixed effects <c>y ~ a | community + year</c>; names with dots, underscores and Chinese characters as they are, anything else in backticks.
/// </summary>
public sealed record Formula
{
    private Formula(string text, Expression outcome, TermExpansion expansion, ImmutableArray<string> absorbed)
    {
        Text = text;
        OutcomeExpression = outcome;
        Outcome = Deparser.Print(outcome);
        Intercept = expansion.Intercept;
        Atoms = expansion.Atoms;
        AtomNames = expansion.Names;
        AtomsOfTerms = expansion.Terms;
        Terms = [.. expansion.Terms.Select(term => string.Join(":", term.Select(index => AtomNames[index])))];
        Variables = [.. NamesIn(Atoms.Prepend(outcome))];
        Keys = [.. Atoms.Prepend(outcome).SelectMany(ExpressionTree.All).OfType<MomentExpression>().Select(moment => moment.By?.Name).OfType<string>().Distinct()];
        Random = expansion.Random;
        Absorbed = absorbed;
        Groups = [.. Random.SelectMany(term => term.Groups).Concat(absorbed).Distinct()];
        Factors = [.. NamesIn(Atoms.OfType<CategoryExpression>())];
    }

    /// <summary>The formula as given.</summary>
    public string Text { get; }

    /// <summary>The outcome as R prints it.</summary>
    public string Outcome { get; }

    /// <summary>R's labels of the terms in R's order, without the intercept; a factor is one term here.</summary>
    public ImmutableArray<string> Terms { get; }

    /// <summary>True unless the formula takes the intercept away.</summary>
    public bool Intercept { get; }

    /// <summary>Names of the variables to read, the outcome's first, then in order of appearance.</summary>
    public ImmutableArray<string> Variables { get; }

    /// <summary>Names of the variables inside <c>factor()</c>, <c>relevel()</c> and <c>C()</c>: their levels are needed even where they hold numbers.</summary>
    public ImmutableArray<string> Factors { get; }

    /// <summary>The random parts of a mixed model, in order; empty for none.</summary>
    public ImmutableArray<RandomTerm> Random { get; }

    /// <summary>Fields whose fixed effects are absorbed, in order; empty for none.</summary>
    public ImmutableArray<string> Absorbed { get; }

    /// <summary>Fields that <see cref="Random"/> and <see cref="Absorbed"/> group the rows by; they are keys, not variables.</summary>
    public ImmutableArray<string> Groups { get; }

    /// <summary>Fields that functions group the rows by, as <c>center(x, by community)</c> does; they are keys, not variables. A row needs them all.</summary>
    public ImmutableArray<string> Keys { get; }

    internal Expression OutcomeExpression { get; }

    internal ImmutableArray<Expression> Atoms { get; }

    internal ImmutableArray<string> AtomNames { get; }

    internal ImmutableArray<ImmutableArray<int>> AtomsOfTerms { get; }

    /// <summary>Reads a formula.</summary>
    /// <param name="text">Such as <c>satisfaction ~ trust + efficacy*rights</c>.</param>
    /// <exception cref="StudyException">The text is not a formula of this language; names the position and the mend.</exception>
    public static Formula Parse(string text)
    {
        text = text.TrimStart();
        var (left, right, absorbed) = FormulaParser.Parse(text);
        var outcome = FunctionReader.Read(text, left);
        CheckParts(text, outcome, inside: true);
        var expansion = TermExpansion.Of(text, FunctionReader.Read(text, right));
        foreach (var atom in expansion.Atoms) CheckParts(text, atom, inside: false);
        var formula = new Formula(text, outcome, expansion, [.. absorbed.Select(name => name.Name)]);
        if (formula.AtomNames.Contains(formula.Outcome)) throw new StudyException(LinearFaults.OutcomeAmongTerms(formula.Outcome, text));
        return formula;
    }

    // A category and a polynomial are whole variables of their own: they cannot stand inside arithmetic. A mean of all rows is no variable, but may stand there.
    private static void CheckParts(string text, Expression expression, bool inside)
    {
        var fault = expression switch
        {
            CategoryExpression category when inside => LinearFaults.FactorInside(text, category.At),
            PolynomialExpression polynomial when inside => FormulaFaults.PolynomialInside(text, polynomial),
            BinaryExpression { Operator: ":" } interaction when inside => LinearFaults.InteractionInside(text, interaction.At),
            BarExpression bar when inside => LinearFaults.BarInside(text, bar.At),
            MomentExpression { Use: MomentUse.Mean, By: null } mean when !inside => FormulaFaults.MeanAlone(text, mean),
            _ => null,
        };
        if (fault is not null) throw new StudyException(fault);
        foreach (var child in ExpressionTree.Children(expression)) CheckParts(text, child, inside: true);
    }

    private static IEnumerable<string> NamesIn(IEnumerable<Expression> expressions) => expressions.SelectMany(ExpressionTree.Names).Select(name => name.Name).Distinct();
}
