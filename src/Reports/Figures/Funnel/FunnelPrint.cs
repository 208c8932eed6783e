using System.Collections.Immutable;
using ScottPlot;

namespace CoProduction.Reports;

/// <summary>The printed funnel: a dot a unit, the two limits as curves, the units beyond them named.</summary>
internal static class FunnelPrint
{
    private const float PlotHeight = 190, LeastHeight = 90, LeastWidth = 90, AxisRoom = 26, Header = 11;
    private const int MostNamed = 12;
    private const string Beyond = "#D55E00", Within = "#0072B2";

    public static Sheet Compose(ReleasedFigure figure, PrintPage page)
    {
        var units = Funnel.Read(figure);
        var title = PrintLayout.Title(page, figure.Title);
        var note = PrintLayout.Note(page, page.In(Words.FunnelNote) + (figure.Data.Withheld > 0 ? " " + page.In(Words.WithheldNote) : ""));
        float around = PrintLayout.TitleHeight(title) + Header + PrintLayout.AxisHeight + PrintLayout.Height(note) + PrintLayout.Margin;
        if (page.Width - AxisRoom < LeastWidth) throw ReportsFaults.TooNarrow(figure.Id, PrintPage.Mm(page.Width), PrintPage.Mm(LeastWidth + AxisRoom));
        if (page.Height is { } height && height < around + LeastHeight) throw ReportsFaults.TooLow(figure.Id, PrintPage.Mm(height), PrintPage.Mm(around + LeastHeight));
        var sheet = new Sheet(page.Width, page.Height ?? around + PlotHeight, figure.Id);
        float top = PrintLayout.WriteTitle(sheet, title) + Header, foot = sheet.Height - PrintLayout.Margin - PrintLayout.Height(note) - PrintLayout.AxisHeight;
        Draw(sheet, figure, page, units, new Box(PrintLayout.Margin + AxisRoom, top, page.Width - PrintLayout.Margin - 6, foot));
        PrintLayout.WriteNote(sheet, note);
        return sheet;
    }

    private static void Draw(Sheet sheet, ReleasedFigure figure, PrintPage page, ImmutableArray<FunnelUnit> units, Box box)
    {
        var (low, high) = Funnel.Range(units);
        var curves = Funnel.Curves(units);
        double first = curves[0].People, last = curves[^1].People;
        double[] across = PrintLayout.Ticks(first, last, Math.Max(2, (int)(box.Width / 45))), up = PrintLayout.Ticks(low, high, 5);
        float X(double n) => box.Left + (float)((n - first) / (last - first)) * box.Width;
        float Y(double mean) => box.Bottom - (float)((mean - low) / (high - low)) * box.Height;
        var plot = PrintLayout.Rows(box, first, last, across);
        Scale(sheet, box, up, Y);
        sheet.Text(page.In(figure.Data.Measures[figure.Measure("y")].Label), PrintLayout.Margin, box.Top - 6, PrintPage.Small, color: Palette.Quiet);
        Limits(sheet, curves, X, Y);
        foreach (var unit in units)
        {
            var dot = plot.Add.Marker(unit.People, Y(unit.Mean) * -1 + box.Top, unit.Stands ? MarkerShape.FilledDiamond : MarkerShape.FilledCircle, unit.Stands ? 6 : 4, Color.FromHex(unit.Stands ? Beyond : Within));
            dot.MarkerStyle.OutlineWidth = 0;
        }
        sheet.Plot(plot, box);
        Names(sheet, page, units, box, X, Y);
        PrintLayout.WriteAxis(sheet, box, X, across.Select(tick => (tick, PrintLayout.Count(tick))), page.In(figure.Data.Measures[figure.Measure("x")].Label));
    }

    private static void Scale(Sheet sheet, Box box, double[] ticks, Func<double, float> y)
    {
        int decimals = PrintLayout.TickDecimals(ticks);
        foreach (double tick in ticks)
        {
            sheet.Line(box.Left, y(tick), box.Right, y(tick), Palette.Grid, 0.4f);
            sheet.Text(Printed.Fixed(tick, decimals), box.Left - 3, y(tick), PrintPage.Small, Anchor.Right, color: Palette.Quiet);
        }
        sheet.Line(box.Left, box.Top, box.Left, box.Bottom, Palette.Ink, 0.5f);
    }

    private static void Limits(Sheet sheet, ImmutableArray<(double People, double Low, double High)> curves, Func<double, float> x, Func<double, float> y)
    {
        foreach (var (from, to) in curves.Zip(curves.Skip(1)))
        {
            sheet.Line(x(from.People), y(from.Low), x(to.People), y(to.Low), Palette.Quiet, 0.7f);
            sheet.Line(x(from.People), y(from.High), x(to.People), y(to.High), Palette.Quiet, 0.7f);
        }
    }

    private static void Names(Sheet sheet, PrintPage page, ImmutableArray<FunnelUnit> units, Box box, Func<double, float> x, Func<double, float> y)
    {
        var taken = new List<Box>();
        foreach (var unit in units.Where(unit => unit.Stands).OrderByDescending(unit => Math.Max(unit.Low - unit.Mean, unit.Mean - unit.High)).Take(MostNamed))
        {
            string name = page.In(unit.Label);
            float width = Typesetting.Width(name, PrintPage.Small);
            bool left = x(unit.People) + 5 + width > box.Right;
            var place = left ? new Box(x(unit.People) - 5 - width, y(unit.Mean) - 4, x(unit.People) - 5, y(unit.Mean) + 4) : new Box(x(unit.People) + 5, y(unit.Mean) - 4, x(unit.People) + 5 + width, y(unit.Mean) + 4);
            if (taken.Any(place.Overlaps)) continue;
            taken.Add(place);
            sheet.Text(name, left ? place.Right : place.Left, y(unit.Mean), PrintPage.Small, left ? Anchor.Right : Anchor.Left);
        }
    }
}
