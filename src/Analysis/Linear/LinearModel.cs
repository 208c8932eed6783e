using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Linear regression from the roots of communities, by back substitution in their merged root; no row is seen.</summary>
public static class LinearModel
{
    /// <summary>Estimates a model.</summary>
    /// <param name="spec">What to estimate.</param>
    /// <param name="statistics">The roots of the communities, reduced for the same formula; for HC0 to HC3 with the second pass, for CR2 and CR3 under weights with the roots of [X, WX, y].</param>
    /// <param name="progress">Told the bootstrap draws done; null for none.</param>
    /// <param name="stop">Stops the bootstrap.</param>
    /// <exception cref="StudyException">
    /// The roots are of another formula; the formula has random parts or absorbed effects; there are no more rows than terms; terms are collinear; errors robust by
    /// community are asked for without at least two communities; or a statistic that the errors need is not there.
    /// </exception>
    public static LinearFit Fit(LinearSpec spec, LinearStatistics statistics, IProgress<long>? progress = null, CancellationToken stop = default)
    {
        var solution = Solve(spec.Formula, statistics.Roots);
        return Assemble(spec, statistics, solution, Inference.Of(spec, solution, statistics, progress, stop));
    }

    /// <summary>The least-squares solution of roots that can be fitted.</summary>
    internal static Solution Solve(Formula formula, CommunityRoots roots)
    {
        if (formula.Text != roots.Formula) throw new StudyException(LinearFaults.OtherFormula(formula.Text, roots.Formula));
        if (!formula.Groups.IsEmpty) throw new StudyException(LinearFaults.RandomEffect(formula.Text));
        var pooled = roots.Pooled();
        if (pooled.Rows <= roots.Terms.Length) throw new StudyException(LinearFaults.TooFewRows(pooled.Rows, roots.Terms.Length, roots.RowsIncomplete));
        Collinearity.Check(pooled);
        return new Solution(pooled);
    }

    private static LinearFit Assemble(LinearSpec spec, LinearStatistics statistics, Solution solution, Inference inference)
    {
        var roots = statistics.Roots;
        int k = roots.Terms.Length;
        return new LinearFit(spec, statistics, solution, inference)
        {
            Terms = roots.Terms,
            Coefficients = [.. solution.Beta],
            Vcov = new LabelledMatrix(roots.Terms, inference.Vcov),
            StdErrors = [.. Enumerable.Range(0, k).Select(i => Math.Sqrt(inference.Vcov[i * k + i]))],
            Quality = new FitQuality(solution),
            Rows = solution.Pooled.Rows,
            DegreesOfFreedom = inference.JointDf,
            Cautions = LinearCautions.Of(spec, roots, solution, inference),
            Provenance = ProvenanceOf(spec, roots, solution, inference) with { Seed = inference.SeedOf(spec.Wild) },
        };
    }

    private static Provenance ProvenanceOf(LinearSpec spec, CommunityRoots roots, Solution solution, Inference inference) => Provenance.Of(
        $"{(roots.Weighted ? "WLS" : "OLS")}, QR of merged community roots; {spec.Vcov.Description}{(spec.SecondCluster is null ? "" : "; two ways, Cameron-Gelbach-Miller (2011), G of each way its own, df of the smaller G")}",
        solution.Pooled.Rows,
        roots.Communities,
        [
            ("formula", spec.Formula.Text), ("vcov", spec.Vcov.Name), ("level", spec.Level.ToString("R", CultureInfo.InvariantCulture)),
            .. spec.SecondCluster is { } second ? [("second_cluster", second)] : Array.Empty<(string, string)>(), .. WildOptions(spec.Wild, inference), .. roots.Constants,
        ]);

    internal static (string, string)[] WildOptions(WildSpec spec, Inference inference) => inference.Wild is not { } wild ? [] :
    [
        ("draws", wild.Draws.ToString(CultureInfo.InvariantCulture)), ("draws_enumerated", wild.Enumerated ? "true" : "false"),
        ("wild_weights", spec.Weights == WildWeights.Webb ? "webb" : "rademacher"),
    ];
}
