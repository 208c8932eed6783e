using System.Runtime.CompilerServices;

namespace CoProduction.Analysis;

/// <summary>Ordered categories: P(y ≤ j) = F(u_j), j = 0 … J-2; McCullagh (1980), eq. 2.2.</summary>
internal sealed class OrderedCurve(LinkFunction link, int categories) : ResponseCurve
{
    private readonly bool _logit = link == LinkFunction.Logit;

    internal override int Outcomes => categories;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Likelihood(ReadOnlySpan<double> u, double y, RowDerivatives derivatives, bool expected)
    {
        int category = (int)y;
        bool above = category < categories - 1, below = category > 0;
        if (above && below && !(u[category] > u[category - 1])) return double.NegativeInfinity;
        if (_logit) return Logit(above ? u[category] : double.PositiveInfinity, below ? u[category - 1] : double.NegativeInfinity, category, derivatives);
        LinkPoint high = above ? link.At(u[category]) : LinkPoint.Highest, low = below ? link.At(u[category - 1]) : LinkPoint.Lowest;
        double share = link.Between(high, low);
        if (!(share > 0)) return double.NegativeInfinity;
        derivatives.Run(below ? category - 1 : category, above && below ? 2 : 1);
        if (above) At(derivatives, below ? 1 : 0, high, 1 / share);
        if (below) At(derivatives, 0, low, -1 / share);
        if (above && below) derivatives.Curvature[1] = derivatives.Curvature[2] = derivatives.Slope[0] * derivatives.Slope[1];
        return Math.Log(share);
    }

    internal override void Response(ReadOnlySpan<double> u, Span<double> value, Span<double> first, Span<double> second)
    {
        int m = categories - 1;
        first.Clear();
        second.Clear();
        var low = LinkPoint.Lowest;
        for (int i = 0; i < m; i++)
        {
            var high = link.At(u[i]);
            value[i] = link.Between(high, low);
            (first[i * m + i], first[(i + 1) * m + i]) = (high.Density, -high.Density);
            (second[(i * m + i) * m + i], second[((i + 1) * m + i) * m + i]) = (high.Slope, -high.Slope);
            low = high;
        }
        value[m] = link.Between(LinkPoint.Highest, low);
    }

    internal override (double Least, double Most) Gain(ReadOnlySpan<double> direction, double y)
    {
        int category = (int)y;
        double high = category < categories - 1 ? direction[category] : double.NaN, low = category > 0 ? -direction[category - 1] : double.NaN;
        return double.IsNaN(high) ? (low, low) : double.IsNaN(low) ? (high, high) : (Math.Min(high, low), Math.Max(high, low));
    }

    // The same without detours, where most of the time of a large model goes: of a logistic F, f = F (1 - F) and f' = f (1 - 2F).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Logit(double high, double low, int category, RowDerivatives derivatives)
    {
        bool above = high < double.PositiveInfinity, below = low > double.NegativeInfinity;
        derivatives.Run(below ? category - 1 : category, above && below ? 2 : 1);
        double highTail = Math.Exp(-Math.Abs(high)), highNear = 1 / (1 + highTail), lowTail = Math.Exp(-Math.Abs(low)), lowNear = 1 / (1 + lowTail);
        var (highShare, highRest) = high < 0 ? (highTail * highNear, highNear) : (highNear, highTail * highNear);
        var (lowShare, lowRest) = low < 0 ? (lowTail * lowNear, lowNear) : (lowNear, lowTail * lowNear);
        double share = highShare * lowRest - lowShare * highRest;
        if (!(share > 0)) return double.NegativeInfinity;
        double up = highShare * highRest / share, down = -(lowShare * lowRest) / share;
        Span<double> slope = derivatives.Slope, curvature = derivatives.Curvature;
        if (above && below) (slope[1], curvature[3], curvature[1], curvature[2]) = (up, up * (up - highRest + highShare), up * down, up * down);
        if (below) (slope[0], curvature[0]) = (down, down * (down - lowRest + lowShare));
        else (slope[0], curvature[0]) = (up, up * (up - highRest + highShare));
        return Math.Log(share);
    }

    // The share's reciprocal, with the sign of the index in the difference.
    private static void At(RowDerivatives derivatives, int index, in LinkPoint at, double reciprocal)
    {
        double ratio = at.Density * reciprocal;
        derivatives.Slope[index] = ratio;
        derivatives.Curvature[index * (derivatives.Count + 1)] = ratio * ratio - at.Slope * reciprocal;
    }
}
