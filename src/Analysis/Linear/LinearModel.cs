using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Linear regression from the roots of communities, by back substitution in their merged root; no row is seen.</summary>
public static class LinearModel
{
    /// <summary>Estimates a model.</summary>
    /// <param name="spec">What to estimate.</param>
    /// <param name="roots">The statistics of the communities, reduced for the same formula.</param>
    /// <exception cref="StudyException">
    /// The roots are of another formula; the formula has random parts or absorbed effects; there are no more rows than terms; terms are collinear; or CR1 is asked for without at least two communities.
    /// </exception>
    public static LinearFit Fit(LinearSpec spec, CommunityRoots roots)
    {
        if (spec.Formula.Text != roots.Formula) throw new StudyException(LinearFaults.OtherFormula(spec.Formula.Text, roots.Formula));
        if (!spec.Formula.Groups.IsEmpty) throw new StudyException(LinearFaults.RandomEffect(spec.Formula.Text));
        var pooled = roots.Pooled();
        if (pooled.Rows <= roots.Terms.Length) throw new StudyException(LinearFaults.TooFewRows(pooled.Rows, roots.Terms.Length, roots.RowsIncomplete));
        Collinearity.Check(pooled);
        return Assemble(spec, roots, new Solution(pooled));
    }

    private static LinearFit Assemble(LinearSpec spec, CommunityRoots roots, Solution solution)
    {
        var vcov = Covariance.Of(spec.Vcov, solution, roots);
        return new LinearFit(spec, roots)
        {
            Terms = roots.Terms,
            Coefficients = [.. solution.Beta],
            Vcov = new LabelledMatrix(roots.Terms, vcov),
            StdErrors = [.. Enumerable.Range(0, roots.Terms.Length).Select(i => Math.Sqrt(vcov[i * roots.Terms.Length + i]))],
            Quality = new FitQuality(solution),
            Rows = solution.Pooled.Rows,
            DegreesOfFreedom = spec.Vcov == Vcov.CR1 ? roots.Communities - 1 : solution.ResidualDf,
            Cautions = LinearCautions.Of(spec, roots, solution),
            Provenance = ProvenanceOf(spec, roots, solution),
        };
    }

    private static Provenance ProvenanceOf(LinearSpec spec, CommunityRoots roots, Solution solution) => Provenance.Of(
        $"{(roots.Weighted ? "WLS" : "OLS")}, QR of merged community roots; {spec.Vcov.Description}",
        solution.Pooled.Rows,
        roots.Communities,
        ("formula", spec.Formula.Text),
        ("vcov", spec.Vcov.Name),
        ("level", spec.Level.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
}
