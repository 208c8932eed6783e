using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>Linear mixed models: random intercepts and slopes by community, nested levels.</summary>
internal sealed class LmmMethod : IFitMethod
{
    private const string Show = "show";

    /// <inheritdoc/>
    public string Name => "lmm";

    /// <inheritdoc/>
    public string Summary => "mixed model with random parts such as (1 + trust | community)";

    /// <inheritdoc/>
    public FitOptions Takes => FitOptions.Weights | FitOptions.Cluster;

    /// <inheritdoc/>
    public ImmutableArray<FitSetting> Settings =>
    [
        new("estimator", "reml (default) or ml", "reml", "ml"),
        new("against", "formula of a smaller model for a likelihood-ratio test, both by ML"),
        new("communities", "show: the shrunken estimate of every group, with its interval", Show, "hide"),
        new("slopes", "x:w: simple slopes of x at the moderator w, its mean and one standard deviation around it unless 'at' names values"),
        new("at", "values of the moderator for 'slopes', such as 1,3,5"),
        new("agreement", "items of a scale, such as sat1,sat2,sat3, for r_wg(j) within the innermost groups; needs 'options'"),
        new("options", "answers an item of 'agreement' allows, such as 5"),
        new("iterations", "steps of the search at most (default 200)"),
        new("unconverged", "show: return an estimate that did not converge, with a caution", Show, "refuse"),
    ];

    /// <inheritdoc/>
    public async Task<IModelFit> FitAsync(ModelRequest request, IModelRows rows, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var spec = Spec(request);
        Check(request.Cluster, spec.Formula);
        var fields = Fields(spec.Formula);
        var roots = await Roots(rows, spec.Formula, request.Weights, fields, cancellationToken).ConfigureAwait(false);
        var items = request.Setting("agreement") is { } named ? await Items(rows, Listed(named), fields, cancellationToken).ConfigureAwait(false) : null;
        var against = request.Setting("against") is { } smaller ? await Roots(rows, Formula.Parse(smaller), request.Weights, fields, cancellationToken).ConfigureAwait(false) : null;
        return MixedModel.Fit(spec, roots, items, against, progress, cancellationToken);
    }

    private static MixedSpec Spec(ModelRequest request) => new(Formula.Parse(request.Formula), request.Level)
    {
        Reml = request.Setting("estimator") != "ml",
        ShowUnits = request.Setting("communities") == Show,
        ShowUnconverged = request.Setting("unconverged") == Show,
        Iterations = request.Setting("iterations") is { } steps ? (int)Number("iterations", steps) : MixedSpec.DefaultIterations,
        Slopes = Slopes(request),
        AgreementOptions = Options(request),
    };

    // The groups are what makes its rows alike: a cluster beside them would be another model, errors robust to it another method.
    private static void Check(string? cluster, Formula formula)
    {
        if (cluster is null || formula.Random.IsEmpty) return;
        string outermost = formula.Random.MinBy(term => term.Groups.Length)!.Groups[0];
        if (cluster != outermost)
            throw new UsageException(new Fault($"The model's groups are of '{outermost}' and --cluster names '{cluster}'", "--cluster", "a mixed model takes the rows of its outermost group as alike, and none other",
                $"Leave --cluster out or name '{outermost}'{(formula.Groups.Contains(cluster) ? "" : $"; or write the group into the formula: (1 | {cluster}/{outermost})")}"));
    }

    // The field that names the innermost groups comes first: it is the cluster, the others are grouped by beside it.
    private static ImmutableArray<string> Fields(Formula formula) =>
        [.. formula.Random.OrderByDescending(term => term.Groups.Length).SelectMany(term => term.Groups.Reverse()).Distinct(StringComparer.Ordinal)];

    private static Task<CommunityRoots> Roots(IModelRows rows, Formula formula, string? weights, ImmutableArray<string> fields, CancellationToken cancellationToken) =>
        rows.RootsAsync(formula, weights, fields.IsEmpty ? null : fields[0], fields.IsEmpty ? [] : fields[1..], cancellationToken);

    private static Task<CommunityRoots> Items(IModelRows rows, ImmutableArray<string> items, ImmutableArray<string> fields, CancellationToken cancellationToken)
    {
        string terms = items.Length > 1 ? string.Join(" + ", items[1..].Select(Quoted)) : "1";
        return Roots(rows, Formula.Parse($"{Quoted(items[0])} ~ {terms}"), null, fields.IsEmpty ? [] : fields[..1], cancellationToken);
    }

    private static string Quoted(string name) => $"`{name}`";

    private static int? Options(ModelRequest request) => (request.Setting("agreement"), request.Setting("options")) switch
    {
        (null, null) => null,
        (_, null) => throw Wrong("agreement", request.Setting("agreement")!, "agreement compares with answers at random, whose variance depends on their number", "Add --set options=5 for items of five answers"),
        (null, var text) => throw Wrong("options", text, "it belongs to the items of 'agreement'", "Name the items with --set agreement=item1,item2, or leave it out"),
        (_, var text) => (int)Number("options", text),
    };

    private static SimpleSlopesSpec? Slopes(ModelRequest request) => (request.Setting("slopes") is { } pair ? TermList.Of(pair, ':').ToArray() : null, request.Setting("at")) switch
    {
        (null, null) => null,
        (null, var text) => throw Wrong("at", text, "it gives the values of a moderator", "Add --set slopes=x:w"),
        ([var variable, var moderator], var at) => new SimpleSlopesSpec(variable.Trim(), moderator.Trim(), [.. Listed(at ?? "").Select(value => Number("at", value))]),
        _ => throw Wrong("slopes", request.Setting("slopes")!, "it names a variable and its moderator", "Write --set slopes=x:w"),
    };

    private static ImmutableArray<string> Listed(string text) => TermList.Of(text, ',');

    private static double Number(string name, string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
        ? value : throw Wrong(name, text, "it is not a number", "Write digits with a point, such as 2.5");

    private static UsageException Wrong(string name, string value, string why, string mend) => new(new Fault($"'{value}' cannot be the setting '{name}'", "--set", why, mend));
}
