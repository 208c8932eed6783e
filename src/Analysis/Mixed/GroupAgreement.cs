using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// Agreement within groups against a uniform null distribution: r_wg of one item and r_wg(j) of J items, James, Demaree and Wolf (1984), eq. 1 and 2. A variance above the null's counts as the null's,
/// so that no value is negative. Groups of one respondent have none.
/// </summary>
internal static class GroupAgreement
{
    private const double Usual = 0.7;

    /// <param name="items">Roots of the items, grouped as the model's; their columns are a constant and the items.</param>
    /// <param name="group">Name of the field of the groups.</param>
    /// <param name="options">Answers an item allows, A; the null variance is (A² - 1) / 12.</param>
    internal static FitPart Of(CommunityRoots items, string group, int options)
    {
        if (options < 2) throw new StudyException(MixedFaults.TooFewOptions(options));
        if (items.Weighted) throw new StudyException(MixedFaults.WeightedAgreement());
        var communities = items.ByCommunity();
        double[] values = [.. communities.Clusters.Where(community => community.Root.Rows > 1).Select(community => Of(community.Root, options)).Order()];
        if (values.Length == 0) throw new StudyException(MixedFaults.NoAgreement(group));
        int columns = communities.Clusters[0].Root.Labels.Length - 1;
        return new FitPart("agreement", new($"组内一致性 r_wg(j)（{columns}题，{options}点，均匀零分布）", $"Agreement within groups, r_wg(j) ({columns} items of {options} answers, uniform null)"),
            [new("group", new("分组", "Group"), MeasureKind.Text), new("groups", new("组数", "Groups"), MeasureKind.Count, 0), new("mean", new("均值", "Mean")), new("median", new("中位数", "Median")),
                new("lowest", new("最小值", "Lowest")), new("highest", new("最大值", "Highest")), new("share_070", new("≥0.70的比例", "Share of 0.70 or more"), MeasureKind.Share)],
            [[group, values.Length, values.Average(), Median(values), values[0], values[^1], (double)values.Count(value => value >= Usual) / values.Length]]);
    }

    /// <summary>r_wg(j) of one group, 0..1.</summary>
    internal static double Of(CrossProduct root, int options)
    {
        int p = root.Labels.Length, items = p - 1;
        double mean = Enumerable.Range(1, items).Average(j => Squares(root, j) / (root.Rows - 1)), ratio = Math.Min(1, mean / ((options * (double)options - 1) / 12));
        return items * (1 - ratio) / (items * (1 - ratio) + ratio);
    }

    // The first row of the root is the constant's: what is below it are the squares about the mean.
    private static double Squares(CrossProduct root, int column)
    {
        int p = root.Labels.Length;
        double sum = 0;
        for (int i = 1; i <= column; i++) sum += root.Root[i * p + column] * root.Root[i * p + column];
        return sum;
    }

    private static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
