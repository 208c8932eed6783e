namespace CoProduction.Analysis;

/// <summary>A linear model to estimate. OLS without weights, WLS with them.</summary>
public sealed record LinearSpec
{
    /// <summary>Default of <see cref="Level"/>.</summary>
    public const double DefaultLevel = 0.95;

    /// <summary>A model to estimate.</summary>
    /// <param name="formula">The formula the roots were made for.</param>
    /// <param name="vcov">Covariance of the coefficients; classical when null.</param>
    /// <param name="level">Level of the confidence intervals, strictly between 0 and 1.</param>
    /// <exception cref="StudyException">The level is not between 0 and 1.</exception>
    public LinearSpec(Formula formula, Vcov? vcov = null, double level = DefaultLevel)
    {
        if (!(level is > 0 and < 1)) throw new StudyException(LinearFaults.BadLevel(level));
        Formula = formula;
        Vcov = vcov ?? Vcov.Classical;
        Level = level;
    }

    /// <summary>The formula.</summary>
    public Formula Formula { get; }

    /// <summary>Covariance of the coefficients.</summary>
    public Vcov Vcov { get; private init; }

    /// <summary>Level of the confidence intervals.</summary>
    public double Level { get; }

    /// <summary>Field of the second way of clustering, by which the roots are grouped; null for one way. With CR0 and CR1 only.</summary>
    public string? SecondCluster { get; init; }

    /// <summary>How the wild cluster bootstrap draws.</summary>
    public WildSpec Wild { get; init; } = new();

    /// <summary>The same model with another covariance.</summary>
    public LinearSpec With(Vcov vcov) => this with { Vcov = vcov };
}
