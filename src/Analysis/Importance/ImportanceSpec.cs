namespace CoProduction.Analysis;

/// <summary>How the explained variance of a linear model is divided among its terms.</summary>
/// <param name="Formula">R formula with an intercept; each term is one predictor, whatever columns it has. No interactions.</param>
public sealed record ImportanceSpec(Formula Formula)
{
    /// <summary>Predictors at most: 2^20 models are a million.</summary>
    public const int MostPredictors = 20;

    /// <summary>Draws where communities are named and no number is given.</summary>
    public const int DefaultDraws = 1000;

    /// <summary>Bootstrap draws; null for <see cref="DefaultDraws"/> where rows are clustered and none otherwise.</summary>
    public int? Draws { get; init; }

    /// <summary>Seed of the draws; null for the house's.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Level of the intervals, strictly between 0 and 1.</summary>
    public double Level { get; init; } = LinearSpec.DefaultLevel;

    internal ulong UsedSeed => Seed ?? RandomStream.DefaultSeed;

    internal void Check()
    {
        if (!(Level is > 0 and < 1)) throw new StudyException(LinearFaults.BadLevel(Level));
        if (Draws is < 20) throw new StudyException(ReliabilityFaults.FewDraws(Draws.Value, 20));
        if (!Formula.Intercept) throw new StudyException(ImportanceFaults.NoIntercept(Formula.Text));
        if (Formula.AtomsOfTerms.Select((atoms, at) => (atoms, at)).FirstOrDefault(term => term.atoms.Length > 1) is { atoms.IsDefault: false } found) throw new StudyException(ImportanceFaults.Interaction(Formula.Text, Formula.Terms[found.at]));
        if (Formula.AtomsOfTerms.Length > MostPredictors) throw new StudyException(ImportanceFaults.Many(Formula.AtomsOfTerms.Length, MostPredictors));
    }
}
