using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>Confirmatory factor analysis.</summary>
internal sealed class CfaMethod() : StructuralMethod("cfa", "measurement model, \"trust =~ tru1 + tru2 + tru3\": loadings, fit, reliability, validity");

/// <summary>Structural equation model.</summary>
internal sealed class SemMethod() : StructuralMethod("sem", "structural equation model in lavaan's syntax, \"trust =~ tru1 + tru2 + tru3; satisfaction ~ trust\"");

/// <summary>What <c>cfa</c> and <c>sem</c> share.</summary>
/// <param name="name">Name of the method.</param>
/// <param name="summary">What it is, in one line.</param>
internal abstract class StructuralMethod(string name, string summary) : IFitMethod
{
    private const string StdLv = "std.lv", Estimator = "estimator", Missing = "missing", Group = "group", Equal = "equal", Free = "free", FixedX = "fixed.x", Orthogonal = "orthogonal", Means = "meanstructure", Covariance = "covariance";
    private const string Invariance = "invariance", Compare = "compare", Bias = "bias", Marker = "marker", Scores = "scores";

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Summary => summary;

    /// <inheritdoc/>
    public FitOptions Takes => FitOptions.Weights | FitOptions.Cluster | FitOptions.Bootstrap | FitOptions.Seed;

    /// <inheritdoc/>
    public ImmutableArray<FitSetting> Settings =>
    [
        new(Estimator, "errors and test: ml, mlm (Satorra-Bentler) or mlr (Huber-White, Yuan-Bentler) (default: ml, mlr with --cluster)", "ml", "mlm", "mlr"),
        new(Missing, "rows that miss an answer: left out, or used by full information maximum likelihood (default: listwise)", "listwise", "fiml"),
        new(StdLv, "true: latent variances are 1; false: the first loadings are (default: false)", "true", "false"),
        new(Group, "field of the groups (default: none)"),
        new(Equal, "what groups have in common, of loadings, intercepts, residuals, means, regressions, lv.variances, lv.covariances, residual.covariances, joined by commas"),
        new(Free, "parameters that 'equal' leaves free, such as 'visual =~ x3; x3 ~ 1'"),
        new(FixedX, "false: moments of exogenous observed variables are estimated (default: true)", "true", "false"),
        new(Orthogonal, "true: latent variables do not correlate unless the model says so (default: false)", "true", "false"),
        new(Means, "true: means are estimated (default: with groups, clusters, FIML or ~ 1 in the model)", "true", "false"),
        new(Invariance, "true: the ladder of configural, metric, scalar and strict models of the groups, and which equalities to free (default: false)", "true", "false"),
        new(Compare, "true: rival models, from all factors to one (default: false)", "true", "false"),
        new(Bias, "true: Harman's test, one factor, and an unmeasured method factor (default: false)", "true", "false"),
        new(Marker, "a factor that by theory has nothing to do with the others: Williams, Hartman and Cavazotte's models of common method (default: none)"),
        new(Scores, "weights of the factor scores that --scores writes (default: regression)", "regression", "bartlett"),
        new(Covariance, "number of rows behind a covariance matrix: the file's first column and header name its rows and columns (default: the file holds rows)"),
    ];

    /// <inheritdoc/>
    public async Task<IModelFit> FitAsync(ModelRequest request, IModelRows rows, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var spec = Spec(request);
        string? group = request.Setting(Group);
        if (spec.Draws > 0 && request.Cluster is null) throw Wrong("A bootstrap was asked for without clusters", "--bootstrap", "it draws whole communities from their roots", "Name the communities with --cluster; a column that numbers the rows draws rows");
        if (spec.Missing == SemMissing.Fiml && request.Weights is not null) throw Wrong("Weights were given with FIML", "--weights", "their errors are known for complete rows", "Leave missing=fiml out, or impute (--impute) and give the weights");
        var statistics = await StatisticsAsync(spec, request, group, rows, cancellationToken).ConfigureAwait(false);
        var estimated = SemModel.Estimate(spec, statistics);
        var ladder = request.Setting(Invariance) == "true" ? InvarianceLadder.Estimate(spec, statistics) : [];
        var cases = estimated.NeedsRows ? await CasesAsync([estimated, .. ladder], request, group, rows, cancellationToken).ConfigureAwait(false) : [];
        var fit = SemModel.Fit(estimated, cases.IsEmpty ? null : cases[0], progress, cancellationToken);
        return fit with { GroupField = group, Further = [.. Further(request, estimated, ladder, cases)] };
    }

    private static IEnumerable<FitPart> Further(ModelRequest request, SemEstimated estimated, ImmutableArray<SemEstimated> ladder, ImmutableArray<SemCases> cases)
    {
        if (!ladder.IsEmpty)
            foreach (var table in InvarianceLadder.Tables(ladder, [.. ladder.Select((step, i) => SemModel.Fit(step, cases.IsEmpty ? null : cases[i + 1]))])) yield return table;
        if (request.Setting(Compare) == "true") yield return CompetingModels.Merged(estimated);
        if (request.Setting(Bias) == "true") yield return CompetingModels.MethodBias(estimated);
        if (request.Setting(Marker) is { } marker) yield return MarkerVariable.Technique(estimated, marker);
    }

