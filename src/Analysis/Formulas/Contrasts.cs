using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>How the levels of a category are contrasted; the names are R's, without <c>contr.</c>.</summary>
internal enum ContrastKind
{
    /// <summary>Each level with the reference.</summary>
    Treatment,

    /// <summary>Each level but the last with the mean of all levels.</summary>
    Sum,

    /// <summary>Each level but the first with the mean of those before it.</summary>
    Helmert,

    /// <summary>Linear, quadratic … trend over levels at equal distances.</summary>
    Poly,
}

/// <summary>The contrasts a formula asks for.</summary>
/// <param name="Kind">Their kind.</param>
/// <param name="Reference">Level of reference of treatment contrasts; null for the first, or that of <paramref name="Base"/>.</param>
/// <param name="Base">Number of the reference level, from 1; null for none.</param>
/// <param name="At">Position in the formula, counted from 0.</param>
internal sealed record ContrastChoice(ContrastKind Kind, LevelName? Reference, int? Base, int At)
{
    /// <summary>R's default: each level with the first.</summary>
    internal static ContrastChoice Treatment { get; } = new(ContrastKind.Treatment, null, null, 0);

    /// <summary>The kind of a name such as <c>sum</c> or <c>contr.sum</c>; null when there is none.</summary>
    internal static ContrastKind? Parse(string? name) => name?.Replace("contr.", "", StringComparison.Ordinal) switch
    {
        "treatment" => ContrastKind.Treatment,
        "sum" => ContrastKind.Sum,
        "helmert" => ContrastKind.Helmert,
        "poly" => ContrastKind.Poly,
        _ => null,
    };
}

/// <summary>A column that contrasts the levels of a category.</summary>
/// <param name="Suffix">What follows the name of the category in the coefficient's name.</param>
/// <param name="Level">The level that the column marks by 1; -1 when it has other values.</param>
/// <param name="Values">Value of each level; default when the column marks one.</param>
internal sealed record ContrastColumn(string Suffix, int Level, ImmutableArray<double> Values = default);

/// <summary>The contrast matrices of R's <c>contr.treatment</c>, <c>contr.sum</c>, <c>contr.helmert</c> and <c>contr.poly</c>.</summary>
internal static class Contrasts
{
    /// <param name="kind">Their kind.</param>
    /// <param name="levels">At least two levels in order.</param>
    /// <param name="reference">Index of the reference level; 0 but for treatment contrasts.</param>
    internal static ImmutableArray<ContrastColumn> Of(ContrastKind kind, ImmutableArray<string> levels, int reference) => kind switch
    {
        ContrastKind.Treatment => Indicators(levels).RemoveAt(reference),
        ContrastKind.Sum => Numbered(levels.Length, (level, column) => level == column ? 1 : level == levels.Length - 1 ? -1 : 0),
        ContrastKind.Helmert => Numbered(levels.Length, (level, column) => level <= column ? -1 : level == column + 1 ? column + 1 : 0),
        _ => Trends(levels.Length),
    };

    /// <summary>A column of each level: the coding of a category whose mean no earlier term spans.</summary>
    internal static ImmutableArray<ContrastColumn> Indicators(ImmutableArray<string> levels) => [.. levels.Select((level, index) => new ContrastColumn(level, index))];

    private static ImmutableArray<ContrastColumn> Numbered(int levels, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, levels - 1).Select(column => Column((column + 1).ToString(CultureInfo.InvariantCulture), [.. Enumerable.Range(0, levels).Select(level => value(level, column))]))];

    private static ContrastColumn Column(string suffix, ImmutableArray<double> values) => new(suffix, -1, values);

    private static ImmutableArray<ContrastColumn> Trends(int levels)
    {
        var trends = EqualDistances.Polynomials(levels);
        return [.. trends.Select((values, index) => Column(index switch { 0 => ".L", 1 => ".Q", 2 => ".C", _ => "^" + (index + 1).ToString(CultureInfo.InvariantCulture) }, values))];
    }
}
