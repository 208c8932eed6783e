namespace CoProduction.Reports;

/// <summary>The printed figure of spending shares: (a) sorted bars over years, (b) the composition of each year.</summary>
internal static class SpendingSharesPrint
{
    private const float SideBySide = 400, Between = 12, Heading = 12, ClassGap = 4, FullRow = 8.5f, LeastRow = 2.5f, LeastLabel = 8.2f;
    private const float Lane = 10, StackBar = 11, KeySize = 6;

    /// <summary>Everything that is known before the heights are.</summary>
    private sealed record Plan(
        ReleasedFigure Figure, PrintPage Page, ShareGrid Grid, int Decimals, IReadOnlyList<string> Title, IReadOnlyList<string> Note,
        IReadOnlyList<IReadOnlyList<string>> Headers, bool Beside, float PanelWidth)
    {
        public int Rows => Grid.Parts.Length * Grid.Wholes.Length;

        public float HeaderHeight => Headers.Sum(lines => lines.Count * PrintLayout.LineHeight + 2 + ClassGap);

        public float StackHeight => Heading + Grid.Wholes.Length * (Lane + StackBar) + 4 + PrintLayout.TickHeight;

        public float Around => PrintLayout.TitleHeight(Title) + PrintLayout.Height(Note) + PrintLayout.Margin + (Beside ? 0 : Between + StackHeight);

        /// <summary>Height of the sheet at a height of the rows.</summary>
        public float Height(float row)
        {
            float bars = Heading + HeaderHeight + Rows * row + PrintLayout.AxisHeight;
            return Around + (Beside ? Math.Max(bars, StackHeight) : bars);
        }

        public string Percent(double share) => Printed.Percent(share, Decimals);

        public float YearWidth => Typesetting.Widest(Grid.Wholes.Select(year => Page.In(year.Label)), PrintPage.Small) + 5;
    }

    public static Sheet Compose(ReleasedFigure figure, PrintPage page)
    {
        var plan = PlanOf(figure, page);
        float row = RowHeight(plan);
        var sheet = new Sheet(page.Width, page.Height ?? plan.Height(row), figure.Id);
        float top = PrintLayout.WriteTitle(sheet, plan.Title), foot = sheet.Height - PrintLayout.Margin - PrintLayout.Height(plan.Note);
        float barsFoot = plan.Beside ? foot : foot - Between - plan.StackHeight;
        float stackTop = plan.Beside ? top : barsFoot + Between, stackLeft = plan.Beside ? page.Width - PrintLayout.Margin - plan.PanelWidth : PrintLayout.Margin;
        DrawBars(sheet, plan, new Box(PrintLayout.Margin, top, PrintLayout.Margin + plan.PanelWidth, barsFoot), row);
        DrawStack(sheet, plan, new Box(stackLeft, stackTop, stackLeft + plan.PanelWidth, foot));
        PrintLayout.WriteNote(sheet, plan.Note);
        return sheet;
    }

    private static Plan PlanOf(ReleasedFigure figure, PrintPage page)
    {
        var grid = SpendingShares.Read(figure);
        bool beside = page.Width >= SideBySide;
        float panel = beside ? (page.Width - 2 * PrintLayout.Margin - Between) / 2 : page.Width - 2 * PrintLayout.Margin;
        if (panel < 90) throw ReportsFaults.TooNarrow(figure.Id, PrintPage.Mm(page.Width), PrintPage.Mm(90 + 2 * PrintLayout.Margin));
        var headers = grid.Parts.Select(part => (IReadOnlyList<string>)Typesetting.Wrap(page.In(part.Label), panel - KeySize - 4, PrintPage.Normal, bold: true));
        string note = grid.AnyWithheld ? page.In(Words.WithheldArea) : "";
        return new(figure, page, grid, SpendingShares.Decimals(figure), PrintLayout.Title(page, figure.Title), PrintLayout.Note(page, note), [.. headers], beside, panel);
    }

