using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Shares of money by use class under one definition.</summary>
/// <param name="Spec">The definition.</param>
/// <param name="Shares">Shares in order of the group, then of the classification; classes without money are among them.</param>
/// <param name="Groups">Groups in ordinal order.</param>
/// <param name="Unmapped">Classes of entries that stand neither in the crosswalk nor in the classification; counted as unclassified.</param>
/// <param name="Provenance">Where the numbers come from.</param>
public sealed record SharesResult(
    SharesSpec Spec, ImmutableArray<ShareOfAmount> Shares, ImmutableArray<SharesGroup> Groups, ImmutableArray<string> Unmapped, Provenance Provenance) : IResult
{
    /// <summary>The share of a class in a group; null when the group has no money at all.</summary>
    public ShareOfAmount? Share(string group, string useClass) => Shares.FirstOrDefault(share => share.Group == group && share.Class == useClass);

    /// <inheritdoc/>
    public ImmutableArray<TidyRow> Tidy() => [.. Shares.Select(share => new TidyRow(
        share.Group == TableRow.Total ? share.Class : $"{share.Group}:{share.Class}", (double?)share.Ratio))];

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() =>
    [
        new("denominator", (double)Groups.Sum(group => group.Denominator.Amount)), new("entries", Groups.Sum(group => group.Entries)),
        new("entries_without_amount", Groups.Sum(group => group.WithoutAmount)), new("amount_without_pool", (double)Groups.Sum(group => group.WithoutPool?.Amount ?? 0)),
        new("groups", Groups.Length),
    ];
}
