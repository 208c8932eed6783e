using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What a linear model may read: the roots of the communities, and what some kinds of errors need besides. Roots alone turn into it by themselves.</summary>
/// <param name="Roots">The roots; grouped by the second field when clusters have two ways.</param>
public sealed record LinearStatistics(CommunityRoots Roots)
{
    /// <summary>The second pass over the rows, for HC0 to HC3; null when it was not made.</summary>
    public ScoreRoot? Scores { get; init; }

    /// <summary>Roots of [X, WX, y], for CR2 and CR3 under weights; null when they were not made.</summary>
    public WorkingRoots? Working { get; init; }

    /// <summary>Statistics of roots alone.</summary>
    public static implicit operator LinearStatistics(CommunityRoots roots) => new(roots);

    /// <summary>Statistics of roots alone.</summary>
    public static LinearStatistics Of(CommunityRoots roots) => new(roots);
}

/// <summary>Triangular root of the scaled scores of the rows, in the coordinates R⁻ᵀx: k × k, for one kind of HC.</summary>
/// <param name="Vcov">The kind.</param>
/// <param name="Formula">The formula as given.</param>
/// <param name="Root">k × k, row-major, upper triangular.</param>
/// <param name="Rows">Rows seen, those of weight zero not counted.</param>
public sealed record ScoreRoot(Vcov Vcov, string Formula, ImmutableArray<double> Root, long Rows);

/// <summary>Roots of the unweighted columns [X, WX, y] by community: under weights the adjustment of a community's residuals needs both X and WX.</summary>
/// <param name="Formula">The formula as given.</param>
/// <param name="Clusters">Community → root of 2k + 1 columns, in ordinal order of the keys.</param>
public sealed record WorkingRoots(string Formula, ImmutableArray<CommunityRoot> Clusters);
