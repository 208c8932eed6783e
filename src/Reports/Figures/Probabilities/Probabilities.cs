using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Reports;

/// <summary>What a choice model predicts over the range of a variable, the others as usual: the probability of each answer, or a mean count, with 95 % intervals; a panel a variable.</summary>
public static class Probabilities
{
    /// <summary>Kind of the figure.</summary>
    public const string Kind = "probabilities";

    /// <summary>The figure of a table of predictions.</summary>
    /// <param name="id">Id of the figure, used in file names.</param>
    /// <param name="data">Table with the dimensions <c>variable</c>, <c>value</c>, <c>category</c> and the measures <c>estimate</c>, <c>conf_low</c>, <c>conf_high</c>; probabilities are <see cref="MeasureKind.Share"/>.</param>
    /// <param name="caption">Caption: outcome, sample, method, at what the other variables are held.</param>
    /// <param name="alt">What the figure shows, without numbers.</param>
    public static CandidateFigure Of(string id, CandidateTable data, Label caption, Label alt) =>
        new(id, Kind, data.Title, caption, alt, [("panel", "variable"), ("x", "value"), ("series", "category"), ("y", "estimate"), ("low", "conf_low"), ("high", "conf_high")], data);

    /// <summary>The panels in the order of the data.</summary>
    internal static ImmutableArray<CurvePanel> Read(ReleasedFigure figure)
    {
        int panel = figure.Dimension("panel");
        return [.. figure.DetailRows().GroupBy(row => row.Key[panel]).Select(rows => Panel(figure, rows.First().Labels[panel], [.. rows]))];
    }

    /// <summary>True where what is predicted is a probability.</summary>
    internal static bool IsShare(ReleasedFigure figure) => figure.Data.Measures[figure.Measure("y")].Kind == MeasureKind.Share;

    /// <summary>The upper end of the axis, the same for all panels: a round number above every interval.</summary>
    internal static double Top(ReleasedFigure figure, ImmutableArray<CurvePanel> panels)
    {
        double most = panels.SelectMany(panel => panel.Curves).SelectMany(curve => curve.Points).Select(point => point.High ?? point.Y.Number ?? 0).DefaultIfEmpty(1).Max();
        double step = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(most, 1e-6))));
        double top = new[] { 1, 1.5, 2, 3, 4, 5, 6, 8, 10 }.Select(times => times * step).First(end => end >= most * (1 - 1e-9));
        return IsShare(figure) ? Math.Min(1, top) : top;
    }

    private static CurvePanel Panel(ReleasedFigure figure, Label label, ImmutableArray<TableRow> rows)
    {
        int value = figure.Dimension("x"), series = figure.Dimension("series"), y = figure.Measure("y"), low = figure.Measure("low"), high = figure.Measure("high");
        var levels = rows.Levels(value);
        bool numeric = levels.All(level => Number(level.Key) is not null);
        double At(string key) => numeric ? Number(key)!.Value : levels.FindIndex(level => level.Key == key);
        CurvePoint Point(TableRow row) => new(At(row.Key[value]), Drawn.Of(row.Values[y]), Drawn.Of(row.Values[low]).Number, Drawn.Of(row.Values[high]).Number);
        return new CurvePanel(label, numeric, [.. levels.Select(level => (At(level.Key), level.Label))],
            [.. rows.GroupBy(row => row.Key[series]).Select(curve => new Curve(curve.First().Labels[series], [.. curve.Select(Point).OrderBy(point => point.At)]))]);
    }

    private static double? Number(string key) => double.TryParse(key, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
}

/// <summary>Predictions over one variable.</summary>
/// <param name="Label">Label of the variable.</param>
/// <param name="IsNumeric">False where its values are categories, which no line joins.</param>
/// <param name="Values">Its values, with their places and labels.</param>
/// <param name="Curves">A curve a category of the outcome.</param>
internal sealed record CurvePanel(Label Label, bool IsNumeric, ImmutableArray<(double At, Label Label)> Values, ImmutableArray<Curve> Curves)
{
    /// <summary>Range of the places; half a place more on each side of categories.</summary>
    public (double Low, double High) Range => IsNumeric && Values.Length > 1 ? (Values.Min(value => value.At), Values.Max(value => value.At)) : (Values.Min(value => value.At) - 0.5, Values.Max(value => value.At) + 0.5);

    /// <summary>Where a curve's points stand beside those of the others, so that intervals of categories do not cover one another.</summary>
    public double Shift(int curve) => IsNumeric || Curves.Length < 2 ? 0 : (curve - (Curves.Length - 1) / 2.0) * 0.6 / Curves.Length;
}

/// <summary>One curve of predictions.</summary>
/// <param name="Label">Label of the category of the outcome.</param>
/// <param name="Points">Its points in order.</param>
internal sealed record Curve(Label Label, ImmutableArray<CurvePoint> Points)
{
    /// <summary>Points that are known.</summary>
    public ImmutableArray<CurvePoint> Known => [.. Points.Where(point => point.Y.Number is not null)];
}

/// <summary>One prediction.</summary>
/// <param name="At">Place on the axis.</param>
/// <param name="Y">The prediction.</param>
/// <param name="Low">Lower bound; null for none.</param>
/// <param name="High">Upper bound; null for none.</param>
internal readonly record struct CurvePoint(double At, Drawn Y, double? Low, double? High);