    private static float RowHeight(Plan plan)
    {
        if (plan.Page.Height is not { } height) return FullRow;
        float row = (height - plan.Around - Heading - plan.HeaderHeight - PrintLayout.AxisHeight) / plan.Rows;
        bool fits = row >= LeastRow && (!plan.Beside || height >= plan.Around + plan.StackHeight);
        return fits ? row : throw ReportsFaults.TooLow(plan.Figure.Id, PrintPage.Mm(height), PrintPage.Mm(plan.Height(LeastRow)));
    }

    private static void DrawBars(Sheet sheet, Plan plan, Box panel, float row)
    {
        var (page, grid) = (plan.Page, plan.Grid);
        WriteHeading(sheet, panel, "a", page.In(Words.EachYear));
        var box = new Box(panel.Left + plan.YearWidth, panel.Top + Heading, panel.Right, panel.Bottom - PrintLayout.AxisHeight);
        double most = Math.Max(0.01, grid.Shares.Max(year => year.Max(share => share.Number ?? 0)));
        float labelWidth = Typesetting.Widest([plan.Percent(most), page.In(Words.Withheld)], PrintPage.Small, bold: true) + 4;
        double high = most * box.Width / (box.Width - labelWidth);
        double[] ticks = PrintLayout.Ticks(0, most, Math.Max(2, (int)(box.Width / 45)));
        var plot = PrintLayout.Rows(box, 0, high, ticks);
        var bars = new List<ScottPlot.Bar>();
        float X(double share) => box.Left + (float)(share / high) * box.Width;
        sheet.Plot(plot, box);
        float y = box.Top;
        for (int part = 0; part < grid.Parts.Length; part++)
        {
            y = WriteHeader(sheet, plan, panel.Left, y, part);
            sheet.Line(box.Left, y, box.Left, y + grid.Wholes.Length * row, Palette.Ink, 0.5f);
            for (int year = 0; year < grid.Wholes.Length; year++, y += row) DrawRow(sheet, bars, plan, box, part, year, y, row, X);
            y += ClassGap;
        }
        plot.Add.Bars(bars);
        int decimals = PrintLayout.TickDecimals([.. ticks.Select(tick => tick * 100)]);
        PrintLayout.WriteAxis(sheet, box, X, ticks.Select(tick => (tick, Printed.Percent(tick, decimals))), page.In(plan.Figure.Data.Measures[plan.Figure.Measure("y")].Label));
    }

    private static void WriteHeading(Sheet sheet, Box panel, string letter, string text)
    {
        sheet.Text(letter, panel.Left, panel.Top + 5, PrintPage.Large, bold: true);
        sheet.Text(text, panel.Left + 10, panel.Top + 5, PrintPage.Normal, color: Palette.Quiet);
    }

    private static float WriteHeader(Sheet sheet, Plan plan, float left, float y, int part)
    {
        float right = left + KeySize + 4 + Typesetting.Widest(plan.Headers[part], PrintPage.Normal, bold: true);
        sheet.Fill(new Box(left, y, right + 2, y + plan.Headers[part].Count * PrintLayout.LineHeight + 2), Palette.Paper);
        sheet.Fill(new Box(left, y + 2.5f, left + KeySize, y + 2.5f + KeySize), Palette.Class(part));
        foreach (string line in plan.Headers[part])
        {
            sheet.Text(line, left + KeySize + 4, y + 5.5f, PrintPage.Normal, bold: true);
            y += PrintLayout.LineHeight;
        }
        return y + 2;
    }

    private static void DrawRow(Sheet sheet, List<ScottPlot.Bar> bars, Plan plan, Box box, int part, int year, float y, float row, Func<double, float> x)
    {
        var share = plan.Grid.Shares[year][part];
        bool latest = year == plan.Grid.Wholes.Length - 1;
        int every = (int)Math.Ceiling(LeastLabel / row);
        bool labelled = (plan.Grid.Wholes.Length - 1 - year) % every == 0;
        string color = Palette.Tint(Palette.Class(part), latest ? 1 : 0.6);
        if (share.Number is { } value) bars.Add(PrintLayout.Bar(0, value, y - box.Top + 0.1f * row, 0.8f * row, color, color));
        if (!labelled) return;
        sheet.Text(plan.Page.In(plan.Grid.Wholes[year].Label), box.Left - 3, y + row / 2, PrintPage.Small, Anchor.Right, color: Palette.Quiet);
        string text = share.Number is { } number ? plan.Percent(number) : share.Withheld ? plan.Page.In(Words.Withheld) : "–";
        sheet.Text(text, x(share.Number ?? 0) + 2.5f, y + row / 2, PrintPage.Small, bold: latest, color: share.Number is null ? Palette.Quiet : Palette.Ink);
    }

