using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The columns of a choice model, bound to rows: those with parameters of each index first.</summary>
public sealed record ChoicePlan
{
    private ChoicePlan(ChoiceSpec spec, DesignPlan design, DesignPlan? offset, ImmutableArray<int> order, int own) => (Spec, Design, Offset, Order, Own) = (spec, design, offset, order, own);

    internal ChoiceSpec Spec { get; }

    internal DesignPlan Design { get; private init; }

    /// <summary>One column; null for no offset.</summary>
    internal DesignPlan? Offset { get; private init; }

    /// <summary>Column of the design at each place.</summary>
    internal ImmutableArray<int> Order { get; }

    /// <summary>Leading columns that each index has parameters for.</summary>
    internal int Own { get; }

    internal int Columns => Order.Length;

    /// <summary>Labels of the columns in their order here.</summary>
    internal ImmutableArray<string> Labels => [.. Order.Select(column => Design.Terms[column])];

    internal ImmutableArray<string> Origins => [.. Order.Select(column => Design.Origins[column])];

    /// <summary>Plans the columns.</summary>
    /// <param name="spec">The model.</param>
    /// <param name="variables">The fields by name, their categories with the levels that the rows used have.</param>
    /// <exception cref="StudyException">A name is unknown, a category stands in arithmetic, or the parts of the request do not go together.</exception>
    public static ChoicePlan Of(ChoiceSpec spec, IReadOnlyDictionary<string, Variable> variables)
    {
        spec.Check();
        var numeric = variables.ToDictionary(StringComparer.Ordinal);
        numeric[spec.Outcome] = Variable.Numeric(spec.Outcome);
        var design = DesignPlan.Of(spec.Formula, numeric).WithoutOutcome();
        var own = OwnColumns(spec, design);
        return new ChoicePlan(spec, design, OffsetOf(spec, numeric), [.. own, .. Enumerable.Range(0, design.Terms.Length).Except(own)], own.Length);
    }

    /// <summary>The plan with the constants of its functions found in the rows.</summary>
    internal ChoicePlan Bound(IEnumerable<Frame> blocks) => !Design.NeedsConstants && Offset?.NeedsConstants != true ? this : this with
    {
        Design = Design.Bound(Spec.Design.Weights, Spec.Design.Cluster, Spec.Needed, blocks),
        Offset = Offset?.Bound(Spec.Design.Weights, Spec.Design.Cluster, Spec.Needed, blocks),
    };

    /// <summary>How the indices come from the columns.</summary>
    /// <param name="categories">Categories of the outcome.</param>
    internal IndexMap Map(int categories) => Spec.Family switch
    {
        ChoiceFamily.OrderedLogit or ChoiceFamily.OrderedProbit => new IndexMap(Own, Columns - Own, categories - 1, categories - 1, -1),
        ChoiceFamily.Multinomial => new IndexMap(Own, 0, categories - 1, categories - 1, 1),
        ChoiceFamily.NegativeBinomial => new IndexMap(Own, Columns - Own, 2, 1, 1),
        _ => new IndexMap(Own, 0, 1, 1, 1),
    };

    private static ImmutableArray<int> OwnColumns(ChoiceSpec spec, DesignPlan design)
    {
        if (!spec.Family.IsOrdered() && spec.Family != ChoiceFamily.NegativeBinomial) return [.. Enumerable.Range(0, design.Terms.Length)];
        if (spec.Nominal.FirstOrDefault(term => !spec.Formula.Terms.Contains(term)) is { } unknown) throw new StudyException(ChoiceFaults.UnknownNominal(unknown, spec.Formula.Terms));
        var origins = design.Origins;
        return [.. Enumerable.Range(0, design.Terms.Length).Where(column => origins[column].Length == 0 || spec.Nominal.Contains(origins[column]))];
    }

    private static DesignPlan? OffsetOf(ChoiceSpec spec, IReadOnlyDictionary<string, Variable> variables)
    {
        if (spec.OffsetFormula is not { } formula) return null;
        var plan = DesignPlan.Of(formula, variables).WithoutOutcome();
        return plan is { Terms.Length: 1 } && plan.Atoms.All(atom => atom.Category is null) ? plan : throw new StudyException(ChoiceFaults.BadOffset(spec.Offset!));
    }
}
