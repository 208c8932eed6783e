using System.Collections.Immutable;

namespace CoProduction;

/// <summary>The kinds of figures a study file may ask for, as <c>kind</c> or <c>kind:argument</c>.</summary>
public static class FigureKinds
{
    /// <summary>Where the money went: shares of the use classes.</summary>
    public const string SpendingShares = "spending-shares";

    /// <summary>Answers to the items of a construct; the argument is the construct.</summary>
    public const string Likert = "likert";

    /// <summary>Estimates of a model with their intervals; the argument is the model.</summary>
    public const string Coefficients = "coefficients";

    /// <summary>The kinds in the order of the documentation.</summary>
    public static ImmutableArray<string> Names { get; } = [SpendingShares, Likert, Coefficients];

    /// <summary>What the argument of a kind names; empty where a figure needs none.</summary>
    public static string Argument(string kind) => kind switch
    {
        Likert => "construct",
        Coefficients => "model",
        _ => "",
    };
}
