namespace CoProduction.Analysis;

/// <summary>Counts of mean μ = exp(u_0): Poisson.</summary>
internal sealed class PoissonCurve : ResponseCurve
{
    internal override int Outcomes => 1;

    internal override double Likelihood(ReadOnlySpan<double> u, double y, RowDerivatives derivatives, bool expected)
    {
        double mean = Math.Exp(u[0]);
        derivatives.Run(0, 1);
        derivatives.Slope[0] = y - mean;
        derivatives.Curvature[0] = mean;
        return y * u[0] - mean - IncompleteBeta.LogGamma(y + 1);
    }

    internal override void Response(ReadOnlySpan<double> u, Span<double> value, Span<double> first, Span<double> second) =>
        value[0] = first[0] = second[0] = Math.Exp(u[0]);

    internal override (double Least, double Most) Gain(ReadOnlySpan<double> direction, double y) => CountGain.Of(direction[0], y);
}

/// <summary>Counts of mean μ = exp(u_0) and variance μ + μ²/θ, θ = exp(u_1): the negative binomial NB2; Cameron and Trivedi (1998), section 3.3.</summary>
internal sealed class NegativeBinomialCurve : ResponseCurve
{
    internal override int Outcomes => 1;

    internal override bool UsesExpected => true;

    internal override double Likelihood(ReadOnlySpan<double> u, double y, RowDerivatives derivatives, bool expected)
    {
        double mean = Math.Exp(u[0]), theta = Math.Exp(u[1]), sum = theta + mean, residual = (y - mean) / sum;
        // ln(θ + μ) - ln θ without loss where θ is large.
        double logs = IncompleteBeta.LogOnePlus(mean / theta);
        double slope = PolyGamma.Digamma(theta + y) - PolyGamma.Digamma(theta) - logs - residual;
        double bend = PolyGamma.Trigamma(theta + y) - PolyGamma.Trigamma(theta) + mean / (theta * sum) + residual / sum;
        derivatives.Run(0, 2);
        (derivatives.Slope[0], derivatives.Slope[1]) = (theta * residual, theta * slope);
        derivatives.Curvature[0] = expected ? theta * mean / sum : theta * mean * (theta + y) / (sum * sum);
        derivatives.Curvature[1] = derivatives.Curvature[2] = expected ? 0 : -theta * mean * residual / sum;
        derivatives.Curvature[3] = -theta * (theta * bend + slope);
        return IncompleteBeta.LogGamma(theta + y) - IncompleteBeta.LogGamma(theta) - IncompleteBeta.LogGamma(y + 1) - (theta + y) * logs + y * (u[0] - u[1]);
    }

    internal override void Response(ReadOnlySpan<double> u, Span<double> value, Span<double> first, Span<double> second)
    {
        first.Clear();
        second.Clear();
        value[0] = first[0] = second[0] = Math.Exp(u[0]);
    }

    internal override (double Least, double Most) Gain(ReadOnlySpan<double> direction, double y) => CountGain.Of(direction[0], y);
}

/// <summary>The likelihood of a count of 0 grows without end as its mean falls; another count holds its mean in place.</summary>
internal static class CountGain
{
    internal static (double Least, double Most) Of(double direction, double y) => y == 0 ? (-direction, -direction) : (-Math.Abs(direction), 0);
}
