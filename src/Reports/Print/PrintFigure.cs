using SkiaSharp;

namespace CoProduction.Reports;

/// <summary>Prints a released figure to SVG, PDF or PNG at exact millimetres. Same figure and options, same bytes.</summary>
public static class PrintFigure
{
    private const double PointsPerMm = 72 / 25.4;
    private const long MostPixels = 120_000_000;

    // ScottPlot keeps its typefaces in a shared cache; one figure is drawn at a time.
    private static readonly Lock Press = new();

    /// <summary>Writes the figure.</summary>
    /// <exception cref="UsageException">The size or resolution is out of range, or the labels do not fit.</exception>
    /// <exception cref="StudyException">A character has no glyph in the bundled font.</exception>
    public static void Write(ReleasedFigure figure, PrintOptions options, Stream output)
    {
        options.Check();
        lock (Press)
        {
            var sheet = Compose(figure, options);
            sheet.Check();
            output.Write(Render(figure, sheet, options));
        }
    }

    /// <summary>The figure with everything at its place, in points.</summary>
    internal static Sheet Compose(ReleasedFigure figure, PrintOptions options)
    {
        float? height = options.HeightMm is { } mm ? (float)(mm * PointsPerMm) : null;
        var page = new PrintPage((float)(options.WidthMm * PointsPerMm), height, options.Language, options.Title);
        return FigureKind.Of(figure).Print(figure, page);
    }

    /// <summary>The figure as SVG text, for a page of HTML; ids carry a prefix so that several figures share a page.</summary>
    internal static string Svg(ReleasedFigure figure, PrintOptions options, string idPrefix)
    {
        lock (Press) return SvgDrawing.Write(Compose(figure, options), figure.Alt.In(options.Language), idPrefix);
    }

    private static byte[] Render(ReleasedFigure figure, Sheet sheet, PrintOptions options) => options.Format switch
    {
        PrintFormat.Svg => System.Text.Encoding.UTF8.GetBytes(SvgDrawing.Write(sheet, figure.Alt.In(options.Language), "")),
        PrintFormat.Pdf => Pdf(figure, sheet, options.Language),
        _ => Png(sheet, options.Dpi),
    };

    private static byte[] Png(Sheet sheet, int dpi)
    {
        int width = Pixels(sheet.Width, dpi), height = Pixels(sheet.Height, dpi);
        if ((long)width * height > MostPixels) throw ReportsFaults.TooManyPixels(width, height, dpi);
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(dpi / 72f);
        sheet.Draw(surface.Canvas, BundledFont.Whole);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return PngResolution.Stamp(png.ToArray(), dpi);
    }

    private static int Pixels(float points, int dpi) => (int)Math.Round(points / 72.0 * dpi);

    private static byte[] Pdf(ReleasedFigure figure, Sheet sheet, Language language)
    {
        using var faces = BundledFont.For([.. sheet.Texts.Select(text => text.Text)]);
        using var bytes = new MemoryStream();
        // No creation date: same inputs, same bytes.
        var about = new SKDocumentPdfMetadata { Title = figure.Title.In(language), Creator = "CoProduction.Reports", Subject = figure.Caption.In(language), RasterDpi = 300 };
        using (var document = SKDocument.CreatePdf(bytes, about))
        {
            sheet.Draw(document.BeginPage(sheet.Width, sheet.Height), faces);
            document.EndPage();
            document.Close();
        }
        return bytes.ToArray();
    }
}

/// <summary>The room a figure is composed into.</summary>
/// <param name="Width">Width in points.</param>
/// <param name="Height">Height in points; null for what the figure needs.</param>
/// <param name="Language">Language of the labels.</param>
/// <param name="Title">Whether the title is drawn.</param>
internal sealed record PrintPage(float Width, float? Height, Language Language, bool Title)
{
    public const float Small = 7, Normal = 7.5f, Large = 8;

    public string In(Label label) => label.In(Language);

    /// <summary>Millimetres of points.</summary>
    public static double Mm(float points) => points * 25.4 / 72;
}
