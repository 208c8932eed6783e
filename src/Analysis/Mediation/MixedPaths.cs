using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// The equations of both levels by random-intercept models: each outcome is explained by its terms about their community's mean and by these means, in one model; Zhang, Zyphur and Preacher (2009),
/// eq. 4 to 7. The columns come from the levels' roots, no row is read again. Coefficients of different outcomes are taken as independent.
/// </summary>
internal static class MixedPaths
{
    internal static JointEstimate Of(ImmutableArray<PathLevel> levels, CommunityRoots roots, double level)
    {
        int parameters = levels.Sum(one => one.Equations.Sum(equation => equation.K));
        var joint = new JointEstimate(new double[parameters], new double[parameters * parameters], new double[parameters]);
        var fits = levels[1].Equations.Select(between => (Between: between, Fit: Fit(levels, between, roots.ByCommunity(), level))).ToList();
        foreach (var (between, fit) in fits) Fill(joint, levels, between, fit);
        return joint with { Searches = [.. fits.Select(one => new PathSearch(one.Between.Outcome, one.Fit.Diary, one.Fit.Converged, one.Fit.Singular))] };
    }

    private static MixedFit Fit(ImmutableArray<PathLevel> levels, LevelEquation between, CommunityRoots roots, double level)
    {
        string field = Deparser.Name(roots.ClusterField ?? "community"), formula = $"{between.Outcome} ~ 1 + (1 | {field})";
        var within = levels[0].Of(between.Outcome);
        ImmutableArray<string> terms = [.. between.Terms, .. within is null ? [] : within.Terms.Select(term => $"{PathLevel.Within} {term}")];
        var clusters = roots.Clusters.Select((cluster, g) => cluster with { Root = Root(levels, between, within, g, terms) });
        return MixedModel.Fit(new MixedSpec(Formula.Parse(formula), level), new CommunityRoots(formula, terms, [.. clusters], true, roots.Weighted, roots.RowsRead, roots.RowsIncomplete)
        {
            Random = [[DesignColumn.InterceptName]],
            ClusterField = roots.ClusterField ?? "community",
        });
    }

    // One row with √n times the means, and below it the rows about them: means are constant and deviations sum to 0 within a community.
    private static CrossProduct Root(ImmutableArray<PathLevel> levels, LevelEquation between, LevelEquation? within, int community, ImmutableArray<string> terms)
    {
        var (below, above) = (levels[0].Units[community], levels[1].Units[community]);
        int p = terms.Length + 1, inner = below.Labels.Length, first = between.K;
        var rows = new double[(inner + 1) * p];
        for (int i = 0; i < first; i++) rows[i] = above.Root[above.Labels.IndexOf(between.Terms[i])];
        rows[p - 1] = above.Root[above.Labels.IndexOf(between.Outcome)];
        for (int c = first; c < p; c++)
        {
            int column = below.Labels.IndexOf(c == p - 1 ? between.Outcome : within!.Terms[c - first]);
            for (int r = 0; r < inner; r++) rows[(r + 1) * p + c] = below.Root[r * inner + column];
        }
        var root = CrossProduct.Of(terms.Add(between.Outcome), rows);
        return new CrossProduct(root.Labels, root.Root, below.Rows + 1, above.WeightSum, 0);
    }

    private static void Fill(JointEstimate joint, ImmutableArray<PathLevel> levels, LevelEquation between, MixedFit fit)
    {
        int[] places = [.. Enumerable.Range(between.Offset, between.K), .. levels[0].Of(between.Outcome) is { } within ? Enumerable.Range(within.Offset, within.K) : []];
        for (int i = 0; i < places.Length; i++)
        {
            joint.Theta[places[i]] = fit.Coefficients[i];
            joint.Df[places[i]] = fit.DegreesOfFreedom[i];
            for (int j = 0; j < places.Length; j++) joint.Covariance[places[i] * joint.Theta.Length + places[j]] = fit.Vcov[i, j];
        }
    }
}

/// <summary>Coefficients of all equations with their covariance, row-major, and degrees of freedom.</summary>
internal sealed record JointEstimate(double[] Theta, double[] Covariance, double[] Df)
{
    /// <summary>How the mixed models were found; empty for least squares.</summary>
    internal ImmutableArray<PathSearch> Searches { get; init; } = [];
}
