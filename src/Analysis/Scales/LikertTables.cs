using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Distributions of answers item by item: what the <c>likert</c> figure draws.</summary>
public static class LikertTables
{
    private static readonly ImmutableArray<Label> FivePoints =
        [new("非常不同意", "Strongly disagree"), new("不同意", "Disagree"), new("一般", "Neither"), new("同意", "Agree"), new("非常同意", "Strongly agree")];

    /// <summary>Label of one answer: its number, with its word where the range is the platform's five points of agreement.</summary>
    /// <param name="least">Lowest answer of the range.</param>
    /// <param name="most">Highest answer of the range.</param>
    /// <param name="answer">The answer as text.</param>
    public static Label AnswerLabel(int least, int most, string answer) =>
        most - least + 1 == FivePoints.Length && int.TryParse(answer, System.Globalization.CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? new($"{answer} {FivePoints[number - least].Zh}", $"{answer} {FivePoints[number - least].En}") : Label.Same(answer);

    /// <summary>
    /// Weighted share and number of each answer, among those who answered the item, as they answered: reversed items are marked and not turned.
    /// Dimensions <c>item</c> and <c>answer</c>, measures <c>share</c> (within the item, sums to 1) and <c>n</c>. Every answer of the range has a row.
    /// </summary>
    /// <param name="id">Id of the table.</param>
    /// <param name="title">Title for people.</param>
    /// <param name="rows">Respondents.</param>
    /// <param name="scale">The items, in order, with their ranges.</param>
    /// <param name="labels">Labels of the items by column; an item without one is named by its column.</param>
    /// <param name="weight">Field of the weights; null for none.</param>
    /// <param name="answers">Labels of the answers from lowest to highest; empty for the platform's five points of agreement, or the numbers themselves on other ranges.</param>
    /// <exception cref="StudyException">An item is absent, not numeric or out of its range.</exception>
    public static CandidateTable Table(
        string id, Label title, Frame rows, ScaleSpec scale, ImmutableDictionary<string, Label> labels, string? weight, params ImmutableArray<Label> answers) =>
        Table(id, title, LikertTally.Of(scale, weight, [rows]), labels, answers);

    /// <summary>The same from answers that were counted block by block.</summary>
    /// <param name="id">Id of the table.</param>
    /// <param name="title">Title for people.</param>
    /// <param name="tally">The answers.</param>
    /// <param name="labels">Labels of the items by column; an item without one is named by its column.</param>
    /// <param name="answers">Labels of the answers from lowest to highest; empty as above.</param>
    public static CandidateTable Table(string id, Label title, LikertTally tally, ImmutableDictionary<string, Label> labels, params ImmutableArray<Label> answers) =>
        new(id, title, [new("item", new("题目", "Item")), new("answer", new("回答", "Answer"))],
            [new("share", new("占比", "Share"), MeasureKind.Share, 1), new("n", new("人数", "n"), MeasureKind.People, 0)],
            [.. tally.Scale.Items.SelectMany((item, at) => Rows(tally, at, item, labels.GetValueOrDefault(item.Name, Label.Same(item.Name)), answers))], Subject.Respondents,
            new($"分母：回答该题者；{(tally.Weight is null ? "未加权" : $"占比按{tally.Weight}加权，人数未加权")}。“（反向）”题按原答案显示。",
                $"Denominator: those who answered the item; {(tally.Weight is null ? "unweighted" : $"shares weighted by {tally.Weight}, n unweighted")}. Reversed items are shown as answered."),
            Provenance.Of("weighted shares of answers", tally.Rows, 0, ("weight", tally.Weight ?? ""), ("scale", tally.Scale.Name)));

    private static IEnumerable<TableRow> Rows(LikertTally tally, int index, ScaleItem item, Label label, ImmutableArray<Label> answers)
    {
        var (sums, counts) = (tally.Weights(index), tally.Counts(index));
        var shown = item.Reversed ? new Label($"{label.Zh}（反向）", $"{label.En} (reversed)") : label;
        double total = sums.Sum();
        return sums.Select((sum, at) => new TableRow([item.Name, (item.Minimum + at).ToString(CultureInfo.InvariantCulture)], [shown, Answer(item, at, answers)], counts[at],
            [Value.Of(total > 0 ? sum / total : null), Value.Exact(counts[at])]));
    }

    private static Label Answer(ScaleItem item, int at, ImmutableArray<Label> answers)
    {
        if (at < answers.Length) return answers[at];
        return item is { Minimum: 1, Maximum: 5 } ? FivePoints[at] : Label.Same((item.Minimum + at).ToString(CultureInfo.InvariantCulture));
    }
}
