using System.Collections.Immutable;
using ScottPlot;

namespace CoProduction.Reports;

/// <summary>The printed path diagram: ovals, boxes and arrows, dashed where a weight is not told apart from 0.</summary>
internal static class PathsPrint
{
    private const string Color = "#0072B2";

    public static Sheet Compose(ReleasedFigure figure, PrintPage page)
    {
        var drawing = PathLayout.Of(figure, page.Width - 2 * PrintLayout.Margin, page.Language);
        var title = PrintLayout.Title(page, figure.Title);
        var note = PrintLayout.Note(page, page.In(PathsNote.Of(figure)));
        float around = PrintLayout.TitleHeight(title) + 4 + PrintLayout.Height(note) + PrintLayout.Margin;
        var sheet = PrintLayout.Sheet(page, figure.Id, around + drawing.Height);
        float top = PrintLayout.WriteTitle(sheet, title) + 2 + (sheet.Height - around - drawing.Height) / 2;
        Draw(sheet, drawing, new Box(PrintLayout.Margin, top, PrintLayout.Margin + drawing.Width, top + drawing.Height));
        PrintLayout.WriteNote(sheet, note);
        return sheet;
    }

    private static void Draw(Sheet sheet, PathDrawing drawing, Box box)
    {
        var plot = PrintLayout.Rows(box, 0, box.Width, []);
        foreach (var arrow in drawing.Arrows) AddArrow(plot, arrow);
        foreach (var node in drawing.Nodes) AddNode(plot, node);
        sheet.Plot(plot, box);
        foreach (var arrow in drawing.Arrows) sheet.Text(arrow.Text, box.Left + arrow.Label.MiddleX, box.Top + arrow.Label.MiddleY, PrintPage.Small, Anchor.Middle);
        foreach (var node in drawing.Nodes)
            for (int line = 0; line < node.Lines.Length; line++)
                sheet.Text(node.Lines[line], box.Left + node.Middle.X, box.Top + node.Middle.Y + (line - (node.Lines.Length - 1) / 2f) * PrintLayout.LineHeight, PrintPage.Normal, Anchor.Middle);
    }

    private static void AddArrow(Plot plot, PlacedArrow arrow)
    {
        var color = ScottPlot.Color.FromHex(arrow.Arrow.Holds ? Color : Palette.Quiet);
        foreach (var piece in arrow.Pieces.SelectMany(piece => arrow.Arrow.Holds ? [piece] : Dashes.Of(piece, 4, 2.5f)))
        {
            var line = plot.Add.ScatterLine(Xs(piece), Ys(piece));
            (line.LineColor, line.LineWidth) = (color, arrow.Arrow.Holds ? 0.9f : 0.7f);
        }
        foreach (var head in arrow.Heads)
        {
            var triangle = plot.Add.Polygon(Xs(head), Ys(head));
            (triangle.FillColor, triangle.LineWidth) = (color, 0);
        }
    }

    private static void AddNode(Plot plot, PlacedNode node)
    {
        if (node.Node.IsLatent)
        {
            var oval = plot.Add.Ellipse(node.Middle.X, -node.Middle.Y, node.Box.Width / 2, node.Box.Height / 2);
            (oval.LineColor, oval.LineWidth, oval.FillColor) = (ScottPlot.Color.FromHex(Palette.Ink), 0.8f, ScottPlot.Color.FromHex(Palette.Paper));
        }
        else
        {
            var box = plot.Add.Rectangle(node.Box.Left, node.Box.Right, -node.Box.Bottom, -node.Box.Top);
            (box.LineColor, box.LineWidth, box.FillColor) = (ScottPlot.Color.FromHex(Palette.Ink), 0.8f, ScottPlot.Color.FromHex(Palette.Paper));
        }
    }

    private static double[] Xs(ImmutableArray<Spot> spots) => [.. spots.Select(spot => (double)spot.X)];

    private static double[] Ys(ImmutableArray<Spot> spots) => [.. spots.Select(spot => -(double)spot.Y)];
}
