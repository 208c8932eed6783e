namespace CoProduction.Analysis;

/// <summary>One item of a scale, turned round where the scale says so, over complete rows.</summary>
/// <param name="Item">Column of the item.</param>
/// <param name="Reversed">True when it was turned round.</param>
/// <param name="Mean">Mean, weighted where weights are named.</param>
/// <param name="StdDev">Standard deviation, n - 1.</param>
/// <param name="Skewness">m₃ / s³ with s of divisor n - 1: type 3 of Joanes and Gill (1998), psych's default; null when it does not vary.</param>
/// <param name="Kurtosis">m₄ / s⁴ - 3, type 3; null when it does not vary.</param>
/// <param name="Floor">Share of rows at the lowest answer of the range, in 0..1.</param>
/// <param name="Ceiling">Share of rows at the highest answer of the range, in 0..1.</param>
/// <param name="ItemTotal">Correlation with the sum of all items, itself included.</param>
/// <param name="ItemRest">Correlation with the sum of the other items.</param>
/// <param name="Corrected">Correlation with the scale freed of the item's own error, psych's r.cor.</param>
/// <param name="AlphaIfDeleted">Alpha of the scale without it; null with fewer than 3 items.</param>
/// <param name="AlphaIfReversed">Alpha of the scale with it turned round once more.</param>
/// <param name="Discrimination">How it parts the upper from the lower scorers.</param>
public sealed record ItemStatistic(
    string Item, bool Reversed, double Mean, double StdDev, double? Skewness, double? Kurtosis, double Floor, double Ceiling, double? ItemTotal, double? ItemRest, double? Corrected,
    double? AlphaIfDeleted, double? AlphaIfReversed, ItemDiscrimination Discrimination);

/// <summary>
/// The upper against the lower 27 % of the rows by total score (Kelley 1939). The lower group is every row whose total is at most the ⌈0.27 n⌉-th smallest total, the upper likewise from above, so that ties
/// are kept whole. Null values: the groups would overlap, or the quantity does not exist.
/// </summary>
/// <param name="Difference">Mean of the upper group less mean of the lower, in units of the item.</param>
/// <param name="Index">The difference over the range of the answers, D; for right and wrong answers Kelley's difference of shares. In -1..1.</param>
/// <param name="CriticalRatio">t of the difference, equal variances; null with weights.</param>
/// <param name="Df">Its degrees of freedom.</param>
/// <param name="PValue">Its two-sided p value.</param>
public sealed record ItemDiscrimination(double? Difference, double? Index, double? CriticalRatio, double? Df, double? PValue);

/// <summary>Distribution of one item from the counts of its answers.</summary>
internal readonly record struct ItemShape(double Mean, double StdDev, double? Skewness, double? Kurtosis, double Floor, double Ceiling)
{
    /// <param name="answers">For one item, its answers and their weights.</param>
    /// <param name="at">Item.</param>
    /// <param name="range">Lowest and highest answer.</param>
    internal static ItemShape Of(ItemAnswers answers, int at, (double Minimum, double Maximum) range)
    {
        bool reversed = answers.Scale.Reversed[at];
        (double Value, double Weight)[] values = [.. answers.Answers[at].Select(answer => (reversed ? range.Minimum + range.Maximum - answer.Value : answer.Value, answer.Weight))];
        double sum = answers.WeightSum, n = answers.Rows, mean = values.Sum(value => value.Weight * value.Value) / sum;
        double Moment(int power) => values.Sum(value => value.Weight * Math.Pow(value.Value - mean, power)) / sum;
        double deviation = Math.Sqrt(Moment(2) * (n / (n - 1)));
        double Share(double answer) => values.Where(value => value.Value == answer).Sum(value => value.Weight) / sum;
        return new ItemShape(mean, deviation, deviation > 0 ? Moment(3) / Math.Pow(deviation, 3) : null, deviation > 0 ? Moment(4) / Math.Pow(deviation, 4) - 3 : null,
            Share(range.Minimum), Share(range.Maximum));
    }
}

/// <summary>The upper and the lower group by total score.</summary>
internal sealed class ScoreGroups
{
    private const double Share = 0.27;

    private readonly ItemAnswers _answers;
    private readonly TotalGroup? _lower, _upper;
    private readonly bool _weighted;

    internal ScoreGroups(ItemAnswers answers, bool weighted)
    {
        (_answers, _weighted) = (answers, weighted);
        int low = Cut(answers.Totals), high = answers.Totals.Length - 1 - Cut([.. answers.Totals.Reverse()]);
        if (low >= high) return;
        _lower = answers.Totals[..(low + 1)].Aggregate((left, right) => left.Plus(right));
        _upper = answers.Totals[high..].Aggregate((left, right) => left.Plus(right));
    }

    /// <summary>Rows of the lower and of the upper group; 0 when they would overlap.</summary>
    internal (long Lower, long Upper) Sizes => (_lower?.Count ?? 0, _upper?.Count ?? 0);

    internal ItemDiscrimination Of(int item, (double Minimum, double Maximum) range)
    {
        if (_lower is null || _upper is null) return new ItemDiscrimination(null, null, null, null, null);
        double below = _lower.Sums[item] / _lower.Weight, above = _upper.Sums[item] / _upper.Weight, difference = (above - below) * (_answers.Scale.Reversed[item] ? -1 : 1);
        double n1 = _lower.Count, n2 = _upper.Count, df = n1 + n2 - 2;
        double within = _lower.Squares[item] - below * _lower.Sums[item] + (_upper.Squares[item] - above * _upper.Sums[item]);
        double t = difference / Math.Sqrt(within / df * (1 / n1 + 1 / n2));
        bool exists = !_weighted && df > 0 && within > 0 && double.IsFinite(t);
        return new ItemDiscrimination(difference, difference / (range.Maximum - range.Minimum), exists ? t : null, exists ? df : null, exists ? StudentT.TwoSided(t, df) : null);
    }

    // Index of the total at which the groups so far hold the share. The slack forgives 0.27 n its last digit.
    private int Cut(System.Collections.Immutable.ImmutableArray<TotalGroup> totals)
    {
        double needed = Share * _answers.WeightSum * (1 - 1e-12), held = 0;
        for (int at = 0; at < totals.Length; at++)
            if ((held += totals[at].Weight) >= needed) return at;
        return totals.Length - 1;
    }
}
