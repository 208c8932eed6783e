using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>How the errors of a choice model are estimated: a closed list.</summary>
public sealed record ChoiceErrors
{
    private ChoiceErrors(string name, string description) => (Name, Description) = (name, description);

    /// <summary>Inverse information of the model: observed for ordered and multinomial models, expected for probit and negative binomial, as in R; normal statistics.</summary>
    public static ChoiceErrors Classical { get; } = new("classical", "classical: inverse information, normal statistics");

    /// <summary>Sandwich of the scores of the rows, <c>sandwich::sandwich</c>; normal statistics.</summary>
    public static ChoiceErrors HC0 { get; } = new("HC0", "HC0: sandwich of row scores, normal statistics");

    /// <summary>HC0 times N/(N - k); <c>sandwich::vcovHC(type = "HC1")</c> of a glm.</summary>
    public static ChoiceErrors HC1 { get; } = new("HC1", "HC1: HC0·N/(N-k), normal statistics");

    /// <summary>Sandwich of the scores of clusters without a factor, <c>sandwich::vcovCL(type = "HC0", cadjust = FALSE)</c>; t with G - 1 degrees of freedom.</summary>
    public static ChoiceErrors CR0 { get; } = new("CR0", "CR0: sandwich of cluster scores, no factor (vcovCL type HC0, cadjust FALSE), t with G-1 df");

    /// <summary>CR0 times G/(G-1)·(N-1)/(N-k), <c>sandwich::vcovCL(type = "HC1", cadjust = TRUE)</c>; t with G - 1 degrees of freedom.</summary>
    public static ChoiceErrors CR1 { get; } = new("CR1", "CR1: G/(G-1)·(N-1)/(N-k) (vcovCL type HC1, cadjust TRUE), t with G-1 df");

    /// <summary>Taylor linearisation over the primary sampling units of a design with sampling weights, strata or finite populations (Binder 1983); R's <c>survey::svyglm</c> and <c>svyolr</c>; t with design df + 1 - k degrees of freedom.</summary>
    public static ChoiceErrors Taylor { get; } = new("taylor", "Taylor linearisation over primary sampling units, t with design df + 1 - k df");

    /// <summary>The kinds that may be asked for; Taylor follows from the design.</summary>
    public static ImmutableArray<ChoiceErrors> Asked { get; } = [Classical, HC0, HC1, CR0, CR1];

    /// <summary>Name as options give it.</summary>
    public string Name { get; }

    /// <summary>The variant in words, for provenance.</summary>
    public string Description { get; }

    /// <summary>True where clusters are needed.</summary>
    public bool ByCluster => this == CR0 || this == CR1;

    /// <summary>True where each row stands for itself.</summary>
    public bool ByRow => this == HC0 || this == HC1;

    /// <summary>The kind of a name, case ignored.</summary>
    /// <exception cref="StudyException">No such kind; names those there are.</exception>
    public static ChoiceErrors Parse(string name) =>
        Asked.FirstOrDefault(kind => string.Equals(kind.Name, name, StringComparison.OrdinalIgnoreCase)) ?? throw new StudyException(ChoiceFaults.UnknownErrors(name));
}
