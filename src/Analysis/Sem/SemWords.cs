namespace CoProduction.Analysis;

/// <summary>Names of variants, as results and provenance print them.</summary>
internal static class SemWords
{
    internal static string Errors(SemEstimated estimated) => estimated switch
    {
        { Statistics.ClusterField: not null } => "robust.cluster",
        { Spec.Estimator: SemEstimator.Mlr } or { Statistics.WeightField: not null } => "robust.huber.white",
        { Spec.Estimator: SemEstimator.Mlm } => "robust.sem",
        { Spec.Missing: SemMissing.Fiml } => "standard, observed information",
        _ => "standard, expected information",
    };

    internal static string Test(SemEstimated estimated) => !estimated.Robust ? "normal-theory χ²" : estimated.Spec.Estimator == SemEstimator.Mlm ? "Satorra-Bentler scaled χ²" : "Yuan-Bentler scaled χ² (Mplus variant)";

    internal static string Method(SemFound found)
    {
        var estimated = found.Estimated;
        string likelihood = estimated.Spec.Missing == SemMissing.Fiml ? "Full information maximum likelihood" : "Maximum likelihood";
        return $"{likelihood} (normal, divisor n{(estimated.Statistics.WeightField is null ? "" : ", weights of mean 1")}); errors: {Errors(estimated)}; test: {Test(estimated)}{(found.Draws is null ? "" : $"; intervals: {found.Draws.Words}")}";
    }

    internal static string Defaults(SemEstimated estimated)
    {
        var (spec, table) = (estimated.Spec, estimated.Model.Table);
        var words = new List<string> { spec.StandardisedLatent ? "std.lv" : "auto.fix.first", "auto.fix.single", "auto.var", "auto.cov.lv.x", "auto.cov.y", spec.FixedX ? "fixed.x" : "free x" };
        if (spec.Orthogonal) words.Add("orthogonal");
        words.Add(table.HasMeans ? "means" : "no means");
        if (spec.Equal.Length > 0) words.Add($"equal: {string.Join(", ", spec.Equal)}");
        if (spec.Freed.Length > 0) words.Add($"freed: {string.Join(", ", spec.Freed)}");
        return string.Join(", ", words);
    }
}
