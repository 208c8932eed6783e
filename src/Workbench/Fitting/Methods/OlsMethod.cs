using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>Least squares, ordinary or weighted, with errors robust by row or by cluster.</summary>
internal sealed class OlsMethod : IFitMethod
{
    /// <inheritdoc/>
    public string Name => "ols";

    /// <inheritdoc/>
    public string Summary => "least squares (weighted with --weights)";

    /// <inheritdoc/>
    public FitOptions Takes => FitOptions.Weights | FitOptions.Cluster | FitOptions.TwoClusters | FitOptions.Vcov | FitOptions.Bootstrap | FitOptions.Seed;

    /// <inheritdoc/>
    public ImmutableArray<FitSetting> Settings => [RobustOptions.Wild, .. OlsTables.Settings];

    /// <inheritdoc/>
    public async Task<IModelFit> FitAsync(ModelRequest request, IModelRows rows, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var spec = new LinearSpec(Formula.Parse(request.Formula), RobustOptions.VcovOf(request, request.Cluster is not null), request.Level)
        {
            SecondCluster = request.Clusters.Length > 1 ? request.Clusters[1] : null,
            Wild = RobustOptions.WildOf(request),
        };
        var tables = OlsTables.Of(request);
        var fit = LinearModel.Fit(spec, await StatisticsAsync(spec, request, rows, cancellationToken).ConfigureAwait(false), progress, cancellationToken);
        return fit with { Parts = tables.Make(fit, await RangeAsync(tables, spec, request, rows, cancellationToken).ConfigureAwait(false)) };
    }

    private static async Task<LinearStatistics> StatisticsAsync(LinearSpec spec, ModelRequest request, IModelRows rows, CancellationToken cancellationToken)
    {
        var roots = await rows.RootsAsync(spec.Formula, request.Weights, request.Cluster, Further(request), cancellationToken).ConfigureAwait(false);
        return new LinearStatistics(roots)
        {
            Scores = spec.Vcov.ByRow ? await rows.DesignAsync(spec.Formula, request.Weights, request.Cluster, Further(request), (plan, blocks) => Scores(spec.Vcov, plan, roots, request, blocks), cancellationToken).ConfigureAwait(false) : null,
            Working = spec.Vcov.Adjusted && request.Weights is not null
                ? await rows.DesignAsync(spec.Formula, request.Weights, request.Cluster, Further(request), (plan, blocks) => Working(plan, request, blocks), cancellationToken).ConfigureAwait(false) : null,
        };
    }

    private static ImmutableArray<string> Further(ModelRequest request) => request.Clusters.IsEmpty ? [] : request.Clusters[1..];

    private static ScoreRoot Scores(Vcov vcov, DesignPlan plan, CommunityRoots roots, ModelRequest request, IEnumerable<Frame> blocks)
    {
        var scores = new ScoreAccumulator(vcov, plan, roots, request.Weights, request.Cluster);
        foreach (var block in blocks) scores.Add(block);
        return scores.Finish();
    }

    private static WorkingRoots Working(DesignPlan plan, ModelRequest request, IEnumerable<Frame> blocks)
    {
        var working = new WorkingAccumulator(plan, request.Weights!, request.Cluster!);
        foreach (var block in blocks) working.Add(block);
        return working.Finish();
    }

    private static async Task<(double Low, double High)?> RangeAsync(OlsTables tables, LinearSpec spec, ModelRequest request, IModelRows rows, CancellationToken cancellationToken) => tables.UTest is not { } variable
        ? null
        : await rows.DesignAsync(spec.Formula, request.Weights, request.Cluster, Further(request), (plan, blocks) => Range(variable, plan, request, blocks), cancellationToken).ConfigureAwait(false);

    private static (double, double) Range(string variable, DesignPlan plan, ModelRequest request, IEnumerable<Frame> blocks)
    {
        var range = new RangeAccumulator(plan, request.Weights, request.Cluster, variable);
        foreach (var block in blocks) range.Add(block);
        return range.Range;
    }
}
