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

    /// <summary>
    /// Cluster-robust by community, after Liang and Zeger (1986), with the factor G/(G-1)·(N-1)/(N-k) and t with G - 1 degrees of freedom; Cameron and Miller (2015),
    /// eq. 11 and section VI.D. Equals <c>sandwich::vcovCL(type = "HC1", cadjust = TRUE)</c>.
    /// </summary>
    public static Vcov CR1 { get; } = new("CR1", "CR1: G/(G-1)·(N-1)/(N-k), t with G-1 df");

    /// <summary>Every kind, in the order to list them.</summary>
    public static ImmutableArray<Vcov> All { get; } = [Classical, CR1];

    /// <summary>Name as options give it.</summary>
    public string Name { get; }

    /// <summary>The formula variant in words, for provenance.</summary>
    public string Description { get; }

    /// <summary>The kind of a name, case ignored.</summary>
    /// <exception cref="StudyException">No such kind; names the nearest.</exception>
    public static Vcov Parse(string name) =>
        All.FirstOrDefault(kind => string.Equals(kind.Name, name, StringComparison.OrdinalIgnoreCase)) ?? throw new StudyException(LinearFaults.UnknownVcov(name));
}
