namespace CoProduction.Analysis;

/// <summary>Two categories: P(y = 1) = F(u).</summary>
internal sealed class BinaryCurve(LinkFunction link) : ResponseCurve
{
    internal override int Outcomes => 1;

    internal override bool UsesExpected => link == LinkFunction.Probit;

    internal override double Likelihood(ReadOnlySpan<double> u, double y, RowDerivatives derivatives, bool expected)
    {
        double sign = y > 0.5 ? 1 : -1, along = sign * u[0], share = link.Share(along);
        var (density, slope) = link.Density(along);
        derivatives.Run(0, 1);
        double ratio = density / share;
        derivatives.Slope[0] = sign * ratio;
        derivatives.Curvature[0] = expected ? ratio * density / link.Share(-along) : ratio * ratio - slope / share;
        return Math.Log(share);
    }

    internal override void Response(ReadOnlySpan<double> u, Span<double> value, Span<double> first, Span<double> second)
    {
        value[0] = link.Share(u[0]);
        (first[0], second[0]) = link.Density(u[0]);
    }

    internal override (double Least, double Most) Gain(ReadOnlySpan<double> direction, double y)
    {
        double gain = y > 0.5 ? direction[0] : -direction[0];
        return (gain, gain);
    }
}
