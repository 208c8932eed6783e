namespace CoProduction.Analysis;

/// <summary>Expected information of one row about a model's k parameters and c others: what score tests need of it.</summary>
/// <param name="Own">Of the parameters, k × k.</param>
/// <param name="Across">Between each other and the parameters, c × k.</param>
/// <param name="Diagonal">Of each other by itself, c.</param>
internal sealed record CandidateInformation(double[] Own, double[] Across, double[] Diagonal)
{
    /// <summary>At the criterion's last value; of rows with missing answers the mean over their patterns, as lavaan has it, unless they have too many moments.</summary>
    /// <param name="criterion">The criterion of all k + c parameters.</param>
    /// <param name="k">Parameters of the model.</param>
    internal static CandidateInformation Of(SemCriterion criterion, int k) => criterion.Moments[0].Patterns is null || SaturatedInformation.Moments(criterion[0].P) > SaturatedMetric.MostMoments ? OfComplete(criterion, k) : OfPatterns(criterion, k);

    private static CandidateInformation OfComplete(SemCriterion criterion, int k)
    {
        int all = criterion.K, c = all - k;
        var information = new double[all * all];
        criterion.Information(information);
        var found = new CandidateInformation(new double[k * k], new double[c * k], new double[c]);
        for (int i = 0; i < all; i++) information.AsSpan(i * all, k).CopyTo(i < k ? found.Own.AsSpan(i * k, k) : found.Across.AsSpan((i - k) * k, k));
        for (int i = 0; i < c; i++) found.Diagonal[i] = information[(k + i) * all + k + i];
        return found;
    }

    private static CandidateInformation OfPatterns(SemCriterion criterion, int k)
    {
        int c = criterion.K - k;
        var found = new CandidateInformation(new double[k * k], new double[c * k], new double[c]);
        for (int g = 0; g < criterion.Groups; g++) found.AddGroup(criterion[g], criterion.Moments[g].Patterns!, criterion.Share(g), k);
        return found;
    }

    private void AddGroup(GroupBuffers buffers, PatternSet patterns, double share, int k)
    {
        int m = SaturatedInformation.Moments(buffers.P);
        double[] weight = SaturatedInformation.Expected(patterns, buffers.Inverse), slopes = MomentSlopes.Of(buffers, k), weighed = new double[k * m], own = new double[k * k], slope = new double[m];
        Lanes.TimesTransposed(slopes, weight, m, weighed);
        Lanes.TimesTransposed(weighed, slopes, m, own);
        Lanes.Add(Own, share, own);
        foreach (var terms in buffers.Terms.Where(term => term.Free >= k).GroupBy(term => term.Free))
        {
            Array.Clear(slope);
            foreach (var term in terms) MomentSlopes.Add(slope, buffers, term);
            AddCandidate(terms.Key - k, slope, weight, weighed, share, k);
        }
    }

    // A residual covariance moves one moment, a loading the row of its item: most entries are 0.
    private void AddCandidate(int at, double[] slope, double[] weight, double[] weighed, double share, int k)
    {
        int m = slope.Length;
        int[] moved = [.. Enumerable.Range(0, m).Where(i => slope[i] != 0)];
        foreach (int i in moved)
        {
            for (int row = 0; row < k; row++) Across[at * k + row] += share * slope[i] * weighed[row * m + i];
            foreach (int j in moved) Diagonal[at] += share * slope[i] * slope[j] * weight[i * m + j];
        }
    }
}
