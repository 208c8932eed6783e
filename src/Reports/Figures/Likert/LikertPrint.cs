namespace CoProduction.Reports;

/// <summary>The printed Likert figure.</summary>
internal static class LikertPrint
{
    private const float Gap = 6, BarHeight = 11, LegendRow = 10, LeastPlot = 90;

    private sealed record Plan(
        ReleasedFigure Figure, PrintPage Page, LikertBars Bars, string[] Colors, IReadOnlyList<string> Title, IReadOnlyList<string> Note,
        IReadOnlyList<IReadOnlyList<string>> Labels, float LabelWidth, (float X, int Row)[] Legend, int LegendRows)
    {
        public int Items => Bars.Grid.Wholes.Length;

        public float Rows => Labels.Sum(label => PrintLayout.RowHeight(label, BarHeight + 4));

        public float LegendHeight => LegendRows * LegendRow + 4;

        public float Around => PrintLayout.TitleHeight(Title) + LegendHeight + PrintLayout.AxisHeight + PrintLayout.Height(Note) + PrintLayout.Margin;
    }

    public static Sheet Compose(ReleasedFigure figure, PrintPage page)
    {
        var plan = PlanOf(figure, page);
        var sheet = PrintLayout.Sheet(page, figure.Id, plan.Around + plan.Rows);
        float top = PrintLayout.WriteTitle(sheet, plan.Title);
        WriteLegend(sheet, plan, top);
        float foot = sheet.Height - PrintLayout.Margin - PrintLayout.Height(plan.Note) - PrintLayout.AxisHeight;
        DrawItems(sheet, plan, new Box(PrintLayout.Margin + plan.LabelWidth + Gap, top + plan.LegendHeight, page.Width - PrintLayout.Margin - 2, foot));
        PrintLayout.WriteNote(sheet, plan.Note);
        return sheet;
    }

    private static Plan PlanOf(ReleasedFigure figure, PrintPage page)
    {
        var bars = Likert.Read(figure);
        string[] items = [.. Enumerable.Range(0, bars.Grid.Wholes.Length).Select(item => bars.Item(item, page.Language))];
        float room = page.Width - 2 * PrintLayout.Margin - Gap - 2;
        float labelWidth = Math.Min(Typesetting.Widest(items, PrintPage.Normal), 0.4f * room);
        if (room - labelWidth < LeastPlot) throw ReportsFaults.TooNarrow(figure.Id, PrintPage.Mm(page.Width), PrintPage.Mm(LeastPlot / 0.6f + 2 * PrintLayout.Margin + Gap + 2));
        var labels = items.Select(item => (IReadOnlyList<string>)Typesetting.Wrap(item, labelWidth + 0.5f, PrintPage.Normal));
        string note = page.In(Words.LikertNote) + (bars.Grid.AnyWithheld ? " " + page.In(Words.WithheldNote) : "");
        var legend = PrintLayout.Legend([.. bars.Grid.Parts.Select(answer => page.In(answer.Label))], page.Width - 2 * PrintLayout.Margin, out int rows);
        string[] colors = Palette.Diverging(bars.Grid.Parts.Length);
        return new(figure, page, bars, colors, PrintLayout.Title(page, figure.Title), PrintLayout.Note(page, note), [.. labels], labelWidth, legend, rows);
    }

    private static void WriteLegend(Sheet sheet, Plan plan, float top)
    {
        for (int i = 0; i < plan.Legend.Length; i++)
        {
            float x = PrintLayout.Margin + plan.Legend[i].X, y = top + plan.Legend[i].Row * LegendRow + LegendRow / 2;
            sheet.Fill(new Box(x, y - 3, x + 6, y + 3), plan.Colors[i]);
            sheet.Text(plan.Page.In(plan.Bars.Grid.Parts[i].Label), x + 9, y, PrintPage.Small);
        }
    }

