namespace CoProduction.Analysis;

/// <summary>Derivatives of ln Γ, for arguments above 0: shifted upwards until the asymptotic series (DLMF 5.11.2, 5.15.8) holds to the last digit.</summary>
internal static class PolyGamma
{
    private const double LargeEnough = 16;

    /// <summary>ψ(x), the first derivative.</summary>
    internal static double Digamma(double x)
    {
        double shift = 0;
        for (; x < LargeEnough; x++) shift += 1 / x;
        double q = 1 / (x * x);
        return Math.Log(x) - 0.5 / x - q * (1.0 / 12 - q * (1.0 / 120 - q * (1.0 / 252 - q * (1.0 / 240 - q * (1.0 / 132 - q * 691.0 / 32760))))) - shift;
    }

    /// <summary>ψ'(x), the second derivative.</summary>
    internal static double Trigamma(double x)
    {
        double shift = 0;
        for (; x < LargeEnough; x++) shift += 1 / (x * x);
        double q = 1 / (x * x);
        return (1 + 0.5 / x + q * (1.0 / 6 - q * (1.0 / 30 - q * (1.0 / 42 - q * (1.0 / 30 - q * (5.0 / 66 - q * 691.0 / 2730)))))) / x + shift;
    }
}
