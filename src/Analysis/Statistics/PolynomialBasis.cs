using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// Orthogonal polynomials of degree 1 to d over given rows, as R's <c>poly</c> scales and signs them: columns of length 1, orthogonal to the constant and to each other, leading coefficients
/// positive. They are the Legendre polynomials of the values' range, times the inverse of the triangular root that these have over the rows: well conditioned where powers are not.
/// </summary>
/// <param name="Low">Least value.</param>
/// <param name="High">Greatest value.</param>
/// <param name="Degree">d.</param>
/// <param name="Root">(d + 1) × (d + 1), upper triangular, row-major: the root of the Legendre polynomials of degree 0 to d.</param>
internal sealed record PolynomialBasis(double Low, double High, int Degree, ImmutableArray<double> Root)
{
    /// <summary>Legendre polynomials of degree 0, 1, … of x over a range.</summary>
    internal static void Legendre(double x, double low, double high, Span<double> into)
    {
        double u = (x - low - (high - x)) / (high - low);
        into[0] = 1;
        if (into.Length > 1) into[1] = u;
        for (int n = 1; n < into.Length - 1; n++) into[n + 1] = ((2 * n + 1) * u * into[n] - n * into[n - 1]) / (n + 1);
    }

    /// <summary>The values of the orthogonal polynomials of degree 0 to d: z = R⁻ᵀ p, in place of the Legendre values p.</summary>
    internal void Evaluate(double x, Span<double> z)
    {
        Legendre(x, Low, High, z);
        for (int j = 0; j <= Degree; j++)
        {
            for (int i = 0; i < j; i++) z[j] -= z[i] * Root[i * (Degree + 1) + j];
            z[j] /= Root[j * (Degree + 1) + j];
        }
    }
}
