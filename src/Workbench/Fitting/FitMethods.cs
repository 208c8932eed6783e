using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>The methods by name, and what each refuses.</summary>
public static class FitMethods
{
    /// <summary>Every method, in the order to list them.</summary>
    public static ImmutableArray<IFitMethod> All { get; } =
    [
        new OlsMethod(), new FeMethod(), new LmmMethod(), new SvyMethod(), new MediationMethod(), new AlphaMethod(),
        new CfaMethod(), new SemMethod(),
        new DescribeMethod(), new LmgMethod(), new EfaMethod(), new TreesMethod(),
        .. ChoiceMethod.All,
        new MissingMethod(),
    ];

    /// <summary>The method of a name.</summary>
    /// <exception cref="UsageException">No such method; names the nearest.</exception>
    public static IFitMethod Named(string name) => All.FirstOrDefault(method => method.Name == name)
        ?? throw new UsageException(new Fault($"'{name}' is not a method", "--method", "a method is asked for by name", Nearest.Suggest(name, All.Select(method => method.Name))));

    /// <summary>Estimates a model on rows; what the method does not take is refused before a row is read.</summary>
    /// <exception cref="UsageException">The model, an option or a setting cannot be.</exception>
    /// <exception cref="StudyException">The rows cannot be used.</exception>
    public static Task<IModelFit> FitAsync(ModelRequest request, IModelRows rows, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var method = Named(request.Method);
        Check(method, request);
        return Asked.OfAsync(() => request.Exclude is { IsEmpty: false } exclude ? ScreenedModel.FitAsync(request, exclude, rows, Fit, cancellationToken) : Fit(request, rows));

        Task<IModelFit> Fit(ModelRequest one, IModelRows from) =>
            one.Impute is null ? method.FitAsync(one, from, progress, cancellationToken) : ImputedModel.FitAsync(method, one, from, progress, cancellationToken);
    }

    private static void Check(IFitMethod method, ModelRequest request)
    {
        foreach (var (option, flag) in Given(request))
            if (!method.Takes.HasFlag(option)) throw new UsageException(Refused(method, option, flag));
        foreach (var (name, value) in request.Settings) CheckSetting(method, [.. method.Settings, .. request.Impute is null ? [] : ImputeOptions.Settings], name, value);
        if (request.Bootstrap is <= 0) throw new UsageException(new Fault($"{request.Bootstrap} bootstrap draws", "--bootstrap", "at least one draw is needed", "Give a number such as 5000"));
        if (!(request.Level is > 0 and < 1)) throw new UsageException(new Fault($"The level {request.Level:R} is not between 0 and 1", "--level", "it is the share of intervals that cover the truth", "Give 0.95 for a 95 % interval"));
        if (request.Clusters.Length > 2) throw new UsageException(new Fault($"{request.Clusters.Length} fields of clusters", "--cluster", "clustering has one or two ways", "Name the community, and at most one more field"));
    }

    private static Fault Refused(IFitMethod method, FitOptions option, string flag)
    {
        var takers = All.Where(other => other.Takes.HasFlag(option)).Select(other => other.Name).ToList();
        string mend = takers.Count == 0 ? $"Leave {flag} out" : $"Leave {flag} out, or use --method {string.Join(" or ", takers)}";
        return new Fault($"{method.Name} does not take {flag}{(option == FitOptions.TwoClusters ? " with two fields" : "")}", "--method", "a number that ignored it would be wrong without a word", mend);
    }

    private static void CheckSetting(IFitMethod method, ImmutableArray<FitSetting> known, string name, string value)
    {
        if (known.FirstOrDefault(setting => setting.Name == name) is not { } setting)
            throw new UsageException(new Fault($"{method.Name} has no setting '{name}'", "--set", ImputeOptions.Settings.Any(setting => setting.Name == name) ? "it belongs to --impute" : "settings belong to one method", known.IsEmpty ? $"{method.Name} has none; leave it out" : Nearest.Suggest(name, known.Select(one => one.Name))));
        if (!setting.Allowed.IsEmpty && !setting.Allowed.Contains(value))
            throw new UsageException(new Fault($"'{value}' is not a value of '{name}'", "--set", setting.Meaning, Nearest.Suggest(value, setting.Allowed)));
    }

    private static IEnumerable<(FitOptions Option, string Flag)> Given(ModelRequest request)
    {
        if (request.Weights is not null) yield return (FitOptions.Weights, "--weights");
        if (request.Clusters.Length > 0) yield return (FitOptions.Cluster, "--cluster");
        if (request.Clusters.Length > 1) yield return (FitOptions.TwoClusters, "--cluster");
        if (request.Strata is not null) yield return (FitOptions.Strata, "--strata");
        if (request.Fpc is not null) yield return (FitOptions.Fpc, "--fpc");
        if (request.Vcov is not null) yield return (FitOptions.Vcov, "--vcov");
        if (request.Bootstrap is not null) yield return (FitOptions.Bootstrap, "--bootstrap");
        if (request.Seed is not null && request.Impute is null) yield return (FitOptions.Seed, "--seed");
    }
}
