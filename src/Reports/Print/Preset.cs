namespace CoProduction.Reports;

/// <summary>
/// The size and resolution that a publisher asks of a figure. The title is left out, since it is printed below; the text is 7 to 8 points at every width. Widths by the publishers' guides for authors:
/// Elsevier 90, 140 or 190 mm; Springer 84 or 174 mm; Nature 89 or 183 mm; Wiley 80 or 180 mm; Chinese journals of the social sciences 80 to 85 and 160 to 176 mm.
/// </summary>
public sealed record Preset
{
    private Preset(string name, double column, double page, int dpi) => (Name, ColumnMm, WidthMm, Dpi) = (name, column, page, dpi);

    /// <summary>Elsevier: page 190 mm, column 90 mm; drawings of lines and text at 1000 dpi.</summary>
    public static Preset Elsevier { get; } = new("Elsevier", 90, 190, 1000);

    /// <summary>Springer: page 174 mm, column 84 mm; line art at 1200 dpi.</summary>
    public static Preset Springer { get; } = new("Springer", 84, 174, 1200);

    /// <summary>Nature: page 183 mm, column 89 mm; 450 dpi.</summary>
    public static Preset Nature { get; } = new("Nature", 89, 183, 450);

    /// <summary>Wiley, Public Administration Review among its journals: page 180 mm, column 80 mm; line art at 1000 dpi.</summary>
    public static Preset Wiley { get; } = new("Wiley", 80, 180, 1000);

    /// <summary>Chinese journals: page 170 mm, column 82 mm; line art at 1000 dpi.</summary>
    public static Preset Chinese { get; } = new("Chinese", 82, 170, 1000);

    /// <summary>Name of the publisher.</summary>
    public string Name { get; }

    /// <summary>Width of a column in millimetres.</summary>
    public double ColumnMm { get; }

    /// <summary>Width drawn, in millimetres: the page's, or the column's of <see cref="Column"/>.</summary>
    public double WidthMm { get; private init; }

    /// <summary>Pixels per inch of a PNG.</summary>
    public int Dpi { get; }

    /// <summary>The preset at the width of a column.</summary>
    public Preset Column => this with { WidthMm = ColumnMm };

    /// <summary>The options of a figure under this preset.</summary>
    /// <param name="language">Language of the labels.</param>
    /// <param name="format">File format.</param>
    public PrintOptions Options(Language language, PrintFormat format) => new(WidthMm, Dpi: Dpi, Language: language, Format: format, Title: false);
}
