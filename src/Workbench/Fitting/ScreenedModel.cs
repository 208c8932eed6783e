using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>A model of any method on the rows that rules of exclusion leave, and beside it on all rows.</summary>
internal static class ScreenedModel
{
    /// <param name="request">The model.</param>
    /// <param name="exclude">Its rules.</param>
    /// <param name="rows">All rows.</param>
    /// <param name="fit">Estimates a request without rules.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="StudyException">A rule cannot be read or excludes every row, or the model cannot be estimated.</exception>
    public static async Task<IModelFit> FitAsync(ModelRequest request, ImmutableArray<string> exclude, IModelRows rows, Func<ModelRequest, IModelRows, Task<IModelFit>> fit, CancellationToken cancellationToken)
    {
        ImmutableArray<ExclusionRule> rules = [.. exclude.Select(text => ExclusionRule.Parse(text, rows.Names))];
        var plain = request with { Exclude = [] };
        var screened = new ScreenedRows(rows, rules);
        var flow = await screened.FlowAsync(cancellationToken).ConfigureAwait(false);
        if (flow.Left == 0 && flow.Start > 0) throw new UsageException(NoneLeft(flow.Start));
        var kept = await fit(plain, screened).ConfigureAwait(false);
        return new ScreenedFit(kept, await AllAsync(plain, rows, fit).ConfigureAwait(false), flow);
    }

    private static async Task<IModelFit?> AllAsync(ModelRequest plain, IModelRows rows, Func<ModelRequest, IModelRows, Task<IModelFit>> fit)
    {
        try
        {
            return await fit(plain, rows).ConfigureAwait(false);
        }
        catch (StudyException)
        {
            return null;
        }
    }

    internal static Fault NoneLeft(long rows) => new(
        FormattableString.Invariant($"The rules exclude all {rows} rows"), "--exclude", "nothing is left to estimate from", "Look at the direction of each rule: it says which rows are excluded");
}
