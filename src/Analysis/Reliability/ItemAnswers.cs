using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>How the items of a scale were answered, over complete rows: exact, and merged by addition.</summary>
/// <param name="Scale">The scale.</param>
/// <param name="Answers">For each item, the answers that occur, ascending.</param>
/// <param name="Totals">The total scores that occur, ascending: Σ of the answers, those of turned items with a minus.</param>
/// <param name="Rows">Complete rows, n; rows of weight zero are not counted.</param>
/// <param name="WeightSum">Sum of the weights; equals <paramref name="Rows"/> without weights.</param>
public sealed record ItemAnswers(ScaleFormula Scale, ImmutableArray<ImmutableArray<AnswerCount>> Answers, ImmutableArray<TotalGroup> Totals, long Rows, double WeightSum)
{
    /// <summary>Both together.</summary>
    /// <exception cref="StudyException">The scales differ.</exception>
    public ItemAnswers Merge(ItemAnswers other)
    {
        if (Scale.Text != other.Scale.Text) throw new StudyException(LinearFaults.OtherFormula(Scale.Text, other.Scale.Text));
        return new ItemAnswers(Scale,
            [.. Answers.Zip(other.Answers, (left, right) => left.Concat(right).GroupBy(answer => answer.Value).OrderBy(same => same.Key)
                .Select(same => new AnswerCount(same.Key, same.Sum(answer => answer.Count), same.Sum(answer => answer.Weight))).ToImmutableArray())],
            [.. Totals.Concat(other.Totals).GroupBy(group => group.Total).OrderBy(same => same.Key).Select(same => same.Aggregate((left, right) => left.Plus(right)))],
            Rows + other.Rows, WeightSum + other.WeightSum);
    }

    /// <summary>The lowest and the highest answer of all items.</summary>
    internal (double Minimum, double Maximum) Observed => (Answers.Min(item => item[0].Value), Answers.Max(item => item[^1].Value));
}

/// <summary>An answer and how often it was given.</summary>
/// <param name="Value">The answer.</param>
/// <param name="Count">Rows.</param>
/// <param name="Weight">Sum of their weights.</param>
public readonly record struct AnswerCount(double Value, long Count, double Weight);

/// <summary>The rows with one total score.</summary>
/// <param name="Total">The total.</param>
/// <param name="Count">Rows.</param>
/// <param name="Weight">Sum of their weights.</param>
/// <param name="Sums">k weighted sums of the items' answers.</param>
/// <param name="Squares">k weighted sums of the squares of the items' answers.</param>
public sealed record TotalGroup(double Total, long Count, double Weight, ImmutableArray<double> Sums, ImmutableArray<double> Squares)
{
    internal TotalGroup Plus(TotalGroup other) => this with
    {
        Count = Count + other.Count,
        Weight = Weight + other.Weight,
        Sums = [.. Sums.Zip(other.Sums, (a, b) => a + b)],
        Squares = [.. Squares.Zip(other.Squares, (a, b) => a + b)],
    };
}
