namespace CoProduction.Analysis;

/// <summary>How boosted trees are grown and judged. Exploratory by its nature.</summary>
/// <param name="Formula">R formula without interactions, which trees find by themselves; each term is one predictor.</param>
public sealed record TreesSpec(Formula Formula)
{
    /// <summary>Folds of the cross-validation, at least 2; whole communities are left out together.</summary>
    public int Folds { get; init; } = 10;

    /// <summary>Trees, at least 1.</summary>
    public int Count { get; init; } = 200;

    /// <summary>Leaves of a tree, at least 2: 8 allow interactions of up to 7 splits.</summary>
    public int Leaves { get; init; } = 8;

    /// <summary>Fewest rows of a leaf.</summary>
    public int RowsOfLeaf { get; init; } = 10;

    /// <summary>Share of each tree's answer that is taken, above 0.</summary>
    public double Rate { get; init; } = 0.05;

    /// <summary>Permutations of each predictor in each fold.</summary>
    public int Permutations { get; init; } = 5;

    /// <summary>Seed of folds, permutations and trees; null for the house's.</summary>
    public ulong? Seed { get; init; }

    internal ulong UsedSeed => Seed ?? RandomStream.DefaultSeed;

    internal void Check()
    {
        if (Formula.AtomsOfTerms.Select((atoms, at) => (atoms, at)).FirstOrDefault(term => term.atoms.Length > 1) is { atoms.IsDefault: false } found) throw new StudyException(TreesFaults.Interaction(Formula.Text, Formula.Terms[found.at]));
        if (!Formula.Intercept) throw new StudyException(ImportanceFaults.NoIntercept(Formula.Text));
        if (Folds < 2 || Count < 1 || Leaves < 2 || RowsOfLeaf < 1 || Permutations < 1 || !(Rate is > 0 and <= 1)) throw new StudyException(TreesFaults.BadSetting(this));
    }
}

/// <summary>Grows a forest on rows. Given from outside, so that no learner's package is known here.</summary>
/// <param name="rows">n × p features, row-major.</param>
/// <param name="outcome">n outcomes.</param>
/// <param name="features">p.</param>
/// <param name="spec">How to grow.</param>
/// <returns>The forest: the same for the same rows and seed.</returns>
public delegate TreeForest TreeGrower(double[] rows, double[] outcome, int features, TreesSpec spec);