    private static void DrawStack(Sheet sheet, Plan plan, Box panel)
    {
        var (page, grid) = (plan.Page, plan.Grid);
        WriteHeading(sheet, panel, "b", page.In(Words.Whole));
        var box = new Box(panel.Left + plan.YearWidth, panel.Top + Heading, panel.Right - 8, panel.Bottom - PrintLayout.TickHeight);
        double high = Math.Max(1, grid.Shares.Max(year => year.Sum(share => share.Number ?? 0)));
        double[] ticks = [0, 0.25, 0.5, 0.75, 1];
        var plot = PrintLayout.Rows(box, 0, high, []);
        var bars = new List<ScottPlot.Bar>();
        sheet.Plot(plot, box);
        float X(double share) => box.Left + (float)(share / high) * box.Width;
        float pitch = box.Height / grid.Wholes.Length, bar = Math.Min(2 * StackBar, pitch - Lane);
        for (int year = 0; year < grid.Wholes.Length; year++)
        {
            float top = box.Top + year * pitch + Lane + (pitch - Lane - bar) / 2;
            sheet.Text(page.In(grid.Wholes[year].Label), box.Left - 3, top + bar / 2, PrintPage.Small, Anchor.Right, color: Palette.Quiet);
            DrawYear(sheet, bars, plan, box, new Box(box.Left, top, box.Right, top + bar), year, X);
        }
        plot.Add.Bars(bars);
        PrintLayout.WriteAxis(sheet, box, X, ticks.Select(tick => (tick, Printed.Percent(tick, 0))), "");
    }

    private static void DrawYear(Sheet sheet, List<ScottPlot.Bar> bars, Plan plan, Box box, Box bar, int year, Func<double, float> x)
    {
        var shares = plan.Grid.Shares[year];
        double start = 0;
        var edges = new List<float> { x(0) };
        for (int part = 0; part < shares.Length; part++)
        {
            double end = start + (shares[part].Number ?? 0);
            if (end > start) bars.Add(PrintLayout.Bar(start, end, bar.Top - box.Top, bar.Height, Palette.Class(part), Palette.Paper));
            edges.Add(x(start = end));
        }
        if (shares.Any(share => share.Withheld) && x(1) - x(start) > 1) sheet.Hatch(new Box(x(start), bar.Top, x(1), bar.Bottom));
        string[] texts = [.. shares.Select(share => share.Number is > 0 and var value ? plan.Percent(value) : "")];
        float[] widths = [.. texts.Select(text => text.Length == 0 ? 0 : Typesetting.Width(text, PrintPage.Small))];
        foreach (var label in StackLabels.Place([.. edges], widths, box.Left, box.Right + 8)) WriteLabel(sheet, label, texts, edges, bar);
    }

    private static void WriteLabel(Sheet sheet, StackLabel label, string[] texts, List<float> edges, Box bar)
    {
        float middle = (edges[label.Segment] + edges[label.Segment + 1]) / 2;
        if (label.Inside)
        {
            sheet.Text(texts[label.Segment], label.At, bar.MiddleY, PrintPage.Small, Anchor.Middle, color: Palette.TextOn(Palette.Class(label.Segment)));
            return;
        }
        sheet.Text(texts[label.Segment], label.At, bar.Top - 6.2f, PrintPage.Small, Anchor.Middle);
        sheet.Line(label.At, bar.Top - 2.6f, middle, bar.Top, Palette.Quiet, 0.4f);
    }
}
