using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A linear model with the effects of one or two fields absorbed: <c>y ~ x | community + year</c>.</summary>
public sealed record FixedEffectsSpec
{
    /// <summary>A model to estimate.</summary>
    /// <param name="formula">A formula with one or two absorbed fields and the intercept that they take over.</param>
    /// <param name="vcov">Covariance of the coefficients; CR1 when null, classical when no cluster is wanted.</param>
    /// <param name="cluster">Field of the communities for errors robust by community; the first absorbed field when null.</param>
    /// <param name="level">Level of the confidence intervals, strictly between 0 and 1.</param>
    /// <exception cref="StudyException">The formula absorbs nothing or more than two fields, has random parts or no intercept; HC errors are asked for; the level is not between 0 and 1.</exception>
    public FixedEffectsSpec(Formula formula, Vcov? vcov = null, string? cluster = null, double level = LinearSpec.DefaultLevel)
    {
        if (formula.Absorbed.IsEmpty) throw new StudyException(FixedEffectsFaults.NothingAbsorbed(formula.Text));
        if (formula.Absorbed.Length > 2) throw new StudyException(FixedEffectsFaults.TooManyWays(formula.Text, formula.Absorbed.Length));
        if (formula.Absorbed.Distinct().Count() < formula.Absorbed.Length) throw new StudyException(FixedEffectsFaults.SameTwice(formula.Text));
        if (!formula.Random.IsEmpty) throw new StudyException(FixedEffectsFaults.RandomPart(formula.Text));
        if (!formula.Intercept) throw new StudyException(FixedEffectsFaults.NoIntercept(formula.Text));
        if (!(level is > 0 and < 1)) throw new StudyException(LinearFaults.BadLevel(level));
        if (vcov is { ByRow: true }) throw new StudyException(FixedEffectsFaults.ByRow(vcov));
        (Formula, Vcov, Cluster, Level) = (formula, vcov ?? Vcov.CR1, cluster ?? formula.Absorbed[0], level);
    }

    /// <summary>The formula.</summary>
    public Formula Formula { get; }

    /// <summary>Covariance of the coefficients.</summary>
    public Vcov Vcov { get; private init; }

    /// <summary>Field of the communities.</summary>
    public string Cluster { get; }

    /// <summary>Level of the confidence intervals.</summary>
    public double Level { get; }

    /// <summary>Field of the second way of clustering; null for one way. With CR0 and CR1 only.</summary>
    public string? SecondCluster { get; init; }

    /// <summary>How the wild cluster bootstrap draws.</summary>
    public WildSpec Wild { get; init; } = new();

    /// <summary>Fields by which the roots must be grouped besides <see cref="Cluster"/>: the absorbed ones and the second way of clustering.</summary>
    public ImmutableArray<string> Groups => [.. Formula.Absorbed.Concat(SecondCluster is { } second ? [second] : []).Where(name => name != Cluster).Distinct()];

    /// <summary>The same model with another covariance.</summary>
    public FixedEffectsSpec With(Vcov vcov) => vcov.ByRow ? throw new StudyException(FixedEffectsFaults.ByRow(vcov)) : this with { Vcov = vcov };
}
