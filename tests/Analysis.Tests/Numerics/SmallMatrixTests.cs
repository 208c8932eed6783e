using CoProduction.Analysis;

namespace CoProduction.Tests.Numerics;

/// <summary>Decompositions of small matrices against what they must multiply to and against closed forms.</summary>
public sealed class SmallMatrixTests
{
    // Eigenvalues of the second-difference matrix are 2 - 2 cos(iπ/(n+1)); Golub and Van Loan, section 4.8.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(25)]
    public void Jacobi_finds_the_eigenvalues_of_the_second_differences(int n)
    {
        var eigen = new JacobiEigen(Differences(n), n);
        double[] found = [.. eigen.Values.Order()];
        for (int i = 0; i < n; i++) CorrectDigits.Assert(13, found[i], 2 - 2 * Math.Cos((i + 1) * Math.PI / (n + 1)), $"eigenvalue {i} of {n}");
        var back = eigen.Map(value => value);
        for (int i = 0; i < n * n; i++) CorrectDigits.Assert(13, back[i] - Differences(n)[i], 0, "V Λ V'");
    }

    [Fact]
    public void Jacobi_gives_repeated_and_zero_eigenvalues_without_a_NaN()
    {
        Assert.Equal([0, 0, 0], new JacobiEigen(new double[9], 3).Values);
        Assert.Equal([1, 1, 1], new JacobiEigen(SmallMatrix.Identity(3), 3).Values);
        double[] ones = [.. Enumerable.Repeat(1.0, 16)];
        double[] found = [.. new JacobiEigen(ones, 4).Values.Order()];
        CorrectDigits.Assert(14, found[3], 4, "the one eigenvalue");
        Assert.All(found[..3], value => Assert.True(Math.Abs(value) < 1e-15));
    }

    [Fact]
    public void Cholesky_solves_and_refuses_what_is_not_positive()
    {
        var root = Cholesky.Of(Differences(12), 12);
        double[] truth = [.. Enumerable.Range(0, 12).Select(i => Math.Sin(i + 1))];
        var solved = Cholesky.Solve(root, SmallMatrix.Times(Differences(12), truth, 12));
        for (int i = 0; i < 12; i++) CorrectDigits.Assert(13, solved[i], truth[i], "solution");
        Assert.Throws<ArithmeticException>(() => Cholesky.Of([1, 2, 2, 1], 2));
    }

    // Läuchli's matrix [1 1; e 0; 0 e]: the smaller singular value is e, and A'A in double precision no longer knows it.
    [Fact]
    public void A_small_singular_value_keeps_its_digits()
    {
        const double e = 1e-10;
        double[] found = [.. SingularValues.Of([[1, e, 0], [1, 0, e]]).Order()];
        CorrectDigits.Assert(6, found[0], e, "the small one");
        CorrectDigits.Assert(14, found[1], Math.Sqrt(2 + e * e), "the large one");
    }

    private static double[] Differences(int n)
    {
        var a = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            a[i * n + i] = 2;
            if (i > 0) a[i * n + i - 1] = a[(i - 1) * n + i] = -1;
        }
        return a;
    }
}
