using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A product of path coefficients with a factor; a coefficient may stand in it more than once.</summary>
/// <param name="Factor">The factor.</param>
/// <param name="Parameters">Indices of the coefficients.</param>
internal sealed record Monomial(double Factor, ImmutableArray<int> Parameters);

/// <summary>A polynomial in the path coefficients: every effect of a linear path model is one, so value and gradient are exact.</summary>
/// <param name="Monomials">Its terms.</param>
internal sealed record Polynomial(ImmutableArray<Monomial> Monomials)
{
    internal static Polynomial Zero { get; } = new([]);

    internal static Polynomial Of(int parameter) => new([new Monomial(1, [parameter])]);

    internal Polynomial Plus(Polynomial other) => new(Monomials.AddRange(other.Monomials));

    internal Polynomial Minus(Polynomial other) => Plus(other.Times(-1));

    internal Polynomial Times(double factor) => new([.. Monomials.Select(one => one with { Factor = one.Factor * factor })]);

    internal Polynomial Times(Polynomial other) =>
        new([.. Monomials.SelectMany(left => other.Monomials.Select(right => new Monomial(left.Factor * right.Factor, left.Parameters.AddRange(right.Parameters))))]);

    internal double At(ReadOnlySpan<double> theta)
    {
        double sum = 0;
        foreach (var one in Monomials)
        {
            double product = one.Factor;
            foreach (int parameter in one.Parameters) product *= theta[parameter];
            sum += product;
        }
        return sum;
    }

    /// <summary>The gradient at θ, as long as θ.</summary>
    internal double[] Gradient(ReadOnlySpan<double> theta)
    {
        var gradient = new double[theta.Length];
        foreach (var one in Monomials)
            for (int i = 0; i < one.Parameters.Length; i++) gradient[one.Parameters[i]] += Without(one, i, theta);
        return gradient;
    }

    private static double Without(Monomial one, int left, ReadOnlySpan<double> theta)
    {
        double product = one.Factor;
        for (int i = 0; i < one.Parameters.Length; i++)
            if (i != left) product *= theta[one.Parameters[i]];
        return product;
    }
}
