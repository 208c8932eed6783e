using CoProduction.Analysis;

namespace CoProduction.Tests.Numerics;

/// <summary>The noncentral χ² distribution against R's pchisq, and its noncentralities against uniroot of it to 1e-13.</summary>
public sealed class NoncentralChiSquaredTests
{
    [Theory]
    [InlineData(85.3, 24, 60, 0.5524491009259163)]
    [InlineData(10, 3, 20, 0.0572925020550763)]
    [InlineData(1.5, 0.87, 0.5, 0.7011308631820417)]
    [InlineData(300, 200, 150, 0.0518021715462596)]
    [InlineData(85.3, 24, 0, 0.9999999915)]
    public void Probabilities_agree_with_R(double x, double df, double noncentrality, double truth) => CorrectDigits.Assert(9, Noncentral.ChiSquared(x, df, noncentrality), truth, $"{x}, {df}, {noncentrality}");

    [Theory]
    [InlineData(85.30552, 24, 0.95, 36.8467389652623)]
    [InlineData(85.30552, 24, 0.05, 93.3535213945339)]
    [InlineData(214.3274, 199, 0.05, 54.8107251550480)]
    [InlineData(10, 24, 0.95, 0)]
    public void Noncentralities_agree_with_R(double x, double df, double probability, double truth) => CorrectDigits.Assert(9, Noncentral.OfChiSquared(x, df, probability), truth, $"{x}, {df}, {probability}");
}
