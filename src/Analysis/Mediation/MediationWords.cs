namespace CoProduction.Analysis;

/// <summary>Names of the variants, as results print them.</summary>
internal static class MediationWords
{
    internal static string Interval(MediationSpec spec, bool clustered) => spec.Interval switch
    {
        EffectInterval.MonteCarlo => "Monte Carlo",
        EffectInterval.Bca => $"BCa, {Unit(spec, clustered)} bootstrap",
        _ => $"percentile, {Unit(spec, clustered)} bootstrap",
    };

    internal static string IntervalInFull(MediationSpec spec, bool clustered) => spec.Interval switch
    {
        EffectInterval.MonteCarlo => "Monte Carlo intervals (Preacher and Selig 2012) from the joint covariance of the paths",
        EffectInterval.Bca => $"BCa intervals (Efron 1987), {Unit(spec, clustered)} bootstrap, acceleration by the jackknife",
        _ => $"percentile intervals (Davison and Hinkley 1997, eq. 5.8), {Unit(spec, clustered)} bootstrap",
    };

    internal static string Equations(MediationSpec spec, bool weighted) => spec.Estimator == PathEstimator.RandomIntercepts
        ? $"random-intercept path equations by REML from community roots{Levels(spec.Levels)}"
        : $"{(weighted ? "WLS" : "OLS")} path equations from merged community roots{Levels(spec.Levels)}{(spec.Levels == PathLevels.Single ? "" : ", the means weighted by their rows")}";

    internal static string Covariance(Vcov? vcov) => vcov is null ? "covariance of the mixed models, t with Satterthwaite df" : vcov == Vcov.CR1
        ? "CR1 over all equations together, t with G-1 df"
        : "classical, with the covariance of the residuals of parallel mediators, t with N-k df";

    private static string Levels(PathLevels levels) => levels switch
    {
        PathLevels.OneOneOne => "; 1-1-1 by within/between decomposition (CWC(M)): rows about their community's means, and the means",
        PathLevels.TwoOneOne => "; 2-1-1 by within/between decomposition (CWC(M)): the indirect effect runs between communities",
        _ => "",
    };

    internal static string Kind(EffectKind kind) => kind switch
    {
        EffectKind.Slope => "path",
        EffectKind.TotalIndirect => "total_indirect",
        EffectKind.Proportion => "proportion_mediated",
        EffectKind.Direct => "direct",
        EffectKind.Indirect => "indirect",
        EffectKind.Total => "total",
        EffectKind.Contrast => "contrast",
        _ => "index",
    };

    internal static string Side(SignificantSide side) => side switch
    {
        SignificantSide.Outside => "outside",
        SignificantSide.Between => "inside",
        SignificantSide.Everywhere => "everywhere",
        _ => "nowhere",
    };

    internal static string OneLine(string model) => string.Join("; ", model.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.TrimEnd(';', ' ')));

    private static string Unit(MediationSpec spec, bool clustered) => spec.UnitOf(clustered) == ResampledUnit.Cluster ? "cluster" : "case";
}