    private SemSpec Spec(ModelRequest request) => new(ModelSyntax.Parse(request.Formula))
    {
        Method = Name,
        Estimator = request.Setting(Estimator) switch { "mlm" => SemEstimator.Mlm, "mlr" => SemEstimator.Mlr, _ => SemEstimator.Ml },
        Missing = request.Setting(Missing) == "fiml" ? SemMissing.Fiml : SemMissing.Listwise,
        StandardisedLatent = request.Setting(StdLv) == "true",
        FixedX = request.Setting(FixedX) != "false",
        Orthogonal = request.Setting(Orthogonal) == "true",
        MeanStructure = request.Setting(Means) is { } means ? means == "true" : null,
        Scoring = request.Setting(Scores) == "bartlett" ? FactorScoring.Bartlett : FactorScoring.Regression,
        Equal = TermList.Of(request.Setting(Equal), ','),
        Freed = TermList.Of(request.Setting(Free), ';'),
        Draws = request.Bootstrap ?? 0,
        Seed = request.Seed ?? new SemSpec(ModelSyntax.Parse(request.Formula)).Seed,
        Level = request.Level,
    };

    private static async Task<SemStatistics> StatisticsAsync(SemSpec spec, ModelRequest request, string? group, IModelRows rows, CancellationToken cancellationToken)
    {
        if (request.Setting(Covariance) is { } given) return await MatrixAsync(spec, request, given, rows, cancellationToken).ConfigureAwait(false);
        ImmutableArray<string> observed = spec.Model.Observed, groups = group is null ? [] : [group];
        return await rows.ReduceAsync(Fields(spec, request), Keys(request.Cluster, group), (variables, blocks) =>
        {
            Refuse(observed.Select(item => variables[item]));
            if (spec.Missing == SemMissing.Fiml) return Patterns(spec, group, request.Cluster, blocks);
            var roots = new RootsAccumulator(DesignPlan.Of(SemStatistics.Roots(observed), variables), request.Weights, request.Cluster, groups);
            foreach (var block in blocks) roots.Add(block);
            return SemStatistics.Of(observed, roots.Finish(), request.Weights);
        }, cancellationToken).ConfigureAwait(false);
    }

    private static SemStatistics Patterns(SemSpec spec, string? group, string? cluster, IEnumerable<Frame> blocks)
    {
        var patterns = new PatternsAccumulator(spec, group, cluster);
        foreach (var block in blocks) patterns.Add(block);
        return patterns.Finish();
    }

    private static ImmutableArray<string> Fields(SemSpec spec, ModelRequest request) =>
        request.Weights is { } weights && !spec.Model.Observed.Contains(weights) ? spec.Model.Observed.Add(weights) : spec.Model.Observed;

    private static ImmutableArray<string> Keys(string? cluster, string? group) => [.. new[] { cluster, group }.OfType<string>().Distinct(StringComparer.Ordinal)];

    private static Task<ImmutableArray<SemCases>> CasesAsync(ImmutableArray<SemEstimated> models, ModelRequest request, string? group, IModelRows rows, CancellationToken cancellationToken) =>
        rows.ReduceAsync(Fields(models[0].Spec, request), Keys(request.Cluster, group), (_, blocks) =>
        {
            var cases = new SemCasesAccumulator(models, group);
            foreach (var block in blocks) cases.Add(block);
            return cases.Finish();
        }, cancellationToken);

    private static async Task<SemStatistics> MatrixAsync(SemSpec spec, ModelRequest request, string given, IModelRows rows, CancellationToken cancellationToken)
    {
        if (!long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out long count)) throw Wrong($"'{given}' is not a number of rows", "--set covariance", "the test needs the number of rows behind the matrix", "Write --set covariance=301");
        if (request.Cluster is not null || request.Weights is not null || request.Setting(Group) is not null || spec.Estimator != SemEstimator.Ml || spec.Missing == SemMissing.Fiml)
            throw Wrong("A covariance matrix was given with weights, clusters, groups, robust errors or FIML", "--set covariance", "these need the rows", "Leave them out, or give the rows");
        return await rows.ReduceAsync(spec.Model.Observed, [rows.Names[0]], (_, blocks) => CovarianceRows.Of(spec.Model.Observed, rows.Names[0], blocks, count), cancellationToken).ConfigureAwait(false);
    }

    private static void Refuse(IEnumerable<Variable> items)
    {
        foreach (var item in items.Where(item => !item.Levels.IsEmpty))
            throw new StudyException(new Fault(
                $"'{item.Name}' holds the text {StrayTexts.Listed(StrayTexts.Of(item) is { IsEmpty: false } texts ? texts : item.Levels)}", "", "variables of a structural model are numbers", "Recode it to numbers, name the text as missing (--missing), or use it as --set group"));
    }

    private static UsageException Wrong(string what, string where, string why, string mend) => new(new Fault(what, where, why, mend));
}
