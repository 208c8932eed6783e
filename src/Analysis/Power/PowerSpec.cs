using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What a survey of people in communities is planned for: a closed list.</summary>
public sealed record PowerQuestion
{
    private PowerQuestion(string name, string description) => (Name, Description) = (name, description);

    /// <summary>Whether a mean differs from a given value.</summary>
    public static PowerQuestion Mean { get; } = new("mean", "one mean against a given value");

    /// <summary>Whether two groups of people, both found in every community, differ.</summary>
    public static PowerQuestion Difference { get; } = new("difference", "two groups of people within communities");

    /// <summary>Whether a trait or treatment of whole communities makes a difference.</summary>
    public static PowerQuestion Community { get; } = new("community", "a trait of whole communities");

    /// <summary>Whether a trait of people that varies within communities makes a difference.</summary>
    public static PowerQuestion Individual { get; } = new("individual", "a trait of people within communities");

    /// <summary>How precisely a proportion (awareness, participation, voting rate) is known.</summary>
    public static PowerQuestion Proportion { get; } = new("proportion", "a proportion and its margin of error");

    /// <summary>Every question, in the order to list them.</summary>
    public static ImmutableArray<PowerQuestion> All { get; } = [Mean, Difference, Community, Individual, Proportion];

    /// <summary>Name as options give it.</summary>
    public string Name { get; }

    /// <summary>The question in words.</summary>
    public string Description { get; }

    /// <summary>The question of a name.</summary>
    /// <exception cref="StudyException">No such question; names the nearest.</exception>
    public static PowerQuestion Parse(string name) => All.FirstOrDefault(question => question.Name == name) ?? throw new StudyException(PowerFaults.UnknownQuestion(name));
}

/// <summary>A planned survey: so many communities, so many people in each.</summary>
/// <param name="Question">What it is for.</param>
/// <param name="Communities">Communities, J, at least 2.</param>
/// <param name="PerCommunity">People asked in a community on average, n; at least 1.</param>
public sealed record PowerSpec(PowerQuestion Question, int Communities, double PerCommunity)
{
    /// <summary>Default of <see cref="TargetPower"/>.</summary>
    public const double DefaultPower = 0.8;

    /// <summary>Intraclass correlation ρ of the outcome, in 0..1.</summary>
    public double Icc { get; init; }

    /// <summary>Coefficient of variation of the communities' numbers of people, ≥ 0; 0 for equal ones.</summary>
    public double SizeCv { get; init; }

    /// <summary>Standard deviation σ of the outcome over all people; 1 gives effects in standard deviations.</summary>
    public double Sd { get; init; } = 1;

    /// <summary>Share of people or of communities in the first of two groups, strictly between 0 and 1.</summary>
    public double Share { get; init; } = 0.5;

    /// <summary>Standard deviation of a trait that is not of two groups: of the communities' values, or of people's within their community; null for two groups by <see cref="Share"/>.</summary>
    public double? PredictorSd { get; init; }

    /// <summary>Share of the variance within communities that covariates explain, in 0..1.</summary>
    public double RSquaredWithin { get; init; }

    /// <summary>Share of the variance between communities that covariates explain, in 0..1.</summary>
    public double RSquaredBetween { get; init; }

    /// <summary>Number of those covariates at the level that is tested; each takes one degree of freedom.</summary>
    public int Covariates { get; init; }

    /// <summary>Effect to find, in units of the outcome (per unit of the trait); null to ask only for the smallest detectable one.</summary>
    public double? Effect { get; init; }

    /// <summary>Power that the smallest detectable effect has, strictly between the test's error and 1.</summary>
    public double TargetPower { get; init; } = DefaultPower;

    /// <summary>Level of the interval, one less the two-sided error of the test; strictly between 0 and 1.</summary>
    public double Level { get; init; } = LinearSpec.DefaultLevel;

    /// <summary>The proportion expected; 0.5 is the most demanding.</summary>
    public double ExpectedProportion { get; init; } = 0.5;

    /// <summary>Margin of error wanted of a proportion, half the interval's width; null to ask only for that of the design.</summary>
    public double? Margin { get; init; }

    /// <summary>People in the population, for the finite population correction of a proportion; null for many.</summary>
    public double? Population { get; init; }

    /// <exception cref="StudyException">A number is out of its range.</exception>
    internal void Check()
    {
        Within("communities", Communities, 2, int.MaxValue);
        Within("per-community", PerCommunity, 1, 1e12);
        Within("icc", Icc, 0, 1);
        Within("cv", SizeCv, 0, 1e6);
        Within("r2-within", RSquaredWithin, 0, 1);
        Within("r2-between", RSquaredBetween, 0, 1);
        Within("covariates", Covariates, 0, int.MaxValue);
        Inside("sd", Sd, 0, double.MaxValue);
        Inside("share", Share, 0, 1);
        Inside("predictor-sd", PredictorSd ?? 1, 0, double.MaxValue);
        Inside("level", Level, 0, 1);
        Inside("power", TargetPower, 1 - Level, 1);
        Inside("proportion", ExpectedProportion, 0, 1);
        Inside("margin", Margin ?? 0.1, 0, 1);
        Within("population", Population ?? 1, 1, double.MaxValue);
        if (Effect is { } effect && !(double.IsFinite(effect) && effect != 0)) throw new StudyException(PowerFaults.NoEffect());
    }

    private static void Within(string name, double value, double low, double high)
    {
        if (!(value >= low && value <= high)) throw new StudyException(PowerFaults.OutOfRange(name, value, low, high, "to"));
    }

    private static void Inside(string name, double value, double low, double high)
    {
        if (!(value > low && value < high)) throw new StudyException(PowerFaults.OutOfRange(name, value, low, high, "and, both excluded,"));
    }
}
