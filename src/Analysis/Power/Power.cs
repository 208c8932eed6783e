using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>
/// Power and smallest detectable effect of surveys of people in communities, by the variance of the estimate under a random intercept: Kish (1965) with unequal communities after Eldridge, Ashby and Kerry (2006),
/// Bloom (1995, 2005), Snijders and Bosker (2012, chapter 11). Tests are two-sided t tests, their power from the noncentral t distribution, both tails.
/// </summary>
public static class Power
{
    private const int MostCommunities = 10_000_000;

    /// <summary>Computes what a plan can find.</summary>
    /// <param name="spec">The plan.</param>
    /// <exception cref="StudyException">A number is out of its range, or no degree of freedom is left.</exception>
    public static PowerResult Fit(PowerSpec spec)
    {
        spec.Check();
        return spec.Question == PowerQuestion.Proportion ? Proportion(spec) : Test(spec);
    }

    private static PowerResult Test(PowerSpec spec)
    {
        var design = PlannedTest.Of(spec, spec.Communities);
        if (!(design.Df >= 1)) throw new StudyException(PowerFaults.NoFreedom(spec.Communities, design.Df));
        if (!(design.StdError > 0)) throw new StudyException(PowerFaults.NoVariance());
        long? needed = spec.Effect is { } wanted ? Needed(spec, wanted) : null;
        return new PowerResult(spec, design.DesignEffect, People(spec) / design.DesignEffect, design.StdError, design.Df, design.Smallest(spec), spec.Effect is { } effect ? design.PowerOf(effect, spec.Level) : null,
            null, needed, needed * spec.PerCommunity, ProvenanceOf(spec, $"t test of {spec.Question.Description}; {design.Formula}; power by the noncentral t, both tails"));
    }

    private static PowerResult Proportion(PowerSpec spec)
    {
        double p = spec.ExpectedProportion, z = Normal.Critical(1 - spec.Level), effect = PlannedTest.Kish(spec), people = People(spec);
        double error = Math.Sqrt(p * (1 - p) * effect / people * Correction(spec, people));
        double? rows = spec.Margin is { } margin ? Finite(spec, z * z * p * (1 - p) * effect / (margin * margin)) : null;
        long? communities = rows is { } n ? (long)Math.Ceiling(n / spec.PerCommunity * (1 - 1e-12)) : null;
        return new PowerResult(spec, effect, people / effect, error, null, null, null, z * error, communities, rows, ProvenanceOf(spec,
            $"margin z √(p (1-p) deff / n){(spec.Population is null ? "" : ", finite population correction")}; {PlannedTest.KishFormula}"));
    }

    // Cochran (1977), section 4.4: variance times (N - n) / (N - 1), and the n that solves it.
    private static double Correction(PowerSpec spec, double people) => spec.Population is { } population ? Math.Max(0, (population - people) / Math.Max(1, population - 1)) : 1;

    private static double Finite(PowerSpec spec, double rows) => spec.Population is { } population ? rows * population / (population - 1 + rows) : rows;

    // Power grows with the communities: doubled until enough, then halved down.
    private static long? Needed(PowerSpec spec, double effect)
    {
        bool Enough(int communities) => PlannedTest.Of(spec, communities) is { Df: >= 1 } design && design.PowerOf(effect, spec.Level) >= spec.TargetPower;
        int enough = 2, low = 1;
        while (!Enough(enough))
        {
            if (enough > MostCommunities) return null;
            (low, enough) = (enough, enough * 2);
        }
        while (enough - low > 1)
        {
            int middle = low + (enough - low) / 2;
            if (Enough(middle)) enough = middle;
            else low = middle;
        }
        return enough;
    }

    private static double People(PowerSpec spec) => spec.Communities * spec.PerCommunity;

    private static Provenance ProvenanceOf(PowerSpec spec, string method)
    {
        string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
        return Provenance.Of(method, 0, spec.Communities, ("question", spec.Question.Name), ("per_community", Text(spec.PerCommunity)), ("icc", Text(spec.Icc)), ("cv", Text(spec.SizeCv)), ("sd", Text(spec.Sd)),
            ("level", Text(spec.Level)), ("target_power", Text(spec.TargetPower)));
    }
}

/// <summary>The test that a design allows.</summary>
/// <param name="StdError">Standard error of the estimate.</param>
/// <param name="Df">Degrees of freedom.</param>
/// <param name="DesignEffect">Its variance over that of a simple random sample.</param>
/// <param name="Formula">The variance in words.</param>
internal readonly record struct PlannedTest(double StdError, double Df, double DesignEffect, string Formula)
{
    internal const string KishFormula = "deff = 1 + ((1 + cv²) n - 1) ρ";

    private const int Halvings = 100;

    /// <summary>Kish's design effect with unequal communities.</summary>
    internal static double Kish(PowerSpec spec) => 1 + ((1 + spec.SizeCv * spec.SizeCv) * spec.PerCommunity - 1) * spec.Icc;

    internal static PlannedTest Of(PowerSpec spec, int communities)
    {
        double people = communities * spec.PerCommunity, variance = spec.Sd * spec.Sd, spread = spec.PredictorSd is { } sd ? sd * sd : spec.Share * (1 - spec.Share);
        double within = (1 - spec.Icc) * (1 - spec.RSquaredWithin), between = spec.Icc * (1 - spec.RSquaredBetween), simple = variance / people;
        // With unequal communities the part between counts (1 + cv²) fold: Σ n_j² / N over the mean of n_j.
        double clustered = between * (1 + spec.SizeCv * spec.SizeCv) * spec.PerCommunity + within;
        return spec.Question.Name switch
        {
            "mean" => new PlannedTest(Math.Sqrt(simple * clustered), communities - 1 - spec.Covariates, clustered, "variance σ²/N · deff, " + KishFormula + ", J - 1 df"),
            "community" => new PlannedTest(Math.Sqrt(simple / spread * clustered), communities - 2 - spec.Covariates, clustered,
                "variance σ² [ρ(1-R²_b)(1+cv²) + (1-ρ)(1-R²_w)/n] / (J s²), J - 2 - q df"),
            _ => new PlannedTest(Math.Sqrt(simple / spread * within), people - communities - 1 - spec.Covariates, within, "variance σ² (1-ρ)(1-R²_w) / (N s²), N - J - 1 - q df"),
        };
    }

    /// <summary>Power for an effect, both tails.</summary>
    internal double PowerOf(double effect, double level)
    {
        double delta = Math.Abs(effect) / StdError;
        return Chance(delta, StudentT.Critical(1 - level, Df), Df);
    }

    /// <summary>The effect with the target power.</summary>
    internal double Smallest(PowerSpec spec)
    {
        double critical = StudentT.Critical(1 - spec.Level, Df), low = 0, high = 1;
        while (Chance(high, critical, Df) < spec.TargetPower) high *= 2;
        for (int halving = 0; halving < Halvings; halving++)
        {
            double middle = (low + high) / 2;
            if (Chance(middle, critical, Df) < spec.TargetPower) low = middle;
            else high = middle;
        }
        return (low + high) / 2 * StdError;
    }

    // Beyond the series' reach: T is near N(δ, 1) stretched by s; with one degree of freedom the critical value is large and the normal approximation of AS 243's remark is used.
    private static double Chance(double delta, double critical, double df) => delta <= NoncentralT.LargestNoncentrality
        ? 1 - NoncentralT.Lower(critical, df, delta) + NoncentralT.Lower(-critical, df, delta)
        : Normal.Upper((critical * (1 - 1 / (4 * df)) - delta) / Math.Sqrt(1 + critical * critical / (2 * df)));
}
