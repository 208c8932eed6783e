namespace CoProduction.Analysis;

/// <summary>Ordered categories: P(y ≤ j) = F(u_j), j = 0 … J-2; McCullagh (1980), eq. 2.2.</summary>
internal sealed class OrderedCurve(LinkFunction link, int categories) : ResponseCurve
{
    internal override int Outcomes => categories;

    internal override double Likelihood(ReadOnlySpan<double> u, double y, RowDerivatives derivatives, bool expected)
    {
        int category = (int)y;
        bool above = category < categories - 1, below = category > 0;
        double high = above ? u[category] : double.PositiveInfinity, low = below ? u[category - 1] : double.NegativeInfinity;
        double share = high > low ? link.Between(high, low) : 0;
        if (!(share > 0)) return double.NegativeInfinity;
        derivatives.Run(below ? category - 1 : category, above && below ? 2 : 1);
        if (above) At(derivatives, below ? 1 : 0, high, 1, share);
        if (below) At(derivatives, 0, low, -1, share);
        if (above && below) derivatives.Curvature[1] = derivatives.Curvature[2] = derivatives.Slope[0] * derivatives.Slope[1];
        return Math.Log(share);
    }

    internal override void Response(ReadOnlySpan<double> u, Span<double> value, Span<double> first, Span<double> second)
    {
        int m = categories - 1;
        first.Clear();
        second.Clear();
        for (int j = 0; j < categories; j++) value[j] = link.Between(j < m ? u[j] : double.PositiveInfinity, j > 0 ? u[j - 1] : double.NegativeInfinity);
        for (int i = 0; i < m; i++)
        {
            var (density, slope) = link.Density(u[i]);
            (first[i * m + i], first[(i + 1) * m + i]) = (density, -density);
            (second[(i * m + i) * m + i], second[((i + 1) * m + i) * m + i]) = (slope, -slope);
        }
    }

    internal override (double Least, double Most) Gain(ReadOnlySpan<double> direction, double y)
    {
        int category = (int)y;
        double high = category < categories - 1 ? direction[category] : double.NaN, low = category > 0 ? -direction[category - 1] : double.NaN;
        return double.IsNaN(high) ? (low, low) : double.IsNaN(low) ? (high, high) : (Math.Min(high, low), Math.Max(high, low));
    }

    private void At(RowDerivatives derivatives, int index, double u, int sign, double share)
    {
        var (density, slope) = link.Density(u);
        double ratio = sign * density / share;
        derivatives.Slope[index] = ratio;
        derivatives.Curvature[index * (derivatives.Count + 1)] = ratio * ratio - sign * slope / share;
    }
}
