namespace CoProduction.Analysis;

/// <summary>A distribution function F, symmetric about 0, that turns a linear predictor into a probability.</summary>
internal abstract class LinkFunction
{
    internal static LinkFunction Logit { get; } = new LogitLink();

    internal static LinkFunction Probit { get; } = new ProbitLink();

    /// <summary>F(x); relative accuracy holds in the lower tail.</summary>
    internal abstract double Share(double x);

    /// <summary>F(high) - F(low) without loss in either tail; high may be +∞, low may be -∞.</summary>
    internal abstract double Between(double high, double low);

    /// <summary>f(x) and f'(x); 0 at ±∞.</summary>
    internal abstract (double Density, double Slope) Density(double x);

    /// <summary>x with F(x) = share.</summary>
    internal abstract double Quantile(double share);

    private sealed class LogitLink : LinkFunction
    {
        internal override double Share(double x) => 1 / (1 + Math.Exp(-x));

        // F(a) - F(b) = F(a) F(-b) (1 - e^(b-a)).
        internal override double Between(double high, double low) => Share(high) * Share(-low) * (1 - Math.Exp(low - high));

        internal override (double Density, double Slope) Density(double x)
        {
            double share = Share(x), density = share * Share(-x);
            return (density, density * (1 - 2 * share));
        }

        internal override double Quantile(double share) => Math.Log(share / (1 - share));
    }

    private sealed class ProbitLink : LinkFunction
    {
        internal override double Share(double x) => double.IsInfinity(x) ? (x > 0 ? 1 : 0) : Normal.Lower(x);

        internal override double Between(double high, double low) => low > 0 ? Share(-low) - Share(-high) : Share(high) - Share(low);

        internal override (double Density, double Slope) Density(double x)
        {
            double density = Normal.Density(x);
            return (density, double.IsInfinity(x) ? 0 : -x * density);
        }

        internal override double Quantile(double share) => Normal.Quantile(share);
    }
}
