using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// Expands the right side of a formula into terms as R's <c>terms.formula</c> does: a term is the set of its variables, terms stand by their order of
/// interaction and then by appearance, and an intercept is there unless it is taken away.
/// </summary>
internal sealed class TermExpansion
{
    private readonly string _formula;
    private readonly List<Expression> _atoms = [];
    private readonly List<string> _names = [];
    private readonly List<RandomTerm> _random = [];

    private TermExpansion(string formula) => _formula = formula;

    /// <summary>True unless the formula takes the intercept away.</summary>
    internal bool Intercept { get; private set; } = true;

    /// <summary>The variables of the terms, in order of appearance.</summary>
    internal ImmutableArray<Expression> Atoms => [.. _atoms];

    /// <summary>Names of <see cref="Atoms"/> as R prints them.</summary>
    internal ImmutableArray<string> Names => [.. _names];

    /// <summary>The terms in R's order, each as ascending indices into <see cref="Atoms"/>.</summary>
    internal ImmutableArray<ImmutableArray<int>> Terms { get; private set; } = [];

    /// <summary>The random parts in order; nested ones outermost first.</summary>
    internal ImmutableArray<RandomTerm> Random => [.. _random];

    internal static TermExpansion Of(string formula, Expression terms)
    {
        var expansion = new TermExpansion(formula);
        var found = expansion.Expand(terms, true);
        expansion.Terms = [.. found.OrderBy(term => term.Length)];
        return expansion;
    }

    // The terms of a random part are expanded by the same rules, with an intercept of their own.
    private List<ImmutableArray<int>> TakeRandom(BarExpression bar, bool added)
    {
        if (!added) throw new StudyException(LinearFaults.RandomTakenAway(_formula, bar.At));
        bool intercept = Intercept;
        Intercept = true;
        ImmutableArray<ImmutableArray<int>> terms = [.. Expand(bar.Terms, true).OrderBy(term => term.Length)];
        if (!Intercept && terms.IsEmpty) throw new StudyException(LinearFaults.NothingVaries(_formula, bar.At));
        for (int depth = 1; depth <= bar.Groups.Length; depth++)
            _random.Add(new RandomTerm([.. bar.Groups.Take(depth).Select(group => group.Name)], Intercept, [.. terms.Select(Label)], bar.Correlated) { AtomsOfTerms = terms });
        Intercept = intercept;
        return [];
    }

    private string Label(ImmutableArray<int> term) => string.Join(":", term.Select(index => _names[index]));

    private List<ImmutableArray<int>> Expand(Expression expression, bool added) => expression switch
    {
        GroupExpression group => Expand(group.Inner, added),
        NumberExpression number => SetIntercept(number, added),
        NegativeExpression negative => Without([], Expand(negative.Inner, !added)),
        NameExpression or FunctionExpression => [[IndexOf(expression)]],
        BinaryExpression binary => Binary(binary, added),
        BarExpression bar => TakeRandom(bar, added),
        _ => throw new ArgumentOutOfRangeException(nameof(expression)),
    };

    private List<ImmutableArray<int>> Binary(BinaryExpression binary, bool added)
    {
        if (binary.Operator == "^") return Power(binary, added);
        var left = Expand(binary.Left, added);
        var right = Expand(binary.Right, binary.Operator == "-" ? !added : added);
        return binary.Operator switch
        {
            "+" => Union(left, right),
            "-" => Without(left, right),
            ":" => Cross(left, right),
            "*" => Union(Union(left, right), Cross(left, right)),
            _ => Union(left, Cross([[.. left.SelectMany(term => term).Distinct().Order()]], right)),
        };
    }

    private List<ImmutableArray<int>> Power(BinaryExpression binary, bool added)
    {
        if (binary.Right is not NumberExpression { Value: >= 1 and <= 64 } power || power.Value % 1 != 0)
            throw new StudyException(LinearFaults.BadPower(_formula, binary.At));
        var terms = Expand(binary.Left, added);
        var result = terms;
        for (int i = 1; i < (int)power.Value; i++) result = Union(result, Cross(result, terms));
        return result;
    }

    private List<ImmutableArray<int>> SetIntercept(NumberExpression number, bool added)
    {
        if (number.Value is not (0 or 1)) throw new StudyException(LinearFaults.NumberAsTerm(_formula, number));
        Intercept = added == (number.Value == 1);
        return [];
    }

    private int IndexOf(Expression atom)
    {
        string name = Deparser.Print(atom);
        int index = _names.IndexOf(name);
        if (index >= 0) return index;
        _names.Add(name);
        _atoms.Add(atom);
        return _names.Count - 1;
    }

    private static List<ImmutableArray<int>> Union(List<ImmutableArray<int>> left, List<ImmutableArray<int>> right)
    {
        var union = new List<ImmutableArray<int>>();
        foreach (var term in left.Concat(right))
            if (!Holds(union, term)) union.Add(term);
        return union;
    }

    private static List<ImmutableArray<int>> Without(List<ImmutableArray<int>> left, List<ImmutableArray<int>> right) =>
        [.. left.Where(term => !Holds(right, term))];

    private static List<ImmutableArray<int>> Cross(List<ImmutableArray<int>> left, List<ImmutableArray<int>> right) =>
        Union([.. left.SelectMany(a => right.Select(b => a.Concat(b).Distinct().Order().ToImmutableArray()))], []);

    private static bool Holds(List<ImmutableArray<int>> terms, ImmutableArray<int> term) => terms.Exists(other => other.AsSpan().SequenceEqual(term.AsSpan()));
}
