namespace CoProduction.Analysis;

/// <summary>Unordered categories, the base first: P(y = j) = exp(u_(j-1)) / (1 + Σ exp u); McFadden (1974).</summary>
internal sealed class MultinomialCurve(int categories) : ResponseCurve
{
    private readonly double[] _shares = new double[categories];

    internal override int Outcomes => categories;

    internal override double Likelihood(ReadOnlySpan<double> u, double y, RowDerivatives derivatives, bool expected)
    {
        int m = categories - 1, category = (int)y;
        double log = Shares(u);
        derivatives.Run(0, m);
        for (int i = 0; i < m; i++)
        {
            derivatives.Slope[i] = (category == i + 1 ? 1 : 0) - _shares[i + 1];
            for (int l = 0; l < m; l++) derivatives.Curvature[i * m + l] = _shares[i + 1] * ((i == l ? 1 : 0) - _shares[l + 1]);
        }
        return (category == 0 ? 0 : u[category - 1]) - log;
    }

    internal override void Response(ReadOnlySpan<double> u, Span<double> value, Span<double> first, Span<double> second)
    {
        int m = categories - 1;
        Shares(u);
        _shares.CopyTo(value);
        for (int j = 0; j < categories; j++)
            for (int i = 0; i < m; i++)
            {
                double at = (j == i + 1 ? 1 : 0) - value[i + 1];
                first[j * m + i] = value[j] * at;
                for (int l = 0; l < m; l++) second[(j * m + i) * m + l] = value[j] * (at * ((j == l + 1 ? 1 : 0) - value[l + 1]) - value[i + 1] * ((i == l ? 1 : 0) - value[l + 1]));
            }
    }

    internal override (double Least, double Most) Gain(ReadOnlySpan<double> direction, double y)
    {
        double own = y == 0 ? 0 : direction[(int)y - 1], least = double.PositiveInfinity, most = double.NegativeInfinity;
        for (int j = 0; j < categories; j++)
        {
            if (j == (int)y) continue;
            double gain = own - (j == 0 ? 0 : direction[j - 1]);
            (least, most) = (Math.Min(least, gain), Math.Max(most, gain));
        }
        return (least, most);
    }

    /// <summary>Writes the shares; the answer is ln(1 + Σ exp u).</summary>
    private double Shares(ReadOnlySpan<double> u)
    {
        double top = 0, sum = 0;
        foreach (double value in u) top = Math.Max(top, value);
        for (int j = 0; j < categories; j++) sum += _shares[j] = Math.Exp((j == 0 ? 0 : u[j - 1]) - top);
        for (int j = 0; j < categories; j++) _shares[j] /= sum;
        return top + Math.Log(sum);
    }
}
