using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Mediation by least-squares path equations from the roots of communities; effects are products of paths, their intervals come from a bootstrap or from Monte Carlo draws.</summary>
public static class MediationModel
{
    /// <summary>Estimates a model.</summary>
    /// <param name="spec">What to estimate.</param>
    /// <param name="roots">The statistics of the communities, reduced for <see cref="PathModel.Design"/>.</param>
    /// <param name="rows">The rows of the same design, where <see cref="MediationSpec.NeedsRows"/> asks for them; null otherwise.</param>
    /// <param name="progress">Told the draws made so far; null for none.</param>
    /// <param name="stop">Stops the draws.</param>
    /// <exception cref="StudyException">
    /// The roots are of another design; a variable of the chain is constant, a category or collinear; an equation has no residual; levels and variables do not fit; there are too few communities;
    /// or too many draws fail.
    /// </exception>
    public static MediationFit Fit(MediationSpec spec, CommunityRoots roots, CaseRows? rows = null, IProgress<long>? progress = null, CancellationToken stop = default) =>
        FitWith(spec, roots, rows, null, progress, stop);

    /// <summary>The same with given resamples in place of the seeded ones, to compare intervals with a foreign program's.</summary>
    internal static MediationFit FitWith(MediationSpec spec, CommunityRoots roots, CaseRows? rows, UnitDraw? resampling, IProgress<long>? progress = null, CancellationToken stop = default)
    {
        Check(spec, roots, rows);
        var estimates = PathEstimates.Of(spec, roots);
        var moderators = Moderators(spec.Model, estimates.Levels[0], rows);
        var (effects, omitted) = EffectsOf(spec, estimates, moderators);
        var draws = Draw(spec, estimates, effects, spec.DrawsRows(roots.Clustered) ? rows : null, resampling, progress, stop);
        if (draws.Failed > MediationCautions.MostFailed * spec.Draws) throw new StudyException(MediationFaults.FailedDraws(draws.Failed, spec.Draws));
        var results = EffectEstimates.Of(spec, estimates, effects, draws);
        omitted = omitted.AddRange(results.Where(one => one.ConfLow is null).Select(one => MediationCautions.OneSided(one.Name)));
        return new MediationFit(spec, roots)
        {
            Paths = PathEstimate.Of(spec, estimates),
            Effects = results,
            Regions = ModerationRegion.Of(spec, estimates, moderators),
            Quality = [.. estimates.Equations.Select(fit => new EquationQuality(fit.Level.Name, fit.Equation.Outcome, fit.RSquared))],
            Searches = estimates.Searches,
            FailedDraws = draws.Failed,
            Cautions = MediationCautions.Of(spec, roots, estimates, draws, omitted),
            Uncertainty = MediationWords.Interval(spec, roots.Clustered),
            Provenance = ProvenanceOf(spec, roots, estimates, draws),
        };
    }

    private static void Check(MediationSpec spec, CommunityRoots roots, CaseRows? rows)
    {
        if (spec.Model.Design.Text != roots.Formula) throw new StudyException(LinearFaults.OtherFormula(spec.Model.Design.Text, roots.Formula));
        if (rows is null && spec.NeedsRows(roots.Clustered)) throw new StudyException(MediationFaults.NoRows());
        if (spec.Estimator == PathEstimator.RandomIntercepts) CheckMixed(spec);
        if (spec.Interval == EffectInterval.MonteCarlo) return;
        if (spec.Levels != PathLevels.Single && spec.Resample == ResampledUnit.Case) throw new StudyException(MediationFaults.CaseLevels());
        if (spec.UnitOf(roots.Clustered) == ResampledUnit.Case) return;
        if (!roots.Clustered) throw new StudyException(MediationFaults.NoClusters());
        if (roots.Communities < MediationCautions.FewestClusters) throw new StudyException(MediationFaults.FewClusters(roots.Communities));
    }

    private static void CheckMixed(MediationSpec spec)
    {
        if (spec.Levels == PathLevels.Single) throw new StudyException(MediationFaults.MixedSingle());
        if (spec.Interval != EffectInterval.MonteCarlo) throw new StudyException(MediationFaults.MixedBootstrap());
        if (spec.Vcov is { } vcov) throw new StudyException(MediationFaults.MixedVcov(vcov));
    }

