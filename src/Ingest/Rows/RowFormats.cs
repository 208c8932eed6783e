using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>Every format that is read.</summary>
internal static class RowFormats
{
    private const string DescriptorName = "datapackage.json";

    /// <summary>Delimited text; what a file of an unknown extension is taken for.</summary>
    public static RowFormat Csv { get; } =
        new("csv", [".csv", ".tsv", ".txt"], file => new CsvRowReader(Encodings.Open(file.Path, file.Form!), file.Shown, file.Form!)) { IsText = true };

    /// <summary>A list of JSON objects.</summary>
    public static RowFormat Json { get; } = new("json", [".json"], file => JsonRowReader.Open(() => Encodings.Open(file.Path, file.Form!), file.Shown)) { IsText = true };

    private static RowFormat Xlsx { get; } = new("xlsx", [".xlsx", ".xlsm", ".xls"], file => WorkbookRowReader.Open(file.Path, file.Shown, file.Sheet)) { Guard = file => WorkbookGuard.Check(file.Path, file.Shown) };

    private static RowFormat Package { get; } = new("datapackage", [DescriptorName], PackageRows.Open) { Besides = file => [PackageDescriptor.Of(file).Path] };

    private static RowFormat Years { get; } = new("wide-years", [], file => WideYears.Of(file.Open()));

    private static RowFormat Pabulib { get; } = new("pb", [".pb"], file => new PbRowReader(file)) { IsText = true };

    private static RowFormat Sav { get; } = new("sav", [".sav", ".zsav"], SavRowReader.Open);

    private static RowFormat Dta { get; } = new("dta", [".dta"], DtaRowReader.Open);

    private static RowFormat Qualitative { get; } = new("qda", [".qdpx", ".qde", ".qdc", ".qda", ".sqlite3", ".zip"], ProjectRows.Open) { Besides = ProjectRows.Besides };

    /// <summary>A LimeSurvey structure.</summary>
    public static RowFormat Lss { get; } = new("lss", [".lss"], QuestionnaireFile.Open) { IsQuestionnaire = true };

    private static RowFormat XlsForms { get; } = new("xlsform", [], QuestionnaireFile.Open) { IsQuestionnaire = true };

    private static RowFormat Odk { get; } = new("odk", [], OdkAnswers.Open) { IsQuestionnaire = true };

    private static RowFormat Kobo { get; } = Odk with { Name = "kobo" };

    private static RowFormat LimeSurvey { get; } = new("limesurvey", [], LimeAnswers.Open) { IsQuestionnaire = true };

    private static RowFormat Wenjuanxing { get; } = new("wenjuanxing", [], WenjuanxingAnswers.Open) { IsQuestionnaire = true };

    private static ImmutableArray<RowFormat> All { get; } = [Csv, Json, Xlsx, Sav, Dta, Package, Years, Pabulib, Qualitative, Lss, XlsForms, Odk, Kobo, LimeSurvey, Wenjuanxing];


    /// <summary>The format of a file, and the layer over it.</summary>
    /// <param name="shown">Name of the file.</param>
    /// <param name="format">Name of the format or layer; null to go by the extension.</param>
    /// <exception cref="StudyException">No reader for the extension, or no format of that name.</exception>
    public static (RowFormat Container, RowFormat? Layer) Of(string shown, string? format)
    {
        if (format is null) return (ByExtension(shown), null);
        var named = All.FirstOrDefault(known => known.Name == format) ?? throw IngestFaults.NoFormat(shown, format, All.Select(known => known.Name));
        return named.Extensions.IsEmpty ? (ByExtension(shown), named) : (named, null);
    }

    private static RowFormat ByExtension(string shown)
    {
        string extension = Path.GetFileName(shown).Equals(DescriptorName, StringComparison.OrdinalIgnoreCase) ? DescriptorName : Path.GetExtension(shown).ToLowerInvariant();
        if (Unsupported(extension) is { } mend) throw IngestFaults.UnknownFormat(shown, extension, mend);
        return All.FirstOrDefault(known => known.Extensions.Contains(extension)) ?? Csv;
    }

    private static string? Unsupported(string extension) => extension switch
    {
        ".ods" or ".numbers" or ".et" => "Save it as .xlsx or as CSV in UTF-8.",
        ".por" or ".sas7bdat" => "Export it from the statistics program as CSV in UTF-8, codes instead of labels.",
        ".parquet" or ".pdf" or ".docx" => "Export the rows as CSV in UTF-8.",
        _ => null,
    };
}
