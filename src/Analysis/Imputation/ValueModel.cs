namespace CoProduction.Analysis;

/// <summary>What a model of values reads in one round.</summary>
/// <param name="Z">The table, n × <paramref name="Stride"/>.</param>
/// <param name="Stride">Length of a row.</param>
/// <param name="Rows">Rows with a value.</param>
/// <param name="Classes">Place of each of these values among the k.</param>
/// <param name="Kept">Predictors without the column of ones; none follows from others.</param>
/// <param name="Sums">Cross products of the rows with a value.</param>
/// <param name="GroupOf">Community of each row of the table; empty without.</param>
internal sealed record ValueRows(double[] Z, int Stride, int[] Rows, int[] Classes, int[] Kept, ObservedSums Sums, int[] GroupOf)
{
    internal ReadOnlySpan<double> Row(int observed) => Z.AsSpan(Rows[observed] * Stride, Stride);
}

/// <summary>A model of one of k values given the other variables, whose parameters are drawn in each round.</summary>
internal abstract class ValueModel
{
    /// <summary>More values than these are not offered.</summary>
    internal const int MostValues = 20;

    /// <summary>Draws the parameters; false when the values do not decide them.</summary>
    internal abstract bool Update(ValueRows rows, RandomStream random);

    /// <summary>Draws the place of a value among the k.</summary>
    /// <param name="row">Row of the table.</param>
    /// <param name="group">Its community; 0 without.</param>
    /// <param name="random">Stream.</param>
    internal abstract int Draw(ReadOnlySpan<double> row, int group, RandomStream random);

    /// <summary>The model of a variable.</summary>
    internal static ValueModel? Of(ImputedVariable target, int columns, int stride, bool communities) => (target.Kind, communities) switch
    {
        (ImputationKind.Logit or ImputationKind.Ordered, true) => new OrderedProbit(target.Values.Length, stride),
        (ImputationKind.Logit or ImputationKind.Ordered, false) => new OrderedDraw(target.Values.Length, columns, stride),
        (ImputationKind.Multinomial, true) => new MultinomialProbit(target.Values.Length, stride),
        (ImputationKind.Multinomial, false) => new MultinomialDraw(target.Values.Length, columns, stride),
        _ => null,
    };
}
