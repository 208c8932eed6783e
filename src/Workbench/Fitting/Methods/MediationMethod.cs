using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>Indirect effects of a path model.</summary>
internal sealed class MediationMethod : IFitMethod
{
    private const string Interval = "interval", Resample = "resample", Levels = "levels", Estimator = "estimator", ModerateDirect = "moderate_direct", Predictor = "x";

    /// <inheritdoc/>
    public string Name => "mediation";

    /// <inheritdoc/>
    public string Summary => "indirect effects, \"x -> m -> y | age\" (bootstrap of --cluster)";

    /// <inheritdoc/>
    public FitOptions Takes => FitOptions.Weights | FitOptions.Cluster | FitOptions.Vcov | FitOptions.Bootstrap | FitOptions.Seed;

    /// <inheritdoc/>
    public ImmutableArray<FitSetting> Settings =>
    [
        new(Interval, "how the intervals of effects are made (default: percentile)", "percentile", "bca", "montecarlo"),
        new(Resample, "what the bootstrap draws (default: cluster with --cluster, otherwise case)", "case", "cluster"),
        new(Levels, "levels of predictor, mediators and outcome (default: 1-1-1 with (1 | community) in the model, otherwise single)", "single", "1-1-1", "2-1-1"),
        new(Estimator, "equations of a model of levels: least squares, or random intercepts by REML with interval=montecarlo (default: ols)", "ols", "mixed"),
        new(ModerateDirect, "true: moderators change the direct effect too, Hayes' models 8 and 15 (default: false, 7 and 14)", "true", "false"),
        new(Predictor, "the predictor of a model written as equations (default: the first term of the first)"),
    ];

    /// <inheritdoc/>
    public async Task<IModelFit> FitAsync(ModelRequest request, IModelRows rows, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var model = PathModel.Parse(request.Formula, request.Setting(ModerateDirect) == "true", request.Setting(Predictor));
        string? cluster = model.Cluster ?? request.Cluster;
        if (request.Cluster is { } asked && asked != cluster)
            throw new UsageException(new Fault($"The model has (1 | {cluster}) and --cluster names '{asked}'", "--cluster", "rows belong to one community", "Name the same field in both, or leave --cluster out"));
        var spec = Spec(request, model);
        var roots = await rows.RootsAsync(model.Design, request.Weights, cluster, [], cancellationToken).ConfigureAwait(false);
        var cases = spec.NeedsRows(roots.Clustered) ? await CasesAsync(spec, request.Weights, cluster, rows, cancellationToken).ConfigureAwait(false) : null;
        return MediationModel.Fit(spec, roots, cases, progress, cancellationToken);
    }

    private static MediationSpec Spec(ModelRequest request, PathModel model) => new(model, request.Level, request.Bootstrap ?? MediationSpec.DefaultDraws)
    {
        Interval = request.Setting(Interval) switch { "bca" => EffectInterval.Bca, "montecarlo" => EffectInterval.MonteCarlo, _ => EffectInterval.Percentile },
        Resample = request.Setting(Resample) switch { "case" => ResampledUnit.Case, "cluster" => ResampledUnit.Cluster, _ => null },
        Levels = request.Setting(Levels) switch { "1-1-1" => PathLevels.OneOneOne, "2-1-1" => PathLevels.TwoOneOne, null when model.Cluster is not null => PathLevels.OneOneOne, _ => PathLevels.Single },
        Estimator = request.Setting(Estimator) == "mixed" ? PathEstimator.RandomIntercepts : PathEstimator.LeastSquares,
        Seed = request.Seed ?? MediationSpec.DefaultSeed,
        Vcov = request.Vcov is { } name ? Vcov.Parse(name) : null,
    };

    private static Task<CaseRows> CasesAsync(MediationSpec spec, string? weights, string? cluster, IModelRows rows, CancellationToken cancellationToken)
    {
        ImmutableArray<string> kept = spec.DrawsRows(cluster is not null) ? default : spec.Model.Moderators;
        return rows.DesignAsync(spec.Model.Design, weights, cluster, [], (plan, blocks) =>
        {
            var cases = new CaseRowsAccumulator(plan, weights, cluster, kept);
            foreach (var block in blocks) cases.Add(block);
            return cases.Finish();
        }, cancellationToken);
    }
}
