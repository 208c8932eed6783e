using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A function that a formula may call.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Names of its parameters in order; the first is the variable.</param>
/// <param name="Positional">How many of them may be given without their name.</param>
internal sealed record FunctionShape(string Name, ImmutableArray<string> Parameters, int Positional);

/// <summary>The functions a formula may call.</summary>
internal static class Functions
{
    internal const string Factor = "factor", Relevel = "relevel", Contrast = "C", Scale = "scale", Center = "center", Mean = "mean", Poly = "poly", Vector = "c";

    private static readonly ImmutableArray<(string Name, Func<double, double> Of)> Mapped =
    [
        ("I", x => x), ("log", Math.Log), ("log2", Math.Log2), ("log10", Math.Log10), ("log1p", IncompleteBeta.LogOnePlus), ("exp", Math.Exp), ("sqrt", Math.Sqrt), ("abs", Math.Abs),
    ];

    /// <summary>All of them, in the order an error lists them.</summary>
    internal static ImmutableArray<FunctionShape> All { get; } =
    [
        .. Mapped.Select(function => new FunctionShape(function.Name, ["x"], 1)),
        new(Factor, ["x", "levels", "ref"], 2), new(Relevel, ["x", "ref"], 2), new(Contrast, ["x", "contr", "ref", "base"], 2),
        new(Scale, ["x", "center", "scale"], 3), new(Center, ["x", "by"], 2), new(Mean, ["x", "by"], 2), new(Poly, ["x", "degree", "raw"], 2),
    ];

    internal static FunctionShape? Find(string name) => All.FirstOrDefault(shape => shape.Name == name);

    internal static Func<double, double>? Map(string name) => Mapped.FirstOrDefault(function => function.Name == name).Of;
}
