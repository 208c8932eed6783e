using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A definition of the shares of money by use class: without it a share means nothing.</summary>
/// <param name="Definition">Id of the definition, such as <c>default</c> or <c>without-new-construction</c>.</param>
/// <param name="Title">What the definition says, for people.</param>
/// <param name="Phase">The one phase whose amounts are added; null for the only phase the cells hold.</param>
/// <param name="Years">Years whose money counts; empty for all.</param>
/// <param name="Pools">Pools whose money counts (<c>project</c>, <c>operating</c>); empty for all, entries without a pool included.</param>
/// <param name="MoneySources">Sources of money that count; empty for all.</param>
/// <param name="Classification">Use classes under which the shares are reported.</param>
/// <param name="Crosswalk">Map of the entries' finer classes onto the classification; null when the entries use it already.</param>
/// <param name="By">Key by which shares are broken down: <c>year</c>, <c>community</c>, <c>subdistrict</c>; empty for one group.</param>
/// <param name="Source">Where the amounts come from: the ledger, its edition.</param>
public sealed record SharesSpec(
    string Definition, Label Title, Phase? Phase, ImmutableArray<string> Years, ImmutableArray<string> Pools, ImmutableArray<string> MoneySources,
    Classification Classification, Crosswalk? Crosswalk, string By, string Source)
{
    /// <summary>ISO 4217 code of the amounts, printed in headers.</summary>
    public string Currency { get; init; } = "CNY";

    /// <summary>The currency as people name it.</summary>
    internal Label CurrencyName => Currency == "CNY" ? new("元", "CNY") : Label.Same(Currency);

    /// <summary>Decimals of printed percents.</summary>
    public int Decimals { get; init; } = 1;

    /// <summary>Labels of classes that the crosswalk opens outside the classification, such as <c>new_construction</c>; others are named by their code.</summary>
    public ImmutableArray<Level> Further { get; init; } = [];

    /// <summary>Class of entries whose class is missing or stands in no list: part of the denominator, shown as a class of its own.</summary>
    public const string Unclassified = "unclassified";

    /// <summary>Class of entries that the crosswalk leaves out of the classification: part of the denominator, shown as a class of its own.</summary>
    public const string LeftOut = "left_out";

    private static readonly ImmutableArray<string> Keys = ["use_class", "year", "phase", "pool", "money_source"];

    /// <summary>The platform's default: money of the project pool, paid, all sources of money.</summary>
    /// <param name="classification">Use classes to report.</param>
    /// <param name="crosswalk">Map of the entries' classes; null when they use the classification already.</param>
    /// <param name="years">Years whose money counts; empty for all.</param>
    /// <param name="source">Where the amounts come from.</param>
    public static SharesSpec Default(Classification classification, Crosswalk? crosswalk, ImmutableArray<string> years, string source) => new(
        crosswalk?.Definition ?? "default", new("已支付的项目资金，不限来源", "project money paid, from all sources"), CoProduction.Phase.Paid, years, ["project"], [],
        classification, crosswalk, "year", source);

    /// <summary>What to ask of the store: amounts by use class, year, phase, pool, source of money and the breakdown.</summary>
    public CellsSpec Cells() => new("fund_entries", [.. Keys, .. By.Length == 0 || Keys.Contains(By) ? [] : new[] { By }], ["amount"], null, []);
}
