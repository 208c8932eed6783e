namespace CoProduction.Analysis;

/// <summary>Words for families.</summary>
internal static class ChoiceNames
{
    internal static string Model(ChoiceSpec spec) => spec.Family switch
    {
        ChoiceFamily.Logit => "binary logit",
        ChoiceFamily.Probit => "binary probit",
        ChoiceFamily.OrderedLogit => spec.Nominal.IsEmpty ? "ordered logit (proportional odds)" : "ordered logit (partial proportional odds)",
        ChoiceFamily.OrderedProbit => spec.Nominal.IsEmpty ? "ordered probit" : "ordered probit (nominal effects)",
        ChoiceFamily.Multinomial => "multinomial logit",
        ChoiceFamily.Poisson => "Poisson regression, log link",
        _ => "negative binomial regression (NB2, variance μ + μ²/θ), log link",
    };

    /// <summary>Name and title of the table of exp(β).</summary>
    internal static (string Name, Label Title) Ratios(ChoiceFamily family) => family switch
    {
        ChoiceFamily.Multinomial => ("risk_ratios", new("相对风险比", "Relative risk ratios")),
        ChoiceFamily.Poisson or ChoiceFamily.NegativeBinomial => ("rate_ratios", new("发生率比", "Incidence rate ratios")),
        _ => ("odds_ratios", new("优势比", "Odds ratios")),
    };
}
