using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace CoProduction.Reports;

/// <summary>The parts that every printed figure shares: title, notes, value axes, plots measured in points downwards.</summary>
internal static class PrintLayout
{
    /// <summary>Distance of text from the edge of the sheet.</summary>
    public const float Margin = 3;

    /// <summary>Height of a line of small text.</summary>
    public const float LineHeight = 9;

    /// <summary>Lines of the title at the page's width; none where the page leaves titles out.</summary>
    public static IReadOnlyList<string> Title(PrintPage page, Label title) =>
        page.Title ? Typesetting.Wrap(page.In(title), page.Width - 2 * Margin, PrintPage.Large, bold: true) : [];

    /// <summary>Lines of a note at the page's width; none for an empty note.</summary>
    public static IReadOnlyList<string> Note(PrintPage page, string note) =>
        note.Length == 0 ? [] : Typesetting.Wrap(note, page.Width - 2 * Margin, PrintPage.Small);

    /// <summary>Height of some lines with the space after them.</summary>
    public static float Height(IReadOnlyList<string> lines, float lineHeight = LineHeight) => lines.Count == 0 ? 0 : lines.Count * lineHeight + 3;

    /// <summary>An empty sheet of the page's height, or of what the figure needs where the page leaves its height open.</summary>
    /// <exception cref="StudyException">The page is lower than the figure needs.</exception>
    public static Sheet Sheet(PrintPage page, string figure, float needed) => page.Height < needed
        ? throw ReportsFaults.TooLow(figure, PrintPage.Mm(page.Height.Value), PrintPage.Mm(needed))
        : new Sheet(page.Width, page.Height ?? needed, figure);

    /// <summary>Writes the title; returns where the figure begins.</summary>
    public static float WriteTitle(Sheet sheet, IReadOnlyList<string> lines)
    {
        const float TitleHeight = 10.5f;
        for (int i = 0; i < lines.Count; i++) sheet.Text(lines[i], Margin, Margin + (i + 0.5f) * TitleHeight, PrintPage.Large, bold: true);
        return Margin + Height(lines, TitleHeight);
    }

    /// <summary>Height that <see cref="WriteTitle"/> takes.</summary>
    public static float TitleHeight(IReadOnlyList<string> lines) => Margin + Height(lines, 10.5f);

    /// <summary>Writes a note at the foot of the sheet.</summary>
    public static void WriteNote(Sheet sheet, IReadOnlyList<string> lines)
    {
        for (int i = 0; i < lines.Count; i++)
            sheet.Text(lines[i], Margin, sheet.Height - Margin - (lines.Count - i - 0.5f) * LineHeight, PrintPage.Small, color: Palette.Quiet);
    }

