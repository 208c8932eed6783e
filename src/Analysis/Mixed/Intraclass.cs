using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>How much the members of a unit are alike, and what that costs.</summary>
/// <param name="Group">Name of the grouping, innermost field first.</param>
/// <param name="Units">Number of units, G.</param>
/// <param name="MeanSize">Mean number of rows a unit, N / G.</param>
/// <param name="Icc1">ICC(1) from the null model: share of the variance that two members of a unit have in common, 0..1; null where the model has no constant.</param>
/// <param name="Icc2">Reliability of a unit's mean at the mean size, by Spearman and Brown from <paramref name="Icc1"/>, 0..1.</param>
/// <param name="Icc1Anova">ICC(1) of the one-way analysis of variance with the mean size (Bartko 1976; Bliese 2000); may be negative; null with weights.</param>
/// <param name="Icc2Anova">ICC(2) of the same, (MSB - MSW) / MSB; may be negative.</param>
/// <param name="DesignEffect">1 + (m̄ - 1) ICC(1) of the null model (Kish 1965).</param>
public sealed record IntraclassCorrelation(string Group, int Units, double MeanSize, double? Icc1, double? Icc2, double? Icc1Anova, double? Icc2Anova, double? DesignEffect);

/// <summary>Intraclass correlations of the outcome, without the terms of the model.</summary>
internal static class Intraclass
{
    internal static ImmutableArray<IntraclassCorrelation> Of(MixedDesign design, MixedEstimate? empty, bool weighted) =>
        [.. design.Levels.Select((level, l) => Of(level, design.Pooled.Rows, empty is null ? null : Shared(empty, l), weighted ? null : MeanSquares(design, l)))];

    private static IntraclassCorrelation Of(MixedLevel level, long rows, double? icc, (double Between, double Within)? squares)
    {
        double size = (double)rows / level.Units.Length;
        double? anova = squares is { } s && s.Between + (size - 1) * s.Within > 0 ? (s.Between - s.Within) / (s.Between + (size - 1) * s.Within) : null;
        double? reliability = squares is { Between: > 0 } m ? (m.Between - m.Within) / m.Between : null;
        return new IntraclassCorrelation(level.Name, level.Units.Length, size, icc, size * icc / (1 + (size - 1) * icc), anova, reliability, 1 + (size - 1) * icc);
    }

    // Two members of a unit share the effects of that level and of all around it.
    private static double Shared(MixedEstimate empty, int level)
    {
        double[] variances = [.. Enumerable.Range(0, empty.Design.Levels.Length).Select(l => empty.Covariance(l)[0])];
        return variances.Skip(level).Sum() / (variances.Sum() + empty.Sigma * empty.Sigma);
    }

    private static (double Between, double Within)? MeanSquares(MixedDesign design, int level)
    {
        if (!design.Pooled.Labels.Contains(DesignColumn.InterceptName)) return null;
        ImmutableArray<string> columns = [DesignColumn.InterceptName, design.Outcome];
        int units = design.Levels[level].Units.Length;
        double within = design.RootsOf(level).Sum(root => Square(root.Select(columns).Root[3])), total = Square(design.Pooled.Select(columns).Root[3]);
        return (Math.Max(0, total - within) / (units - 1), within / (design.Pooled.Rows - units));
    }

    private static double Square(double value) => value * value;
}
