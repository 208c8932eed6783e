using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The functions a formula may call.</summary>
internal static class Functions
{
    /// <summary>The function that makes a category of a variable.</summary>
    internal const string Factor = "factor";

    private static readonly ImmutableArray<(string Name, Func<double, double> Of)> Known =
    [
        ("I", x => x), ("log", Math.Log), ("log2", Math.Log2), ("log10", Math.Log10), ("log1p", IncompleteBeta.LogOnePlus), ("exp", Math.Exp), ("sqrt", Math.Sqrt), ("abs", Math.Abs),
    ];

    /// <summary>Names in the order an error lists them.</summary>
    internal static IEnumerable<string> Names => Known.Select(function => function.Name).Append(Factor);

    internal static bool IsKnown(string name) => Names.Contains(name);

    internal static Func<double, double> Of(string name) => Known.First(function => function.Name == name).Of;
}
