using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>Further tables of <c>ols</c> that settings ask for.</summary>
/// <param name="Shown">Names of tables, in the order to print them.</param>
/// <param name="Tests">Sets of terms to test jointly, besides the formula's terms.</param>
/// <param name="Steps">Terms of each hierarchical step; empty for no steps.</param>
/// <param name="UTest">Variable of the U test; null for none.</param>
internal sealed record OlsTables(ImmutableArray<string> Shown, ImmutableArray<ImmutableArray<string>> Tests, ImmutableArray<ImmutableArray<string>> Steps, string? UTest)
{
    private const string Wald = "wald", Collinearity = "collinearity", Influence = "influence", Clusters = "clusters";

    private static readonly ImmutableArray<string> Tables = [Wald, Collinearity, Influence, Clusters];

    /// <summary>The settings.</summary>
    public static ImmutableArray<FitSetting> Settings { get; } =
    [
        new("show", $"further tables, separated by commas: {string.Join(", ", Tables)} (default: none)"),
        RobustOptions.Test,
        new("steps", "hierarchical steps, as 'a + b; c'; what they leave out enters last (default: none)"),
        new("u_test", "x of the U test of a formula with x + I(x^2) (default: none)"),
    ];

    /// <summary>What a request asks for.</summary>
    /// <exception cref="UsageException">A table is unknown, or needs clusters and there are none.</exception>
    public static OlsTables Of(ModelRequest request)
    {
        var shown = RobustOptions.Listed(request.Setting("show"), ',');
        foreach (string table in shown)
        {
            if (!Tables.Contains(table)) throw new UsageException(new Fault($"There is no table '{table}'", "--set show", "tables are asked for by name", Nearest.Suggest(table, Tables)));
            if (table is Influence or Clusters && request.Cluster is null) throw new UsageException(new Fault($"The table '{table}' needs clusters", "--set show", "it has a row for each of them", "Name their column with --cluster"));
        }
        return new OlsTables(shown, RobustOptions.TestsOf(request), [.. RobustOptions.Listed(request.Setting("steps"), ';').Select(step => RobustOptions.Listed(step, '+'))], request.Setting("u_test"));
    }

    /// <summary>The tables of a fit.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="range">Range of the variable of the U test.</param>
    public ImmutableArray<FitPart> Make(LinearFit fit, (double Low, double High)? range) =>
    [
        .. Shown.Contains(Wald) || !Tests.IsEmpty ? [LinearParts.Wald(fit, Tests)] : Array.Empty<FitPart>(),
        .. Steps.IsEmpty ? [] : new[] { LinearParts.Steps(fit, Steps) },
        .. Shown.Contains(Collinearity) ? LinearParts.Collinearity(fit) : [],
        .. range is { } ends ? [LinearParts.U(Analysis.UTest.Of(fit, UTest!, ends))] : Array.Empty<FitPart>(),
        .. Shown.Contains(Clusters) ? [LinearParts.Clusters(fit)] : Array.Empty<FitPart>(),
        .. Shown.Contains(Influence) ? [LinearParts.Influence(fit)] : Array.Empty<FitPart>(),
    ];
}
