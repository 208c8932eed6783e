using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>Options that <c>ols</c> and <c>fe</c> share: the kind of errors and the draws of the wild bootstrap.</summary>
internal static class RobustOptions
{
    /// <summary>Setting of the weights of the wild bootstrap.</summary>
    public static FitSetting Wild { get; } = new("wild", "weights of --vcov wild: rademacher (default) or webb, better below a dozen clusters", "rademacher", "webb");

    /// <summary>Setting of the joint tests.</summary>
    public static FitSetting Test { get; } = new("test", "sets of terms to test jointly, as 'a, b; c' (default: none)");

    /// <summary>Sets of terms to test jointly.</summary>
    public static ImmutableArray<ImmutableArray<string>> TestsOf(ModelRequest request) => [.. Listed(request.Setting(Test.Name), ';').Select(set => Listed(set, ','))];

    /// <summary>The words of a setting.</summary>
    public static ImmutableArray<string> Listed(string? text, char separator) => TermList.Of(text, separator);

    /// <summary>The kind of errors asked for, or the default; checked against the clusters before a row is read.</summary>
    /// <exception cref="UsageException">Errors by cluster without clusters, two ways of a kind that has none, or draws without the wild bootstrap.</exception>
    public static Vcov VcovOf(ModelRequest request, bool clustered)
    {
        var vcov = request.Vcov is { } named ? Vcov.Parse(named) : clustered ? Vcov.CR1 : Vcov.Classical;
        if (vcov.ByCommunity && !clustered)
            throw Wrong($"{vcov.Name} was asked for without clusters", "--vcov", "it sums the scores of each cluster", "Name their column with --cluster, or ask for --vcov classical or HC3");
        if (request.Clusters.Length > 1 && vcov != Vcov.CR0 && vcov != Vcov.CR1)
            throw Wrong($"{vcov.Name} was asked for with two cluster fields", "--vcov", "two ways of clustering are combined of CR0 or CR1", "Ask for --vcov CR1, or name one cluster field");
        if (vcov != Vcov.Wild && (request.Bootstrap ?? (object?)request.Seed ?? request.Setting(Wild.Name)) is not null)
            throw Wrong("Bootstrap draws, a seed or wild weights were given", "--bootstrap", $"{vcov.Name} draws nothing", "Ask for --vcov wild, or leave them out");
        return vcov;
    }

    /// <summary>How the wild bootstrap draws.</summary>
    public static WildSpec WildOf(ModelRequest request) =>
        new(request.Bootstrap ?? WildSpec.DefaultDraws, request.Setting(Wild.Name) == "webb" ? WildWeights.Webb : WildWeights.Rademacher, request.Seed ?? WildSpec.DefaultSeed);

    private static UsageException Wrong(string what, string where, string why, string mend) => new(new Fault(what, where, why, mend));
}
