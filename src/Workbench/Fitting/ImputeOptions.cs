using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>The settings of <c>--impute</c>, the same for every method.</summary>
public static class ImputeOptions
{
    private const string Beginning = "impute.", Rounds = "impute.iterations", Donors = "impute.donors", Kinds = "impute.kinds", Also = "impute.also", Within = "impute.within", Community = "impute.community";

    private static readonly ImmutableArray<(string Name, ImputationKind Kind)> Names = [("pmm", ImputationKind.Pmm), ("normal", ImputationKind.Normal), ("logit", ImputationKind.Logit), ("ordered", ImputationKind.Ordered), ("multinomial", ImputationKind.Multinomial)];

    /// <summary>The settings.</summary>
    public static ImmutableArray<FitSetting> Settings { get; } =
    [
        new(Rounds, "rounds over the variables before a data set is taken (default 10)"),
        new(Donors, "rows among which predictive mean matching draws (default 5)"),
        new(Kinds, "models of variables, as 'x=normal, q1=ordered': pmm (default of numbers), normal, logit (default of categories of two values), ordered, multinomial (default of other categories)"),
        new(Also, "further variables that help to predict missing values, as 'a, b' (default: none)"),
        new(Within, "field of the communities whose likeness is kept (default: the first of --cluster, or the model's group)"),
        new(Community, "how: random (default; normal intercepts), fixed (an intercept each) or none", "random", "fixed", "none"),
    ];

    /// <summary>Further variables to read.</summary>
    internal static ImmutableArray<string> AlsoOf(ModelRequest request) => [.. TermList.Of(request.Setting(Also), ',').Select(name => name.Trim('`'))];

    /// <summary>The request as the method takes it: for one data set, without what belongs to imputing.</summary>
    internal static ModelRequest Single(ModelRequest request) => request with
    {
        Impute = null,
        Seed = request.Bootstrap is null ? null : request.Seed,
        Settings = request.Settings.RemoveRange(request.Settings.Keys.Where(name => name.StartsWith(Beginning, StringComparison.Ordinal))),
    };

    /// <summary>How to impute.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="keys">Fields that the method reads as keys, in the order of reading.</param>
    internal static ImputationSpec SpecOf(ModelRequest request, ImmutableArray<string> keys)
    {
        string? within = request.Setting(Within) ?? request.Cluster ?? keys.FirstOrDefault();
        return new ImputationSpec(request.Impute!.Value)
        {
            Iterations = Whole(request, Rounds) ?? ImputationSpec.DefaultIterations,
            Donors = Whole(request, Donors) ?? ImputationSpec.DefaultDonors,
            Kinds = KindsOf(request.Setting(Kinds)),
            Needed = [.. new[] { request.Weights, request.Strata, request.Fpc, within }.OfType<string>().Concat(request.Clusters).Concat(keys).Distinct(StringComparer.Ordinal)],
            Within = within,
            Effect = request.Setting(Community) switch { "none" => CommunityEffect.None, "fixed" => CommunityEffect.Fixed, _ => CommunityEffect.Random },
            Seed = request.Seed,
        };
    }

    private static ImmutableSortedDictionary<string, ImputationKind> KindsOf(string? text)
    {
        var kinds = ImmutableSortedDictionary.CreateBuilder<string, ImputationKind>(StringComparer.Ordinal);
        foreach (string pair in TermList.Of(text, ','))
        {
            int at = pair.LastIndexOf('=');
            string name = at < 0 ? pair : pair[..at].Trim().Trim('`'), kind = at < 0 ? "" : pair[(at + 1)..].Trim();
            kinds[name] = Names.FirstOrDefault(one => one.Name == kind) is { Name: not null } found
                ? found.Kind
                : throw new UsageException(new Fault($"'{pair}' names no model of '{name}'", "--set impute.kinds", "each variable has one of pmm, normal, logit, ordered, multinomial", Nearest.Suggest(kind, Names.Select(one => one.Name))));
        }
        return kinds.ToImmutable();
    }

    private static int? Whole(ModelRequest request, string name) => request.Setting(name) is not { } text
        ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw new UsageException(new Fault($"'{text}' is not a whole number", $"--set {name}", "it is counted", $"Write --set {name}=10"));
}
