using System.Collections.Immutable;

namespace CoProduction.Analysis;

public static partial class Shares
{
    /// <summary>A claim under several definitions side by side; each definition is taken for the claim's year.</summary>
    /// <exception cref="StudyException">As for <see cref="Fit"/>.</exception>
    public static SharesComparison Compare(ShareClaim claim, ImmutableArray<SharesSpec> definitions, Cells cells)
    {
        var results = definitions.Select(spec => Fit(spec with { Years = [claim.Year], By = "" }, cells)).ToArray();
        var outcomes = results.Select(result => Outcome(claim, result));
        var origin = Provenance.Of("one claim under several definitions", results.Length == 0 ? 0 : results.Max(result => result.Provenance.Rows), 0,
            [("claim", FormattableString.Invariant($"{claim.UseClass} {claim.Year} = {claim.Ratio} ± {claim.Tolerance}")), .. definitions.Select(spec => ("definition", spec.Definition))]);
        return new SharesComparison(claim, [.. outcomes], origin);
    }

    /// <summary>
    /// The definitions that an account of the fund leaves open: the default; every other crosswalk given; money of all pools; the fiscal grant alone; and the other phases.
    /// </summary>
    /// <param name="standard">The default definition.</param>
    /// <param name="others">Crosswalks of alternative definitions, such as <c>without-new-construction</c>.</param>
    public static ImmutableArray<SharesSpec> Alternatives(SharesSpec standard, ImmutableArray<Crosswalk> others) =>
    [
        standard,
        .. others.Select(other => standard with { Definition = other.Definition, Title = other.Title, Crosswalk = other }),
        standard with { Definition = "all-money", Title = new("已支付的全部资金（含运行资金）", "all money paid, operating pool included"), Pools = [] },
        standard with { Definition = "fiscal-grant", Title = new("已支付的项目资金，仅财政拨款", "project money paid, fiscal grant only"), MoneySources = ["fiscal_grant"] },
        .. Enum.GetValues<Phase>().Where(phase => phase != standard.Phase).Select(phase => standard with
        {
            Definition = $"phase-{phase.ToString().ToLowerInvariant()}", Phase = phase,
            Title = new($"{SharesTables.PhaseLabel(phase).Zh}的项目资金，不限来源", $"project money {SharesTables.PhaseLabel(phase).En}, from all sources"),
        }),
    ];

    private static DefinitionOutcome Outcome(ShareClaim claim, SharesResult result)
    {
        var share = result.Share(TableRow.Total, claim.UseClass);
        return share?.Ratio is { } ratio ? new(result.Spec, share, Math.Abs(ratio - claim.Ratio) <= claim.Tolerance) : new(result.Spec, share, null);
    }
}
