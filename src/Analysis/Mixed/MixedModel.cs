using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>
/// Linear mixed models with nested groups, from the roots of the innermost groups: the rows enter once, and an evaluation of the deviance costs a small elimination a group.
/// Bates, Mächler, Bolker and Walker (2015), Fitting linear mixed-effects models using lme4.
/// </summary>
public static class MixedModel
{
    /// <summary>Estimates a model.</summary>
    /// <param name="spec">What to estimate.</param>
    /// <param name="roots">Statistics reduced for the same formula, grouped by every field of its random parts (one of them as the cluster).</param>
    /// <param name="items">Roots of the items of a scale by community, for the agreement within groups; null for none.</param>
    /// <param name="against">Roots of a smaller formula, whose columns are among the model's, for a likelihood-ratio test; null for none.</param>
    /// <param name="progress">Told the steps of the search; null for none.</param>
    /// <param name="stop">Stops the search.</param>
    /// <exception cref="StudyException">
    /// The roots are of another formula; groups are crossed; there is one group; terms are collinear; the outcome is fitted exactly; or the search did not converge.
    /// </exception>
    public static MixedFit Fit(
        MixedSpec spec, CommunityRoots roots, CommunityRoots? items = null, CommunityRoots? against = null, IProgress<long>? progress = null, CancellationToken stop = default)
    {
        Check(spec, roots);
        var design = MixedDesign.Of(spec.Formula, roots.Terms, roots.Random, roots);
        var estimate = Converged(spec, MixedEstimate.Of(design, spec.Reml, spec.Iterations, progress, stop));
        var empty = design.Null() is { } bare && MixedEstimate.Of(bare, spec.Reml, MixedSpec.DefaultIterations, progress, stop) is { Converged: true } found ? found : null;
        var fit = Assemble(spec, roots, estimate, empty);
        if (items is not null) fit = fit with { Parts = fit.Parts.Add(GroupAgreement.Of(items, items.ClusterField ?? "", spec.AgreementOptions ?? 0)) };
        return against is null ? fit : Compared(fit, design, roots, against, progress, stop);
    }

    private static void Check(MixedSpec spec, CommunityRoots roots)
    {
        if (spec.Formula.Text != roots.Formula) throw new StudyException(LinearFaults.OtherFormula(spec.Formula.Text, roots.Formula));
        if (spec.Iterations < 1) throw new StudyException(MixedFaults.BadIterations(spec.Iterations));
    }

    private static MixedEstimate Converged(MixedSpec spec, MixedEstimate estimate) =>
        estimate.Converged || (spec.ShowUnconverged && double.IsFinite(estimate.Criterion)) ? estimate : throw new StudyException(MixedFaults.NotConverged(estimate.Design.Formula, estimate.Diary[^1]));

    private static MixedFit Assemble(MixedSpec spec, CommunityRoots roots, MixedEstimate estimate, MixedEstimate? empty)
    {
        var terms = estimate.Design.Terms;
        var contrasts = new MixedContrasts(estimate);
        var correlations = Intraclass.Of(estimate.Design, empty, roots.Weighted);
        var fit = new MixedFit(spec)
        {
            Terms = terms,
            Coefficients = [.. estimate.Beta],
            Vcov = new LabelledMatrix(terms, [.. from a in Enumerable.Range(0, terms.Length) from b in Enumerable.Range(0, terms.Length) select estimate.Vcov(a, b)]),
            StdErrors = [.. terms.Select((_, i) => Math.Sqrt(estimate.Vcov(i, i)))],
            DegreesOfFreedom = [.. terms.Select((_, i) => contrasts.Df(Unit(i, terms.Length)))],
            Theta = [.. estimate.Design.Levels.SelectMany((level, l) => level.Entries.Select(entry => estimate.Lambda(l)[entry.Row * level.Columns.Length + entry.Column]))],
            Sigma = estimate.Sigma,
            Random = MixedParts.Components(estimate),
            Criterion = estimate.Criterion,
            Intraclass = correlations,
            Explained = VarianceExplained.Of(estimate, roots.Weighted),
            Diary = estimate.Diary,
            Converged = estimate.Converged,
            Singular = estimate.Singular,
            Units = spec.ShowUnits ? ShrunkenUnits.Of(estimate) : [],
            Rows = estimate.Design.Pooled.Rows,
            RowsIncomplete = roots.RowsIncomplete,
            PeopleOfTerms = roots.PeopleOfTerms,
            Communities = estimate.Design.Roots.Length,
            Cautions = [.. MixedCautions.Of(estimate, correlations, roots.Weighted), .. LinearCautions.Collinear(spec.Formula, roots.Terms, roots.Origins, estimate.Design.Pooled)],
            Parts = [],
            Provenance = ProvenanceOf(spec, estimate, roots.Constants),
        };
        return fit with { Parts = MixedParts.Of(fit, estimate, empty, contrasts) };
    }

    private static MixedFit Compared(MixedFit fit, MixedDesign design, CommunityRoots roots, CommunityRoots against, IProgress<long>? progress, CancellationToken stop)
    {
        var formula = Formula.Parse(against.Formula);
        if (against.Terms.Concat(against.Random.SelectMany(columns => columns)).FirstOrDefault(column => !design.Pooled.Labels.Contains(column)) is { } missing)
            throw new StudyException(MixedFaults.NotNested(formula.Text, design.Formula, missing));
        var smaller = MixedDesign.Of(formula, against.Terms, against.Random, roots);
        var (test, part) = ModelComparison.Of(Likelihood(design), Likelihood(smaller));
        return fit with { Comparison = test, Parts = fit.Parts.Add(part) };

        MixedEstimate Likelihood(MixedDesign model) => Converged(fit.Spec, MixedEstimate.Of(model, false, fit.Spec.Iterations, progress, stop));
    }

    private static double[] Unit(int place, int length)
    {
        var unit = new double[length];
        unit[place] = 1;
        return unit;
    }

    private static Provenance ProvenanceOf(MixedSpec spec, MixedEstimate estimate, ImmutableArray<(string Function, string Value)> constants) => Provenance.Of(
        $"linear mixed model by {(spec.Reml ? "REML" : "ML")}, profiled deviance from community roots; t with Satterthwaite df",
        estimate.Design.Pooled.Rows,
        estimate.Design.Roots.Length,
        [
            ("formula", spec.Formula.Text), ("estimator", spec.Reml ? "REML" : "ML"), ("tolerance", ThetaSearch.Tolerance.ToString("R", CultureInfo.InvariantCulture)),
            ("iterations", estimate.Diary[^1].Iteration.ToString(CultureInfo.InvariantCulture)), ("level", spec.Level.ToString("R", CultureInfo.InvariantCulture)), .. constants,
        ]);
}
