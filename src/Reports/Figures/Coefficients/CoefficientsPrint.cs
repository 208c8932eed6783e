using System.Collections.Immutable;
using ScottPlot;

namespace CoProduction.Reports;

/// <summary>The printed coefficient figure: a dot and an interval a term, a line at zero, the numbers at the right.</summary>
internal static class CoefficientsPrint
{
    private const float LeastPlot = 60, NumbersFrom = 230, Gap = 8, Header = 11, LeastRow = 13;
    private const string Color = "#0072B2";

    private sealed record Plan(
        ReleasedFigure Figure, PrintPage Page, ImmutableArray<CoefficientRow> Rows, IReadOnlyList<string> Title, IReadOnlyList<string> Note,
        IReadOnlyList<IReadOnlyList<string>> Labels, ImmutableArray<string> Numbers, float LabelWidth, float NumberWidth)
    {
        public float Heights => Labels.Sum(label => PrintLayout.RowHeight(label, LeastRow));

        public float Around => PrintLayout.TitleHeight(Title) + Header + PrintLayout.AxisHeight + PrintLayout.Height(Note) + PrintLayout.Margin;
    }

    public static Sheet Compose(ReleasedFigure figure, PrintPage page)
    {
        var plan = PlanOf(figure, page);
        var sheet = PrintLayout.Sheet(page, figure.Id, plan.Around + plan.Heights);
        float top = PrintLayout.WriteTitle(sheet, plan.Title) + Header, foot = sheet.Height - PrintLayout.Margin - PrintLayout.Height(plan.Note) - PrintLayout.AxisHeight;
        float right = page.Width - PrintLayout.Margin - (plan.NumberWidth > 0 ? plan.NumberWidth + Gap : 6);
        DrawRows(sheet, plan, new Box(PrintLayout.Margin + plan.LabelWidth + Gap, top, right, foot));
        PrintLayout.WriteNote(sheet, plan.Note);
        return sheet;
    }

    private static Plan PlanOf(ReleasedFigure figure, PrintPage page)
    {
        var rows = Coefficients.Read(figure);
        int decimals = Math.Max(2, figure.Data.Measures[figure.Measure("x")].Decimals);
        ImmutableArray<string> numbers = page.Width < NumbersFrom ? [] : [.. rows.Select(row => row.Estimate.Withheld ? page.In(Words.Withheld) : row.Text(decimals))];
        float numberWidth = numbers.IsEmpty ? 0 : Math.Max(Typesetting.Widest(numbers, PrintPage.Small), Typesetting.Width(page.In(Words.Estimate), PrintPage.Small));
        float room = page.Width - 2 * PrintLayout.Margin - 2 * Gap - numberWidth;
        float labelWidth = Math.Min(Typesetting.Widest(rows.Select(row => page.In(row.Label)), PrintPage.Normal), Math.Max(0.45f * room, room - 220));
        if (room - labelWidth < LeastPlot) throw ReportsFaults.TooNarrow(figure.Id, PrintPage.Mm(page.Width), PrintPage.Mm(page.Width + LeastPlot - room + labelWidth));
        var labels = rows.Select(row => (IReadOnlyList<string>)Typesetting.Wrap(page.In(row.Label), labelWidth + 0.5f, PrintPage.Normal));
        string note = page.In(Words.FilledNote) + (rows.Any(row => row.Estimate.Withheld) ? " " + page.In(Words.WithheldNote) : "");
        return new(figure, page, rows, PrintLayout.Title(page, figure.Title), PrintLayout.Note(page, note), [.. labels], numbers, labelWidth, numberWidth);
    }

    private static void DrawRows(Sheet sheet, Plan plan, Box box)
    {
        var (low, high) = Limits(plan.Rows);
        double[] ticks = PrintLayout.Ticks(low, high, Math.Max(2, (int)(box.Width / 38)));
        var plot = PrintLayout.Rows(box, low, high, ticks);
        float X(double value) => box.Left + (float)((value - low) / (high - low)) * box.Width;
        var zero = plot.Add.VerticalLine(0, 0.8f, ScottPlot.Color.FromHex(Palette.Quiet));
        zero.LinePattern = LinePattern.Solid;
        float[] middles = PrintLayout.Middles(box, plan.Labels, LeastRow);
        for (int i = 0; i < plan.Rows.Length; i++)
        {
            float y = middles[i];
            AddRow(plot, plan.Rows[i], y - box.Top);
            WriteRow(sheet, plan, i, y, X);
        }
        sheet.Plot(plot, box);
        int decimals = PrintLayout.TickDecimals(ticks);
        PrintLayout.WriteAxis(sheet, box, X, ticks.Select(tick => (tick, Printed.Fixed(tick, decimals))), plan.Page.In(Words.Interval));
        if (plan.NumberWidth > 0) sheet.Text(plan.Page.In(Words.Estimate), sheet.Width - PrintLayout.Margin, box.Top - 5, PrintPage.Small, Anchor.Right, color: Palette.Quiet);
    }

    private static (double Low, double High) Limits(ImmutableArray<CoefficientRow> rows)
    {
        double[] ends = [0, .. rows.SelectMany(row => new[] { row.Estimate.Number, row.Low, row.High }).OfType<double>()];
        double span = ends.Max() - ends.Min();
        return span > 0 ? (ends.Min() - 0.05 * span, ends.Max() + 0.05 * span) : (-1, 1);
    }

    private static void AddRow(Plot plot, CoefficientRow row, float y)
    {
        if (row.Estimate.Number is not { } estimate) return;
        if (row.Low is { } low && row.High is { } high)
        {
            var interval = plot.Add.Line(low, -y, high, -y);
            interval.LineWidth = 1;
            interval.LineColor = ScottPlot.Color.FromHex(Color);
        }
        var dot = plot.Add.Marker(estimate, -y, MarkerShape.FilledCircle, 5, ScottPlot.Color.FromHex(row.ExcludesZero ? Color : Palette.Paper));
        dot.MarkerStyle.OutlineColor = ScottPlot.Color.FromHex(Color);
        dot.MarkerStyle.OutlineWidth = 1;
    }

    private static void WriteRow(Sheet sheet, Plan plan, int i, float y, Func<double, float> x)
    {
        PrintLayout.WriteLabel(sheet, plan.Labels[i], PrintLayout.Margin + plan.LabelWidth, y);
        if (plan.NumberWidth > 0) sheet.Text(plan.Numbers[i], sheet.Width - PrintLayout.Margin, y, PrintPage.Small, Anchor.Right);
        else if (plan.Rows[i].Estimate.Withheld) sheet.Text(plan.Page.In(Words.Withheld), x(0) + 3, y, PrintPage.Small, color: Palette.Quiet);
    }
}
