using CoProduction.Analysis;
using CoProduction.Tests.Linear;

namespace CoProduction.Tests.Numerics;

/// <summary>The normal and the chi-squared distribution against R's pnorm, qnorm and pchisq, from the middle to 1e-300; and the random stream against what its distribution demands.</summary>
public class NormalTests
{
    private sealed record Tails(double[] Z, double[] Tail);

    private sealed record Quantiles(double[] P, double[] Z);

    private sealed record ChiPoints(double[] X, double[] Df, double[] Tail);

    private sealed record Tables(Tails Normal, Quantiles Quantile, ChiPoints ChiSquared);

    private static readonly Tables Expected = RReference.Read<Tables>("normal.json");

    // An exponent near 700 is rounded to 1e-13 of itself.
    [Fact]
    public void Tails_agree_with_R()
    {
        for (int i = 0; i < Expected.Normal.Z.Length; i++) CorrectDigits.Assert(12, Normal.Upper(Expected.Normal.Z[i]), Expected.Normal.Tail[i], $"z = {Expected.Normal.Z[i]}");
        for (int i = 0; i < Expected.ChiSquared.X.Length; i++)
            CorrectDigits.Assert(11, ChiSquared.Upper(Expected.ChiSquared.X[i], Expected.ChiSquared.Df[i]), Expected.ChiSquared.Tail[i], $"x = {Expected.ChiSquared.X[i]}, df = {Expected.ChiSquared.Df[i]}");
    }

    [Fact]
    public void Quantiles_agree_with_R()
    {
        for (int i = 0; i < Expected.Quantile.P.Length; i++) CorrectDigits.Assert(13, Normal.Quantile(Expected.Quantile.P[i]), Expected.Quantile.Z[i], $"p = {Expected.Quantile.P[i]}");
    }

    // Bounds of six standard errors: a right stream passes for every seed but one in 10^8, and the seed is fixed.
    [Fact]
    public void The_stream_has_the_moments_of_its_distributions()
    {
        var stream = new RandomStream(1);
        double[] z = [.. Enumerable.Range(0, 100_000).Select(_ => stream.Normal())];
        int[] dice = [.. Enumerable.Range(0, 60_000).Select(_ => stream.Below(6))];
        Assert.InRange(z.Average(), -0.019, 0.019);
        Assert.InRange(z.Average(x => x * x), 1 - 0.027, 1 + 0.027);
        foreach (var face in dice.CountBy(die => die)) Assert.InRange(face.Value, 10_000 - 548, 10_000 + 548);
    }

    [Fact]
    public void A_repetition_has_its_own_stream_and_the_same_one_each_time()
    {
        Assert.Equal(RandomStream.Of(7, 3).Bits(), RandomStream.Of(7, 3).Bits());
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(i => RandomStream.Of(7, i).Bits()).Distinct().Count());
    }
}
