using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A level that a formula names.</summary>
/// <param name="Text">The level.</param>
/// <param name="At">Position in the formula, counted from 0.</param>
internal sealed record LevelName(string Text, int At);

/// <summary>A change to the order of levels.</summary>
/// <param name="Levels">The levels named.</param>
/// <param name="Whole">True when they are all levels in their new order; false when the one named comes first.</param>
internal sealed record LevelOrder(ImmutableArray<LevelName> Levels, bool Whole);

/// <summary>A category of a design: its column, its levels in order and its contrasts.</summary>
/// <param name="Column">Column of the category.</param>
/// <param name="Levels">Levels in order, at least two.</param>
/// <param name="Contrasts">The columns that contrast the levels.</param>
internal sealed record Category(string Column, ImmutableArray<string> Levels, ImmutableArray<ContrastColumn> Contrasts)
{
    /// <summary>A plain category: each level is contrasted with the first.</summary>
    internal static Category Of(string column, ImmutableArray<string> levels) => new(column, levels, CoProduction.Analysis.Contrasts.Of(ContrastKind.Treatment, levels, 0));

    /// <summary>The category that a formula asks for.</summary>
    /// <exception cref="StudyException">A level named is not among those found, or one is left out.</exception>
    internal static Category Of(CategoryExpression asked, ImmutableArray<string> found, string formula)
    {
        var levels = asked.Orders.Aggregate(found, (known, order) => Ordered(asked, known, order, formula));
        return new Category(asked.Column.Name, levels, CoProduction.Analysis.Contrasts.Of(asked.Contrasts.Kind, levels, Reference(asked, levels, formula)));
    }

    private static ImmutableArray<string> Ordered(CategoryExpression asked, ImmutableArray<string> known, LevelOrder order, string formula)
    {
        foreach (var level in order.Levels) Check(asked, level, known, formula);
        ImmutableArray<string> named = [.. order.Levels.Select(level => level.Text)];
        if (!order.Whole) return [.. named, .. known.Remove(named[0])];
        if (named.Distinct().Count() < named.Length) throw new StudyException(FormulaFaults.LevelTwice(asked, formula));
        return known.FirstOrDefault(level => !named.Contains(level)) is { } left ? throw new StudyException(FormulaFaults.LevelLeftOut(asked, left, formula)) : named;
    }

    private static int Reference(CategoryExpression asked, ImmutableArray<string> levels, string formula)
    {
        if (asked.Contrasts.Base is { } number && number > levels.Length) throw new StudyException(FormulaFaults.NoSuchBase(asked, number, levels, formula));
        if (asked.Contrasts.Reference is not { } reference) return asked.Contrasts.Base - 1 ?? 0;
        Check(asked, reference, levels, formula);
        return levels.IndexOf(reference.Text);
    }

    private static void Check(CategoryExpression asked, LevelName level, ImmutableArray<string> levels, string formula)
    {
        if (!levels.Contains(level.Text)) throw new StudyException(FormulaFaults.UnknownLevel(asked, level, levels, formula));
    }
}
