namespace CoProduction.Analysis;

/// <summary>The linear model of one variable in one round: estimates and a draw from their posterior, by column of the table, with the effects of the communities.</summary>
/// <param name="Point">Estimates.</param>
/// <param name="Drawn">A draw.</param>
/// <param name="Sigma">The drawn residual standard deviation.</param>
/// <param name="PointEffects">Estimated intercepts of the communities; empty without.</param>
/// <param name="DrawnEffects">A draw of them; empty without.</param>
internal sealed record DrawnModel(double[] Point, double[] Drawn, double Sigma, double[] PointEffects, double[] DrawnEffects)
{
    /// <summary>A draw without communities.</summary>
    internal static DrawnModel Plain(ObservedSums sums, NormalEquations fit, RandomStream random)
    {
        double sigma = Math.Sqrt(fit.Rss / GammaDraw.ChiSquared(random, sums.Df(fit.Kept.Length)));
        return new DrawnModel(fit.Beta, fit.Draw(sigma, random), sigma, [], []);
    }

    /// <summary>An intercept a community under flat priors: slopes from the cross products within communities, then each intercept about the mean of its community's residuals.</summary>
    internal static DrawnModel Fixed(ObservedSums sums, RandomStream random)
    {
        var within = sums.Deflated(group => 1.0 / group);
        var fit = NormalEquations.Of(within, sums.Stride, sums.Predictors.AsSpan(1), sums.Target, sums.Gram);
        double sigma = Math.Sqrt(fit.Rss / GammaDraw.ChiSquared(random, sums.Df(fit.Kept.Length + sums.Filled)));
        double[] drawn = fit.Draw(sigma, random), point = sums.GroupMeans(fit.Beta), effects = sums.GroupMeans(drawn);
        for (int g = 0; g < effects.Length; g++)
            if (sums.Counts[g] > 0) effects[g] += sigma / Math.Sqrt(sums.Counts[g]) * random.Normal();
        sums.Borrow(effects, random);
        return new DrawnModel(fit.Beta, drawn, sigma, point, effects);
    }
}

/// <summary>
/// The variances of a random-intercept model, kept from round to round: Gibbs steps of slopes and intercepts together, then of the residual variance (prior 1/σ²) and of the variance between communities (flat prior of its
/// root; Gelman 2006, Bayesian Analysis 1: 515-533), all from sums by community.
/// </summary>
/// <param name="unit">True where the residual variance is known to be 1, that of a latent variable.</param>
internal sealed class RandomIntercept(bool unit = false)
{
    private const int FirstSteps = 50, LaterSteps = 10;

    private double _sigma2 = double.NaN, _tau2;

    internal DrawnModel Draw(ObservedSums sums, RandomStream random)
    {
        int steps = double.IsNaN(_sigma2) ? FirstSteps : LaterSteps;
        DrawnModel? drawn = null;
        for (int step = 0; step < steps; step++) drawn = Step(sums, sums.Predictors, random);
        return drawn!;
    }

    private void Start(ObservedSums sums)
    {
        var fit = NormalEquations.Of(sums.Gram, sums.Stride, sums.Predictors, sums.Target, sums.Gram);
        double variance = unit ? 1 : fit.Rss / sums.Df(fit.Kept.Length);
        (_sigma2, _tau2) = (unit ? 1 : 0.9 * variance, 0.1 * variance);
    }

    /// <summary>One step: slopes of some predictors and intercepts, then the variances.</summary>
    internal DrawnModel Step(ObservedSums sums, int[] predictors, RandomStream random)
    {
        if (double.IsNaN(_sigma2)) Start(sums);
        double sigma = Math.Sqrt(_sigma2), ratio = _tau2 / _sigma2;
        var fit = NormalEquations.Of(sums.Deflated(count => ratio / (1 + count * ratio)), sums.Stride, predictors, sums.Target, sums.Gram);
        double[] beta = fit.Draw(sigma, random), point = sums.GroupMeans(fit.Beta), effects = sums.GroupMeans(beta);
        for (int g = 0; g < effects.Length; g++)
        {
            double shrunk = sums.Counts[g] * ratio / (1 + sums.Counts[g] * ratio), spread = Math.Sqrt(_tau2 / (1 + sums.Counts[g] * ratio));
            (point[g], effects[g]) = (shrunk * point[g], shrunk * effects[g] + spread * random.Normal());
        }
        if (!unit) _sigma2 = sums.Residual(beta, effects) / GammaDraw.ChiSquared(random, sums.Rows);
        _tau2 = effects.Sum(effect => effect * effect) / GammaDraw.ChiSquared(random, effects.Length - 1);
        return new DrawnModel(fit.Beta, beta, Math.Sqrt(_sigma2), point, effects);
    }
}
