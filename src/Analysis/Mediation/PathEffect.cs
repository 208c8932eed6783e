using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What an effect of a path model is.</summary>
internal enum EffectKind
{
    /// <summary>One arrow, at given values of its moderators.</summary>
    Slope,
    Direct,
    Indirect,
    TotalIndirect,
    Total,
    Proportion,
    Contrast,

    /// <summary>Change of an indirect effect per unit of its moderator.</summary>
    Index,
}

/// <summary>An effect as a function of the path coefficients: a polynomial, or a ratio of two.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Level">Empty, <c>within</c> or <c>between</c>.</param>
/// <param name="Name">Its path, such as <c>x -> m -> y</c>, or its name.</param>
/// <param name="Value">The polynomial, or the numerator.</param>
internal sealed record PathEffect(EffectKind Kind, string Level, string Name, Polynomial Value)
{
    /// <summary>Denominator of a proportion; null otherwise.</summary>
    internal Polynomial? Per { get; init; }

    /// <summary>The values of the moderators it is taken at; empty when nothing moderates it.</summary>
    internal ImmutableArray<ModeratorValue> Condition { get; init; } = [];

    /// <summary>The moderators' values in words: <c>w = mean + 1 SD</c>.</summary>
    internal string At => string.Join(", ", Condition.Select(value => $"{value.Moderator} = {value.Name}"));

    internal double Of(ReadOnlySpan<double> theta) => Per is null ? Value.At(theta) : Value.At(theta) / Per.At(theta);

    /// <summary>The gradient at θ, for the delta method.</summary>
    internal double[] Gradient(ReadOnlySpan<double> theta)
    {
        var gradient = Value.Gradient(theta);
        if (Per is null) return gradient;
        double bottom = Per.At(theta), ratio = Of(theta);
        var below = Per.Gradient(theta);
        for (int i = 0; i < gradient.Length; i++) gradient[i] = (gradient[i] - ratio * below[i]) / bottom;
        return gradient;
    }
}

/// <summary>A value of a moderator at which effects are given.</summary>
/// <param name="Moderator">Name of the moderator.</param>
/// <param name="Name">The value in words, such as <c>mean - 1 SD</c>.</param>
/// <param name="Value">The value.</param>
internal sealed record ModeratorValue(string Moderator, string Name, double Value);
