using System.Globalization;

namespace CoProduction.Reports;

/// <summary>The texts of every fault of this project.</summary>
internal static class ReportsFaults
{
    public static StudyException MissingGlyph(int codePoint, string text, string where) => new(new Fault(
        $"The character '{char.ConvertFromUtf32(codePoint)}' (U+{codePoint:X4}) in '{text}' has no glyph", where,
        "the bundled font holds GB2312, frequent traditional Chinese, Latin, Greek and signs, and a figure must not print an empty box",
        "Write the label with another character, or add the character to eng/fonts/subset.py and run eng/fonts/make-fonts.sh"));

    public static StudyException LoneSurrogate(string text, string where) => new(new Fault(
        "A label holds half a character (a lone surrogate)", where, $"the {text.Length} code units of the label do not form a text", "Repair the encoding of the file the label comes from"));

    public static UsageException Length(string name, double value, double least, double most) => new(new Fault(
        string.Create(CultureInfo.InvariantCulture, $"{name} is {value} mm"), "print options", "a printed figure's sides are between what can be read and what fits a sheet",
        string.Create(CultureInfo.InvariantCulture, $"Give {least} to {most} mm; a journal's column is 80 to 90 mm, its page 170 to 190 mm")));

    public static UsageException Resolution(int dpi, int least, int most) => new(new Fault(
        $"The resolution is {dpi} dpi", "print options", "pixels cannot be drawn at that density",
        $"Give {least} to {most} dpi; 300 for colour, 600 for combined, 1200 for line figures"));

    public static UsageException TooManyPixels(int width, int height, int dpi) => new(new Fault(
        $"The picture would have {width} × {height} pixels at {dpi} dpi", "print options", "a raster of more than 120 million pixels does not fit into ordinary memory",
        "Choose a lower dpi or a smaller size, or the formats svg and pdf, which have no pixels"));

    public static UsageException TooLow(string figure, double given, double needed) => new(new Fault(
        string.Create(CultureInfo.InvariantCulture, $"The figure '{figure}' does not fit a height of {given:0.#} mm"), "print options", "its labels would collide",
        string.Create(CultureInfo.InvariantCulture, $"Give at least {Math.Ceiling(needed)} mm, or leave the height out: the figure then takes what it needs")));

    public static UsageException TooNarrow(string figure, double given, double needed) => new(new Fault(
        string.Create(CultureInfo.InvariantCulture, $"The figure '{figure}' does not fit a width of {given:0.#} mm"), "print options", "its labels would collide",
        string.Create(CultureInfo.InvariantCulture, $"Give at least {Math.Ceiling(needed)} mm, or show fewer groups")));

    public static StudyException UnknownKind(string kind, IEnumerable<string> kinds) => new(new Fault(
        $"No figure of the kind '{kind}' can be drawn", "figure", "the kind decides the drawing", Nearest.Suggest(kind, kinds)));

    public static StudyException UnknownColumn(string figure, string channel, string? column, IEnumerable<string> columns) => new(new Fault(
        column is null ? $"The channel '{channel}' of the figure '{figure}' is not encoded" : $"The channel '{channel}' of the figure '{figure}' names the column '{column}'",
        "figure", "each channel shows one column of the figure's data", Nearest.Suggest(column ?? channel, columns)));

    public static StudyException Empty(string figure) => new(new Fault(
        $"The figure '{figure}' has no rows to draw", "figure", "every row is a total or the table is empty", "Give the figure a table with at least one row"));

    public static StudyException NoPaths(string figure, bool measurement) => new(new Fault(
        $"The figure '{figure}' has no arrow to draw", "figure", measurement ? "no construct of the model is measured by items" : "no construct of the model relates to another",
        measurement ? "Draw 'paths:' of this model, or give it statements such as 'f =~ x1 + x2 + x3'" : "Draw 'measurement:' of this model, or give it statements such as 'y ~ x'"));

    public static StudyException RepeatedCell(string figure, string key) => new(new Fault(
        $"The key '{key}' stands twice in the data of the figure '{figure}'", "figure", "one place of the figure can show one value", "Give each combination of the dimensions one row"));

    public static StudyException NotAShare(string figure, string key, double value) => new(new Fault(
        string.Create(CultureInfo.InvariantCulture, $"The share of '{key}' in the figure '{figure}' is {value}"), "figure", "a share lies between 0 and 1",
        "Divide by the total, and keep returned (negative) money out of shares"));

    public static StudyException TableShape(string table, int dimensions) => new(new Fault(
        $"The table '{table}' has {dimensions} dimensions and was to be laid out as rows × columns", "table", "a two-way layout has exactly two dimensions and one measure a cell",
        "Give a table of two dimensions, or use the long layout"));
}
