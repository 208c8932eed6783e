using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Judges boosted trees by the communities that they have not seen, beside the linear model of the same terms.</summary>
public static class Trees
{
    /// <summary>Cross-validated errors, permutation importance and partial dependence.</summary>
    /// <param name="spec">How to grow and judge.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="grow">The learner.</param>
    /// <param name="learner">Its name and version, for the provenance.</param>
    /// <param name="progress">Told the folds done; null for none.</param>
    /// <param name="stop">Stops between folds.</param>
    /// <exception cref="StudyException">There is an interaction, a setting is out of range, there are too few rows or communities, or the outcome does not vary.</exception>
    public static TreesFit Fit(TreesSpec spec, TreeRows rows, TreeGrower grow, string learner, IProgress<long>? progress = null, CancellationToken stop = default)
    {
        spec.Check();
        if (spec.Formula.Text != rows.Formula) throw new StudyException(LinearFaults.OtherFormula(spec.Formula.Text, rows.Formula));
        if (rows.Communities.Length < spec.Folds) throw new StudyException(TreesFaults.FewCommunities(rows.Communities.Length, spec.Folds));
        int needed = 2 * spec.RowsOfLeaf * spec.Leaves + rows.Features;
        if (rows.Rows < needed) throw new StudyException(TreesFaults.FewRows(rows.Rows, needed));
        if (Enumerable.Range(0, rows.Rows).All(row => rows.OutcomeOf(row) == rows.OutcomeOf(0))) throw new StudyException(TreesFaults.Constant(rows.Outcome));
        var validation = new CommunityValidation(spec, rows, grow);
        for (int fold = 0; fold < spec.Folds; fold++)
        {
            stop.ThrowIfCancellationRequested();
            validation.Run(fold);
            progress?.Report(fold + 1);
        }
        ImmutableArray<OutOfCommunityError> errors = validation.Errors();
        var whole = TreeTraining.Grown(spec, rows, [.. Enumerable.Range(0, rows.Rows)], grow);
        return new TreesFit(spec)
        {
            Errors = errors,
            Importances = validation.Importances(),
            Dependence = PartialDependence.Of(rows, whole),
            Folds = validation.Folds(),
            Rows = rows.Rows,
            RowsIncomplete = rows.Incomplete,
            Communities = rows.Communities.Length,
            Cautions = [.. Cautions(errors)],
            Provenance = ProvenanceOf(spec, rows, learner),
        };
    }

    private static Provenance ProvenanceOf(TreesSpec spec, TreeRows rows, string learner)
    {
        var provenance = Provenance.Of($"Exploratory: gradient-boosted trees ({learner}), errors in communities left out", rows.Rows, rows.Communities.Length,
            ("formula", spec.Formula.Text), ("growing", string.Create(CultureInfo.InvariantCulture, $"{spec.Count} trees, {spec.Leaves} leaves, at least {spec.RowsOfLeaf} rows a leaf, rate {spec.Rate:R}")),
            ("folds", spec.Folds.ToString(CultureInfo.InvariantCulture)), ("permutations", spec.Permutations.ToString(CultureInfo.InvariantCulture)));
        return provenance with { Seed = spec.UsedSeed };
    }

    private static IEnumerable<Label> Cautions(ImmutableArray<OutOfCommunityError> errors)
    {
        yield return TreesFaults.Exploratory();
        double trees = errors.Single(one => one.Model == "trees").RSquared;
        if (trees <= 0) yield return TreesFaults.Worthless();
        else if (trees <= errors.Single(one => one.Model == "linear").RSquared) yield return TreesFaults.NoBetter();
    }
}

/// <summary>Growing on some of the rows.</summary>
internal static class TreeTraining
{
    internal static TreeForest Grown(TreesSpec spec, TreeRows rows, int[] chosen, TreeGrower grow)
    {
        var features = new double[chosen.Length * rows.Features];
        for (int at = 0; at < chosen.Length; at++) rows.Row(chosen[at]).CopyTo(features.AsSpan(at * rows.Features));
        return grow(features, [.. chosen.Select(rows.OutcomeOf)], rows.Features, spec);
    }

    /// <summary>Least squares of the same columns; one that the others determine in these rows gets 0.</summary>
    internal static double[] Linear(TreeRows rows, int[] chosen)
    {
        var root = rows.Root(chosen);
        int p = rows.Width;
        ImmutableArray<int> kept = [.. Enumerable.Range(0, p - 1).Where(column => root.Root[column * p + column] > 1e-9 * Length(root, column))];
        var some = root.Select([.. kept.Select(column => root.Labels[column]), root.Labels[^1]]);
        var solved = new Solution(some).Beta;
        var beta = new double[p - 1];
        for (int at = 0; at < kept.Length; at++) beta[kept[at]] = solved[at];
        return beta;
    }

    private static double Length(CrossProduct root, int column)
    {
        int p = root.Labels.Length;
        return Math.Sqrt(Enumerable.Range(0, column + 1).Sum(row => root.Root[row * p + column] * root.Root[row * p + column]));
    }
}
