namespace CoProduction.Analysis;

/// <summary>How factors are extracted.</summary>
public enum FactorMethod
{
    /// <summary>Normal maximum likelihood (Lawley and Maxwell 1971), as stats::factanal and psych::fa with fm = "ml".</summary>
    Ml,

    /// <summary>Principal axes, followed to their fixed point, which is the minimum residual (Harman and Jones 1966): psych::fa with fm = "pa" or "minres", iterated on.</summary>
    Paf,

    /// <summary>Principal components (Hotelling 1933): no model of errors.</summary>
    Pca,
}

/// <summary>How factors are rotated.</summary>
public enum FactorRotation
{
    /// <summary>Oblimin with γ = 0 (Jennrich and Sampson 1966): factors may correlate.</summary>
    Oblimin,

    /// <summary>Promax of power 4 (Hendrickson and White 1964) from normal varimax, as stats::promax.</summary>
    Promax,

    /// <summary>Normal varimax (Kaiser 1958): factors do not correlate.</summary>
    Varimax,

    /// <summary>As extracted.</summary>
    None,
}

/// <summary>Which eigenvalues parallel analysis compares to say how many factors there are.</summary>
public enum ParallelBasis
{
    /// <summary>Of the correlations: components (Horn 1965). Those of common factors by squared multiple correlations stand beside.</summary>
    Components,

    /// <summary>Of the correlations with squared multiple correlations on the diagonal (Humphreys and Montanelli 1975), as psych::fa.parallel with fa = "fa" and SMC = TRUE.</summary>
    Smc,

    /// <summary>Of the correlations with the communalities of one minimum-residual factor on the diagonal, as psych::fa.parallel with fa = "fa".</summary>
    Minres,
}

/// <summary>What factors to find.</summary>
/// <param name="Scale">The items; a minus turns one round.</param>
public sealed record FactorSpec(ScaleFormula Scale)
{
    /// <summary>Default of <see cref="Draws"/>.</summary>
    public const int DefaultDraws = 500;

    /// <summary>Number of factors m; null for what parallel analysis retains, at least 1.</summary>
    public int? Factors { get; init; }

    /// <summary>Extraction; default maximum likelihood.</summary>
    public FactorMethod Method { get; init; } = FactorMethod.Ml;

    /// <summary>Rotation; default oblimin.</summary>
    public FactorRotation Rotation { get; init; } = FactorRotation.Oblimin;

    /// <summary>Polychoric correlations of the answers' categories instead of Pearson's.</summary>
    public bool Polychoric { get; init; }

    /// <summary>Scores by Bartlett (1937) instead of regression (Thurstone 1935).</summary>
    public bool BartlettScores { get; init; }

    /// <summary>Random samples of parallel analysis, at least 20.</summary>
    public int Draws { get; init; } = DefaultDraws;

    /// <summary>Which eigenvalues parallel analysis compares; default those of components.</summary>
    public ParallelBasis Parallel { get; init; }

    /// <summary>Quantile of the random eigenvalues that an eigenvalue must exceed (Glorfeld 1995), strictly between 0 and 1.</summary>
    public double Quantile { get; init; } = 0.95;

    /// <summary>Seed of the random samples; null for the house's.</summary>
    public ulong? Seed { get; init; }

    internal ulong UsedSeed => Seed ?? RandomStream.DefaultSeed;

    internal void Check()
    {
        int p = Scale.Items.Length;
        if (p < 3) throw new StudyException(FactorFaults.FewItems(Scale.Text, p));
        if (Draws < 20) throw new StudyException(ReliabilityFaults.FewDraws(Draws, 20));
        if (!(Quantile is > 0 and < 1)) throw new StudyException(FactorFaults.BadQuantile(Quantile));
        if (Factors is { } m && (m < 1 || m > Most)) throw new StudyException(FactorFaults.ManyFactors(m, p, Most, Method));
    }

    /// <summary>Factors at most: as many as leave (p - m)² - (p + m) not negative; components, p.</summary>
    internal int Most
    {
        get
        {
            int p = Scale.Items.Length;
            return Method == FactorMethod.Pca ? p : Enumerable.Range(0, p).Last(m => (p - m) * (p - m) >= p + m);
        }
    }
}