    /// <summary>A plot with data coordinates x in the data's units and y in points downwards, 0 at the box's top.</summary>
    public static Plot Rows(Box box, double low, double high, IEnumerable<double> grid)
    {
        var plot = new Plot();
        plot.Axes.SetLimits(low, high, -box.Height, 0);
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. grid], [.. grid.Select(_ => "")]);
        plot.Axes.Left.TickGenerator = new NumericManual();
        plot.Grid.XAxisStyle.MajorLineStyle.Color = Color.FromHex(Palette.Grid);
        plot.Grid.XAxisStyle.MajorLineStyle.Width = 0.4f;
        plot.Grid.YAxisStyle.IsVisible = false;
        return plot;
    }

    /// <summary>A horizontal bar of a plot of <see cref="Rows"/>.</summary>
    /// <param name="from">Start, in the data's units.</param>
    /// <param name="to">End.</param>
    /// <param name="top">Top, points from the box's top.</param>
    /// <param name="height">Height, points.</param>
    /// <param name="color">Fill.</param>
    /// <param name="line">Colour of the outline.</param>
    public static Bar Bar(double from, double to, float top, float height, string color, string line) => new()
    {
        ValueBase = from,
        Value = to,
        Position = -(top + height / 2),
        Size = height,
        Orientation = Orientation.Horizontal,
        FillColor = Color.FromHex(color),
        LineColor = Color.FromHex(line),
        LineWidth = 0.5f,
    };

    /// <summary>Round steps 1, 2, 5 × 10^k that cut a range into about so many parts, and into two at least; the ticks lie within the range.</summary>
    public static double[] Ticks(double low, double high, int most)
    {
        double raw = (high - low) / most, power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double[] steps = [.. Units.Select(unit => unit * power)];
        int fit = Array.FindIndex(steps, step => step >= raw * (1 - 1e-9));
        double[] ticks = Multiples(low, high, steps[fit]);
        return ticks.Length >= 3 || fit == 0 ? ticks : Multiples(low, high, steps[fit - 1]);
    }

    private static readonly double[] Units = [0.5, 1, 2, 5, 10];

    private static double[] Multiples(double low, double high, double step)
    {
        int first = (int)Math.Ceiling(low / step - 1e-9), last = (int)Math.Floor(high / step + 1e-9);
        return [.. Enumerable.Range(first, last - first + 1).Select(i => Math.Round(i * step, 12))];
    }

    /// <summary>Height of a row whose label has so many lines.</summary>
    public static float RowHeight(IReadOnlyList<string> label, float least) => Math.Max(least, label.Count * LineHeight + 4);

    /// <summary>Writes the lines of a row's label, ending at a right edge, about the row's middle.</summary>
    public static void WriteLabel(Sheet sheet, IReadOnlyList<string> lines, float right, float middle)
    {
        for (int line = 0; line < lines.Count; line++)
            sheet.Text(lines[line], right, middle + (line - (lines.Count - 1) / 2f) * LineHeight, PrintPage.Normal, Anchor.Right);
    }

    /// <summary>Middles of rows stacked in a box, each as high as its label asks; what is left over is shared out.</summary>
    public static float[] Middles(Box box, IReadOnlyList<IReadOnlyList<string>> labels, float least)
    {
        float spare = (box.Height - labels.Sum(label => RowHeight(label, least))) / labels.Count, at = box.Top;
        return [.. labels.Select(label => (at += RowHeight(label, least) + spare) - (RowHeight(label, least) + spare) / 2)];
    }

    /// <summary>Decimals that tell the ticks apart.</summary>
    public static int TickDecimals(double[] ticks) =>
        Enumerable.Range(0, 7).First(d => d == 6 || ticks.All(tick => Math.Abs(tick - Math.Round(tick, d)) < 1e-9));

    /// <summary>Tick labels and the axis title under a box.</summary>
    public static void WriteAxis(Sheet sheet, Box box, Func<double, float> x, IEnumerable<(double At, string Text)> ticks, string title)
    {
        sheet.Line(box.Left, box.Bottom, box.Right, box.Bottom, Palette.Ink, 0.5f);
        foreach (var (at, text) in ticks)
        {
            sheet.Line(x(at), box.Bottom, x(at), box.Bottom + 2, Palette.Ink, 0.5f);
            float half = Typesetting.Width(text, PrintPage.Small) / 2;
            sheet.Text(text, Math.Clamp(x(at), half, sheet.Width - half), box.Bottom + 7, PrintPage.Small, Anchor.Middle, color: Palette.Quiet);
        }
        sheet.Text(title, box.MiddleX, box.Bottom + 16.5f, PrintPage.Small, Anchor.Middle);
    }

    /// <summary>Height that <see cref="WriteAxis"/> takes below the box.</summary>
    public const float AxisHeight = 22;

    /// <summary>Height that <see cref="WriteAxis"/> takes below the box without an axis title.</summary>
    public const float TickHeight = 12;

    /// <summary>A legend of colour keys, laid out in as many rows as the width asks for.</summary>
    /// <returns>Position of each entry, and the number of rows.</returns>
    public static (float X, int Row)[] Legend(IReadOnlyList<string> labels, float width, out int rows)
    {
        var places = new (float X, int Row)[labels.Count];
        float x = 0;
        rows = 1;
        for (int i = 0; i < labels.Count; i++)
        {
            float entry = 9 + Typesetting.Width(labels[i], PrintPage.Small);
            if (x > 0 && x + entry > width) (x, rows) = (0, rows + 1);
            places[i] = (x, rows - 1);
            x += entry + 8;
        }
        return places;
    }

    /// <summary>Text of a count with thousands separators.</summary>
    public static string Count(double count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
