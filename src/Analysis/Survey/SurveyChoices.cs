namespace CoProduction.Analysis;

/// <summary>Fields of a sample's design; null for none.</summary>
/// <param name="Weights">Sampling weights, 0 or more: what each row stands for. Without them every row weighs 1.</param>
/// <param name="Cluster">Primary sampling units. Their keys need be unique within a stratum only. Without them every row is a unit.</param>
/// <param name="Strata">Strata of the first stage.</param>
/// <param name="Fpc">Finite population of the row's stratum: its number of primary sampling units, or where every value is at most 1 the sampled share of them.</param>
public sealed record SampleDesign(string? Weights = null, string? Cluster = null, string? Strata = null, string? Fpc = null);

/// <summary>What a stratum with one primary sampling unit adds to the variance; the names of R's <c>survey.lonely.psu</c>.</summary>
public enum LonelyPolicy
{
    /// <summary>Nothing can be said: an error.</summary>
    Fail,

    /// <summary>Nothing: the unit was certain to be in the sample.</summary>
    Certainty,

    /// <summary>Nothing: the stratum is left out of the variance. The same number as <see cref="Certainty"/>.</summary>
    Remove,

    /// <summary>Its squared distance from the mean of all units instead of its stratum's.</summary>
    Adjust,

    /// <summary>The average of what the other strata add.</summary>
    Average,
}

/// <summary>How sampling variance is estimated.</summary>
public enum SurveyVariance
{
    /// <summary>Taylor linearisation over primary sampling units (Binder 1983).</summary>
    Taylor,

    /// <summary>Delete-one jackknife of a design without strata.</summary>
    Jk1,

    /// <summary>Delete-one jackknife within strata.</summary>
    Jkn,

    /// <summary>Rescaled bootstrap of Rao and Wu (1988), n - 1 of a stratum's n units drawn with replacement.</summary>
    Bootstrap,

    /// <summary>Balanced repeated replication by a Hadamard matrix of Sylvester's kind; two units a stratum.</summary>
    Brr,
}

/// <summary>The interval of a proportion; the names of R's <c>svyciprop</c>, and Wilson's.</summary>
public enum ProportionInterval
{
    /// <summary>Wald on the logit, t with the design's degrees of freedom.</summary>
    Logit,

    /// <summary>The same interval by the delta method of the logit: <c>svyciprop(method = "xlogit")</c>.</summary>
    Xlogit,

    /// <summary>Korn and Graubard (1998): the exact binomial (beta) interval at the effective number of rows.</summary>
    Beta,

    /// <summary>Wilson's score interval (1927) at the effective number of rows of Korn and Graubard.</summary>
    Wilson,

    /// <summary>Estimate ± t times the standard error; may leave 0..1.</summary>
    Mean,
}

/// <summary>Family of a survey-weighted generalised linear model.</summary>
public enum SurveyFamily
{
    /// <summary>Identity link.</summary>
    Gaussian,

    /// <summary>Logit link for outcomes of 0 and 1 (R's quasibinomial).</summary>
    Logit,
}

/// <summary>What a survey statement asks for.</summary>
public enum SurveyQuestion
{
    /// <summary>A generalised linear model.</summary>
    Model,

    /// <summary>Means of numbers and shares of categories.</summary>
    Means,

    /// <summary>Population totals.</summary>
    Totals,

    /// <summary>Shares of a field's values, whatever it holds.</summary>
    Proportions,

    /// <summary>The ratio of two totals.</summary>
    Ratio,

    /// <summary>Quantiles.</summary>
    Quantiles,

    /// <summary>A table of two fields with the test of Rao and Scott.</summary>
    Crosstab,
}
