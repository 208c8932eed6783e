using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace CoProduction.Ingest;

/// <summary>Reads an XLSForm, as a workbook or as CSV: what is asked, with its groups, lists, languages and conditions. Nothing is computed.</summary>
/// <remarks>Format: https://xlsform.org/en/ref-table/ and the spellings that pyxform takes.</remarks>
internal static partial class XlsForm
{
    private static readonly ImmutableArray<string> _sheets = ["survey", "choices", "columns", "settings", "external_choices"];

    /// <exception cref="StudyException">No sheet survey, a column twice, groups that do not close, or a file that cannot be read.</exception>
    public static Questionnaire Read(RowFile file)
    {
        var sheets = FormSheet.Of(file, _sheets.Contains);
        var survey = sheets.FirstOrDefault(sheet => sheet.Name == "survey") ?? throw QuestionnaireFaults.NoSurvey(file.Shown, Names(file, sheets));
        var settings = Settings(sheets.FirstOrDefault(sheet => sheet.Name == "settings"), file.Shown);
        string language = settings.GetValueOrDefault("default_language", "");
        var lists = XlsFormLists.Of(sheets, file.Shown, language, Says(settings.GetValueOrDefault("allow_choice_duplicates", "")));
        var rows = new XlsFormRows(survey, lists, file.Shown, language);
        var items = ItemNames.Shortest(rows.Read());
        if (items.IsEmpty) throw QuestionnaireFaults.NoItems(file.Shown);
        string id = settings.GetValueOrDefault("form_id", "");
        return new Questionnaire(
            id.Length > 0 ? id : Path.GetFileNameWithoutExtension(file.Shown), Wordings.Of(Wordings.Plain(settings.GetValueOrDefault("form_title", ""))), settings.GetValueOrDefault("version", ""), items, [.. rows.Notices()]);
    }

    /// <summary>True for yes, true and 1 in the spellings of XLSForm.</summary>
    internal static bool Says(string text) => Yes().IsMatch(text);

    private static IEnumerable<string> Names(RowFile file, ImmutableArray<FormSheet> sheets) => file.Format.IsText ? sheets.Select(sheet => sheet.Name) : WorkbookRowReader.Sheets(file.Path, file.Shown);

    private static Dictionary<string, string> Settings(FormSheet? sheet, string shown)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        if (sheet is null || sheet.Rows.IsEmpty) return settings;
        var columns = new XlsFormColumns(sheet, shown);
        foreach (string name in columns.Names) settings[name] = columns.Text(sheet.Rows[0].Cells, name);
        return settings;
    }

    [GeneratedRegex(@"^\s*(?:yes|true(?:\(\))?|1)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Yes();
}
