using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>How the covariance of the coefficients is estimated: a closed list.</summary>
public sealed record Vcov
{
    private Vcov(string name, string description)
    {
        Name = name;
        Description = description;
    }

    /// <summary>s² (X'WX)⁻¹, t with N - k degrees of freedom; right when the errors are independent and of equal variance.</summary>
    public static Vcov Classical { get; } = new("classical", "classical: s^2 (X'WX)^-1, t with N-k df");

    /// <summary>White's sandwich of squared residuals; White (1980). <c>sandwich::vcovHC(type = "HC0")</c>. Needs a second pass over the rows (<see cref="ScoreAccumulator"/>), as all HC do.</summary>
    public static Vcov HC0 { get; } = new("HC0", "HC0: sandwich of u^2, t with N-k df");

    /// <summary>HC0 times N/(N - k); Hinkley (1977).</summary>
    public static Vcov HC1 { get; } = new("HC1", "HC1: HC0·N/(N-k), t with N-k df");

    /// <summary>Squared residuals over 1 - h; Horn, Horn and Duncan (1975).</summary>
    public static Vcov HC2 { get; } = new("HC2", "HC2: sandwich of u^2/(1-h), t with N-k df");

    /// <summary>Squared residuals over (1 - h)²; Davidson and MacKinnon (1993).</summary>
    public static Vcov HC3 { get; } = new("HC3", "HC3: sandwich of u^2/(1-h)^2, t with N-k df");

    /// <summary>Cluster-robust without a factor, after Liang and Zeger (1986); t with G - 1 degrees of freedom.</summary>
    public static Vcov CR0 { get; } = new("CR0", "CR0: no factor, t with G-1 df");

    /// <summary>
    /// Cluster-robust by community, after Liang and Zeger (1986), with the factor G/(G-1)·(N-1)/(N-k) and t with G - 1 degrees of freedom; Cameron and Miller (2015),
    /// eq. 11 and section VI.D. Equals <c>sandwich::vcovCL(type = "HC1", cadjust = TRUE)</c>.
    /// </summary>
    public static Vcov CR1 { get; } = new("CR1", "CR1: G/(G-1)·(N-1)/(N-k), t with G-1 df");

    /// <summary>
    /// Bias-reduced linearisation: residuals adjusted by the symmetric root of the inverse of their working covariance; Bell and McCaffrey (2002), Pustejovsky and Tipton
    /// (2018). Working model: independent errors of equal variance, also under weights, as clubSandwich's default for <c>lm</c>. Satterthwaite degrees of freedom by coefficient.
    /// </summary>
    public static Vcov CR2 { get; } = new("CR2", "CR2: (I-H)^(-1/2) adjustment, working model of independent errors of equal variance, t with Satterthwaite df by coefficient");

    /// <summary>Residuals adjusted by (I - H)⁻¹: the jackknife by community about the full estimate, without the factor (G-1)/G; <c>clubSandwich::vcovCR(type = "CR3")</c>. Satterthwaite degrees of freedom by coefficient.</summary>
    public static Vcov CR3 { get; } = new("CR3", "CR3: (I-H)^-1 adjustment (leave one community out), no factor, t with Satterthwaite df by coefficient");

    /// <summary>
    /// Wild cluster bootstrap of the CR1 statistic with the null imposed (WCR): p values and intervals come from the draws, standard errors are CR1's. Cameron, Gelbach and
    /// Miller (2008); computed after Roodman, MacKinnon, Nielsen and Webb (2019).
    /// </summary>
    public static Vcov Wild { get; } = new("wild", "wild cluster bootstrap of the CR1 t statistic, null imposed (WCR), symmetric p value, interval by inversion; std. error CR1");

    /// <summary>Every kind, in the order to list them.</summary>
    public static ImmutableArray<Vcov> All { get; } = [Classical, HC0, HC1, HC2, HC3, CR0, CR1, CR2, CR3, Wild];

    /// <summary>Name as options give it.</summary>
    public string Name { get; }

    /// <summary>The formula variant in words, for provenance.</summary>
    public string Description { get; }

    /// <summary>True for HC0 to HC3: robust by row, which needs the rows a second time.</summary>
    public bool ByRow => this == HC0 || this == HC1 || this == HC2 || this == HC3;

    /// <summary>True for CR0 to CR3 and the wild bootstrap: robust by community.</summary>
    public bool ByCommunity => !ByRow && this != Classical;

    /// <summary>True for CR2 and CR3: the residuals of a community are adjusted by its leverage, and each coefficient has its own degrees of freedom.</summary>
    public bool Adjusted => this == CR2 || this == CR3;

    /// <summary>The kind of a name, case ignored.</summary>
    /// <exception cref="StudyException">No such kind; names the nearest.</exception>
    public static Vcov Parse(string name) =>
        All.FirstOrDefault(kind => string.Equals(kind.Name, name, StringComparison.OrdinalIgnoreCase)) ?? throw new StudyException(LinearFaults.UnknownVcov(name));
}
