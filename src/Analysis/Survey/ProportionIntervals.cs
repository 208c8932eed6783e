namespace CoProduction.Analysis;

/// <summary>Intervals of proportions under a design.</summary>
internal static class ProportionIntervals
{
    /// <summary>The interval of a proportion; null where it cannot be had.</summary>
    /// <param name="kind">Which interval.</param>
    /// <param name="p">The proportion, in 0..1.</param>
    /// <param name="error">Its standard error.</param>
    /// <param name="df">Degrees of freedom of the design.</param>
    /// <param name="rows">Rows it rests on.</param>
    /// <param name="kish">Kish's effective number of those rows: the effective number where the proportion is 0 or 1 and has no variance.</param>
    /// <param name="level">Level.</param>
    internal static (double Low, double High)? Of(ProportionInterval kind, double p, double error, double df, double rows, double kish, double level)
    {
        if (df < 1) return null;
        double t = StudentT.Critical(1 - level, df);
        if (p <= 0 || p >= 1 || error <= 0) return kind == ProportionInterval.Beta ? Beta(p, kish, level) : Wilson.Interval(p, kish, level);
        double effective = p * (1 - p) / (error * error) * Square(StudentT.Critical(1 - level, rows - 1) / t);
        return kind switch
        {
            ProportionInterval.Beta => Beta(p, effective, level),
            ProportionInterval.Wilson => Wilson.Interval(p, effective, level),
            ProportionInterval.Mean => (p - t * error, p + t * error),
            _ => Logit(p, t * error / (p * (1 - p))),
        };
    }

    private static (double Low, double High) Logit(double p, double half)
    {
        double logit = Math.Log(p / (1 - p));
        return (1 / (1 + Math.Exp(half - logit)), 1 / (1 + Math.Exp(-half - logit)));
    }

    private static (double Low, double High) Beta(double p, double n, double level) =>
        (BetaQuantile.Of((1 - level) / 2, n * p, n * (1 - p) + 1), BetaQuantile.Of((1 + level) / 2, n * p + 1, n * (1 - p)));

    private static double Square(double value) => value * value;
}
