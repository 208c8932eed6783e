using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>Estimates about a population from a designed sample.</summary>
internal sealed class SvyMethod : IFitMethod
{
    private static readonly ImmutableArray<string> Adjustments = ["rake", "poststratify", "calibrate"];

    /// <inheritdoc/>
    public string Name => "svy";

    /// <inheritdoc/>
    public string Summary => "survey design: y ~ x, ~ y1 + y2, mean(y), total(y), prop(kind), ratio(y, x), quantile(y, 0.5), table(a, b), most with | domain";

    /// <inheritdoc/>
    public FitOptions Takes => FitOptions.Weights | FitOptions.Cluster | FitOptions.Strata | FitOptions.Fpc | FitOptions.Bootstrap | FitOptions.Seed;

    /// <inheritdoc/>
    public ImmutableArray<FitSetting> Settings =>
    [
        new("variance", "how variance is estimated (default taylor)", Names(typeof(SurveyVariance))),
        new("lonely", "a stratum with one unit: an error (default fail), or what it adds", Names(typeof(LonelyPolicy))),
        new("interval", "interval of shares (default logit)", Names(typeof(ProportionInterval))),
        new("family", "family of a model (default gaussian)", Names(typeof(SurveyFamily))),
        new("margins", "average marginal effects of a model (default: of logit models)", "yes", "no"),
        new("rake", "weights raked to margins: \"kind: commodity=0.6, unit=0.4; tenure: owner=0.7, renter=0.3\"; shares, or numbers"),
        new("poststratify", "weights post-stratified: \"kind: commodity=1200, unit=800\"; shares, or numbers"),
        new("calibrate", "weights calibrated to totals: \"1=2000, age=88000\", 1 being the number of people"),
        new("trim", "smallest and largest weight after adjustment: \"0.3,3\""),
    ];

    /// <inheritdoc/>
    public async Task<IModelFit> FitAsync(ModelRequest request, IModelRows rows, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var spec = Spec(request);
        var statistics = await rows.ReduceAsync(
            spec.Fields, spec.Keys,
            (variables, blocks) =>
            {
                StrayTexts.Refuse(spec.Statement.Formula.Variables.Select(name => variables[name]), spec.Statement.Formula.Factors);
                var known = SurveyReduction.Levels(spec, variables, blocks);
                return SurveyReduction.Of(spec, Asked.Of(() => DesignPlan.Of(spec.Statement.Formula, known)), blocks);
            },
            cancellationToken).ConfigureAwait(false);
        return Survey.Fit(spec, statistics, progress, cancellationToken);
    }

    private static SurveySpec Spec(ModelRequest request)
    {
        var variance = Choice(request, "variance", request.Bootstrap is null ? SurveyVariance.Taylor : SurveyVariance.Bootstrap);
        if ((request.Bootstrap is not null || request.Seed is not null) && variance != SurveyVariance.Bootstrap)
            throw new UsageException(new Fault("Bootstrap draws or a seed were given", "--set variance", $"variance={variance.ToString().ToLowerInvariant()} draws nothing", "Leave --bootstrap and --seed out, or set variance=bootstrap"));
        return new SurveySpec(SurveyStatement.Parse(request.Formula), new SampleDesign(request.Weights, request.Cluster, request.Strata, request.Fpc))
        {
            Variance = variance,
            Lonely = Choice(request, "lonely", LonelyPolicy.Fail),
            Interval = Choice(request, "interval", ProportionInterval.Logit),
            Family = Choice(request, "family", SurveyFamily.Gaussian),
            Margins = request.Setting("margins") is { } asked ? asked == "yes" : null,
            Weighting = Weights(request),
            Level = request.Level,
            Draws = request.Bootstrap ?? SurveySpec.DefaultDraws,
            Seed = request.Seed ?? SurveySpec.DefaultSeed,
        };
    }

    private static WeightingSpec? Weights(ModelRequest request)
    {
        string[] given = [.. Adjustments.Where(name => request.Setting(name) is not null)];
        if (given.Length > 1) throw new UsageException(new Fault($"Weights are to be adjusted in two ways: {string.Join(" and ", given)}", "--set", "the later would undo the earlier", "Choose one; raking takes several margins"));
        var spec = given switch
        {
            ["rake"] => WeightingSpec.Rake(WeightingSpec.ParseMargins(request.Setting("rake")!)),
            ["poststratify"] => WeightingSpec.PostStratify(WeightingSpec.ParseMargins(request.Setting("poststratify")!) is [var one] ? one : throw new UsageException(
                new Fault("Post-stratification takes one margin", "--set poststratify", "several margins need not agree at once", "Use rake for several"))),
            ["calibrate"] => WeightingSpec.Calibrate(WeightingSpec.ParseTotals(request.Setting("calibrate")!)),
            _ => null,
        };
        if (request.Setting("trim") is not { } trim) return spec;
        return trim.Split(',') is [var low, var high] && double.TryParse(low, NumberStyles.Float, CultureInfo.InvariantCulture, out double lower) && double.TryParse(high, NumberStyles.Float, CultureInfo.InvariantCulture, out double upper)
            ? (spec ?? WeightingSpec.None) with { Lower = lower, Upper = upper }
            : throw new UsageException(new Fault($"'{trim}' does not bound weights", "--set trim", "it takes the smallest and the largest weight", "Write --set trim=0.3,3"));
    }

    private static T Choice<T>(ModelRequest request, string name, T otherwise) where T : struct, Enum => request.Setting(name) is { } text ? Enum.Parse<T>(text, ignoreCase: true) : otherwise;

    private static ImmutableArray<string> Names(Type choice) => [.. Enum.GetNames(choice).Select(name => name.ToLowerInvariant())];
}
