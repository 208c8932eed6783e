namespace CoProduction.Reports;

/// <summary>How a figure is printed. The text is 7 to 8 points whatever the size, as journals ask.</summary>
/// <param name="WidthMm">Width in millimetres, 20 to 400.</param>
/// <param name="HeightMm">Height in millimetres, 20 to 400; null for the height the figure needs.</param>
/// <param name="Dpi">Pixels per inch of a PNG, 36 to 2400; 300 unless told. SVG and PDF have no pixels.</param>
/// <param name="Language">Language of the labels.</param>
/// <param name="Format">File format.</param>
/// <param name="Title">False leaves the title out, as journals ask that print it below the figure.</param>
public sealed record PrintOptions(
    double WidthMm, double? HeightMm = null, int Dpi = 300, Language Language = Language.Zh, PrintFormat Format = PrintFormat.Svg, bool Title = true)
{
    internal const double LeastMm = 20, MostMm = 400;
    internal const int LeastDpi = 36, MostDpi = 2400;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="UsageException">A side or the resolution is out of range.</exception>
    internal void Check()
    {
        if (!(WidthMm is >= LeastMm and <= MostMm)) throw ReportsFaults.Length("The width", WidthMm, LeastMm, MostMm);
        if (HeightMm is { } height && !(height is >= LeastMm and <= MostMm)) throw ReportsFaults.Length("The height", height, LeastMm, MostMm);
        if (Dpi is < LeastDpi or > MostDpi) throw ReportsFaults.Resolution(Dpi, LeastDpi, MostDpi);
    }
}

/// <summary>A file format of printed figures.</summary>
public enum PrintFormat
{
    /// <summary>Scalable Vector Graphics, text kept as text.</summary>
    Svg,

    /// <summary>PDF, text selectable, font embedded.</summary>
    Pdf,

    /// <summary>PNG with its resolution stated in the file.</summary>
    Png,
}
