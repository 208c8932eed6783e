using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Board;

/// <summary>Counts and weighted shares of the answers to an item.</summary>
internal static class AnswerCounts
{
    private static readonly ImmutableArray<Label> Thirds = [new("不同意", "Disagree"), new("一般", "Neither"), new("同意", "Agree")];
    private static readonly ImmutableArray<Label> FivePoints =
        [new("非常不同意", "Strongly disagree"), new("不同意", "Disagree"), new("一般", "Neither"), new("同意", "Agree"), new("非常同意", "Strongly agree")];

    /// <summary>Every answer of the item's range, of all respondents.</summary>
    public static CubeSlice Whole(SurveyRows rows, ScaleItem item, Label wording, double[] values)
    {
        int answers = item.Maximum - item.Minimum + 1;
        var (sums, counts) = Count(rows, values, _ => 0, value => (int)value - item.Minimum, 1, answers);
        return new CubeSlice(Geography.Whole, SurveyCubes.Answers(rows.Source.Id, item.Name), "",
            [.. Enumerable.Range(0, answers).Select(at => Row(rows, item, wording, "", "", (item.Minimum + at).ToString(CultureInfo.InvariantCulture), Answer(item, at), sums, counts, 0, at))], [.. counts.Cast<long>()]);
    }

    /// <summary>Answers below, at and above the middle of the item's range, by a group field.</summary>
    public static CubeSlice ByGroup(SurveyRows rows, ScaleItem item, Label wording, double[] values, string group, LevelColumn of)
    {
        var levels = of.Names;
        var (sums, counts) = Count(rows, values, row => of.Codes[row], value => 1 + Math.Sign(2 * value - item.Minimum - item.Maximum), levels.Length, Thirds.Length);
        return new CubeSlice(Geography.Whole, SurveyCubes.Answers(rows.Source.Id, item.Name, group), SurveyCubes.Answers(rows.Source.Id, item.Name),
            [.. levels.SelectMany((level, l) => Enumerable.Range(0, Thirds.Length).Select(third => Row(rows, item, wording, group, level, (third + 1).ToString(CultureInfo.InvariantCulture), Thirds[third], sums, counts, l, third)))],
            [.. counts.Cast<long>()]);
    }

    private static (double[,] Sums, long[,] Counts) Count(SurveyRows rows, double[] values, Func<int, int> level, Func<double, int> answer, int levels, int answers)
    {
        var (sums, counts) = (new double[levels, answers], new long[levels, answers]);
        for (int row = 0; row < values.Length; row++)
        {
            if (double.IsNaN(values[row]) || double.IsNaN(rows.Weights[row])) continue;
            sums[level(row), answer(values[row])] += rows.Weights[row];
            counts[level(row), answer(values[row])]++;
        }
        return (sums, counts);
    }

    private static TableRow Row(SurveyRows rows, ScaleItem item, Label wording, string group, string level, string key, Label answer, double[,] sums, long[,] counts, int l, int at)
    {
        double all = Enumerable.Range(0, sums.GetLength(1)).Sum(one => sums[l, one]);
        var shown = item.Reversed ? new Label($"{wording.Zh}（反向）", $"{wording.En} (reversed)") : wording;
        return new TableRow([rows.Source.Id, item.Name, group.Length == 0 ? TableRow.Total : group, group.Length == 0 ? TableRow.Total : level.Length == 0 ? "-" : level, key],
            [rows.Label, shown, SurveyCubes.GroupLabel(group), SurveyCubes.LevelLabel(group, level), answer], counts[l, at], [Value.Of(all > 0 ? sums[l, at] / all : null), Value.Exact(counts[l, at])]);
    }

    private static Label Answer(ScaleItem item, int at) => item is { Minimum: 1, Maximum: 5 } ? FivePoints[at] : Label.Same((item.Minimum + at).ToString(CultureInfo.InvariantCulture));
}
