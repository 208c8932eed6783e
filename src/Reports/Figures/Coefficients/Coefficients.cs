using System.Collections.Immutable;

namespace CoProduction.Reports;

/// <summary>Estimates of a model with their 95 % intervals, one row a term.</summary>
public static class Coefficients
{
    /// <summary>Kind of the figure.</summary>
    public const string Kind = "coefficients";

    /// <summary>The figure of a table of estimates.</summary>
    /// <param name="id">Id of the figure, used in file names.</param>
    /// <param name="data">Table with one dimension of terms and the measures <c>estimate</c>, <c>conf_low</c>, <c>conf_high</c>.</param>
    /// <param name="caption">Caption: outcome, sample, method.</param>
    /// <param name="alt">What the figure shows, without numbers; drawings add the released numbers' table.</param>
    /// <param name="order">Order of the terms.</param>
    /// <param name="term">Id of the dimension of terms.</param>
    public static CandidateFigure Of(string id, CandidateTable data, Label caption, Label alt, TermOrder order = TermOrder.AsGiven, string term = "term") =>
        new(id, Kind, data.Title, caption, alt, [("y", term), ("x", "estimate"), ("low", "conf_low"), ("high", "conf_high")], Sorted(data, order));

    /// <summary>The terms in drawing order.</summary>
    internal static ImmutableArray<CoefficientRow> Read(ReleasedFigure figure)
    {
        int term = figure.Dimension("y"), estimate = figure.Measure("x"), low = figure.Measure("low"), high = figure.Measure("high");
        return [.. figure.DetailRows().Select(row => new CoefficientRow(
            row.Labels[term], Drawn.Of(row.Values[estimate]), Drawn.Of(row.Values[low]).Number, Drawn.Of(row.Values[high]).Number))];
    }

    private static CandidateTable Sorted(CandidateTable data, TermOrder order)
    {
        int estimate = data.Measures.ToList().FindIndex(measure => measure.Id == "estimate");
        if (order == TermOrder.AsGiven || estimate < 0) return data;
        return data with { Rows = [.. data.Rows.OrderByDescending(row => Drawn.Of(row.Values[estimate]).Number ?? double.NegativeInfinity)] };
    }
}

/// <summary>Order of the terms of a coefficient figure.</summary>
public enum TermOrder
{
    /// <summary>As the table has them, the formula's order.</summary>
    AsGiven,

    /// <summary>By estimate, largest first.</summary>
    ByEstimate,
}

/// <summary>One term as drawn.</summary>
/// <param name="Label">Label of the term.</param>
/// <param name="Estimate">Point estimate.</param>
/// <param name="Low">Lower bound of the 95 % interval; null when there is none.</param>
/// <param name="High">Upper bound of the 95 % interval; null when there is none.</param>
internal sealed record CoefficientRow(Label Label, Drawn Estimate, double? Low, double? High)
{
    /// <summary>True when the interval is known and excludes 0.</summary>
    public bool ExcludesZero => Low > 0 || High < 0;

    /// <summary>Estimate and interval as text.</summary>
    public string Text(int decimals) => Estimate.Number is not { } estimate ? "–"
        : Low is { } low && High is { } high ? $"{Printed.Fixed(estimate, decimals)} [{Printed.Fixed(low, decimals)}, {Printed.Fixed(high, decimals)}]"
        : Printed.Fixed(estimate, decimals);
}
