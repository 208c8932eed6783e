using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>Boosted trees beside the linear model: exploratory.</summary>
internal sealed class TreesMethod : IFitMethod
{
    /// <inheritdoc/>
    public string Name => "trees";

    /// <inheritdoc/>
    public string Summary => "exploratory: boosted trees against the linear model in communities left out, permutation importance, partial dependence";

    /// <inheritdoc/>
    public FitOptions Takes => FitOptions.Cluster | FitOptions.Seed;

    /// <inheritdoc/>
    public ImmutableArray<FitSetting> Settings =>
    [
        new("folds", "folds of communities (default 10)"),
        new("trees", "number of trees (default 200)"),
        new("leaves", "leaves of a tree (default 8)"),
        new("minimum", "fewest rows of a leaf (default 10)"),
        new("rate", "share of each tree's answer that is taken (default 0.05)"),
        new("permutations", "permutations of each predictor in each fold (default 5)"),
    ];

    /// <inheritdoc/>
    public async Task<IModelFit> FitAsync(ModelRequest request, IModelRows rows, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        if (request.Cluster is not { } cluster) throw new UsageException(new Fault("No communities were named", "--cluster", "rows of a community are alike: an error judged on its other rows would be too small", "Name the field of the communities, such as --cluster community"));
        var plain = new TreesSpec(Formula.Parse(request.Formula));
        var spec = plain with
        {
            Folds = (int)Number(request, "folds", plain.Folds),
            Count = (int)Number(request, "trees", plain.Count),
            Leaves = (int)Number(request, "leaves", plain.Leaves),
            RowsOfLeaf = (int)Number(request, "minimum", plain.RowsOfLeaf),
            Rate = Number(request, "rate", plain.Rate),
            Permutations = (int)Number(request, "permutations", plain.Permutations),
            Seed = request.Seed,
        };
        var kept = await rows.DesignAsync(spec.Formula, null, cluster, [], (plan, blocks) =>
        {
            var sums = new TreeRowsAccumulator(plan, cluster);
            foreach (var block in blocks) sums.Add(block);
            return sums.Finish();
        }, cancellationToken).ConfigureAwait(false);
        return Trees.Fit(spec, kept, FastTreeGrower.Grow, FastTreeGrower.Name, progress, cancellationToken);
    }

    private static double Number(ModelRequest request, string name, double otherwise) => request.Setting(name) is not { } text
        ? otherwise
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && (name == "rate" || value == (int)value)
            ? value
            : throw new UsageException(new Fault($"'{text}' is not a value of '{name}'", "--set", name == "rate" ? "it is a share" : "it is a whole number", $"Write --set {name}={otherwise.ToString(CultureInfo.InvariantCulture)}"));
}
