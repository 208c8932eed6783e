using System.Collections.Immutable;
using ScottPlot;

namespace CoProduction.Reports;

/// <summary>The printed prediction curves: a line type and a mark a category, named at its end, its interval as a pale band.</summary>
internal static class ProbabilitiesPrint
{
    private const float PlotHeight = 130, LeastHeight = 70, LeastWidth = 80, AxisRoom = 24, Header = 14, MostLabel = 96, Gap = 6, LabelHeight = 8.5f;
    private static readonly ImmutableArray<float>[] Patterns = [[], [5, 2.5f], [1, 2], [6, 2, 1, 2], [10, 2.5f], [2.5f, 1.5f]];
    private static readonly MarkerShape[] Marks = [MarkerShape.FilledCircle, MarkerShape.OpenSquare, MarkerShape.FilledTriangleUp, MarkerShape.OpenDiamond, MarkerShape.OpenCircle, MarkerShape.Cross];

    private sealed record Plan(ReleasedFigure Figure, PrintPage Page, ImmutableArray<CurvePanel> Panels, double Top, float LabelWidth)
    {
        public float PlotWidth => Page.Width - 2 * PrintLayout.Margin - AxisRoom - Gap - LabelWidth;

        public float Extra => Panels.Sum(Around);

        /// <summary>Height of a panel's header, ticks and title.</summary>
        public float Around(CurvePanel panel) => Header + PrintLayout.AxisHeight + 4 + (Levels(panel).Select(lines => lines.Length).DefaultIfEmpty(1).Max() - 1) * PrintLayout.LineHeight;

        /// <summary>Lines of the labels of categories under the axis; none for numbers.</summary>
        public ImmutableArray<ImmutableArray<string>> Levels(CurvePanel panel) => panel.IsNumeric ? [] : [.. panel.Values.Select(value => Typesetting.Wrap(Page.In(value.Label), PlotWidth / panel.Values.Length - 4, PrintPage.Small))];
    }

    public static Sheet Compose(ReleasedFigure figure, PrintPage page)
    {
        var plan = PlanOf(figure, page);
        var title = PrintLayout.Title(page, figure.Title);
        var note = PrintLayout.Note(page, page.In(Words.CurvesNote) + (figure.Data.Withheld > 0 ? " " + page.In(Words.WithheldNote) : ""));
        float around = PrintLayout.TitleHeight(title) + PrintLayout.Height(note) + PrintLayout.Margin + plan.Extra, least = around + plan.Panels.Length * LeastHeight;
        if (page.Height < least) throw ReportsFaults.TooLow(figure.Id, PrintPage.Mm(page.Height.Value), PrintPage.Mm(least));
        var sheet = new Sheet(page.Width, page.Height ?? around + plan.Panels.Length * PlotHeight, figure.Id);
        float top = PrintLayout.WriteTitle(sheet, title), height = (sheet.Height - around) / plan.Panels.Length;
        foreach (var panel in plan.Panels)
        {
            Draw(sheet, plan, panel, new Box(PrintLayout.Margin + AxisRoom, top + Header, page.Width - PrintLayout.Margin - plan.LabelWidth - Gap, top + Header + height));
            top += height + plan.Around(panel);
        }
        PrintLayout.WriteNote(sheet, note);
        return sheet;
    }

    private static Plan PlanOf(ReleasedFigure figure, PrintPage page)
    {
        var panels = Probabilities.Read(figure);
        float widest = panels.SelectMany(panel => panel.Curves).Select(curve => Typesetting.Width(page.In(curve.Label), PrintPage.Small)).DefaultIfEmpty(0).Max();
        float label = Math.Min(widest, Math.Min(MostLabel, 0.3f * page.Width)) + 1, room = page.Width - 2 * PrintLayout.Margin - AxisRoom - Gap - label;
        if (room < LeastWidth) throw ReportsFaults.TooNarrow(figure.Id, PrintPage.Mm(page.Width), PrintPage.Mm(page.Width + LeastWidth - room) + 1);
        return new Plan(figure, page, panels, Probabilities.Top(figure, panels), label);
    }

    private static void Draw(Sheet sheet, Plan plan, CurvePanel panel, Box box)
    {
        var (low, high) = Padded(panel);
        float X(double at) => box.Left + (float)((at - low) / (high - low)) * box.Width;
        float Y(double value) => box.Bottom - (float)(value / plan.Top) * box.Height;
        double[] across = panel.IsNumeric ? PrintLayout.Ticks(low, high, Math.Max(2, (int)(box.Width / 40))) : [];
        Scale(sheet, plan, box, Y);
        var plot = PrintLayout.Rows(box, 0, box.Width, across.Select(tick => (double)(X(tick) - box.Left)));
        Spot At(double at, double value) => new(X(at) - box.Left, Y(value) - box.Top);
        for (int i = 0; i < panel.Curves.Length; i++) AddBand(plot, panel, i, At);
        for (int i = 0; i < panel.Curves.Length; i++) AddCurve(plot, panel, i, At);
        sheet.Plot(plot, box);
        Names(sheet, plan, panel, box, Y);
        if (panel.IsNumeric) PrintLayout.WriteAxis(sheet, box, X, across.Select(tick => (tick, Printed.Fixed(tick, PrintLayout.TickDecimals(across)))), plan.Page.In(panel.Label));
        else WriteLevels(sheet, plan, panel, box, X);
    }

