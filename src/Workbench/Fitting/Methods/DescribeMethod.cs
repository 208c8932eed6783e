using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>Summaries, correlations and comparisons of groups.</summary>
internal sealed class DescribeMethod : IFitMethod
{
    /// <inheritdoc/>
    public string Name => "describe";

    /// <inheritdoc/>
    public string Summary => "summaries, correlations and group tests: \"age + kind\", \"trust ~ kind\", \"trust =~ t1 + t2; trust ~ kind\"";

    /// <inheritdoc/>
    public FitOptions Takes => FitOptions.Weights;

    /// <inheritdoc/>
    public ImmutableArray<FitSetting> Settings =>
    [
        new("test", "main test of numbers between groups, whose p value is adjusted (default welch)", "welch", "anova", "kruskal"),
        new("moments", "variant of skewness and kurtosis, Joanes and Gill (default 3, as psych)", "1", "2", "3"),
        new("pairs", "rows of a correlation: those with both variables, or with all (default pairwise)", "pairwise", "listwise"),
        new("range", "lowest and highest answer of turned items, such as 1..5 (default: as observed)"),
    ];

    /// <inheritdoc/>
    public async Task<IModelFit> FitAsync(ModelRequest request, IModelRows rows, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var statement = DescribeStatement.Parse(request.Formula);
        var spec = new DescribeSpec(statement)
        {
            Weights = request.Weights,
            Test = request.Setting("test") switch { "anova" => MeanTest.Anova, "kruskal" => MeanTest.Kruskal, _ => MeanTest.Welch },
            Moments = request.Setting("moments") switch { "1" => MomentType.Type1, "2" => MomentType.Type2, _ => MomentType.Type3 },
            Listwise = request.Setting("pairs") == "listwise",
            Range = request.Setting("range") is { } range ? AnswerRange.Of(range) : null,
            Level = request.Level,
        };
        spec.Check();
        ImmutableArray<string> fields = request.Weights is { } weights && !statement.Fields.Contains(weights) ? [.. statement.Fields, weights] : statement.Fields;
        var statistics = await rows.ReduceAsync(fields, [.. statement.Groups.Except(fields)], (variables, blocks) => Reduced(spec, variables, blocks), cancellationToken).ConfigureAwait(false);
        return Describe.Fit(spec, statistics);
    }

    private static DescribeStatistics Reduced(DescribeSpec spec, IReadOnlyDictionary<string, Variable> variables, IEnumerable<Frame> blocks)
    {
        foreach (var scale in spec.Statement.Scales)
            if (scale.Items.FirstOrDefault(item => !variables[item].Levels.IsEmpty) is { } text) throw new StudyException(AlphaMethod.Text(variables[text]));
        StrayTexts.Refuse(spec.Statement.Fields.Select(name => variables[name]), spec.Statement.Factors);
        var sums = new DescribeAccumulator(spec, name => variables[name].Levels.IsEmpty);
        foreach (var block in blocks) sums.Add(block);
        return sums.Finish();
    }
}
