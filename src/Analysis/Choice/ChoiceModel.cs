using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>
/// Choice models by Newton's method on the exact likelihood. A first pass finds the categories and, where the rows have few distinct patterns, collapses them to patterns with counts; each step then passes over the patterns,
/// or over the rows where patterns are many. A last pass adds up scores and marginal effects.
/// </summary>
public static class ChoiceModel
{
    /// <summary>The fields of a model, their categories with the levels that the rows used have: what its <see cref="ChoicePlan"/> is made of.</summary>
    /// <param name="spec">The model.</param>
    /// <param name="variables">The fields by name.</param>
    /// <param name="blocks">The rows.</param>
    /// <exception cref="StudyException">A field of numbers is asked for by its values, and no row is complete.</exception>
    public static IReadOnlyDictionary<string, Variable> Levels(ChoiceSpec spec, IReadOnlyDictionary<string, Variable> variables, IEnumerable<Frame> blocks) =>
        UsedLevels.Of(spec.Formula, variables, spec.Design.Weights, spec.Design.Cluster, spec.Needed, blocks);

    /// <summary>Estimates a model.</summary>
    /// <param name="spec">What to estimate.</param>
    /// <param name="plan">Its columns.</param>
    /// <param name="blocks">The rows with every field of <see cref="ChoiceSpec.Fields"/> and <see cref="ChoiceSpec.Keys"/>; enumerated once a pass, the same at each.</param>
    /// <exception cref="StudyException">
    /// Terms are collinear or separate the outcomes, a category is empty, rows are too few, the search does not settle, fitted probabilities are negative, or the design leaves no variance.
    /// </exception>
    public static ChoiceFit Fit(ChoiceSpec spec, ChoicePlan plan, IEnumerable<Frame> blocks)
    {
        spec.Check();
        if (plan.Spec.Formula.Text != spec.Formula.Text) throw new StudyException(LinearFaults.OtherFormula(spec.Formula.Text, plan.Spec.Formula.Text));
        var rows = ChoiceReduction.Of(plan.Bound(blocks), blocks);
        var estimate = ChoiceEstimate.Of(rows);
        var quality = ChoiceQuality.Of(rows, estimate);
        var pass = FinalPass.Of(rows, estimate, blocks);
        var uncertainty = ChoiceUncertainty.Of(rows, estimate, pass);
        return Assemble(rows, estimate, quality, uncertainty, pass);
    }

    private static ChoiceFit Assemble(ChoiceReduction rows, ChoiceEstimate estimate, ChoiceQuality quality, ChoiceUncertainty uncertainty, FinalPass pass)
    {
        var terms = ChoiceTerms.Of(rows, estimate);
        return new ChoiceFit(rows.Spec)
        {
            Estimates = [.. terms.Select(term => Row(term, estimate, uncertainty, rows.Spec.Level))],
            Terms = terms,
            Categories = rows.Keys.Categories,
            CategoryRows = rows.Spec.Family.IsCount() ? [] : [.. rows.People.Values],
            Vcov = Ordered(terms, uncertainty.Covariance, estimate.Map.Parameters),
            Quality = quality,
            Units = uncertainty.Units,
            Theta = ThetaOf(rows, estimate),
            Rows = rows.Rows,
            RowsIncomplete = rows.RowsRead - rows.Rows,
            Communities = uncertainty.Clusters,
            PeopleOfTerms = rows.PeopleOfTerms,
            Cautions = ChoiceCautions.Of(rows, quality, uncertainty),
            Parts = ChoiceParts.Of(rows, estimate, quality, uncertainty, terms, pass),
            Provenance = ProvenanceOf(rows, uncertainty),
        };
    }

    // The standard error of ln θ given β, carried to θ.
    private static (double Estimate, double StdError)? ThetaOf(ChoiceReduction rows, ChoiceEstimate estimate)
    {
        if (rows.Spec.Family != ChoiceFamily.NegativeBinomial) return null;
        int p = estimate.Map.Parameters, at = estimate.Map.At(1);
        double theta = Math.Exp(estimate.Theta[at]);
        return (theta, theta / Math.Sqrt(estimate.Information[at * p + at]));
    }

    private static TidyRow Row(ChoiceTerm term, ChoiceEstimate estimate, ChoiceUncertainty uncertainty, double level)
    {
        double value = estimate.Theta[term.At], error = uncertainty.Error(term.At, estimate.Map.Parameters);
        var (statistic, p, low, high) = uncertainty.Test(value, error, level);
        return new TidyRow(term.Name, value, error, statistic, uncertainty.Df, p, low, high);
    }

    private static LabelledMatrix Ordered(ImmutableArray<ChoiceTerm> terms, double[] covariance, int p) =>
        new([.. terms.Select(term => term.Name)], [.. from row in terms from column in terms select covariance[row.At * p + column.At]]);

    private static Provenance ProvenanceOf(ChoiceReduction rows, ChoiceUncertainty uncertainty)
    {
        var spec = rows.Spec;
        string passes = rows.Patterns is { } patterns ? string.Create(CultureInfo.InvariantCulture, $"{patterns} patterns of rows") : "passes over the rows";
        string weights = spec.Design.Weights is null ? "" : spec.Repeated ? "; frequency weights" : "; sampling weights (pseudo-likelihood)";
        string fpc = spec.ErrorsUsed != ChoiceErrors.Taylor ? "" : spec.Design.Fpc is null ? ", with replacement" : ", finite population correction of the first stage";
        return Provenance.Of($"{ChoiceNames.Model(spec)} by Newton's method, {passes}{weights}; {spec.ErrorsUsed.Description}{fpc}", rows.Rows, uncertainty.Clusters,
            [("formula", spec.Formula.Text), ("errors", spec.ErrorsUsed.Name), ("level", spec.Level.ToString("R", CultureInfo.InvariantCulture)),
             .. spec.Family.IsCount() ? [] : new[] { ("categories", string.Join(", ", rows.Keys.Categories)) }, .. rows.Plan.Design.Constants]);
    }
}
