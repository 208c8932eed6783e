using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>What is missing, why, and whether at random.</summary>
internal sealed class MissingMethod : IFitMethod
{
    private const string Patterns = "patterns";

    /// <inheritdoc/>
    public string Name => "missing";

    /// <inheritdoc/>
    public string Summary => "missing values of \"a + b + c\" (or . for all columns): reasons, patterns, Little's test";

    /// <inheritdoc/>
    public FitOptions Takes => FitOptions.None;

    /// <inheritdoc/>
    public ImmutableArray<FitSetting> Settings => [new(Patterns, "patterns of missing values to show (default 20)")];

    /// <inheritdoc/>
    public bool Pools => false;

    /// <inheritdoc/>
    public async Task<IModelFit> FitAsync(ModelRequest request, IModelRows rows, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var spec = MissingSpec.Parse(request.Formula, rows.Names) with { Shown = request.Setting(Patterns) is { } text ? Shown(text) : MissingSpec.DefaultShown };
        var statistics = await rows.ReduceAsync(spec.Variables, [], (variables, blocks) =>
        {
            var counted = new MissingAccumulator([.. spec.Variables.Select(name => variables[name])]);
            foreach (var block in blocks) counted.Add(block);
            return counted.Finish();
        }, cancellationToken).ConfigureAwait(false);
        return MissingModel.Fit(spec, statistics);
    }

    private static int Shown(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int shown)
        ? shown : throw new UsageException(new Fault($"'{text}' is not a number of patterns", "--set patterns", "patterns are counted", "Write --set patterns=20"));
}
