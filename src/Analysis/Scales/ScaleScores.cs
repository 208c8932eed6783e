using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CoProduction.Analysis;

/// <summary>Scores of scales, column by column.</summary>
public static class ScaleScores
{
    private static readonly int ReasonCount = Enum.GetValues<MissingReason>().Length;

    /// <summary>
    /// The frame with one column of scores per scale, named by the scale: the mean of the answered items after the reversed ones are turned round,
    /// where at least <see cref="ScaleSpec.MinimumItems"/> are answered. A score that is missing carries the commonest reason of its missing items
    /// (the first in the order of <see cref="MissingReason"/> when two are as common). A column of that name is replaced.
    /// </summary>
    /// <exception cref="StudyException">An item is absent, not numeric or out of its range, or the minimum of items cannot be met.</exception>
    public static Frame Add(Frame rows, ImmutableArray<ScaleSpec> scales) =>
        scales.IsDefaultOrEmpty ? rows : rows.With([.. scales.Select(scale => (Column)Score(rows, scale))]);

    private static NumberColumn Score(Frame rows, ScaleSpec scale)
    {
        if (scale.Items.IsDefaultOrEmpty) throw AnalysisFaults.FewItems(scale);
        if (scale.MinimumItems < 1 || scale.MinimumItems > scale.Items.Length) throw AnalysisFaults.BadMinimumItems(scale);
        var columns = scale.Items.Select(item => rows[item.Name]).ToArray();
        var sums = new double[rows.Rows];
        var answered = new int[rows.Rows];
        for (int i = 0; i < columns.Length; i++) AddItem(columns[i], scale.Items[i], sums, answered);
        return Column(scale, columns, sums, answered);
    }

    private static void AddItem(Column column, ScaleItem item, double[] sums, int[] answered)
    {
        switch (column)
        {
            case IntegerColumn integer: AddAnswers(integer.Values.AsSpan(), column.Reasons, item, sums, answered); break;
            case NumberColumn number: AddAnswers(number.Values.AsSpan(), column.Reasons, item, sums, answered); break;
            default: throw AnalysisFaults.NotNumeric(column.Name);
        }
    }

    private static void AddAnswers(ReadOnlySpan<long> values, ImmutableArray<MissingReason> reasons, ScaleItem item, double[] sums, int[] answered)
    {
        var missing = reasons.IsDefaultOrEmpty ? [] : reasons.AsSpan();
        (long turn, long sign) = item.Reversed ? (item.Minimum + item.Maximum, -1L) : (0L, 1L);
        for (int i = 0; i < values.Length; i++)
        {
            if (!missing.IsEmpty && missing[i] != MissingReason.Present) continue;
            long value = values[i];
            if (value < item.Minimum || value > item.Maximum) throw AnalysisFaults.OutOfRange(item.Name, value, item);
            sums[i] += turn + sign * value;
            answered[i]++;
        }
    }

    private static void AddAnswers(ReadOnlySpan<double> values, ImmutableArray<MissingReason> reasons, ScaleItem item, double[] sums, int[] answered)
    {
        var missing = reasons.IsDefaultOrEmpty ? [] : reasons.AsSpan();
        (double turn, double sign) = item.Reversed ? (item.Minimum + item.Maximum, -1.0) : (0.0, 1.0);
        for (int i = 0; i < values.Length; i++)
        {
            if (!missing.IsEmpty && missing[i] != MissingReason.Present) continue;
            double value = values[i];
            if (!(value >= item.Minimum && value <= item.Maximum)) throw AnalysisFaults.OutOfRange(item.Name, value, item);
            sums[i] += turn + sign * value;
            answered[i]++;
        }
    }

    private static NumberColumn Column(ScaleSpec scale, Column[] items, double[] sums, int[] answered)
    {
        MissingReason[]? reasons = null;
        for (int i = 0; i < sums.Length; i++)
        {
            if (answered[i] >= scale.MinimumItems)
            {
                sums[i] /= answered[i];
                continue;
            }
            sums[i] = 0;
            (reasons ??= new MissingReason[sums.Length])[i] = Commonest(items, i);
        }
        return new NumberColumn(scale.Name, ImmutableCollectionsMarshal.AsImmutableArray(sums),
            reasons is null ? [] : ImmutableCollectionsMarshal.AsImmutableArray(reasons));
    }

    private static MissingReason Commonest(Column[] items, int row)
    {
        Span<int> counts = stackalloc int[ReasonCount];
        foreach (var item in items) counts[(int)item.Reason(row)]++;
        counts[(int)MissingReason.Present] = 0;
        int best = (int)MissingReason.Blank;
        for (int reason = best + 1; reason < counts.Length; reason++) if (counts[reason] > counts[best]) best = reason;
        return (MissingReason)best;
    }
}
