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

    /// <summary>Constructs of a structural model and the paths between them; the argument is the model.</summary>
    public const string Paths = "paths";

    /// <summary>Constructs of a measurement or structural model with their items; the argument is the model.</summary>
    public const string Measurement = "measurement";

    /// <summary>Predictions of a choice model over variables; the argument is the model, whose setting <c>predict</c> names them.</summary>
    public const string Probabilities = "probabilities";

    /// <summary>The kinds in the order of the documentation.</summary>
    public static ImmutableArray<string> Names { get; } = [SpendingShares, Likert, Coefficients, Paths, Measurement, Probabilities];

    /// <summary>What the argument of a kind names; empty where a figure needs none.</summary>
    public static string Argument(string kind) => kind switch
    {
        Likert => "construct",
        Coefficients or Paths or Measurement or Probabilities => "model",
        _ => "",
    };

    /// <summary>The methods whose models a kind draws; empty for all.</summary>
    public static ImmutableArray<string> Methods(string kind) => kind switch
    {
        Paths or Measurement => ["cfa", "sem"],
        Probabilities => ["logit", "probit", "ologit", "oprobit", "mlogit", "poisson", "negbin"],
        _ => [],
    };
}