    private static void WriteLevels(Sheet sheet, Plan plan, CurvePanel panel, Box box, Func<double, float> x)
    {
        var levels = plan.Levels(panel);
        float lower = (levels.Max(lines => lines.Length) - 1) * PrintLayout.LineHeight;
        sheet.Line(box.Left, box.Bottom, box.Right, box.Bottom, Palette.Ink, 0.5f);
        for (int i = 0; i < levels.Length; i++)
            for (int line = 0; line < levels[i].Length; line++) sheet.Text(levels[i][line], x(panel.Values[i].At), box.Bottom + 7 + line * PrintLayout.LineHeight, PrintPage.Small, Anchor.Middle, color: Palette.Quiet);
        sheet.Text(plan.Page.In(panel.Label), box.MiddleX, box.Bottom + 17 + lower, PrintPage.Small, Anchor.Middle);
    }

    // Marks at the ends stand whole within the plot.
    private static (double Low, double High) Padded(CurvePanel panel) => panel.Range is var (low, high) && panel.IsNumeric ? (low - 0.015 * (high - low), high + 0.015 * (high - low)) : panel.Range;

    private static void Scale(Sheet sheet, Plan plan, Box box, Func<double, float> y)
    {
        bool share = Probabilities.IsShare(plan.Figure);
        double[] ticks = PrintLayout.Ticks(0, plan.Top, 5);
        int decimals = PrintLayout.TickDecimals(share ? [.. ticks.Select(tick => tick * 100)] : ticks);
        foreach (double tick in ticks)
        {
            sheet.Line(box.Left, y(tick), box.Right, y(tick), Palette.Grid, 0.4f);
            sheet.Text(share ? Printed.Percent(tick, decimals) : Printed.Fixed(tick, decimals), box.Left - 3, y(tick), PrintPage.Small, Anchor.Right, color: Palette.Quiet);
        }
        sheet.Line(box.Left, box.Top, box.Left, box.Bottom, Palette.Ink, 0.5f);
        sheet.Text(plan.Page.In(plan.Figure.Data.Measures[plan.Figure.Measure("y")].Label), PrintLayout.Margin, box.Top - 9, PrintPage.Small, color: Palette.Quiet);
    }

    private static void AddBand(Plot plot, CurvePanel panel, int index, Func<double, double, Spot> at)
    {
        var points = panel.Curves[index].Known.Where(point => point.Low is not null && point.High is not null).ToList();
        var color = Color.FromHex(ColorOf(index));
        if (!panel.IsNumeric)
            foreach (var point in points) AddLine(plot, [at(point.At + panel.Shift(index), point.Low!.Value), at(point.At + panel.Shift(index), point.High!.Value)], color);
        else if (points.Count > 1)
        {
            ImmutableArray<Spot> edge = [.. points.Select(point => at(point.At, point.Low!.Value)), .. points.Select(point => at(point.At, point.High!.Value)).Reverse()];
            var band = plot.Add.Polygon([.. edge.Select(spot => (double)spot.X)], [.. edge.Select(spot => -(double)spot.Y)]);
            (band.FillColor, band.LineWidth) = (color.WithAlpha(0.16), 0);
        }
    }

    private static void AddCurve(Plot plot, CurvePanel panel, int index, Func<double, double, Spot> at)
    {
        ImmutableArray<Spot> spots = [.. panel.Curves[index].Known.Select(point => at(point.At + panel.Shift(index), point.Y.Number!.Value))];
        var color = Color.FromHex(ColorOf(index));
        if (panel.IsNumeric)
            foreach (var dash in Dashes.Of(spots, Patterns[index % Patterns.Length])) AddLine(plot, dash, color);
        var marks = plot.Add.ScatterPoints(spots.Select(spot => (double)spot.X).ToArray(), spots.Select(spot => -(double)spot.Y).ToArray(), color);
        (marks.MarkerShape, marks.MarkerSize, marks.MarkerLineWidth) = (Marks[index % Marks.Length], 3.6f, 0.8f);
    }

    private static void AddLine(Plot plot, ImmutableArray<Spot> spots, Color color)
    {
        if (spots.Length < 2) return;
        var line = plot.Add.ScatterLine(spots.Select(spot => (double)spot.X).ToArray(), spots.Select(spot => -(double)spot.Y).ToArray(), color);
        line.LineWidth = 1;
    }

    // Each name at the end of its curve, moved off its neighbours; a thin line leads to the curve where it had to move.
    private static void Names(Sheet sheet, Plan plan, CurvePanel panel, Box box, Func<double, float> y)
    {
        var ends = panel.Curves.Select((curve, i) => (Curve: curve, i)).Where(one => one.Curve.Known.Length > 0).Select(one => (one.Curve.Label, one.i, Y: y(one.Curve.Known[^1].Y.Number!.Value))).OrderBy(one => one.Y).ToList();
        var lines = ends.Select(end => Typesetting.Wrap(plan.Page.In(end.Label), plan.LabelWidth, PrintPage.Small)).ToList();
        float[] at = Spacing.Within([.. ends.Select(end => end.Y)], [.. lines.Select(line => line.Length * LabelHeight)], 1.5f, box.Top - 8, box.Bottom + 10);
        for (int i = 0; i < ends.Count; i++)
        {
            if (panel.IsNumeric) sheet.Line(box.Right + 0.5f, ends[i].Y, box.Right + Gap - 1.5f, at[i], ColorOf(ends[i].i), 0.5f);
            for (int line = 0; line < lines[i].Length; line++) sheet.Text(lines[i][line], box.Right + Gap, at[i] + (line - (lines[i].Length - 1) / 2f) * LabelHeight, PrintPage.Small);
        }
    }

    // Dark ones, since lines are thin.
    private static string ColorOf(int index) => Colors[index % Colors.Length];

    private static readonly string[] Colors = ["#0072B2", "#B35806", "#00795A", "#7A4A8B", "#4D4D4D", "#A61C3C"];
}