    private static ImmutableArray<ModeratorSpread> Moderators(PathModel model, PathLevel level, CaseRows? rows)
    {
        if (model.Moderators.IsEmpty) return [];
        var terms = new DesignTerms(model.Design, level.Pooled.Labels.RemoveAt(level.Columns - 1));
        return [.. model.Moderators.Select(name => new ModeratorSpread(name, terms.Single(name), level.Pooled, rows!))];
    }

    private static (ImmutableArray<PathEffect> Effects, ImmutableArray<Label> Omitted) EffectsOf(MediationSpec spec, PathEstimates estimates, ImmutableArray<ModeratorSpread> moderators)
    {
        var all = estimates.Levels.SelectMany(level => new PathEffects(spec.Model, level, moderators).All()).ToList();
        var omitted = ImmutableArray.CreateBuilder<Label>();
        foreach (var share in all.Where(effect => effect.Kind == EffectKind.Proportion).ToList())
        {
            double mediated = share.Value.At(estimates.Theta), total = share.Per!.At(estimates.Theta);
            var gradient = share.Per.Gradient(estimates.Theta);
            bool opposite = mediated * (total - mediated) < 0, none = Math.Abs(total) < Normal.Critical(1 - spec.Level) * Math.Sqrt(estimates.Product(gradient, gradient));
            if (opposite) omitted.Add(MediationCautions.OppositeSigns(share.Level));
            else if (none) omitted.Add(MediationCautions.NoTotal(share.Level));
            if (opposite || none) all.Remove(share);
        }
        return ([.. all, .. Contextual(all)], omitted.ToImmutable());
    }

    // The difference of an indirect effect between and within communities: 0 when the community adds nothing to its residents.
    private static IEnumerable<PathEffect> Contextual(List<PathEffect> all) =>
        from within in all
        from between in all
        where within is { Kind: EffectKind.Indirect, Level: PathLevel.Within } && between is { Kind: EffectKind.Indirect, Level: PathLevel.Between } && within.Name == between.Name
        select new PathEffect(EffectKind.Contrast, "between - within", within.Name, between.Value.Minus(within.Value));

    private static EffectDraws Draw(
        MediationSpec spec, PathEstimates estimates, ImmutableArray<PathEffect> effects, CaseRows? rows, UnitDraw? resampling, IProgress<long>? progress, CancellationToken stop)
    {
        if (spec.Interval == EffectInterval.MonteCarlo) return MonteCarlo.Run(estimates, effects, spec.Draws, spec.Seed, progress, stop);
        var bootstrap = new PathBootstrap(estimates, effects, rows, progress, stop);
        return bootstrap.Run(spec.Draws, resampling ?? bootstrap.Seeded(spec.Seed), spec.Interval == EffectInterval.Bca);
    }

    private static Provenance ProvenanceOf(MediationSpec spec, CommunityRoots roots, PathEstimates estimates, EffectDraws draws) => Provenance.Of(
        $"mediation: {MediationWords.Equations(spec, roots.Weighted)}; {MediationWords.IntervalInFull(spec, roots.Clustered)}; paths: {MediationWords.Covariance(estimates.Vcov)}",
        estimates.Levels.Length == 1 ? estimates.Levels[0].Pooled.Rows : roots.Pooled().Rows, roots.Communities, [.. Options(spec, estimates, draws), .. roots.Constants]) with
    { Seed = spec.Seed };

    private static IEnumerable<(string Name, string Value)> Options(MediationSpec spec, PathEstimates estimates, EffectDraws draws)
    {
        yield return ("formula", MediationWords.OneLine(spec.Model.Text));
        yield return ("vcov", estimates.Vcov?.Name ?? "mixed");
        yield return ("level", spec.Level.ToString("R", CultureInfo.InvariantCulture));
        yield return ("draws", spec.Draws.ToString(CultureInfo.InvariantCulture));
        yield return ("failed_draws", draws.Failed.ToString(CultureInfo.InvariantCulture));
        foreach (var search in estimates.Searches) yield return ($"iterations of {search.Outcome}", search.Diary[^1].Iteration.ToString(CultureInfo.InvariantCulture));
    }
}
