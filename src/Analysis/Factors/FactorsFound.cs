namespace CoProduction.Analysis;

/// <summary>All that was found, before it is written down.</summary>
internal sealed record FactorsFound(
    FactorSpec Spec, FactorStatistics Statistics, ItemSpace Space, double[] R, PolychoricMatrix? Polychoric, FactorAdequacy Adequacy, ParallelAnalysis Parallel, FactorSolution Solution, RotatedFactors Rotated)
{
    /// <summary>Likelihood-ratio test of m factors with Bartlett's correction, as stats::factanal; null without degrees of freedom.</summary>
    internal FactorTest? Test()
    {
        double k = Space.K, m = Rotated.Factors, df = ((k - m) * (k - m) - k - m) / 2, misfit = 0;
        if (df <= 0) return null;
        var eigen = FactorCriterion.MaximumLikelihood.Decompose(R, Space.K, [.. Solution.Uniquenesses.Select(FactorCriterion.MaximumLikelihood.Parameter)]);
        misfit = FactorCriterion.MaximumLikelihood.Value(eigen, (int)m);
        double chi = (Space.Rows - 1 - (2 * k + 5) / 6 - 2 * m / 3) * misfit;
        return new FactorTest(chi, df, ChiSquared.Upper(chi, df));
    }

    /// <summary>Root mean square of the residual correlations off the diagonal.</summary>
    internal double ResidualRoot()
    {
        int k = Space.K, m = Rotated.Factors;
        double sum = 0;
        for (int i = 0; i < k; i++)
            for (int j = 0; j < i; j++)
            {
                double left = R[i * k + j] - SmallMatrix.Dot(Solution.Loadings.AsSpan(i * m, m), Solution.Loadings.AsSpan(j * m, m));
                sum += left * left;
            }
        return Math.Sqrt(sum / (k * (k - 1) / 2.0));
    }
}

/// <summary>Whether correlations are fit for factoring.</summary>
/// <param name="Eigenvalues">k eigenvalues of R, descending.</param>
/// <param name="Overall">Kaiser's (1974) measure of sampling adequacy, 0..1.</param>
/// <param name="OfItems">The measure of each item.</param>
internal sealed record FactorAdequacy(double[] Eigenvalues, double Overall, double[] OfItems)
{
    private const double SmallestEigenvalue = 1e-10;

    internal static FactorAdequacy Of(double[] r, int k, bool polychoric)
    {
        double[] values = OrderedEigen.Of(r, k).Values;
        if (!(values[^1] > SmallestEigenvalue)) throw new StudyException(FactorFaults.NotPositive(values[^1], polychoric));
        var inverse = SmallSystem.Inverse(r, k)!;
        double[] shared = new double[k], own = new double[k];
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++)
            {
                if (i == j) continue;
                shared[i] += r[i * k + j] * r[i * k + j];
                own[i] += inverse[i * k + j] * inverse[i * k + j] / (inverse[i * k + i] * inverse[j * k + j]);
            }
        return new FactorAdequacy(values, shared.Sum() / (shared.Sum() + own.Sum()), [.. shared.Zip(own, (left, right) => left / (left + right))]);
    }

    /// <summary>Bartlett's (1951) test that all correlations are zero.</summary>
    internal FactorTest Sphericity(long rows)
    {
        double k = Eigenvalues.Length, chi = -(rows - 1 - (2 * k + 5) / 6) * Eigenvalues.Sum(Math.Log), df = k * (k - 1) / 2;
        return new FactorTest(chi, df, ChiSquared.Upper(chi, df));
    }
}

/// <summary>Rotated factors, in descending order of their sums of squared loadings, each with a sum of loadings that is not negative.</summary>
/// <param name="Loadings">k × m pattern, row-major.</param>
/// <param name="Correlations">m × m correlations of the factors.</param>
/// <param name="Iterations">Steps of the rotation.</param>
/// <param name="Slope">Slope at its end.</param>
internal sealed record RotatedFactors(double[] Loadings, double[] Correlations, int Iterations, double Slope)
{
    private const double Tolerance = 1e-10;

