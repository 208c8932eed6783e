namespace CoProduction.Analysis;

/// <summary>How well a model with absorbed effects fits as a whole.</summary>
public sealed record AbsorbedQuality
{
    internal AbsorbedQuality(Solution solution, double total)
    {
        double residual = solution.ResidualSumOfSquares, within = solution.ModelSumOfSquares + residual;
        ResidualDf = solution.ResidualDf;
        Sigma = solution.Sigma;
        ResidualSumOfSquares = residual;
        WithinRSquared = within > 0 ? solution.ModelSumOfSquares / within : null;
        RSquared = total > 0 ? 1 - residual / total : null;
        AdjRSquared = 1 - (1 - RSquared) * ((solution.Pooled.Rows - 1.0) / ResidualDf);
    }

    /// <summary>N less all parameters, absorbed effects included.</summary>
    public long ResidualDf { get; }

    /// <summary>Residual standard error, in units of the outcome.</summary>
    public double Sigma { get; }

    /// <summary>Weighted sum of squared residuals.</summary>
    public double ResidualSumOfSquares { get; }

    /// <summary>R² of terms and effects together, about the mean; null when the outcome does not vary.</summary>
    public double? RSquared { get; }

    /// <summary>R² corrected for terms and effects; null when the outcome does not vary.</summary>
    public double? AdjRSquared { get; }

    /// <summary>Share of the variation within the effects that the terms explain; null when the outcome does not vary within them.</summary>
    public double? WithinRSquared { get; }
}
