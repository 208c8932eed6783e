using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A linear mixed model to estimate: residents in communities, with or without a further level around them.</summary>
public sealed record MixedSpec
{
    /// <summary>Default of <see cref="Level"/>.</summary>
    public const double DefaultLevel = 0.95;

    /// <summary>Default of <see cref="Iterations"/>.</summary>
    public const int DefaultIterations = 200;

    /// <summary>A model to estimate, by REML.</summary>
    /// <param name="formula">The formula the roots were made for, with at least one random part.</param>
    /// <param name="level">Level of the confidence intervals, strictly between 0 and 1.</param>
    /// <exception cref="StudyException">The level is not between 0 and 1; the formula has no random part, or absorbs fixed effects.</exception>
    public MixedSpec(Formula formula, double level = DefaultLevel)
    {
        if (!(level is > 0 and < 1)) throw new StudyException(LinearFaults.BadLevel(level));
        if (!formula.Absorbed.IsEmpty) throw new StudyException(MixedFaults.Absorbed(formula.Text));
        if (formula.Random.IsEmpty) throw new StudyException(MixedFaults.NoRandomPart(formula.Text));
        Formula = formula;
        Level = level;
    }

    /// <summary>The formula.</summary>
    public Formula Formula { get; }

    /// <summary>Level of the confidence intervals.</summary>
    public double Level { get; }

    /// <summary>True for restricted maximum likelihood, false for maximum likelihood.</summary>
    public bool Reml { get; init; } = true;

    /// <summary>Steps after which the search ends without convergence.</summary>
    public int Iterations { get; init; } = DefaultIterations;

    /// <summary>True to return an estimate that did not converge, with a caution; otherwise it is an error.</summary>
    public bool ShowUnconverged { get; init; }

    /// <summary>True to list the shrunken estimates of every unit.</summary>
    public bool ShowUnits { get; init; }

    /// <summary>Simple slopes to compute; null for none.</summary>
    public SimpleSlopesSpec? Slopes { get; init; }

    /// <summary>Answers per item of the scale whose agreement (r_wg) is asked for; null without one.</summary>
    public int? AgreementOptions { get; init; }
}

/// <summary>The slope of one variable at values of another that it interacts with.</summary>
/// <param name="Variable">Term whose slope is wanted.</param>
/// <param name="Moderator">Term it interacts with.</param>
/// <param name="At">Values of the moderator; empty for its mean and one standard deviation below and above.</param>
public sealed record SimpleSlopesSpec(string Variable, string Moderator, ImmutableArray<double> At);
