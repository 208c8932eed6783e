using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// A survey-weighted linear model from the roots of the units. Scores and replicates are formed in coordinates whitened by the pooled root, A_u = R_u R⁻¹ with Σ A_u'A_u = I, so that the condition number is never squared.
/// </summary>
internal static class GaussianEstimate
{
    internal static SurveyOutcome Of(SurveySpec spec, SurveyRoots statistics, IProgress<long>? progress, CancellationToken stop)
    {
        var roots = statistics.Roots;
        var pooled = roots.Pooled();
        int k = roots.Terms.Length;
        if (pooled.Rows <= k) throw new StudyException(LinearFaults.TooFewRows(pooled.Rows, k, roots.RowsIncomplete));
        Collinearity.Check(pooled);
        var solution = new Solution(pooled);
        var (units, scores) = Scores(statistics, solution);
        var sampling = new Sampling(spec, statistics.Units, progress, stop);
        double[] variance = sampling.Replicates is null
            ? sampling.Linearised(units, Unwhitened(solution, scores, k), k)
            : Replicated(statistics, solution, sampling, units, scores);
        double df = ModelOutcome.DfOf(sampling.Df(Presence.Of(statistics.Units, units).Df), k);
        var model = new ModelOutcome(roots.Terms, solution.Beta, variance, df, pooled.Rows);
        ImmutableArray<FitPart> means = [.. ModelMeans.Of(spec, statistics, pooled, units, sampling)];
        return model.Outcome(spec) with
        {
            PeopleOfTerms = roots.PeopleOfTerms,
            Parts = means,
            Lost = sampling.Lost,
            Figures = Figures(solution),
            Estimator = "weighted least squares by QR of merged unit roots",
            Cautions = [.. LinearCautions.Collinear(Formula.Parse(roots.Formula), roots.Terms, roots.Origins, pooled)],
        };
    }

    /// <summary>Weighted R², and σ as √(Σwe²/Σw · n/(n-1)). R's <c>summary.svyglm</c> weights the squared residuals twice in its dispersion; this does not.</summary>
    private static ImmutableArray<GlanceEntry> Figures(Solution solution)
    {
        double residual = solution.ResidualSumOfSquares, model = solution.ModelSumOfSquares, n = solution.Pooled.Rows;
        return [new("r_squared", model + residual > 0 ? model / (model + residual) : null), new("sigma", Math.Sqrt(residual / solution.Pooled.WeightSum * (n / (n - 1))))];
    }

    // R⁻ᵀ X_u'W_u e_u of every unit.
    private static (int[] Units, double[] Scores) Scores(SurveyRoots statistics, Solution solution)
    {
        var clusters = statistics.Roots.Clusters;
        int k = solution.K, p = solution.P, strata = statistics.Units.Design.Strata is null ? 0 : 1;
        var place = DomainTotals.UnitPlaces(statistics.Units);
        double[] scores = new double[clusters.Length * k];
        for (int u = 0; u < clusters.Length; u++) Triangular.SolveTransposed(solution.Root, p, Score(clusters[u].Root.Root.AsSpan(), solution.Beta, k, p)).CopyTo(scores, u * k);
        return ([.. clusters.Select(cluster => place[(strata == 0 ? "" : cluster.Groups[0], cluster.Community)])], scores);
    }

    // R₁₁'(r₁₂ - R₁₁ β): no sum of cross-products is ever subtracted.
    private static double[] Score(ReadOnlySpan<double> root, double[] beta, int k, int p)
    {
        var rotated = Triangular.Column(root, p, k, k);
        for (int i = 0; i < k; i++)
            for (int j = i; j < k; j++) rotated[i] -= root[i * p + j] * beta[j];
        double[] score = new double[k];
        for (int i = 0; i < k; i++)
            for (int j = i; j < k; j++) score[j] += root[i * p + j] * rotated[i];
        return score;
    }

    private static double[] Unwhitened(Solution solution, double[] scores, int k)
    {
        double[] influences = new double[scores.Length];
        for (int at = 0; at < scores.Length; at += k) Triangular.Solve(solution.Root, solution.P, scores.AsSpan(at, k)).CopyTo(influences, at);
        return influences;
    }

    private static double[] Replicated(SurveyRoots statistics, Solution solution, Sampling sampling, int[] units, double[] scores)
    {
        int k = solution.K;
        double[][] grams = [.. statistics.Roots.Clusters.Select(cluster => Gram(cluster.Root, solution))];
        return sampling.Replicated(k, factors =>
        {
            double[] gram = new double[k * k], score = new double[k];
            for (int u = 0; u < units.Length; u++)
            {
                double factor = factors[units[u]];
                if (factor == 0) continue;
                for (int i = 0; i < gram.Length; i++) gram[i] += factor * grams[u][i];
                for (int j = 0; j < k; j++) score[j] += factor * scores[u * k + j];
            }
            if (QuadraticForms.Cholesky(gram, k) is not { } root) return null;
            double[] step = Triangular.Solve(solution.Root, solution.P, Triangular.Solve(root, k, Triangular.SolveTransposed(root, k, score)));
            return [.. solution.Beta.Select((beta, j) => beta + step[j])];
        });
    }

    // A_u'A_u, k × k.
    private static double[] Gram(CrossProduct unit, Solution solution)
    {
        int k = solution.K, p = solution.P;
        double[] rows = new double[k * k];
        for (int i = 0; i < k; i++)
            Triangular.SolveTransposed(solution.Root, p, unit.Root.AsSpan(i * p, k)).CopyTo(rows, i * k);
        double[] gram = new double[k * k];
        for (int m = 0; m < k; m++)
            for (int i = 0; i < k; i++)
                for (int j = 0; j < k; j++) gram[i * k + j] += rows[m * k + i] * rows[m * k + j];
        return gram;
    }
}
