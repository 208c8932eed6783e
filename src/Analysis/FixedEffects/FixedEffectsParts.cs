using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Tables of a fit with absorbed effects.</summary>
public static class FixedEffectsParts
{
    /// <summary>Part <c>absorbed</c>: the absorbed fields.</summary>
    public static FitPart Absorbed(ImmutableArray<EffectWay> ways) => new(
        "absorbed", new("吸收的固定效应", "Absorbed effects"),
        [
            new("field", new("变量", "Field"), MeasureKind.Text), new("nested", new("嵌套于聚类", "Nested in a cluster"), MeasureKind.Text),
            new("levels", new("取值个数", "Values"), MeasureKind.Number, 0), new("singletons", new("单行取值", "Single-row values"), MeasureKind.Number, 0),
        ],
        [.. ways.Select(way => ImmutableArray.Create<PartValue>(way.Field, way.Nested ? "yes" : "no", way.Levels, way.Singletons))]);
}
