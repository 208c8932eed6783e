using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>A model of a choice, an ordered answer or a count; one entry a family.</summary>
/// <param name="family">The family.</param>
/// <param name="name">Name of the method.</param>
/// <param name="summary">What it is, in one line of the help text.</param>
internal sealed class ChoiceMethod(ChoiceFamily family, string name, string summary) : IFitMethod
{
    private const string Levels = "levels", Base = "base", Offset = "offset", Weights = "weights", Lonely = "lonely", Nominal = "nominal", Brant = "brant", Margins = "margins", At = "at", Predict = "predict", Patterns = "patterns";

    /// <summary>Every family.</summary>
    public static ImmutableArray<IFitMethod> All { get; } =
    [
        new ChoiceMethod(ChoiceFamily.Logit, "logit", "binary logit, with marginal effects"),
        new ChoiceMethod(ChoiceFamily.Probit, "probit", "binary probit"),
        new ChoiceMethod(ChoiceFamily.OrderedLogit, "ologit", "ordered logit (proportional odds; --set nominal for partial)"),
        new ChoiceMethod(ChoiceFamily.OrderedProbit, "oprobit", "ordered probit"),
        new ChoiceMethod(ChoiceFamily.Multinomial, "mlogit", "multinomial logit"),
        new ChoiceMethod(ChoiceFamily.Poisson, "poisson", "Poisson counts, log link"),
        new ChoiceMethod(ChoiceFamily.NegativeBinomial, "negbin", "negative binomial counts (NB2), log link"),
    ];

    private bool IsOrdered => family is ChoiceFamily.OrderedLogit or ChoiceFamily.OrderedProbit;

    private bool IsCount => family is ChoiceFamily.Poisson or ChoiceFamily.NegativeBinomial;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Summary => summary;

    /// <inheritdoc/>
    public FitOptions Takes => FitOptions.Weights | FitOptions.Cluster | FitOptions.Strata | FitOptions.Fpc | FitOptions.Vcov;

    /// <inheritdoc/>
    public ImmutableArray<FitSetting> Settings =>
    [
        .. IsCount ? [] : new FitSetting[] { new(Levels, "categories of the outcome in order, as 'low, middle, high' (default: numbers by size)") },
        .. family == ChoiceFamily.Multinomial ? new FitSetting[] { new(Base, "base category (default: the first)") } : [new FitSetting(Offset, "a field or its function whose coefficient is 1, such as log(households) (default: none)")],
        new(Weights, "what --weights are: sampling weights, or frequencies that count equal rows (default sampling)", "sampling", "frequency"),
        new(Lonely, "a stratum with one unit: an error (default fail), or what it adds", [.. Enum.GetNames<LonelyPolicy>().Select(policy => policy.ToLowerInvariant())]),
        .. IsOrdered ? new FitSetting[] { new(Nominal, "terms with a coefficient at each threshold, as 'trust, factor(kind)' (default: none)") } : [],
        .. family == ChoiceFamily.OrderedLogit ? new FitSetting[] { new(Brant, "Brant's test of proportional odds (default no)", "yes", "no") } : [],
        new(Margins, "average marginal effects (default yes)", "yes", "no"),
        new(At, "marginal effects for one person: means, or values such as 'age=40, kind=unit', the others at means (default: none)"),
        new(Predict, "variables whose predicted probabilities are wanted over their range, as 'trust, age' (default: none)"),
        new(Patterns, "megabytes for distinct patterns of rows; above them each step passes over the rows (default 256)"),
    ];

    /// <inheritdoc/>
    public async Task<IModelFit> FitAsync(ModelRequest request, IModelRows rows, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var spec = Spec(request);
        spec.Check();
        return await rows.ReduceAsync(
            spec.Fields, spec.Keys,
            (variables, blocks) =>
            {
                StrayTexts.Refuse(spec.Formula.Variables.Skip(1).Select(variable => variables[variable]), spec.Formula.Factors);
                var known = ChoiceModel.Levels(spec, variables, blocks);
                return ChoiceModel.Fit(spec, Asked.Of(() => ChoicePlan.Of(spec, known)), blocks);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private ChoiceSpec Spec(ModelRequest request) => new(family, Formula.Parse(request.Formula), new SampleDesign(request.Weights, request.Cluster, request.Strata, request.Fpc))
    {
        Categories = TermList.Of(request.Setting(Levels), ','),
        Reference = request.Setting(Base),
        Offset = request.Setting(Offset),
        Repeated = request.Setting(Weights) == "frequency",
        Errors = request.Vcov is { } vcov ? ChoiceErrors.Parse(vcov) : null,
        Lonely = request.Setting(Lonely) is { } lonely ? Enum.Parse<LonelyPolicy>(lonely, ignoreCase: true) : LonelyPolicy.Fail,
        Nominal = TermList.Of(request.Setting(Nominal), ','),
        Brant = request.Setting(Brant) == "yes",
        Margins = request.Setting(Margins) != "no",
        At = request.Setting(At) is { } at ? Values(at) : null,
        Predicted = TermList.Of(request.Setting(Predict), ','),
        Level = request.Level,
        PatternBytes = request.Setting(Patterns) is { } megabytes ? Bytes(megabytes) : ChoiceSpec.DefaultPatternBytes,
    };

    private static ImmutableArray<(string Variable, string Value)> Values(string text) => text.Trim() == "means" ? [] : [.. TermList.Of(text, ',').Select(Value)];

    private static (string Variable, string Value) Value(string text) => text.IndexOf('=', StringComparison.Ordinal) is var at and > 0
        ? (text[..at].Trim().Trim('`'), text[(at + 1)..].Trim())
        : throw new UsageException(new Fault($"'{text}' gives no value", "--set at", "a representative person is described by values", "Write --set at=means, or --set \"at=age=40, kind=unit\""));

    private static long Bytes(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long megabytes) && megabytes <= 16_384
        ? megabytes << 20
        : throw new UsageException(new Fault($"'{text}' is not a number of megabytes", "--set patterns", "memory is bounded by it", "Write --set patterns=256; 0 passes over the rows at each step"));
}
