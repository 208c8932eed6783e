using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>One row of the one tidy vocabulary that every result speaks. Null where a quantity does not apply.</summary>
/// <param name="Term">Name of the term, class, item, rule or rate.</param>
/// <param name="Estimate">Point estimate.</param>
/// <param name="StdError">Standard error, in units of the estimate.</param>
/// <param name="Statistic">Test statistic.</param>
/// <param name="Df">Degrees of freedom of the statistic.</param>
/// <param name="PValue">Two-sided p value, 0..1.</param>
/// <param name="ConfLow">Lower bound of the 95 % interval.</param>
/// <param name="ConfHigh">Upper bound of the 95 % interval.</param>
public sealed record TidyRow(
    string Term, double? Estimate, double? StdError = null, double? Statistic = null, double? Df = null, double? PValue = null, double? ConfLow = null, double? ConfHigh = null);

/// <summary>One figure of a fit as a whole, such as <c>r_squared</c>.</summary>
/// <param name="Name">Name in snake case.</param>
/// <param name="Value">Value; null where it does not apply.</param>
public sealed record GlanceEntry(string Name, double? Value);

/// <summary>What every result offers: one row a term, one row a fit, and where it comes from.</summary>
public interface IResult
{
    /// <summary>One row a term.</summary>
    ImmutableArray<TidyRow> Tidy();

    /// <summary>One row a fit.</summary>
    ImmutableArray<GlanceEntry> Glance();

    /// <summary>Formula variant, sources, rows, communities, seed.</summary>
    Provenance Provenance { get; }
}
