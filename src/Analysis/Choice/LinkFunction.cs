using System.Runtime.CompilerServices;

namespace CoProduction.Analysis;

/// <summary>A distribution function F, symmetric about 0, that turns a linear predictor into a probability.</summary>
internal abstract class LinkFunction
{
    internal static LinkFunction Logit { get; } = new LogitLink();

    internal static LinkFunction Probit { get; } = new ProbitLink();

    /// <summary>F(x); relative accuracy holds in the lower tail.</summary>
    internal abstract double Share(double x);

    /// <summary>All that is asked of F at a point; 0 and 1 at ±∞.</summary>
    internal abstract LinkPoint At(double x);

    /// <summary>F(high) - F(low) without loss in either tail; high may be at +∞, low at -∞.</summary>
    internal abstract double Between(in LinkPoint high, in LinkPoint low);

    /// <summary>x with F(x) = share.</summary>
    internal abstract double Quantile(double share);

    private sealed class LogitLink : LinkFunction
    {
        internal override double Share(double x) => 1 / (1 + Math.Exp(-x));

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        internal override LinkPoint At(double x)
        {
            double tail = Math.Exp(-Math.Abs(x)), near = 1 / (1 + tail), far = tail * near, density = near * far;
            return x < 0 ? new LinkPoint(x, far, near, density, density * (near - far)) : new LinkPoint(x, near, far, density, density * (far - near));
        }

        // F(a) - F(b) = F(a) (1 - F(b)) - F(b) (1 - F(a)): in either tail both products are small.
        internal override double Between(in LinkPoint high, in LinkPoint low) => high.Share * low.Rest - low.Share * high.Rest;

        internal override double Quantile(double share) => Math.Log(share / (1 - share));
    }

    private sealed class ProbitLink : LinkFunction
    {
        internal override double Share(double x) => double.IsInfinity(x) ? (x > 0 ? 1 : 0) : Normal.Lower(x);

        internal override LinkPoint At(double x)
        {
            double tail = double.IsInfinity(x) ? 0 : Normal.Upper(Math.Abs(x)), density = Normal.Density(x);
            return new LinkPoint(x, x < 0 ? tail : 1 - tail, x < 0 ? 1 - tail : tail, density, double.IsInfinity(x) ? 0 : -x * density);
        }

        internal override double Between(in LinkPoint high, in LinkPoint low) => low.X > 0 ? low.Rest - high.Rest : high.Share - low.Share;

        internal override double Quantile(double share) => Normal.Quantile(share);
    }
}

/// <summary>A distribution function at a point.</summary>
/// <param name="X">The point.</param>
/// <param name="Share">F(x).</param>
/// <param name="Rest">1 - F(x), exact in the upper tail.</param>
/// <param name="Density">f(x).</param>
/// <param name="Slope">f'(x).</param>
internal readonly record struct LinkPoint(double X, double Share, double Rest, double Density, double Slope)
{
    /// <summary>F at -∞.</summary>
    internal static LinkPoint Lowest { get; } = new(double.NegativeInfinity, 0, 1, 0, 0);

    /// <summary>F at +∞.</summary>
    internal static LinkPoint Highest { get; } = new(double.PositiveInfinity, 1, 0, 0, 0);
}
