using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>What factors are found from.</summary>
/// <param name="Items">Roots and counts of the items.</param>
/// <param name="Tables">Tables of all pairs, for polychoric correlations; null for Pearson's.</param>
public sealed record FactorStatistics(ItemStatistics Items, ItemTables? Tables);

/// <summary>Exploratory factors of a set of items.</summary>
public static class FactorModel
{
    /// <summary>Extracts and rotates factors, with what speaks for factoring at all and for their number.</summary>
    /// <param name="spec">What to find.</param>
    /// <param name="statistics">The rows, reduced for the same items.</param>
    /// <exception cref="StudyException">
    /// There are fewer than 3 items, too few rows or too many factors; an item does not vary or is a combination of others; the correlations are not positive definite; or an iteration does not converge.
    /// </exception>
    public static FactorFit Fit(FactorSpec spec, FactorStatistics statistics)
    {
        spec.Check();
        if (spec.BartlettScores && spec.Method == FactorMethod.Pca) throw new StudyException(FactorFaults.BartlettOfComponents());
        var space = new ItemSpace(statistics.Items);
        var polychoric = spec.Polychoric ? PolychoricMatrix.Of(statistics.Tables ?? throw new ArgumentException("Polychoric correlations need the tables of the items.", nameof(statistics))) : null;
        double[] r = polychoric?.Correlations ?? space.Moments().Correlations();
        var adequacy = FactorAdequacy.Of(r, space.K, spec.Polychoric);
        var parallel = ParallelAnalysis.Of(r, adequacy.Eigenvalues, space.Rows, spec);
        int most = spec.Method == FactorMethod.Pca ? space.K : spec.Most, m = spec.Factors ?? Math.Clamp(parallel.Deciding(spec).Retained, 1, most);
        var found = Extracted(r, space.K, m, spec.Method);
        var rotated = RotatedFactors.Of(found.Loadings, m, spec.Rotation);
        return Assemble(new FactorsFound(spec, statistics, space, r, polychoric, adequacy, parallel, found, rotated));
    }

    private static FactorSolution Extracted(double[] r, int k, int m, FactorMethod method)
    {
        if (method == FactorMethod.Pca) return Components(r, k, m);
        var found = FactorExtraction.Of(r, m, method == FactorMethod.Ml ? FactorCriterion.MaximumLikelihood : FactorCriterion.MinimumResidual);
        return found.Diary.Converged ? found : throw new StudyException(FactorFaults.NotConverged(m, found.Diary));
    }

    private static FactorSolution Components(double[] r, int k, int m)
    {
        var eigen = OrderedEigen.Of(r, k);
        var loadings = new double[k * m];
        for (int at = 0; at < loadings.Length; at++) loadings[at] = Math.Sqrt(eigen.Values[at % m]) * eigen[at / m, at % m];
        double[] uniqueness = [.. Enumerable.Range(0, k).Select(i => 1 - loadings.AsSpan(i * m, m).ToArray().Sum(loading => loading * loading))];
        return new FactorSolution(LoadingSigns.Positive(loadings, m), uniqueness, new FactorDiary(0, 0, true));
    }

    private static FactorFit Assemble(FactorsFound found)
    {
        var (spec, k, m) = (found.Spec, found.Space.K, found.Rotated.Factors);
        double[] structure = found.Rotated.Structure, weights = FactorScores.Weights(found);
        double[] squares = found.Rotated.SumsOfSquares;
        bool tested = !found.Statistics.Items.Roots.Weighted && found.Polychoric is null;
        double[] names = found.Rotated.Loadings;
        return new FactorFit(spec)
        {
            Items = [.. spec.Scale.Items.Select((item, i) => new FactorItem(item, spec.Scale.Reversed[i], [.. names.AsSpan(i * m, m)], [.. structure.AsSpan(i * m, m)], found.Solution.Communality(i),
                found.Solution.Uniquenesses[i], found.Adequacy.OfItems[i], [.. weights.AsSpan(i * m, m)], found.Polychoric?.Thresholds[i] ?? []))],
            Factors = [.. Enumerable.Range(0, m).Select(f => new FactorShare($"F{f + 1}", squares[f], squares[f] / k, squares.Take(f + 1).Sum() / k, FactorScores.Determinacy(found, f)))],
            FactorCorrelations = new LabelledMatrix([.. Enumerable.Range(1, m).Select(f => $"F{f}")], [.. found.Rotated.Correlations]),
            Correlations = new LabelledMatrix(spec.Scale.Items, [.. found.R]),
            Eigenvalues = found.Parallel.Components.Rows,
            CommonEigenvalues = found.Parallel.Common.Rows,
            Moments = found.Space.OfItems(),
            Kmo = found.Adequacy.Overall,
            Sphericity = tested ? found.Adequacy.Sphericity(found.Space.Rows) : null,
            Test = tested && spec.Method == FactorMethod.Ml ? found.Test() : null,
            ResidualRoot = found.ResidualRoot(),
            Rows = found.Space.Rows,
            RowsIncomplete = found.Statistics.Items.Roots.RowsIncomplete,
            Cautions = [.. Cautions(found)],
            Provenance = ProvenanceOf(found),
        };
    }

