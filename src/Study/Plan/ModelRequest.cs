using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction;

/// <summary>A model as it is asked for, by a study file, by the command line or from code: the same words everywhere. What a method does not take, it refuses.</summary>
/// <param name="Method">Method, such as <c>ols</c>.</param>
/// <param name="Formula">Its formula or model.</param>
public sealed record ModelRequest(string Method, string Formula)
{
    /// <summary>Default of <see cref="Level"/>.</summary>
    public const double DefaultLevel = 0.95;

    /// <summary>Field of the weights; null for none.</summary>
    public string? Weights { get; init; }

    /// <summary>Fields of the clusters: the community or primary sampling unit first; a second one for two-way clustering; empty for none.</summary>
    public ImmutableArray<string> Clusters { get; init; } = [];

    /// <summary>Field of the strata; null for none.</summary>
    public string? Strata { get; init; }

    /// <summary>Field of the finite population: number of primary sampling units of the row's stratum, or the sampled share when below 1; null for none.</summary>
    public string? Fpc { get; init; }

    /// <summary>Covariance of the estimates, such as <c>CR2</c>; null for the method's default.</summary>
    public string? Vcov { get; init; }

    /// <summary>Number of bootstrap draws; null for the method's default.</summary>
    public int? Bootstrap { get; init; }

    /// <summary>Seed of the random draws; null for the house's.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Completed data sets of multiple imputation to estimate from and to pool; null for the complete rows alone. How they are made stands in settings <c>impute.…</c>.</summary>
    public int? Impute { get; init; }

    /// <summary>Rules by which rows are excluded before anything else, each with its reason behind a colon, in their order; empty for none; null for those of the survey that a study is asked about, and none elsewhere.</summary>
    public ImmutableArray<string>? Exclude { get; init; }

    /// <summary>Level of the confidence intervals, strictly between 0 and 1.</summary>
    public double Level { get; init; } = DefaultLevel;

    /// <summary>Settings that belong to the method alone, by name.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The first of <see cref="Clusters"/>; null for none.</summary>
    public string? Cluster => Clusters.IsEmpty ? null : Clusters[0];

    /// <summary>A setting; null when it is not given.</summary>
    public string? Setting(string name) => Settings.GetValueOrDefault(name);

    /// <summary>Everything that decides the numbers, as one line; equal requests have equal lines.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Method} {Formula} weights={Weights} clusters={string.Join(',', Clusters)} strata={Strata} fpc={Fpc} vcov={Vcov} bootstrap={Bootstrap} seed={Seed} impute={Impute} exclude={(Exclude is { } rules ? string.Join(" | ", rules) : "of the survey")} level={Level:R} {string.Join(' ', Settings.Select(pair => $"{pair.Key}={pair.Value}"))}");

    /// <inheritdoc/>
    public bool Equals(ModelRequest? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
