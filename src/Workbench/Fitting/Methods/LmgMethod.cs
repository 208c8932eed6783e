using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>R² divided among the predictors.</summary>
internal sealed class LmgMethod : IFitMethod
{
    /// <inheritdoc/>
    public string Name => "lmg";

    /// <inheritdoc/>
    public string Summary => "importance: R² divided among up to 20 predictors (LMG, Shapley), dominance";

    /// <inheritdoc/>
    public FitOptions Takes => FitOptions.Weights | FitOptions.Cluster | FitOptions.Bootstrap | FitOptions.Seed;

    /// <inheritdoc/>
    public ImmutableArray<FitSetting> Settings => [];

    /// <inheritdoc/>
    public async Task<IModelFit> FitAsync(ModelRequest request, IModelRows rows, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var spec = new ImportanceSpec(Formula.Parse(request.Formula)) { Draws = request.Bootstrap, Seed = request.Seed, Level = request.Level };
        bool keep = request.Bootstrap is not null && request.Cluster is null;
        // One pass for both: the roots, and the rows where rows are drawn.
        var statistics = await rows.DesignAsync(spec.Formula, request.Weights, request.Cluster, [], (plan, blocks) =>
        {
            var roots = new RootsAccumulator(plan, request.Weights, request.Cluster);
            var cases = keep ? new CaseRowsAccumulator(plan, request.Weights, request.Cluster) : null;
            foreach (var block in blocks)
            {
                roots.Add(block);
                cases?.Add(block);
            }
            return new ImportanceStatistics(roots.Finish(), cases?.Finish());
        }, cancellationToken).ConfigureAwait(false);
        return Importance.Fit(spec, statistics, progress, cancellationToken);
    }
}
