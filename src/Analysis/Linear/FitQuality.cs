namespace CoProduction.Analysis;

/// <summary>How well a linear model fits as a whole, as R's <c>summary.lm</c> and <c>logLik.lm</c> define it.</summary>
public sealed record FitQuality
{
    internal FitQuality(Solution solution)
    {
        double residual = solution.ResidualSumOfSquares, model = solution.ModelSumOfSquares;
        int intercept = solution.HasIntercept ? 1 : 0;
        Sigma = solution.Sigma;
        ResidualSumOfSquares = residual;
        ResidualDf = solution.ResidualDf;
        RSquared = model + residual > 0 ? model / (model + residual) : null;
        AdjRSquared = 1 - (1 - RSquared) * ((double)(solution.Pooled.Rows - intercept) / ResidualDf);
        FDf1 = solution.K - intercept;
        if (FDf1 > 0 && residual > 0) FStatistic = model / FDf1 / (Sigma * Sigma);
        if (FStatistic is { } f) FPValue = FisherF.Upper(f, FDf1, ResidualDf);
        if (residual > 0) LogLikelihood = LogLikelihoodOf(solution);
        Aic = -2 * LogLikelihood + 2 * (solution.K + 1);
        Bic = -2 * LogLikelihood + Math.Log(solution.Pooled.Rows) * (solution.K + 1);
    }

    /// <summary>Residual standard error, in units of the outcome: √(RSS / (N - k)).</summary>
    public double Sigma { get; }

    /// <summary>Weighted sum of squared residuals, RSS.</summary>
    public double ResidualSumOfSquares { get; }

    /// <summary>N - k.</summary>
    public long ResidualDf { get; }

    /// <summary>R², about the mean with an intercept and about zero without; null when the outcome does not vary.</summary>
    public double? RSquared { get; }

    /// <summary>R² corrected for the number of terms; null when the outcome does not vary.</summary>
    public double? AdjRSquared { get; }

    /// <summary>Classical F of all terms but the intercept, whatever the covariance of the coefficients; null without such terms or with a residual of exactly 0.</summary>
    public double? FStatistic { get; }

    /// <summary>Degrees of freedom of the numerator of F: terms but the intercept.</summary>
    public int FDf1 { get; }

    /// <summary>P(F &gt; f) with <see cref="FDf1"/> and <see cref="ResidualDf"/> degrees of freedom.</summary>
    public double? FPValue { get; }

    /// <summary>Gaussian log-likelihood at the maximum, with the weights as precisions; null with a residual of exactly 0.</summary>
    public double? LogLikelihood { get; }

    /// <summary>-2 log-likelihood + 2 (k + 1); the variance counts as a parameter.</summary>
    public double? Aic { get; }

    /// <summary>-2 log-likelihood + ln(N) (k + 1).</summary>
    public double? Bic { get; }

    private static double LogLikelihoodOf(Solution solution)
    {
        double n = solution.Pooled.Rows;
        return 0.5 * (solution.Pooled.LogWeightSum - n * (Math.Log(2 * Math.PI) + 1 - Math.Log(n) + Math.Log(solution.ResidualSumOfSquares)));
    }
}
