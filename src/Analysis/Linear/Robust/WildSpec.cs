using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>How the wild cluster bootstrap draws.</summary>
public sealed record WildSpec
{
    /// <summary>Default of <see cref="Draws"/>.</summary>
    public const int DefaultDraws = 9999;

    /// <summary>The house's seed.</summary>
    public const ulong DefaultSeed = RandomStream.DefaultSeed;

    /// <summary>Smallest number of draws.</summary>
    public const int FewestDraws = 99;

    /// <summary>How to draw.</summary>
    /// <param name="draws">Draws, at least <see cref="FewestDraws"/>.</param>
    /// <param name="weights">Distribution of the weights.</param>
    /// <param name="seed">Seed.</param>
    /// <exception cref="StudyException">Too few draws.</exception>
    public WildSpec(int draws = DefaultDraws, WildWeights weights = WildWeights.Rademacher, ulong seed = DefaultSeed)
    {
        if (draws < FewestDraws) throw new StudyException(LinearFaults.BadDraws(draws));
        Draws = draws;
        Weights = weights;
        Seed = seed;
    }

    /// <summary>Draws; with Rademacher weights and at most this many combinations of signs, each is taken once instead.</summary>
    public int Draws { get; }

    /// <summary>Distribution of the weights.</summary>
    public WildWeights Weights { get; }

    /// <summary>Seed.</summary>
    public ulong Seed { get; }
}

/// <summary>Distribution of the weights that multiply the residuals of a community.</summary>
public enum WildWeights
{
    /// <summary>±1 with probability 1/2 each.</summary>
    Rademacher,

    /// <summary>±√(3/2), ±1, ±√(1/2) with probability 1/6 each; Webb (2023). For fewer than about a dozen communities.</summary>
    Webb,
}

/// <summary>What the wild cluster bootstrap found. Arrays stand in the order of the fit's terms.</summary>
/// <param name="Draws">Draws that were made; the number of sign combinations when they were enumerated.</param>
/// <param name="Enumerated">True when every combination of Rademacher signs was taken once, so that no chance is left in the p value.</param>
/// <param name="PValues">Symmetric p values of β = 0: the share of draws with |t*| ≥ |t|; the sample counts as one of the draws.</param>
/// <param name="ConfLow">Lower bounds by inversion of the test; null where unbounded.</param>
/// <param name="ConfHigh">Upper bounds by inversion of the test; null where unbounded.</param>
public sealed record WildBootstrap(int Draws, bool Enumerated, ImmutableArray<double> PValues, ImmutableArray<double?> ConfLow, ImmutableArray<double?> ConfHigh);
