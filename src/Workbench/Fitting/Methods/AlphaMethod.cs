using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>The reliability of a scale.</summary>
internal sealed class AlphaMethod : IFitMethod
{
    private const string Interval = "interval";

    /// <inheritdoc/>
    public string Name => "alpha";

    /// <inheritdoc/>
    public string Summary => "reliability of a scale, \"satisfaction =~ sat1 + sat2 - sat3\": alpha, omega, items, split halves";

    /// <inheritdoc/>
    public FitOptions Takes => FitOptions.Weights | FitOptions.Cluster | FitOptions.Bootstrap | FitOptions.Seed;

    /// <inheritdoc/>
    public ImmutableArray<FitSetting> Settings =>
    [
        new("range", "lowest and highest answer, such as 1..5 (default: as observed in all items)"),
        new("factors", "group factors of omega hierarchical (default 3)"),
        new(Interval, "how intervals are made of draws: t of ln(1 - coefficient), or percentile (default: t for draws of communities, percentile for draws of rows)", "t", "percentile"),
    ];

    /// <inheritdoc/>
    public async Task<IModelFit> FitAsync(ModelRequest request, IModelRows rows, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var scale = ScaleFormula.Parse(request.Formula);
        var spec = new ReliabilitySpec(scale)
        {
            Range = request.Setting("range") is { } range ? AnswerRange.Of(range) : null,
            Factors = request.Setting("factors") is { } factors ? Factors(factors) : ReliabilitySpec.DefaultFactors,
            Draws = request.Bootstrap,
            Interval = request.Setting(Interval) switch { "t" => ReliabilityInterval.TOfLog, "percentile" => ReliabilityInterval.Percentile, _ => null },
            Seed = request.Seed,
            Level = request.Level,
        };
        var statistics = await ReduceAsync(request, scale, rows, cancellationToken).ConfigureAwait(false);
        return Reliability.Fit(spec, statistics, progress, cancellationToken);
    }

    // One pass for both: the roots and the counts of the answers.
    private static Task<ItemStatistics> ReduceAsync(ModelRequest request, ScaleFormula scale, IModelRows rows, CancellationToken cancellationToken)
    {
        var formula = scale.Roots;
        ImmutableArray<string> keys = request.Cluster is { } cluster ? [cluster] : [], fields = request.Weights is { } weights ? [.. scale.Items, weights] : scale.Items;
        bool patterns = keys.IsEmpty && (request.Bootstrap is not null || request.Weights is not null);
        return rows.ReduceAsync(fields, keys, (variables, blocks) =>
        {
            if (scale.Items.FirstOrDefault(item => !variables[item].Levels.IsEmpty) is { } item) throw new StudyException(Text(variables[item]));
            var roots = new RootsAccumulator(DesignPlan.Of(formula, variables), request.Weights, request.Cluster);
            var answers = new AnswersAccumulator(scale, request.Weights, keys, patterns);
            foreach (var block in blocks)
            {
                roots.Add(block);
                answers.Add(block);
            }
            return new ItemStatistics(roots.Finish(), answers.Answers(), answers.Patterns());
        }, cancellationToken);
    }

    /// <summary>An item that holds texts.</summary>
    internal static Fault Text(Variable item) => new(
        $"The item '{item.Name}' holds the text {StrayTexts.Listed(StrayTexts.Of(item) is { IsEmpty: false } texts ? texts : item.Levels)}", "", "answers of a scale are numbers", "Recode the answers to numbers, or name the text as missing (--missing)");

    private static int Factors(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int factors)
        ? factors
        : throw new UsageException(new Fault($"'{text}' is not a number of factors", "--set factors", "group factors are counted", "Write --set factors=3"));
}
