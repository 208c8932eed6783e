using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Orthonormal polynomials on points at equal distances (Gram, or discrete Chebyshev, polynomials): the columns of R's <c>contr.poly</c>.</summary>
internal static class EqualDistances
{
    /// <summary>The polynomials of degree 1 to n - 1, each with its n values; leading coefficients are positive.</summary>
    internal static ImmutableArray<ImmutableArray<double>> Polynomials(int n)
    {
        var found = new List<double[]> { Enumerable.Repeat(1 / Math.Sqrt(n), n).ToArray() };
        for (int degree = 1; degree < n; degree++) found.Add(Next(found, n));
        return [.. found.Skip(1).Select(values => values.ToImmutableArray())];
    }

    // x times the last polynomial, made orthogonal to all before it, twice: once leaves the rounding of high degrees.
    private static double[] Next(List<double[]> found, int n)
    {
        double middle = (n - 1) / 2.0;
        double[] next = [.. found[^1].Select((value, i) => (i - middle) * value)];
        for (int round = 0; round < 2; round++)
            foreach (var earlier in found) Subtract(next, earlier, Dot(next, earlier));
        double length = Math.Sqrt(Dot(next, next));
        return [.. next.Select(value => value / length)];
    }

    private static void Subtract(double[] from, double[] what, double times)
    {
        for (int i = 0; i < from.Length; i++) from[i] -= times * what[i];
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