    private static IEnumerable<Label> Cautions(FactorsFound found)
    {
        var (spec, items) = (found.Spec, found.Spec.Scale.Items);
        yield return spec.Method == FactorMethod.Pca ? FactorFaults.Components() : FactorFaults.Exploratory();
        int retained = found.Parallel.Deciding(spec).Retained;
        if (spec.Factors is null && retained == 0) yield return FactorFaults.NoneRetained();
        if (spec.Factors is null && retained > found.Rotated.Factors) yield return FactorFaults.AtMost(retained, found.Rotated.Factors);
        if (spec.Method != FactorMethod.Pca && !found.Solution.Heywood.IsEmpty) yield return FactorFaults.Heywood([.. found.Solution.Heywood.Select(i => items[i])]);
        if (found.Adequacy.Overall < 0.6) yield return FactorFaults.LowKmo(found.Adequacy.Overall);
        if (found.Statistics.Items.Roots.Weighted) yield return FactorFaults.Weighted();
        if (found.Polychoric is not { } polychoric) yield break;
        foreach (var (left, right) in polychoric.AtBound) yield return FactorFaults.Boundary(items[left], items[right]);
        if (polychoric.WithEmptyCells > 0) yield return FactorFaults.EmptyCells(polychoric.WithEmptyCells);
    }

    private static Provenance ProvenanceOf(FactorsFound found)
    {
        var (spec, m) = (found.Spec, found.Rotated.Factors);
        string extraction = spec.Method switch { FactorMethod.Ml => "maximum likelihood", FactorMethod.Paf => "principal axes to their fixed point (minimum residual)", _ => "principal components" };
        string rotation = m == 1 ? "none" : spec.Rotation switch { FactorRotation.Oblimin => "oblimin (γ = 0)", FactorRotation.Promax => "promax (power 4)", FactorRotation.Varimax => "normal varimax", _ => "none" };
        string correlations = (found.Statistics.Items.Roots.Weighted ? "weighted " : "") + (spec.Polychoric ? "two-step polychoric" : "Pearson");
        var provenance = Provenance.Of($"{m} factors by {extraction} of {correlations} correlations; rotation {rotation}; scores by {(spec.BartlettScores ? "Bartlett" : "regression")}", found.Space.Rows, 0,
            ("items", spec.Scale.Text), ("parallel_analysis", string.Create(CultureInfo.InvariantCulture, $"{Basis(spec.Parallel)}, {spec.Draws} random normal samples, quantile {spec.Quantile:0.###}")),
            ("number_of_factors", spec.Factors is null ? "parallel analysis" : "given"),
            ("diary", string.Create(CultureInfo.InvariantCulture, $"{found.Solution.Diary.Iterations} steps, slope {found.Solution.Diary.LargestSlope:0.0E+0}; rotation {found.Rotated.Iterations} steps, slope {found.Rotated.Slope:0.0E+0}")));
        return provenance with { Seed = spec.UsedSeed };
    }

    private static string Basis(ParallelBasis basis) => basis switch
    {
        ParallelBasis.Components => "components",
        ParallelBasis.Smc => "common factors, squared multiple correlations",
        _ => "common factors, communalities of one minimum-residual factor",
    };
}
