using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>The user's own rows in memory.</summary>
/// <param name="frame">Typed columns.</param>
internal sealed class OwnRows(Frame frame) : IStudyRows, IModelRows
{
    private readonly Lazy<string> _hash = new(() => Hash.OfText(Texts(frame)));

    public string Name => "rows";

    public ImmutableArray<string> Surveys => [];

    public Framework Framework => DataSchema.Framework;

    public PrivacyPlan Privacy => PrivacyPlan.Standard;

    public ImmutableArray<SourceStamp> Sources => [new("rows", "rows in memory", _hash.Value, frame.Rows, 0)];

    public Frame Frame => frame;

    public ImmutableArray<string> Names => [.. frame.Names];

    public IModelRows Rows(string? survey) => this;

    public Task<CommunityRoots> RootsAsync(Formula formula, string? weights, string? cluster, ImmutableArray<string> groups, CancellationToken cancellationToken) =>
        DesignAsync(formula, weights, cluster, groups, (plan, blocks) => Roots.Reduce(plan, weights, cluster, groups, blocks), cancellationToken);

    public Task<T> DesignAsync<T>(Formula formula, string? weights, string? cluster, ImmutableArray<string> groups, Func<DesignPlan, IEnumerable<Frame>, T> reduce, CancellationToken cancellationToken) => ReduceAsync(
        weights is null ? formula.Variables : formula.Variables.Add(weights), [.. cluster is null ? [] : new[] { cluster }, .. groups.IsDefault ? [] : groups, .. formula.Keys],
        (variables, blocks) => reduce(Asked.Of(() => DesignPlan.Of(formula, UsedLevels.Of(formula, variables, weights, cluster, groups, blocks))).Bound(weights, cluster, groups, blocks), blocks), cancellationToken);

    public Task<T> ReduceAsync<T>(
        ImmutableArray<string> fields, ImmutableArray<string> keys, Func<IReadOnlyDictionary<string, Variable>, IEnumerable<Frame>, T> reduce, CancellationToken cancellationToken)
    {
        var variables = fields.Concat(keys).Distinct(StringComparer.Ordinal).ToDictionary(field => field, field => Variables.Of(frame[field]), StringComparer.Ordinal);
        return Task.FromResult(reduce(variables, [frame]));
    }

    private static IEnumerable<string> Texts(Frame frame)
    {
        foreach (var column in frame.Columns)
        {
            var text = new StringBuilder(column.Name).Append(column.Count.ToString(CultureInfo.InvariantCulture));
            for (int row = 0; row < column.Count; row++) text.Append('\u001f').Append(column.Text(row));
            yield return text.ToString();
        }
    }
}

/// <summary>Columns as variables of a formula.</summary>
internal static class Variables
{
    /// <summary>A number, or a category with the levels that occur.</summary>
    public static Variable Of(Column column) => column is TextColumn or CategoryColumn ? new Variable(column.Name, Levels(column)) : Variable.Numeric(column.Name);

    private static ImmutableArray<string> Levels(Column column) => UsedLevels.Ordered(Enumerable.Range(0, column.Count).Select(column.Text).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal));
}
