using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// One step of a hierarchical regression: the model with the terms of this and all earlier steps, on the same rows. The F change compares with the step before by this
/// step's own residual, F = (ΔR²/q) / ((1-R²)/(N-k)); Cohen, Cohen, West and Aiken (2003). Classical, whatever the covariance of the fit.
/// </summary>
/// <param name="Step">Number, from 1.</param>
/// <param name="Terms">Terms that enter, joined by <c> + </c>.</param>
/// <param name="RSquared">R² of the step's model; null when the outcome does not vary.</param>
/// <param name="AdjRSquared">R² corrected for the number of terms.</param>
/// <param name="Change">Gain of R² over the step before; of the first step over the intercept alone.</param>
/// <param name="FChange">F of the gain; null with a residual of exactly 0.</param>
/// <param name="Df1">Columns that enter.</param>
/// <param name="Df2">Residual degrees of freedom.</param>
/// <param name="PValue">p value of the F change, 0..1.</param>
public sealed record HierarchicalStep(int Step, string Terms, double? RSquared, double? AdjRSquared, double? Change, double? FChange, int Df1, long Df2, double? PValue)
{
    /// <summary>The steps of a fit's model; terms that no step names enter in a last one.</summary>
    /// <param name="fit">The fit of the whole model.</param>
    /// <param name="steps">For each step the labels of the formula's terms that enter.</param>
    /// <exception cref="StudyException">A term is unknown or named twice, a step is empty, or the model has no intercept.</exception>
    public static ImmutableArray<HierarchicalStep> Of(LinearFit fit, ImmutableArray<ImmutableArray<string>> steps)
    {
        if (!fit.Solution.HasIntercept) throw new StudyException(LinearFaults.StepsNeedIntercept(fit.Spec.Formula.Text));
        var blocks = WithRest(fit, steps);
        var ordered = fit.Solution.Pooled.Select([fit.Terms[0], .. blocks.SelectMany(block => block.SelectMany(term => Columns(fit, term))), fit.Solution.Pooled.Labels[^1]]);
        var found = ImmutableArray.CreateBuilder<HierarchicalStep>();
        int columns = 1;
        foreach (var block in blocks)
        {
            int entered = block.Sum(term => Columns(fit, term).Count());
            found.Add(Of(found.Count + 1, string.Join(" + ", block), ordered, columns, entered));
            columns += entered;
        }
        return found.ToImmutable();
    }

    private static ImmutableArray<ImmutableArray<string>> WithRest(LinearFit fit, ImmutableArray<ImmutableArray<string>> steps)
    {
        var known = fit.Roots.Origins.Where(term => term.Length > 0).Distinct().ToList();
        var named = new HashSet<string>();
        foreach (var step in steps)
        {
            if (step.IsEmpty) throw new StudyException(LinearFaults.EmptyStep());
            foreach (string term in step)
            {
                if (!known.Contains(term)) throw new StudyException(LinearFaults.UnknownTermOfModel(term, known));
                if (!named.Add(term)) throw new StudyException(LinearFaults.TermTwice(term));
            }
        }
        ImmutableArray<string> rest = [.. known.Where(term => !named.Contains(term))];
        return rest.IsEmpty ? steps : steps.Add(rest);
    }

    private static IEnumerable<string> Columns(LinearFit fit, string term) => fit.Terms.Where((_, i) => fit.Roots.Origins[i] == term);

    // In the root with the columns in the order of entry, the outcome's rotated coordinates after the first c columns hold what c columns leave unexplained.
    private static HierarchicalStep Of(int step, string terms, CrossProduct ordered, int before, int entered)
    {
        int p = ordered.Labels.Length, after = before + entered;
        double Left(int columns) => Enumerable.Range(columns, p - columns).Sum(i => ordered.Root[i * p + p - 1] * ordered.Root[i * p + p - 1]);
        double total = Left(1), left = Left(after), gained = Enumerable.Range(before, entered).Sum(i => ordered.Root[i * p + p - 1] * ordered.Root[i * p + p - 1]);
        long df = ordered.Rows - after;
        double? share = total > 0 ? 1 - left / total : null, f = left > 0 ? gained / entered / (left / df) : null;
        return new HierarchicalStep(step, terms, share, 1 - (1 - share) * (ordered.Rows - 1) / df, total > 0 ? gained / total : null, f, entered, df, f is { } value ? FisherF.Upper(value, entered, df) : null);
    }
}
