using System.Collections.Immutable;

namespace CoProduction.Workbench.Evidence;

/// <summary>Measures of fit of structural models in words; methods name them as lavaan does.</summary>
internal static class FitWords
{
    private static readonly ImmutableDictionary<string, Label> Measures = new Dictionary<string, Label>
    {
        ["npar"] = new("自由参数个数", "Free parameters"),
        ["chisq"] = Label.Same("χ²"),
        ["df"] = new("自由度", "Degrees of freedom"),
        ["pvalue"] = new("χ²的p值", "p of χ²"),
        ["baseline_chisq"] = new("基准模型χ²", "χ² of the baseline model"),
        ["baseline_df"] = new("基准模型自由度", "Degrees of freedom of the baseline model"),
        ["baseline_pvalue"] = new("基准模型p值", "p of the baseline model"),
        ["cfi"] = Label.Same("CFI"),
        ["tli"] = Label.Same("TLI"),
        ["rmsea"] = Label.Same("RMSEA"),
        ["rmsea_ci_lower"] = new("RMSEA的90%置信下限", "RMSEA, lower end of the 90% interval"),
        ["rmsea_ci_upper"] = new("RMSEA的90%置信上限", "RMSEA, upper end of the 90% interval"),
        ["rmsea_pvalue"] = new("RMSEA ≤ 0.05的p值", "p of RMSEA ≤ 0.05"),
        ["srmr"] = Label.Same("SRMR"),
        ["logl"] = new("对数似然", "Log-likelihood"),
        ["unrestricted_logl"] = new("饱和模型对数似然", "Log-likelihood of the saturated model"),
        ["aic"] = Label.Same("AIC"),
        ["bic"] = Label.Same("BIC"),
        ["bic2"] = new("样本量校正BIC", "BIC, adjusted for sample size"),
        ["ntotal"] = new("样本量n", "Sample size n"),
        ["chisq_scaling_factor"] = new("χ²的缩放系数", "Scaling factor of χ²"),
        ["baseline_chisq_scaling_factor"] = new("基准模型χ²的缩放系数", "Scaling factor of the baseline model's χ²"),
    }.ToImmutableDictionary();

    private static readonly ImmutableArray<(string Ending, Label Said)> Variants = [("_scaled", new("（缩放）", " (scaled)")), ("_robust", new("（稳健）", " (robust)"))];

    /// <summary>True for a measure that counts parameters, equations or people.</summary>
    public static bool IsCount(string measure) => measure is "npar" or "df" or "df_scaled" or "baseline_df" or "ntotal";

    /// <summary>Label of a measure of fit; null when it is none.</summary>
    public static Label? Of(string measure)
    {
        if (Measures.TryGetValue(measure, out var label)) return label;
        foreach (var (ending, said) in Variants.Where(variant => measure.EndsWith(variant.Ending, StringComparison.Ordinal)))
            if (Measures.TryGetValue(measure[..^ending.Length], out var plain)) return new(plain.Zh + said.Zh, plain.En + said.En);
        return null;
    }
}
