using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A coefficient of a path equation.</summary>
/// <param name="Level">Empty for one level; <c>within</c> or <c>between</c> communities.</param>
/// <param name="Outcome">The variable its equation explains.</param>
/// <param name="Term">R's name of the term.</param>
/// <param name="IsArrow">True when it is an arrow of the chain or its product with a moderator; false for intercepts, moderators by themselves and covariates.</param>
/// <param name="Estimate">Estimate, in units of the outcome per unit of the term.</param>
/// <param name="StdError">Standard error, classical, CR1 or of the mixed model.</param>
/// <param name="Df">Degrees of freedom of t.</param>
public sealed record PathEstimate(string Level, string Outcome, string Term, bool IsArrow, double Estimate, double StdError, double Df)
{
    /// <summary>Half the width of the interval.</summary>
    internal double HalfWidth { get; init; }

    internal static ImmutableArray<PathEstimate> Of(MediationSpec spec, PathEstimates estimates)
    {
        ImmutableArray<string> chain = [spec.Model.Predictor, .. spec.Model.Mediators];
        return [.. estimates.Equations.SelectMany(fit => fit.Equation.Terms.Select((term, i) => One(spec, estimates, fit, i, Arrows(fit.Equation, chain))))];
    }

    private static PathEstimate One(MediationSpec spec, PathEstimates estimates, EquationFit fit, int i, HashSet<int> arrows)
    {
        int parameter = fit.Equation.Offset + i;
        double error = estimates.StdError(parameter), df = estimates.Df(parameter);
        return new PathEstimate(fit.Level.Name, fit.Equation.Outcome, fit.Equation.Terms[i], arrows.Contains(i), estimates.Theta[parameter], error, df) { HalfWidth = StudentT.Critical(1 - spec.Level, df) * error };
    }

    private static HashSet<int> Arrows(LevelEquation equation, ImmutableArray<string> chain) =>
        [.. equation.Chain.Where(entry => chain.Any(name => entry.Key == name || entry.Key.StartsWith(name + ":", StringComparison.Ordinal) || entry.Key.EndsWith(":" + name, StringComparison.Ordinal))).Select(entry => entry.Value)];
}

/// <summary>An effect with its uncertainty.</summary>
/// <param name="Kind">path (an arrow at values of its moderators), indirect, total_indirect, direct, total, proportion_mediated, contrast or index.</param>
/// <param name="Level">Empty for one level; <c>within</c>, <c>between</c>, or <c>between - within</c>.</param>
/// <param name="Path">Its path, such as <c>x -> m -> y</c>, or the two paths of a contrast.</param>
/// <param name="At">Values of the moderators in words; the moderator's name for an index; empty when nothing moderates it.</param>
/// <param name="Values">Values of the moderators, in the order of <paramref name="At"/>; empty for an index.</param>
/// <param name="Estimate">Estimate, in units of the outcome per unit of the predictor (a share for proportion_mediated).</param>
/// <param name="StdError">Standard deviation of the draws.</param>
/// <param name="DeltaStdError">Standard error by the delta method, to the first order (Sobel 1982), from the covariance of the paths.</param>
/// <param name="ConfLow">Lower bound; null when no interval can be made.</param>
/// <param name="ConfHigh">Upper bound; null when no interval can be made.</param>
public sealed record EffectEstimate(
    string Kind, string Level, string Path, string At, ImmutableArray<double> Values, double Estimate, double StdError, double DeltaStdError, double? ConfLow, double? ConfHigh)
{
    /// <summary>Name of its row among others: <c>indirect: x -> m -> y</c>.</summary>
    public string Name => $"{(Level.Length > 0 ? Level + " " : "")}{Kind.Replace('_', ' ')}{(Kind == "index" ? $" of {At}" : "")}: {Path}{(Values.IsEmpty ? "" : $" at {At}")}";
}

/// <summary>Makes estimates with intervals of effects and their draws.</summary>
internal static class EffectEstimates
{
    internal static ImmutableArray<EffectEstimate> Of(MediationSpec spec, PathEstimates estimates, ImmutableArray<PathEffect> effects, EffectDraws draws) =>
        [.. effects.Select((effect, i) => One(spec, estimates, effect, draws, i))];

