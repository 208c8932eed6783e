using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A test of a model against the saturated one.</summary>
/// <param name="Statistic">χ²; null where there is nothing to test.</param>
/// <param name="Df">Degrees of freedom.</param>
/// <param name="Scaling">What the statistic was divided by; 1 for normal theory.</param>
internal sealed record ModelTest(double Statistic, int Df, double Scaling)
{
    internal double? PValue => Df > 0 ? ChiSquared.Upper(Statistic / Scaling, Df) : null;

    internal double Scaled => Statistic / Scaling;
}

/// <summary>What the indices of fit are made of.</summary>
/// <param name="Model">Test of the model.</param>
/// <param name="Baseline">Test of the independence model.</param>
/// <param name="Rows">Rows, N.</param>
/// <param name="Groups">Groups, G.</param>
internal sealed record FitIndices(ModelTest Model, ModelTest Baseline, long Rows, int Groups)
{
    private const double CloseFit = 0.05, Ends = 0.05;

    /// <summary>Bentler (1990): 1 - max(χ² - df, 0) / max(χ² - df, χ²_b - df_b, 0).</summary>
    internal double? Cfi(bool scaled) => Cfi(Statistic(Model, scaled) - Model.Df, Statistic(Baseline, scaled) - Baseline.Df);

    /// <summary>Tucker and Lewis (1973).</summary>
    internal double? Tli(bool scaled) => Tli(Statistic(Model, scaled) - Model.Df, Statistic(Baseline, scaled) - Baseline.Df);

    /// <summary>Robust CFI: Brosseau-Liard and Savalei (2014), eq. 12, 1 - max(χ² - c df, 0) / max(χ²_b - c_b df_b, …).</summary>
    internal double? RobustCfi => Cfi(Model.Statistic - Model.Scaling * Model.Df, Baseline.Statistic - Baseline.Scaling * Baseline.Df);

    /// <summary>Robust TLI of the same authors.</summary>
    internal double? RobustTli => Tli(Model.Statistic - Model.Scaling * Model.Df, Baseline.Statistic - Baseline.Scaling * Baseline.Df);

    /// <summary>Steiger (1990): √(max(χ² - df, 0) / (df N)) √G.</summary>
    internal double? Rmsea(bool scaled) => Model.Df == 0 ? null : Of(Math.Max(0, Statistic(Model, scaled) - Model.Df));

    /// <summary>Robust RMSEA: Brosseau-Liard, Savalei and Li (2012), √(max(χ² - c df, 0) / (df N)).</summary>
    internal double? RobustRmsea => Model.Df == 0 ? null : Of(Math.Max(0, Model.Statistic - Model.Scaling * Model.Df));

    /// <summary>The 90 % interval of RMSEA by the noncentral χ² distribution (Browne and Cudeck 1993).</summary>
    /// <param name="scaled">True: χ² unscaled against c df degrees of freedom, as lavaan's rmsea.ci.lower.scaled.</param>
    internal (double Low, double High)? Interval(bool scaled)
    {
        if (Model.Df == 0) return null;
        double df = Df(scaled);
        double Of(double probability) => Math.Sqrt(Noncentral.OfChiSquared(Model.Statistic, df, probability) / (Rows * df)) * Math.Sqrt(Groups);
        return (Of(1 - Ends), Of(Ends));
    }

    /// <summary>The interval of <see cref="RobustRmsea"/>: √c times that of the scaled χ².</summary>
    internal (double Low, double High)? RobustInterval
    {
        get
        {
            if (Model.Df == 0) return null;
            double Of(double probability) => this.Of(Model.Scaling * Noncentral.OfChiSquared(Model.Scaled, Model.Df, probability));
            return (Of(1 - Ends), Of(Ends));
        }
    }

    /// <summary>P that a model with RMSEA 0.05 gives a larger χ².</summary>
    internal double? Close(bool scaled) => Model.Df == 0 ? null : 1 - Noncentral.ChiSquared(Model.Statistic, Df(scaled), Rows * Df(scaled) * CloseFit * CloseFit / Groups);

    private double Df(bool scaled) => scaled ? Model.Scaling * Model.Df : Model.Df;

    private double Of(double noncentrality) => Math.Sqrt(noncentrality / ((double)Rows * Model.Df)) * Math.Sqrt(Groups);

    private static double Statistic(ModelTest test, bool scaled) => scaled ? test.Scaled : test.Statistic;

