using CoProduction.Analysis;
using CoProduction.Tests.Linear;

namespace CoProduction.Tests.Numerics;

/// <summary>Tails and critical values against R's pt, pf and qt, from the middle to 1e-300 and from 1 to a million degrees of freedom.</summary>
public class DistributionTests
{
    private sealed record TPoints(double[] T, double[] Df, double[] Tail);

    private sealed record FPoints(double[] F, double[] Df1, double[] Df2, double[] Tail);

    private sealed record Tables(TPoints T, TPoints Critical, FPoints F);

    private static readonly Tables Expected = RReference.Read<Tables>("distributions.json");

    // Where the tail is 1e-300 an exponent near 700 is rounded to 1e-13 of itself; below 1e-300 R itself turns to 0.
    [Fact]
    public void Tails_of_t_agree_with_R()
    {
        for (int i = 0; i < Expected.T.T.Length; i++)
            CorrectDigits.Assert(11, StudentT.TwoSided(Expected.T.T[i], Expected.T.Df[i]), Expected.T.Tail[i], $"t = {Expected.T.T[i]}, df = {Expected.T.Df[i]}");
    }

    [Fact]
    public void Critical_values_of_t_agree_with_R()
    {
        for (int i = 0; i < Expected.Critical.T.Length; i++)
            CorrectDigits.Assert(11, StudentT.Critical(Expected.Critical.Tail[i], Expected.Critical.Df[i]), Expected.Critical.T[i], $"tail = {Expected.Critical.Tail[i]}, df = {Expected.Critical.Df[i]}");
    }

    [Fact]
    public void Tails_of_F_agree_with_R()
    {
        for (int i = 0; i < Expected.F.F.Length; i++)
            CorrectDigits.Assert(11, FisherF.Upper(Expected.F.F[i], Expected.F.Df1[i], Expected.F.Df2[i]), Expected.F.Tail[i], $"f = {Expected.F.F[i]}, df = {Expected.F.Df1[i]}, {Expected.F.Df2[i]}");
    }

    [Fact]
    public void A_critical_value_cuts_off_the_tail_it_was_asked_for()
    {
        foreach (double df in new[] { 1, 4.5, 11, 1e6 })
            foreach (double tail in new[] { 0.9, 0.05, 1e-6 })
                CorrectDigits.Assert(12, StudentT.TwoSided(StudentT.Critical(tail, df), df), tail, $"tail {tail}, df {df}");
    }
}
