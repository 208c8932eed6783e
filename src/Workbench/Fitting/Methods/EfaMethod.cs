using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>Exploratory factor analysis.</summary>
internal sealed class EfaMethod : IFitMethod
{
    /// <inheritdoc/>
    public string Name => "efa";

    /// <inheritdoc/>
    public string Summary => "exploratory factors: \"~ sat1 + sat2 - sat3 + tru1 + tru2 + tru3\", KMO, parallel analysis, loadings";

    /// <inheritdoc/>
    public FitOptions Takes => FitOptions.Weights | FitOptions.Seed;

    /// <inheritdoc/>
    public ImmutableArray<FitSetting> Settings =>
    [
        new("factors", "number of factors (default: what parallel analysis retains)"),
        new("extraction", "maximum likelihood, principal axes or components (default ml)", "ml", "paf", "pca"),
        new("rotation", "rotation (default oblimin)", "oblimin", "promax", "varimax", "none"),
        new("correlations", "of numbers, or of ordered categories (default pearson)", "pearson", "polychoric"),
        new("scores", "weights of factor scores (default regression)", "regression", "bartlett"),
        new("parallel", "whose eigenvalues parallel analysis retains: components, or common factors with squared multiple correlations or the communalities of one factor (default components)", "components", "smc", "minres"),
        new("draws", "random samples of parallel analysis (default 500)"),
        new("quantile", "quantile of the random eigenvalues to exceed (default 0.95)"),
    ];

    /// <inheritdoc/>
    public async Task<IModelFit> FitAsync(ModelRequest request, IModelRows rows, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var scale = ScaleFormula.Parse(request.Formula);
        var spec = new FactorSpec(scale)
        {
            Factors = Number(request, "factors") is { } factors ? (int)factors : null,
            Method = Choice(request, "extraction", FactorMethod.Ml),
            Rotation = Choice(request, "rotation", FactorRotation.Oblimin),
            Polychoric = request.Setting("correlations") == "polychoric",
            BartlettScores = request.Setting("scores") == "bartlett",
            Draws = Number(request, "draws") is { } draws ? (int)draws : FactorSpec.DefaultDraws,
            Parallel = Choice(request, "parallel", ParallelBasis.Components),
            Quantile = Number(request, "quantile") ?? 0.95,
            Seed = request.Seed,
        };
        return FactorModel.Fit(spec, await ReduceAsync(request, spec, rows, cancellationToken).ConfigureAwait(false));
    }

    private static Task<FactorStatistics> ReduceAsync(ModelRequest request, FactorSpec spec, IModelRows rows, CancellationToken cancellationToken)
    {
        var formula = spec.Scale.Roots;
        ImmutableArray<string> fields = request.Weights is { } weights ? [.. spec.Scale.Items, weights] : spec.Scale.Items;
        return rows.ReduceAsync(fields, [], (variables, blocks) =>
        {
            if (spec.Scale.Items.FirstOrDefault(item => !variables[item].Levels.IsEmpty) is { } item) throw new StudyException(AlphaMethod.Text(variables[item]));
            var roots = new RootsAccumulator(DesignPlan.Of(formula, variables), request.Weights, null);
            var answers = new AnswersAccumulator(spec.Scale, request.Weights, [], false);
            var tables = spec.Polychoric ? new ItemTables(spec.Scale, request.Weights) : null;
            foreach (var block in blocks)
            {
                roots.Add(block);
                answers.Add(block);
                tables?.Add(block);
            }
            return new FactorStatistics(new ItemStatistics(roots.Finish(), answers.Answers(), null), tables);
        }, cancellationToken);
    }

    private static T Choice<T>(ModelRequest request, string name, T otherwise) where T : struct, Enum => request.Setting(name) is { } text ? Enum.Parse<T>(text, ignoreCase: true) : otherwise;

    private static double? Number(ModelRequest request, string name) => request.Setting(name) is not { } text
        ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && (name == "quantile" || value == (int)value)
            ? value
            : throw new UsageException(new Fault($"'{text}' is not a value of '{name}'", "--set", name == "quantile" ? "it is a share between 0 and 1" : "it is a whole number", $"Write --set {name}={(name == "quantile" ? "0.95" : "3")}"));
}
