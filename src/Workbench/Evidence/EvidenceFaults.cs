namespace CoProduction.Workbench.Evidence;

/// <summary>The texts of the faults of figures and tables of models.</summary>
internal static class EvidenceFaults
{
    public static UsageException NoPaths(FittedModel model) => new(new Fault(
        $"The model '{model.Plan.Id}' has no path diagram", "figure", $"its method is {model.Fit.Method}, and only cfa and sem have arrows between constructs and items", "Name a model of the method cfa or sem, or draw its coefficients"));

    public static UsageException NoPredictions(FittedModel model) => new(new Fault(
        $"The model '{model.Plan.Id}' predicts nothing", "figure", "curves are drawn over the variables that 'predict' names, and it names none",
        "Give a model of the method logit, probit, ologit, oprobit, mlogit, poisson or negbin the setting predict, such as 'settings: { predict: trust }'"));
}
