using CoProduction.Analysis;

namespace CoProduction.Tests.Numerics;

public sealed class TruncatedNormalTests
{
    // Mean and variance between a and b: (φ(a) - φ(b)) / P and 1 + (a φ(a) - b φ(b)) / P - mean² (Johnson, Kotz and Balakrishnan 1994, section 13.10.1); 20,000 draws, five standard errors.
    [Theory]
    [InlineData(double.NegativeInfinity, 0.3)]
    [InlineData(-0.4, double.PositiveInfinity)]
    [InlineData(1.2, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, -6)]
    [InlineData(-0.2, 0.5)]
    [InlineData(-2, 0.1)]
    [InlineData(0.6, 1.1)]
    [InlineData(0.6, 9)]
    [InlineData(-4.5, -4)]
    public void Draws_have_the_mean_and_variance_between_the_bounds(double lower, double upper)
    {
        var random = new RandomStream(3);
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(_ => TruncatedNormal.Draw(lower, upper, random))];
        double p = lower > 0 ? Normal.Upper(lower) - Normal.Upper(upper) : Normal.Lower(upper) - Normal.Lower(lower), mean = (Normal.Density(lower) - Normal.Density(upper)) / p;
        double variance = 1 + (Times(lower) - Times(upper)) / p - mean * mean;
        Assert.All(draws, draw => Assert.InRange(draw, lower, upper));
        Assert.Equal(0, (draws.Average() - mean) / Math.Sqrt(variance / draws.Length), 5.0);
        Assert.Equal(1, draws.Sum(draw => (draw - mean) * (draw - mean)) / draws.Length / variance, 5 * Math.Sqrt(8.0 / draws.Length));
    }

    [Fact]
    public void The_quick_tail_is_the_tail_to_1e_15()
    {
        for (double z = -9; z < 9; z += 0.0371) Assert.Equal(Normal.Upper(z), Normal.Quick(z), 2e-15);
        Assert.Equal((0, 1), (Normal.Quick(double.PositiveInfinity), Normal.Quick(double.NegativeInfinity)));
    }

    private static double Times(double z) => double.IsInfinity(z) ? 0 : z * Normal.Density(z);
}
