using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// Splits the roots of communities into levels. With the intercept's column first, the first row of a community's root is √n times its means and the block below is the root of the rows about
/// these means: the two are orthogonal, so effects between and within communities come from one reduction (the within and between parts of Zhang, Zyphur and Preacher 2009, eq. 4 to 7).
/// </summary>
internal sealed class LevelSplit
{
    /// <summary>A column whose part within communities is at most this share of its length is constant there: the tolerance of <see cref="Collinearity"/>.</summary>
    private const double Constant = Collinearity.Tolerance;

    private readonly PathModel _model;
    private readonly DesignTerms _terms;
    private readonly CommunityRoots _roots;
    private readonly CrossProduct _pooled;
    private int _offset;

    private LevelSplit(PathModel model, CommunityRoots roots)
    {
        _model = model;
        _roots = roots.ByCommunity();
        _pooled = _roots.Pooled();
        _terms = new DesignTerms(model.Design, roots.Terms);
        foreach (string mediator in model.Mediators)
            if (_terms.Single(mediator) != mediator) throw new StudyException(MediationFaults.CategoryMediator(mediator));
    }

    internal static ImmutableArray<PathLevel> Of(MediationSpec spec, CommunityRoots roots)
    {
        var split = new LevelSplit(spec.Model, roots);
        split.CheckVariation();
        if (spec.Levels == PathLevels.Single) return [split.Single()];
        split.CheckLevels(spec.Levels);
        return [split.WithinLevel(spec.Levels), split.BetweenLevel()];
    }

    private PathLevel Single() => new("", _pooled, [.. _roots.Clusters.Select(cluster => cluster.Root)], Equations(_ => true, DesignColumn.InterceptName));

    private PathLevel BetweenLevel()
    {
        ImmutableArray<CrossProduct> units = [.. _roots.Clusters.Select(cluster => Means(cluster.Root))];
        return new PathLevel(PathLevel.Between, CrossProduct.MergeAll(units), units, Equations(_ => true, DesignColumn.InterceptName));
    }

    // Columns that do not vary within communities have no part there; a 2-1-1 predictor is one of them.
    private PathLevel WithinLevel(PathLevels levels)
    {
        ImmutableArray<string> varying = [.. _pooled.Labels.Skip(1).Where(label => !IsConstantWithin(label))];
        ImmutableArray<CrossProduct> units = [.. _roots.Clusters.Select(cluster => Deviations(cluster.Root).Select(varying))];
        return new PathLevel(PathLevel.Within, CrossProduct.MergeAll(units), units, Equations(varying.Contains));
    }

    /// <summary>Covariates of the model that do not vary within communities.</summary>
    internal static ImmutableArray<string> ConstantWithin(PathLevel within, PathLevel between) =>
        [.. between.Pooled.Labels.Where(label => label != DesignColumn.InterceptName && !within.Pooled.Labels.Contains(label))];

    private ImmutableArray<LevelEquation> Equations(Func<string, bool> kept, params string[] first)
    {
        var equations = ImmutableArray.CreateBuilder<LevelEquation>();
        foreach (var equation in _model.Equations)
        {
            ImmutableArray<string> labels = [.. first, .. equation.Terms.SelectMany(term => _terms.Of(term)).Where(kept)];
            if (labels.IsEmpty) continue;
            var chain = equation.Terms.Where(term => _terms.Of(term) is [var only] && labels.Contains(only)).ToDictionary(PathEquation.Key, term => labels.IndexOf(_terms.Of(term)[0]));
            equations.Add(new LevelEquation(equation.Outcome, labels, _offset, chain));
            _offset += labels.Length;
        }
        return equations.ToImmutable();
    }

    private void CheckVariation()
    {
        var chain = _model.Mediators.Prepend(_model.Predictor).Select(name => (Name: name, Label: _terms.Single(name))).Append((Name: _model.Outcome, Label: _model.Outcome));
        foreach (var (name, label) in chain.Concat(_model.Moderators.Select(name => (Name: name, Label: _terms.Single(name)))))
            if (Deviation(_pooled, label) <= Constant * Length(_pooled, label)) throw new StudyException(MediationFaults.Constant(name));
    }

    private void CheckLevels(PathLevels levels)
    {
        if (!_roots.Clustered) throw new StudyException(MediationFaults.LevelsWithoutClusters());
        if (!_model.Moderators.IsEmpty) throw new StudyException(MediationFaults.ModeratedLevels(_model.Moderators[0]));
        bool constant = IsConstantWithin(_terms.Single(_model.Predictor));
        if (levels == PathLevels.OneOneOne && constant) throw new StudyException(MediationFaults.PredictorOfCommunity(_model.Predictor));
        if (levels == PathLevels.TwoOneOne && !constant) throw new StudyException(MediationFaults.PredictorOfRows(_model.Predictor, Varying(_terms.Single(_model.Predictor))));
        foreach (string name in _model.Mediators.Append(_model.Outcome))
            if (IsConstantWithin(name)) throw new StudyException(MediationFaults.ConstantWithin(name));
    }

    private bool IsConstantWithin(string label) => _roots.Clusters.All(cluster => Deviation(cluster.Root, label) <= Constant * Length(cluster.Root, label));

    // The first community where the value differs between rows.
    private string Varying(string label) => _roots.Clusters.First(cluster => Deviation(cluster.Root, label) > Constant * Length(cluster.Root, label)).Community;

    private static double Length(CrossProduct root, string label) => Norm(root, label, 0);

    private static double Deviation(CrossProduct root, string label) => Norm(root, label, 1);

    private static double Norm(CrossProduct root, string label, int from)
    {
        int p = root.Labels.Length, column = root.Labels.IndexOf(label);
        double sum = 0;
        for (int i = from; i <= column; i++) sum += root.Root[i * p + column] * root.Root[i * p + column];
        return Math.Sqrt(sum);
    }

    private static CrossProduct Means(CrossProduct root)
    {
        int p = root.Labels.Length;
        var means = new double[p * p];
        root.Root.AsSpan(0, p).CopyTo(means);
        return new CrossProduct(root.Labels, [.. means], 1, root.WeightSum, 0);
    }

    private static CrossProduct Deviations(CrossProduct root)
    {
        int p = root.Labels.Length, inner = p - 1;
        var below = new double[inner * inner];
        for (int i = 0; i < inner; i++) root.Root.AsSpan((i + 1) * p + 1, inner).CopyTo(below.AsSpan(i * inner));
        return new CrossProduct(root.Labels.RemoveAt(0), [.. below], root.Rows - 1, root.WeightSum, 0);
    }
}