    private static void DrawItems(Sheet sheet, Plan plan, Box box)
    {
        var (low, high) = Limits(plan, box);
        double[] ticks = [.. PrintLayout.Ticks(low, high, Math.Max(2, (int)(box.Width / 36))).Where(tick => Math.Abs(tick) <= 1)];
        var plot = PrintLayout.Rows(box, low, high, ticks);
        float X(double share) => box.Left + (float)((share - low) / (high - low)) * box.Width;
        sheet.Line(X(0), box.Top, X(0), box.Bottom, Palette.Ink, 0.5f);
        sheet.Plot(plot, box);
        var bars = new List<ScottPlot.Bar>();
        float[] middles = PrintLayout.Middles(box, plan.Labels, BarHeight + 4);
        for (int item = 0; item < plan.Items; item++)
        {
            float middle = middles[item];
            PrintLayout.WriteLabel(sheet, plan.Labels[item], PrintLayout.Margin + plan.LabelWidth, middle);
            DrawItem(sheet, bars, plan, item, new Box(box.Left, middle - BarHeight / 2, box.Right, middle + BarHeight / 2), box.Top, X);
        }
        plot.Add.Bars(bars);
        PrintLayout.WriteAxis(sheet, box, X, ticks.Select(tick => (tick, Printed.Percent(Math.Abs(tick), 0))), plan.Page.In(Words.ShareOfAnswers));
    }

    /// <summary>Limits that leave room for the sums beside the bars.</summary>
    private static (double Low, double High) Limits(Plan plan, Box box)
    {
        int[] placed = [.. Enumerable.Range(0, plan.Items).Where(item => !plan.Bars.Unplaced(item))];
        double left = placed.Select(item => -plan.Bars.Edges(item)[0]).DefaultIfEmpty(0.5).Max();
        double right = placed.Select(item => plan.Bars.Edges(item)[^1]).DefaultIfEmpty(0.5).Max();
        (left, right) = (Math.Max(left, 0.1), Math.Max(right, 0.1));
        float label = Typesetting.Width("100%", PrintPage.Small, bold: true) + 5;
        double unit = (left + right) / (box.Width - 2 * label);
        return (-left - label * unit, right + label * unit);
    }

    private static void DrawItem(Sheet sheet, List<ScottPlot.Bar> bars, Plan plan, int item, Box row, float top, Func<double, float> x)
    {
        if (plan.Bars.Unplaced(item))
        {
            DrawWithheld(sheet, plan, row, x(0));
            return;
        }
        double[] edges = plan.Bars.Edges(item);
        for (int answer = 0; answer < plan.Colors.Length; answer++)
            if (edges[answer + 1] > edges[answer]) bars.Add(PrintLayout.Bar(edges[answer], edges[answer + 1], row.Top - top, row.Height, plan.Colors[answer], Palette.Paper));
        sheet.Text(Printed.Percent(plan.Bars.Side(item, agree: false), 0), x(edges[0]) - 2.5f, row.MiddleY, PrintPage.Small, Anchor.Right, bold: true);
        sheet.Text(Printed.Percent(plan.Bars.Side(item, agree: true), 0), x(edges[^1]) + 2.5f, row.MiddleY, PrintPage.Small, bold: true);
        WriteShares(sheet, plan, item, row, [.. edges.Select(x)]);
    }

    private static void WriteShares(Sheet sheet, Plan plan, int item, Box row, float[] edges)
    {
        string[] texts = [.. plan.Bars.Grid.Shares[item].Select(share => Printed.Percent(share.Number ?? 0, 0))];
        float[] widths = [.. texts.Select(text => Typesetting.Width(text, PrintPage.Small))];
        foreach (var label in StackLabels.Place(edges, widths, edges[0], edges[^1]).Where(label => label.Inside))
            sheet.Text(texts[label.Segment], label.At, row.MiddleY, PrintPage.Small, Anchor.Middle, color: Palette.TextOn(plan.Colors[label.Segment]));
    }

    private static void DrawWithheld(Sheet sheet, Plan plan, Box row, float zero)
    {
        string text = plan.Page.In(Words.Withheld);
        float half = Typesetting.Width(text, PrintPage.Small) / 2 + 3;
        sheet.Hatch(new Box(row.Left, row.Top, row.Right, row.Bottom));
        float middle = Math.Clamp(zero, row.Left + half, row.Right - half);
        sheet.Fill(new Box(middle - half, row.Top + 0.5f, middle + half, row.Bottom - 0.5f), Palette.Paper);
        sheet.Text(text, middle, row.MiddleY, PrintPage.Small, Anchor.Middle, color: Palette.Quiet);
    }
}