    private static double? Cfi(double model, double baseline)
    {
        double above = Math.Max(model, 0), below = Math.Max(Math.Max(model, baseline), 0);
        return below == 0 ? 1 : 1 - above / below;
    }

    private double? Tli(double model, double baseline) => Model.Df == 0 ? 1 : baseline == 0 ? null : 1 - model / Model.Df * Baseline.Df / baseline;
}

/// <summary>A measure of fit.</summary>
/// <param name="Name">Name as lavaan's <c>fitMeasures</c> gives it, such as <c>cfi</c>.</param>
/// <param name="Value">Value; null where it does not apply.</param>
public sealed record FitMeasure(string Name, double? Value)
{
    internal bool IsCount => Name is "npar" or "ntotal" or "df" or "df.scaled" or "baseline.df";
}

/// <summary>The measures of a fit in lavaan's names.</summary>
internal static class FitMeasures
{
    /// <param name="indices">The model's tests.</param>
    /// <param name="corrected">Those that the robust indices rest on; null for none.</param>
    /// <param name="estimate">The model.</param>
    /// <param name="robust">True where the test is scaled.</param>
    /// <param name="logLikelihood">Log-likelihoods of the model and the saturated one.</param>
    /// <param name="srmr">SRMR.</param>
    internal static ImmutableArray<FitMeasure> Of(FitIndices indices, FitIndices? corrected, SemEstimate estimate, bool robust, (double Model, double Saturated) logLikelihood, double srmr)
    {
        var (model, baseline) = (indices.Model, indices.Baseline);
        int k = estimate.Parameters;
        double n = indices.Rows;
        var interval = indices.Interval(false);
        var measures = ImmutableArray.CreateBuilder<FitMeasure>();
        void Add(string name, double? value) => measures.Add(new FitMeasure(name, value));
        Add("npar", k);
        Add("chisq", model.Statistic);
        Add("df", model.Df);
        Add("pvalue", new ModelTest(model.Statistic, model.Df, 1).PValue);
        Add("baseline.chisq", baseline.Statistic);
        Add("baseline.df", baseline.Df);
        Add("cfi", indices.Cfi(false));
        Add("tli", indices.Tli(false));
        Add("rmsea", indices.Rmsea(false));
        Add("rmsea.ci.lower", interval?.Low);
        Add("rmsea.ci.upper", interval?.High);
        Add("rmsea.pvalue", indices.Close(false));
        Add("srmr", srmr);
        Add("logl", logLikelihood.Model);
        Add("unrestricted.logl", logLikelihood.Saturated);
        Add("aic", -2 * logLikelihood.Model + 2 * k);
        Add("bic", -2 * logLikelihood.Model + Math.Log(n) * k);
        Add("bic2", -2 * logLikelihood.Model + Math.Log((n + 2) / 24) * k);
        Add("ntotal", n);
        if (robust) AddScaled(indices, Add);
        if (corrected is not null) AddRobust(corrected, Add);
        return measures.ToImmutable();
    }

    private static void AddScaled(FitIndices indices, Action<string, double?> add)
    {
        var (model, baseline) = (indices.Model, indices.Baseline);
        var interval = indices.Interval(true);
        add("chisq.scaled", model.Df == 0 ? null : model.Scaled);
        add("df.scaled", model.Df);
        add("pvalue.scaled", model.PValue);
        add("chisq.scaling.factor", model.Df == 0 ? null : model.Scaling);
        add("baseline.chisq.scaled", baseline.Scaled);
        add("baseline.chisq.scaling.factor", baseline.Scaling);
        add("cfi.scaled", indices.Cfi(true));
        add("tli.scaled", indices.Tli(true));
        add("rmsea.scaled", indices.Rmsea(true));
        add("rmsea.ci.lower.scaled", interval?.Low);
        add("rmsea.ci.upper.scaled", interval?.High);
        add("rmsea.pvalue.scaled", indices.Close(true));
    }

    private static void AddRobust(FitIndices indices, Action<string, double?> add)
    {
        var interval = indices.RobustInterval;
        add("cfi.robust", indices.RobustCfi);
        add("tli.robust", indices.RobustTli);
        add("rmsea.robust", indices.RobustRmsea);
        add("rmsea.ci.lower.robust", interval?.Low);
        add("rmsea.ci.upper.robust", interval?.High);
    }
}
