using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>How the uncertainty and the test of a structural model are found; the estimates are those of maximum likelihood for all.</summary>
public enum SemEstimator
{
    /// <summary>Normal theory: errors from the expected information, from the observed one with FIML.</summary>
    Ml,

    /// <summary>Robust errors and the test of Satorra and Bentler (1994), complete rows.</summary>
    Mlm,

    /// <summary>Huber-White errors from the observed information and the test of Yuan and Bentler (2000) in the variant of Mplus.</summary>
    Mlr,
}

/// <summary>What is done with rows that miss an answer.</summary>
public enum SemMissing
{
    /// <summary>Only complete rows are used.</summary>
    Listwise,

    /// <summary>Full information maximum likelihood: every row gives what it has; right when answers are missing at random.</summary>
    Fiml,
}

/// <summary>What is estimated, and how.</summary>
/// <param name="Model">The model.</param>
public sealed record SemSpec(ModelSyntax Model)
{
    /// <summary>Bootstrap draws where none are named.</summary>
    public const int DefaultDraws = 1000;

    /// <summary><c>cfa</c> or <c>sem</c>; the defaults of both are the same, as in lavaan.</summary>
    public string Method { get; init; } = "sem";

    /// <summary>Errors and test.</summary>
    public SemEstimator Estimator { get; init; }

    /// <summary>Rows that miss an answer.</summary>
    public SemMissing Missing { get; init; }

    /// <summary>True: latent variances are 1 and all loadings free; false: the first loading of each latent variable is 1.</summary>
    public bool StandardisedLatent { get; init; }

    /// <summary>True: exogenous observed variables are taken as they are; false: their moments are estimated.</summary>
    public bool FixedX { get; init; } = true;

    /// <summary>True: latent variables do not correlate unless the model says so.</summary>
    public bool Orthogonal { get; init; }

    /// <summary>True to estimate means; null where the model, several groups, clusters or FIML need them.</summary>
    public bool? MeanStructure { get; init; }

    /// <summary>What groups have in common: loadings, intercepts, residuals, means, regressions, lv.variances, lv.covariances, residual.covariances.</summary>
    public ImmutableArray<string> Equal { get; init; } = [];

    /// <summary>Parameters that <see cref="Equal"/> leaves free, such as <c>visual=~x3</c> or <c>x3~1</c>.</summary>
    public ImmutableArray<string> Freed { get; init; } = [];

    /// <summary>How <see cref="SemFit.Scores"/> weighs the items.</summary>
    public FactorScoring Scoring { get; init; }

    /// <summary>Bootstrap draws; 0 for none.</summary>
    public int Draws { get; init; }

    /// <summary>Seed of the draws.</summary>
    public ulong Seed { get; init; } = RandomStream.DefaultSeed;

    /// <summary>Level of the intervals, strictly between 0 and 1.</summary>
    public double Level { get; init; } = LinearSpec.DefaultLevel;

    /// <summary>Fit measures, modification indices and standardised solutions; false for fits of which only estimates are wanted.</summary>
    internal bool Full { get; init; } = true;

    /// <summary>True for rival models, of which the measures of fit are wanted and nothing that is dearer.</summary>
    internal bool IsRival { get; init; }
}