    /// <summary>Factors, m.</summary>
    internal int Factors => (int)Math.Sqrt(Correlations.Length);

    /// <summary>k × m correlations of items and factors.</summary>
    internal double[] Structure => SmallMatrix.Times(Loadings, Correlations, Factors);

    /// <summary>Variance of the items that each factor makes, its share of what two factors make together split evenly: diag(Φ L'L), as psych.</summary>
    internal double[] SumsOfSquares
    {
        get
        {
            int m = Factors;
            var product = SmallMatrix.Times(Correlations, SmallMatrix.TransposedTimes(Loadings, Loadings, Loadings.Length / m), m);
            return [.. Enumerable.Range(0, m).Select(f => product[f * m + f])];
        }
    }

    internal static RotatedFactors Of(double[] loadings, int m, FactorRotation rotation)
    {
        if (m == 1 || rotation == FactorRotation.None) return new RotatedFactors(loadings, SmallMatrix.Identity(m), 0, 0);
        var varimax = LoadingSigns.Ordered(LoadingSigns.Positive(Varimax.Of(loadings, m), m), m);
        if (rotation == FactorRotation.Varimax) return new RotatedFactors(varimax, SmallMatrix.Identity(m), 0, 0);
        var oblique = rotation == FactorRotation.Promax ? Promax.Of(varimax, m) : Oblimin.Of(varimax, m, Tolerance);
        if (!oblique.Converged) throw new StudyException(FactorFaults.RotationNotConverged(oblique.Slope, oblique.Iterations));
        return Ordered(oblique, m);
    }

    private static RotatedFactors Ordered(ObliqueSolution found, int m)
    {
        int k = found.Loadings.Length / m;
        double[] sums = [.. Enumerable.Range(0, m).Select(f => Enumerable.Range(0, k).Sum(i => found.Loadings[i * m + f]))];
        double[] squares = [.. Enumerable.Range(0, m).Select(f => Enumerable.Range(0, k).Sum(i => found.Loadings[i * m + f] * found.Loadings[i * m + f]))];
        int[] order = [.. Enumerable.Range(0, m).OrderByDescending(f => squares[f])];
        double Sign(int f) => sums[f] < 0 ? -1 : 1;
        return new RotatedFactors(
            [.. Enumerable.Range(0, k * m).Select(at => Sign(order[at % m]) * found.Loadings[at / m * m + order[at % m]])],
            [.. Enumerable.Range(0, m * m).Select(at => Sign(order[at / m]) * Sign(order[at % m]) * found.Correlations[order[at / m] * m + order[at % m]])], found.Iterations, found.Slope);
    }
}

/// <summary>Weights that make factor scores of standardised items.</summary>
internal static class FactorScores
{
    /// <summary>k × m: R⁻¹S by regression (Thurstone 1935), or Ψ⁻¹L(L'Ψ⁻¹L)⁻¹ (Bartlett 1937).</summary>
    internal static double[] Weights(FactorsFound found) => found.Spec.BartlettScores ? Bartlett(found) : Regression(found);

    /// <summary>Squared multiple correlation of a factor with the items (Grice 2001): how far its scores are determined, 0..1.</summary>
    internal static double Determinacy(FactorsFound found, int factor)
    {
        int m = found.Rotated.Factors;
        double[] structure = found.Rotated.Structure, weights = Regression(found);
        return Enumerable.Range(0, found.Space.K).Sum(i => structure[i * m + factor] * weights[i * m + factor]);
    }

    private static double[] Regression(FactorsFound found) => SmallMatrix.Times(SmallSystem.Inverse(found.R, found.Space.K)!, found.Rotated.Structure, found.Space.K);

    private static double[] Bartlett(FactorsFound found)
    {
        int m = found.Rotated.Factors, k = found.Space.K;
        double[] loadings = found.Rotated.Loadings, scaled = [.. loadings.Select((value, at) => value / found.Solution.Uniquenesses[at / m])];
        return SmallMatrix.Times(scaled, SmallSystem.Inverse(SmallMatrix.TransposedTimes(loadings, scaled, k), m)!, m);
    }
}
