using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What freeing a parameter would do.</summary>
/// <param name="Term">The parameter in lavaan's words.</param>
/// <param name="Group">Its group; empty for one group.</param>
/// <param name="Index">Expected fall of χ², one degree of freedom.</param>
/// <param name="Change">Expected value of the parameter less its fixed one.</param>
/// <param name="Standardised">The change for standardised variables.</param>
public sealed record ModificationIndex(string Term, string Group, double Index, double Change, double? Standardised);

/// <summary>Score tests of the parameters that a model leaves out, from the expected information. Sörbom (1989).</summary>
internal static class ModificationIndices
{
    /// <summary>False where incomplete rows have more moments than are weighed against each other.</summary>
    internal static bool AreFeasible(SemEstimated estimated) =>
        estimated.Spec.Missing == SemMissing.Listwise || SaturatedInformation.Moments(estimated.Statistics.Observed.Length) <= SaturatedMetric.MostMoments;

    internal static ImmutableArray<ModificationIndex> Of(SemEstimate estimate) => Of(estimate, [.. Candidates(estimate.Table)]);

    /// <summary>What letting one group differ in one parameter would do, of those that all groups have in common. Of two groups either release is the same.</summary>
    /// <param name="estimate">The model.</param>
    /// <param name="kind">Kind of parameter to look at.</param>
    internal static ImmutableArray<ModificationIndex> Releases(SemEstimate estimate, string kind)
    {
        var table = estimate.Table;
        var roles = new VariableRoles(table.Spec.Model);
        int first = table.Groups.Length == 2 ? 1 : 0;
        // The difference of the group is added to the common value: at 0 the two parts are the value itself.
        var candidates = table.Rows.Where(row => row.Group >= first && row.Free >= 0 && row.Label.StartsWith('.') && ParameterLabels.KindOf(row, roles) == kind)
            .Select(row => row with { Value = estimate.Theta[row.Free] });
        return [.. Of(estimate, [.. candidates]).Select(one => one with { Standardised = null })];
    }

    private static ImmutableArray<ModificationIndex> Of(SemEstimate estimate, List<StructuralParameter> candidates)
    {
        int k = estimate.K, all = k + candidates.Count;
        var criterion = new SemCriterion(estimate.Table.With(candidates), estimate.Criterion.Moments);
        double[] theta = [.. estimate.Theta, .. candidates.Select(row => row.Value)], slope = new double[all];
        criterion.Value(theta);
        criterion.Slope(slope);
        var information = CandidateInformation.Of(criterion, k);
        if (estimate.Inverse(information.Own) is not { } inverse) return [];
        var standard = new Standardisation(estimate);
        standard.Of(estimate.Theta, true);
        return [.. candidates.Select((row, i) => Index(row, k + i)).OfType<ModificationIndex>().OrderByDescending(one => one.Index)];

        ModificationIndex? Index(StructuralParameter row, int at)
        {
            var across = information.Across.AsSpan((at - k) * k, k);
            double own = information.Diagonal[at - k], rest = own - SmallMatrix.Bilinear(across, inverse, across);
            if (!(rest > 1e-8 * own)) return null;
            double change = -slope[at] / 2 / rest, standardised = standard.Of(row, change, true);
            return new ModificationIndex(row.Text, estimate.Table.Groups[row.Group], criterion.Rows * slope[at] * slope[at] / (4 * rest), change, double.IsFinite(standardised) ? standardised : null);
        }
    }

    // Loadings of every factor, residual covariances, and effects among the variables of the equations.
    private static IEnumerable<StructuralParameter> Candidates(ParameterTable table)
    {
        for (int g = 0; g < table.Groups.Length; g++)
        {
            var rows = table.Rows.Where(row => row.Group == g).ToList();
            foreach (var (left, relation, right) in Possible(table))
            {
                var there = rows.Find(row => row.Is(left, relation, right));
                if (there is null || (there.Free < 0 && !there.Exogenous)) yield return new StructuralParameter(left, relation, right, g) { Value = there?.Value ?? 0 };
            }
        }
    }

    private static IEnumerable<(string, ParameterOperator, string)> Possible(ParameterTable table)
    {
        var roles = new VariableRoles(table.Spec.Model);
        ImmutableArray<string> items = [.. table.Observed.Where(roles.IsIndicator)], inner = [.. table.Observed.Where(name => !roles.Exogenous.Contains(name))];
        foreach (string factor in table.Latent)
            foreach (string item in items) yield return (factor, ParameterOperator.Loading, item);
        foreach (var (one, other) in Pairs(inner).Concat(Pairs(table.Latent))) yield return (one, ParameterOperator.Covariance, other);
        var regressions = table.Rows.Where(row => row.Operator == ParameterOperator.Regression).ToList();
        ImmutableArray<string> equations = [.. regressions.SelectMany(row => new[] { row.Left, row.Right }).Distinct(StringComparer.Ordinal)];
        foreach (string outcome in equations.Where(name => !roles.Exogenous.Contains(name)))
            foreach (string predictor in equations.Where(name => name != outcome)) yield return (outcome, ParameterOperator.Regression, predictor);
    }

    private static IEnumerable<(string, string)> Pairs(ImmutableArray<string> names) => names.SelectMany((one, i) => names.Skip(i + 1).Select(other => (one, other)));
}
