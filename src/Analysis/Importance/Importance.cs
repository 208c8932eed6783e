using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Divides the explained variance of a linear model among its predictors.</summary>
public static class Importance
{
    private const double SmallestPivot = 1e-9;

    /// <summary>LMG shares, dominance and their bootstrap.</summary>
    /// <param name="spec">What to divide.</param>
    /// <param name="statistics">The rows, reduced for the same formula.</param>
    /// <param name="progress">Told the draws made; null for none.</param>
    /// <param name="stop">Stops the draws.</param>
    /// <exception cref="StudyException">
    /// There are too many predictors, an interaction, no intercept or too few rows; terms are collinear, the outcome does not vary, or there is one community to draw from.
    /// </exception>
    public static ImportanceFit Fit(ImportanceSpec spec, ImportanceStatistics statistics, IProgress<long>? progress = null, CancellationToken stop = default)
    {
        spec.Check();
        var roots = statistics.Roots;
        if (spec.Formula.Text != roots.Formula) throw new StudyException(LinearFaults.OtherFormula(spec.Formula.Text, roots.Formula));
        var pooled = roots.Pooled();
        if (pooled.Rows <= pooled.Labels.Length) throw new StudyException(LinearFaults.TooFewRows(pooled.Rows, pooled.Labels.Length - 1, roots.RowsIncomplete));
        Collinearity.Check(pooled);
        ImmutableArray<string> terms = [.. roots.Origins.Skip(1).Distinct(StringComparer.Ordinal)];
        int[] order = [.. Enumerable.Range(1, roots.Terms.Length - 1).OrderBy(column => terms.IndexOf(roots.Origins[column])), roots.Terms.Length];
        int[] widths = [.. terms.Select(term => roots.Origins.Count(origin => origin == term))];
        var columns = new StandardColumns(pooled, order);
        if (!columns.OutcomeVaries) throw new StudyException(ImportanceFaults.Constant(pooled.Labels[^1]));
        var shares = Whole(columns, pooled, widths, terms);
        int draws = spec.Draws ?? (roots.Clustered ? ImportanceSpec.DefaultDraws : 0);
        var bootstrap = draws == 0 ? null : ImportanceBootstrap.Of(spec, ProductDraws.Of(columns, statistics), columns, widths, draws, progress, stop);
        return Assemble(spec, roots, pooled, terms, shares, bootstrap);
    }

    private static SubsetShares Whole(StandardColumns columns, CrossProduct pooled, int[] widths, ImmutableArray<string> terms)
    {
        int p = columns.P;
        double[] sums = new double[p * p], row = new double[p];
        for (int r = 0; r < p; r++)
        {
            columns.Put(pooled.Root.AsSpan(r * p, p), 1, row);
            for (int i = 0; i < p; i++)
                for (int j = i; j < p; j++) sums[i * p + j] += row[i] * row[j];
        }
        var correlations = columns.Correlations(sums)!;
        CheckPivots(correlations, widths, terms);
        var shares = new SubsetShares(widths);
        shares.Compute(correlations);
        return shares;
    }

    private static void CheckPivots(double[] correlations, int[] widths, ImmutableArray<string> terms)
    {
        int q = widths.Sum() + 1, term = 0, left = widths[0];
        var swept = (double[])correlations.Clone();
        for (int p = 0; p < q - 1; p++, left--)
        {
            if (left == 0) left = widths[++term];
            double pivot = swept[p * q + p];
            if (!(pivot > SmallestPivot)) throw new StudyException(ImportanceFaults.NearlyCollinear(terms[term]));
            for (int i = p + 1; i < q; i++)
                for (int j = i; j < q; j++) swept[i * q + j] -= swept[p * q + i] / pivot * swept[p * q + j];
        }
    }

    private static ImportanceFit Assemble(ImportanceSpec spec, CommunityRoots roots, CrossProduct pooled, ImmutableArray<string> terms, SubsetShares shares, ImportanceBootstrap? bootstrap)
    {
        double[] lmg = shares.Lmg();
        var bySize = shares.BySize();
        int whole = shares.Shares.Length - 1;
        return new ImportanceFit(spec)
        {
            RSquared = shares.Shares[whole],
            RSquaredInterval = bootstrap?.IntervalOfTotal(spec.Level),
            Predictors = [.. terms.Select((term, i) => new PredictorShare(term, lmg[i], lmg[i] / shares.Shares[whole], shares.Shares[1 << i], shares.Shares[whole] - shares.Shares[whole ^ (1 << i)],
                [.. bySize[i]], bootstrap?.StdDev(i), bootstrap?.Interval(i, spec.Level).Low, bootstrap?.Interval(i, spec.Level).High))],
            Dominance = [.. from i in Enumerable.Range(0, terms.Length) from j in Enumerable.Range(0, terms.Length) where lmg[i] > lmg[j] || (lmg[i] == lmg[j] && i < j)
                orderby lmg[i] descending, lmg[j] descending select new DominancePair(terms[i], terms[j], shares.Dominates(i, j), bySize[i].Zip(bySize[j]).All(pair => pair.First >= pair.Second), bootstrap?.Reproducibility(i, j))],
            Rows = pooled.Rows,
            RowsIncomplete = roots.RowsIncomplete,
            Communities = roots.Communities,
            PeopleOfTerms = roots.PeopleOfTerms,
            Uncertainty = bootstrap is null ? "none" : roots.Clustered ? "cluster bootstrap" : "bootstrap",
            Cautions = [.. Cautions(roots, bootstrap)],
            Provenance = ProvenanceOf(spec, roots, pooled, bootstrap),
        };
    }

    private static IEnumerable<Label> Cautions(CommunityRoots roots, ImportanceBootstrap? bootstrap)
    {
        yield return ImportanceFaults.NotCausal();
        if (roots.Clustered && roots.Communities < LinearCautions.FewCommunities) yield return ImportanceFaults.Few(roots.Communities);
        if (roots.Weighted && !roots.Clustered && bootstrap is not null) yield return ImportanceFaults.WeightedRows();
    }

    private static Provenance ProvenanceOf(ImportanceSpec spec, CommunityRoots roots, CrossProduct pooled, ImportanceBootstrap? bootstrap)
    {
        string draws = bootstrap is null ? "no intervals" : string.Create(CultureInfo.InvariantCulture, $"percentile intervals from {bootstrap.Draws.Length} draws of {bootstrap.Units}");
        var provenance = Provenance.Of($"LMG (Lindeman, Merenda and Gold 1980) by all subsets of {(roots.Weighted ? "weighted " : "")}merged roots; {draws}", pooled.Rows, roots.Communities,
            [("formula", spec.Formula.Text), .. roots.Constants, ("level", spec.Level.ToString("R", CultureInfo.InvariantCulture))]);
        return bootstrap is null ? provenance : provenance with { Seed = spec.UsedSeed };
    }
}
