using System.Collections.Immutable;

namespace CoProduction.Reports;

/// <summary>Units of different size compared fairly: each unit's mean by the number of people it rests on, between the limits that chance allows (Spiegelhalter 2005, Statistics in Medicine 24: 1185-1202).</summary>
public static class Funnel
{
    /// <summary>Kind of the figure.</summary>
    public const string Kind = "funnel";

    /// <summary>The figure of a released table; give it to <see cref="Disclosure.Figure"/> with the table.</summary>
    /// <param name="id">Id of the figure, used in file names.</param>
    /// <param name="title">Title.</param>
    /// <param name="caption">Caption: survey, limits, what is not adjusted for.</param>
    /// <param name="alt">What the figure shows, without numbers.</param>
    /// <param name="unit">Id of the dimension of units.</param>
    /// <param name="mean">Id of the measure of means.</param>
    /// <param name="people">Id of the measure of numbers of people.</param>
    /// <param name="low">Id of the measure of lower limits.</param>
    /// <param name="high">Id of the measure of upper limits.</param>
    public static CandidateFigure Of(string id, Label title, Label caption, Label alt, string unit = "area", string mean = "own", string people = "n", string low = "limit_low", string high = "limit_high") =>
        new(id, Kind, title, caption, alt, [("series", unit), ("x", people), ("y", mean), ("low", low), ("high", high)],
            new CandidateTable(id, title, [], [], [], Subject.Respondents, caption, Provenance.Of("", 0)));

    /// <summary>The units in order of size; withheld ones are left out.</summary>
    internal static ImmutableArray<FunnelUnit> Read(ReleasedFigure figure)
    {
        int unit = figure.Dimension("series"), people = figure.Measure("x"), mean = figure.Measure("y"), low = figure.Measure("low"), high = figure.Measure("high");
        ImmutableArray<FunnelUnit> units =
        [
            .. figure.DetailRows().Select(row => (row.Labels[unit], N: Drawn.Of(row.Values[people]).Number, Mean: Drawn.Of(row.Values[mean]).Number, Low: Drawn.Of(row.Values[low]).Number, High: Drawn.Of(row.Values[high]).Number))
                .Where(row => row.N is not null && row.Mean is not null && row.Low is not null && row.High is not null)
                .Select(row => new FunnelUnit(row.Item1, row.N!.Value, row.Mean!.Value, row.Low!.Value, row.High!.Value)).OrderBy(one => one.People),
        ];
        return units.IsEmpty ? throw ReportsFaults.Empty(figure.Id) : units;
    }

    /// <summary>The limits as curves over the range of sizes, and a little beyond: they close like 1/√n, so one unit tells their width anywhere.</summary>
    internal static ImmutableArray<(double People, double Low, double High)> Curves(ImmutableArray<FunnelUnit> units)
    {
        var one = units.MaxBy(unit => unit.High - unit.Low)!;
        double middle = (one.Low + one.High) / 2, width = (one.High - one.Low) / 2 * Math.Sqrt(one.People), first = Least * units[0].People, last = Most * units[^1].People;
        return [.. Enumerable.Range(0, Points).Select(i => first + (last - first) * i / (Points - 1)).Select(n => (n, middle - width / Math.Sqrt(n), middle + width / Math.Sqrt(n)))];
    }

    /// <summary>Whole range of the means and limits, a little wider.</summary>
    internal static (double Low, double High) Range(ImmutableArray<FunnelUnit> units)
    {
        var curves = Curves(units);
        double low = Math.Min(units.Min(unit => unit.Mean), curves.Min(at => at.Low)), high = Math.Max(units.Max(unit => unit.Mean), curves.Max(at => at.High)), span = Math.Max(high - low, 1e-6);
        return (low - 0.05 * span, high + 0.05 * span);
    }

    private const double Least = 0.8, Most = 1.1;
    private const int Points = 40;
}

/// <summary>One unit of a funnel.</summary>
/// <param name="Label">Label of the unit.</param>
/// <param name="People">Number of people, n.</param>
/// <param name="Mean">Its mean.</param>
/// <param name="Low">Lower limit at n.</param>
/// <param name="High">Upper limit at n.</param>
internal sealed record FunnelUnit(Label Label, double People, double Mean, double Low, double High)
{
    /// <summary>True when the mean lies beyond a limit.</summary>
    public bool Stands => Mean < Low || Mean > High;
}
