namespace CoProduction.Analysis;

/// <summary>Two categories: P(y = 1) = F(u).</summary>
internal sealed class BinaryCurve(LinkFunction link) : ResponseCurve
{
    internal override int Outcomes => 1;

    internal override bool UsesExpected => link == LinkFunction.Probit;

    internal override double Likelihood(ReadOnlySpan<double> u, double y, RowDerivatives derivatives, bool expected)
    {
        double sign = y > 0.5 ? 1 : -1;
        var at = link.At(sign * u[0]);
        derivatives.Run(0, 1);
        double ratio = at.Density / at.Share;
        derivatives.Slope[0] = sign * ratio;
        derivatives.Curvature[0] = expected ? ratio * at.Density / at.Rest : ratio * ratio - at.Slope / at.Share;
        return Math.Log(at.Share);
    }

    internal override void Response(ReadOnlySpan<double> u, Span<double> value, Span<double> first, Span<double> second)
    {
        var at = link.At(u[0]);
        (value[0], first[0], second[0]) = (at.Share, at.Density, at.Slope);
    }

    internal override (double Least, double Most) Gain(ReadOnlySpan<double> direction, double y)
    {
        double gain = y > 0.5 ? direction[0] : -direction[0];
        return (gain, gain);
    }
}
