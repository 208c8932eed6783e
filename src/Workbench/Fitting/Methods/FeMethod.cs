using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>Least squares with the effects of one or two fields absorbed.</summary>
internal sealed class FeMethod : IFitMethod
{
    /// <inheritdoc/>
    public string Name => "fe";

    /// <inheritdoc/>
    public string Summary => "fixed effects absorbed: \"y ~ x | community + year\"";

    /// <inheritdoc/>
    public FitOptions Takes => FitOptions.Weights | FitOptions.Cluster | FitOptions.TwoClusters | FitOptions.Vcov | FitOptions.Bootstrap | FitOptions.Seed;

    /// <inheritdoc/>
    public ImmutableArray<FitSetting> Settings => [RobustOptions.Wild, new("show", "further tables: wald (default: none)", "wald"), RobustOptions.Test];

    /// <inheritdoc/>
    public async Task<IModelFit> FitAsync(ModelRequest request, IModelRows rows, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var spec = new FixedEffectsSpec(Formula.Parse(request.Formula), RobustOptions.VcovOf(request, clustered: true), request.Cluster, request.Level)
        {
            SecondCluster = request.Clusters.Length > 1 ? request.Clusters[1] : null,
            Wild = RobustOptions.WildOf(request),
        };
        var roots = await rows.RootsAsync(spec.Formula, request.Weights, spec.Cluster, spec.Groups, cancellationToken).ConfigureAwait(false);
        var fit = FixedEffectsModel.Fit(spec, roots, progress, cancellationToken);
        var sets = RobustOptions.TestsOf(request);
        return request.Setting("show") is null && sets.IsEmpty ? fit : fit with { Parts = fit.Parts.Add(LinearParts.Wald(fit, sets)) };
    }
}
