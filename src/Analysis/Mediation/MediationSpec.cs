namespace CoProduction.Analysis;

/// <summary>How the intervals of effects are made.</summary>
public enum EffectInterval
{
    /// <summary>Percentiles of the bootstrap draws, interpolated on the normal scale; Davison and Hinkley (1997), eq. 5.8 and section 5.3.</summary>
    Percentile,

    /// <summary>Bias-corrected and accelerated, the acceleration from the jackknife over the resampled units; Efron (1987).</summary>
    Bca,

    /// <summary>Percentiles of draws from the normal distribution of the path coefficients; Preacher and Selig (2012). No row is resampled.</summary>
    MonteCarlo,
}

/// <summary>What a bootstrap draws anew.</summary>
public enum ResampledUnit
{
    /// <summary>Rows, one by one.</summary>
    Case,

    /// <summary>Communities with all their rows.</summary>
    Cluster,
}

/// <summary>On which level predictor, mediators and outcome vary.</summary>
public enum PathLevels
{
    /// <summary>One level: rows.</summary>
    Single,

    /// <summary>1-1-1: all vary within communities; effects within and between communities are told apart (Zhang, Zyphur and Preacher 2009).</summary>
    OneOneOne,

    /// <summary>2-1-1: the predictor is one value a community; its indirect effect runs between communities.</summary>
    TwoOneOne,
}

/// <summary>How the equations of a model of levels are estimated.</summary>
public enum PathEstimator
{
    /// <summary>Least squares within and between communities, the means weighted by their rows.</summary>
    LeastSquares,

    /// <summary>Random-intercept models by REML, the terms about their means and the means side by side.</summary>
    RandomIntercepts,
}

/// <summary>A mediation model to estimate.</summary>
public sealed record MediationSpec
{
    /// <summary>Default of <see cref="Draws"/>.</summary>
    public const int DefaultDraws = 5000;

    /// <summary>Default of <see cref="Seed"/>: the house's.</summary>
    public const ulong DefaultSeed = RandomStream.DefaultSeed;

    /// <summary>Fewest draws that can carry an interval.</summary>
    public const int FewestDraws = 100;

    /// <summary>A model to estimate.</summary>
    /// <param name="model">The paths.</param>
    /// <param name="level">Level of the intervals, strictly between 0 and 1.</param>
    /// <param name="draws">Bootstrap or Monte Carlo draws; at least <see cref="FewestDraws"/>.</param>
    /// <exception cref="StudyException">The level or the number of draws cannot be.</exception>
    public MediationSpec(PathModel model, double level = LinearSpec.DefaultLevel, int draws = DefaultDraws)
    {
        if (!(level is > 0 and < 1)) throw new StudyException(LinearFaults.BadLevel(level));
        if (draws < FewestDraws) throw new StudyException(MediationFaults.FewDraws(draws));
        Model = model;
        Level = level;
        Draws = draws;
    }

    /// <summary>The paths.</summary>
    public PathModel Model { get; }

    /// <summary>Level of the intervals.</summary>
    public double Level { get; }

    /// <summary>Bootstrap or Monte Carlo draws.</summary>
    public int Draws { get; }

    /// <summary>How the intervals of effects are made; percentile by default.</summary>
    public EffectInterval Interval { get; init; } = EffectInterval.Percentile;

    /// <summary>What is drawn anew; null for communities where the roots have them, rows otherwise.</summary>
    public ResampledUnit? Resample { get; init; }

    /// <summary>Levels of the variables; one level by default.</summary>
    public PathLevels Levels { get; init; } = PathLevels.Single;

    /// <summary>How the equations of a model of levels are estimated; least squares by default. Random intercepts go with <see cref="EffectInterval.MonteCarlo"/>.</summary>
    public PathEstimator Estimator { get; init; } = PathEstimator.LeastSquares;

    /// <summary>Seed of the draws.</summary>
    public ulong Seed { get; init; } = DefaultSeed;

    /// <summary>Covariance of the path coefficients: classical or CR1; null for CR1 where the roots have communities, classical otherwise.</summary>
    public Vcov? Vcov { get; init; }

    /// <summary>The unit that a bootstrap of these roots draws.</summary>
    /// <param name="clustered">True when the roots have communities.</param>
    public ResampledUnit UnitOf(bool clustered) => Resample ?? (clustered ? ResampledUnit.Cluster : ResampledUnit.Case);

    /// <summary>True when <see cref="MediationModel.Fit"/> needs the rows themselves beside the roots: to draw them anew, or for the percentiles of moderators.</summary>
    /// <param name="clustered">True when the roots have communities.</param>
    public bool NeedsRows(bool clustered) => !Model.Moderators.IsEmpty || DrawsRows(clustered);

    /// <summary>True when rows are drawn anew, so that all their columns are needed.</summary>
    /// <param name="clustered">True when the roots have communities.</param>
    public bool DrawsRows(bool clustered) => Interval != EffectInterval.MonteCarlo && UnitOf(clustered) == ResampledUnit.Case;
}
