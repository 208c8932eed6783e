using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>Least squares, ordinary or weighted, with errors robust by cluster.</summary>
internal sealed class OlsMethod : IFitMethod
{
    /// <inheritdoc/>
    public string Name => "ols";

    /// <inheritdoc/>
    public string Summary => "least squares (weighted with --weights)";

    /// <inheritdoc/>
    public FitOptions Takes => FitOptions.Weights | FitOptions.Cluster | FitOptions.Vcov;

    /// <inheritdoc/>
    public ImmutableArray<FitSetting> Settings => [];

    /// <inheritdoc/>
    public async Task<IModelFit> FitAsync(ModelRequest request, IModelRows rows, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var vcov = request.Vcov is { } named ? Vcov.Parse(named) : request.Cluster is null ? Vcov.Classical : Vcov.CR1;
        if (vcov == Vcov.CR1 && request.Cluster is null)
            throw new UsageException(new Fault("CR1 was asked for without clusters", "--vcov", "it sums the scores of each cluster", "Name their column with --cluster, or ask for --vcov classical"));
        var spec = new LinearSpec(Formula.Parse(request.Formula), vcov, request.Level);
        var roots = await rows.RootsAsync(spec.Formula, request.Weights, request.Cluster, [], cancellationToken).ConfigureAwait(false);
        return LinearModel.Fit(spec, roots);
    }
}