    private static EffectEstimate One(MediationSpec spec, PathEstimates estimates, PathEffect effect, EffectDraws draws, int i)
    {
        double estimate = effect.Of(estimates.Theta);
        var gradient = effect.Gradient(estimates.Theta);
        var interval = spec.Interval == EffectInterval.Bca ? DrawInterval.Bca(draws.Values[i], estimate, draws.Accelerations[i], spec.Level) : DrawInterval.Percentile(draws.Values[i], spec.Level);
        bool index = effect.Kind == EffectKind.Index;
        return new EffectEstimate(
            MediationWords.Kind(effect.Kind), effect.Level, effect.Name, index ? effect.Condition[0].Moderator : effect.At, index ? [] : [.. effect.Condition.Select(value => value.Value)],
            estimate, draws.Deviation(i), Math.Sqrt(Math.Max(0, estimates.Product(gradient, gradient))), interval?.Low, interval?.High);
    }
}

/// <summary>The values of a moderator for which an effect differs from 0, by Johnson and Neyman's technique.</summary>
/// <param name="Kind">path for an arrow (t, covariance of the paths), indirect for an indirect effect (normal, delta method).</param>
/// <param name="Path">The path.</param>
/// <param name="Moderator">Name of the moderator.</param>
/// <param name="Side">outside or between the borders, everywhere or nowhere.</param>
/// <param name="Low">Lower border, in units of the moderator; null without borders.</param>
/// <param name="High">Upper border; null without borders.</param>
/// <param name="ObservedLow">Lowest value in the rows.</param>
/// <param name="ObservedHigh">Highest value in the rows.</param>
/// <param name="Share">Share of the rows (of their weights) for which the effect differs from 0, in 0..1.</param>
public sealed record ModerationRegion(string Kind, string Path, string Moderator, string Side, double? Low, double? High, double ObservedLow, double ObservedHigh, double Share)
{
    internal static ImmutableArray<ModerationRegion> Of(MediationSpec spec, PathEstimates estimates, ImmutableArray<ModeratorSpread> moderators)
    {
        if (moderators.IsEmpty) return [];
        var effects = new PathEffects(spec.Model, estimates.Levels[0], moderators).Linear();
        return [.. effects.Select(effect => One(JohnsonNeyman.Of(effect, estimates, Critical(spec, estimates, effect)), moderators.First(moderator => moderator.Name == effect.Moderator)))];
    }

    private static double Critical(MediationSpec spec, PathEstimates estimates, LinearEffect effect) =>
        effect.Kind == EffectKind.Slope ? StudentT.Critical(1 - spec.Level, estimates.Df(estimates.Of("", effect.Outcome).Equation.Offset)) : Normal.Critical(1 - spec.Level);

    private static ModerationRegion One(JohnsonNeyman region, ModeratorSpread spread) => new(
        MediationWords.Kind(region.Effect.Kind), region.Effect.Name, spread.Name, MediationWords.Side(region.Side), region.Low, region.High, spread.Lowest, spread.Highest, spread.Share(region.Holds));
}

/// <summary>How well an equation explains its outcome.</summary>
/// <param name="Level">Empty for one level; <c>within</c> or <c>between</c> communities.</param>
/// <param name="Outcome">The variable explained.</param>
/// <param name="RSquared">R²; null when the outcome does not vary.</param>
public sealed record EquationQuality(string Level, string Outcome, double? RSquared);

/// <summary>The diary of the search for one equation's random intercept.</summary>
/// <param name="Outcome">The variable explained.</param>
/// <param name="Diary">The steps.</param>
/// <param name="Converged">True when it converged; a search that did not is an error.</param>
/// <param name="Singular">True when the communities do not differ beyond what the terms explain: the variance of the intercepts is 0.</param>
public sealed record PathSearch(string Outcome, ImmutableArray<MixedStep> Diary, bool Converged, bool Singular);
