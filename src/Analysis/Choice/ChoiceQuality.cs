namespace CoProduction.Analysis;

/// <summary>How well a choice model fits as a whole.</summary>
public sealed record ChoiceQuality
{
    /// <summary>Log-likelihood; under sampling weights, of mean 1, a pseudo-log-likelihood.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>Log-likelihood of the model of constants or thresholds alone, with the offset; null without an intercept.</summary>
    public required double? NullLogLikelihood { get; init; }

    /// <summary>Parameters, thresholds and θ among them.</summary>
    public required int Parameters { get; init; }

    /// <summary>Parameters of the model of constants alone.</summary>
    public required int NullParameters { get; init; }

    /// <summary>Rows, or people where weights count equal rows.</summary>
    public required double Size { get; init; }

    /// <summary>Steps of Newton's method.</summary>
    public required int Iterations { get; init; }

    /// <summary>Length of the last step, in standard errors.</summary>
    public required double LastChange { get; init; }

    /// <summary>Sum of squared Pearson residuals over N - k of a Poisson model; null otherwise.</summary>
    public required double? Dispersion { get; init; }

    /// <summary>Rows or patterns with a fitted probability within 1e-6 of 0 or 1.</summary>
    public required long Extreme { get; init; }

    /// <summary>McFadden's 1 - ln L / ln L0; null without an intercept.</summary>
    public double? McFadden => NullLogLikelihood is { } none && none != 0 ? 1 - LogLikelihood / none : null;

    /// <summary>-2 log-likelihood + 2 parameters.</summary>
    public double Aic => -2 * LogLikelihood + 2 * Parameters;

    /// <summary>-2 log-likelihood + ln(N) parameters.</summary>
    public double Bic => -2 * LogLikelihood + Math.Log(Size) * Parameters;

    /// <exception cref="StudyException">Thresholds cross for some rows.</exception>
    internal static ChoiceQuality Of(ChoiceReduction rows, ChoiceEstimate estimate)
    {
        var (extreme, negative, pearson) = Fitted(rows, estimate);
        if (negative > 0) throw new StudyException(ChoiceFaults.NegativeProbabilities(negative));
        return new ChoiceQuality
        {
            LogLikelihood = estimate.Value,
            NullLogLikelihood = estimate.NullValue,
            Parameters = estimate.Map.Parameters,
            NullParameters = estimate.Map.Count,
            Size = rows.Size,
            Iterations = estimate.Maximum.Iterations,
            LastChange = estimate.Maximum.LastChange,
            Dispersion = rows.Spec.Family == ChoiceFamily.Poisson ? pearson / (rows.Size - estimate.Map.Parameters) : null,
            Extreme = extreme,
        };
    }

    private const double ExtremeShare = 1e-6;

    private static (long Extreme, long Negative, double Pearson) Fitted(ChoiceReduction rows, ChoiceEstimate estimate)
    {
        var (curve, map) = (estimate.Curve, estimate.Map);
        var response = new ResponseAt(curve, map, estimate.Maximum.Theta);
        long extreme = 0, negative = 0;
        double pearson = 0;
        bool counts = rows.Spec.Family.IsCount(), nominal = !rows.Spec.Nominal.IsEmpty, binary = rows.Spec.Family.IsBinary();
        if (!counts && !nominal && !binary) return default;
        rows.Source.Each((row, offset, y, weight) =>
        {
            response.Of(row, offset);
            double least = response.Value.Min();
            if (counts) pearson += weight * (y - least) * (y - least) / least;
            else if (binary && Math.Min(least, 1 - least) < ExtremeShare) extreme++;
            else if (nominal && !(least > 0)) negative++;
        });
        return (extreme, negative, pearson);
    }
}
