using System.Globalization;
using System.Text.RegularExpressions;

namespace CoProduction.Ingest;

/// <summary>Texts of the errors of questionnaires and of the answers to them.</summary>
internal static class QuestionnaireFaults
{
    // Questionnaires as a whole ---------------------------------------------------------------------------------------------------------------------------

    public static StudyException NoSurvey(string shown, IEnumerable<string> sheets) => Unusable(
        $"'{shown}' has no sheet 'survey'", shown, "an XLSForm describes its questions there", $"Name the sheet 'survey' with the columns type and name. Sheets found: {string.Join(", ", sheets)}.");

    public static StudyException NoColumn(string shown, string sheet, string column) => Unusable(
        $"The sheet '{sheet}' of '{shown}' has no column '{column}'", $"{shown}#{sheet}, row 1", "a questionnaire cannot be read without it", $"Name one of the columns '{column}'.");

    public static StudyException TwoColumns(string shown, string sheet, string first, string second) => Unusable(
        first == second ? $"Two columns of '{shown}' are called '{first}'" : $"'{first}' and '{second}' of '{shown}' are the same column", $"{shown}#{sheet}, row 1", "the text could be taken from either", "Remove or rename one of them.");

    public static StudyException Unbalanced(string shown, long row, string text) => Unusable(
        $"'{text}' in '{shown}' does not fit the groups before it", $"{shown}#survey, row {Number(row)}", "every 'begin group' and 'begin repeat' has an 'end' of the same kind behind it", "Add the missing 'begin' or 'end'.");

    public static StudyException TooLarge(string shown, string measure) => Unusable($"'{shown}' is too large for a questionnaire: {measure}", shown, "reading it could fill the memory", "Check that the file is the questionnaire and not the answers.");

    /// <summary>Reads; a text that a pattern could not match within its limit is a fault of the file.</summary>
    /// <exception cref="StudyException">The limit was met.</exception>
    public static T InTime<T>(string shown, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooSlow(shown);
        }
    }

    /// <summary>A row of answers with such a text.</summary>
    public static RowFault SlowRow { get; } = new("", "a text of the row was not understood within a second", "Read the file again when the machine is less busy; otherwise shorten the longest answer.");

    private static StudyException TooSlow(string shown) => Unusable($"'{shown}' takes too long to read", shown, "a text in it was not understood within a second", "Try again when the machine is less busy; otherwise shorten the longest texts of the file.");

    public static StudyException TooWide(string shown) => Unusable($"'{shown}' has more than 20,000 columns", shown, "no questionnaire has so many answers", "Check the header and the delimiter of the file.");

    public static StudyException TooDeep(string shown, long row) => Unusable($"'{shown}' has groups in more than 32 levels", $"{shown}#survey, row {Number(row)}", "no questionnaire is so deep", "Check the 'end group' rows.");

    public static StudyException BadXml(string shown, string problem, Exception? inner = null)
    {
        var fault = new Fault($"'{shown}' is no LimeSurvey structure", shown, problem, "Export the survey structure (.lss) again.");
        return inner is null ? new StudyException(fault) : new StudyException(fault, inner);
    }

    public static StudyException NotAForm(string shown) => Unusable(
        $"'{shown}' is no questionnaire", shown, "it is neither an XLSForm, a LimeSurvey structure (.lss, .txt or .tsv) nor a text questionnaire of Wenjuanxing", "Name the questionnaire's own file, not the answers.");

    public static StudyException NoItems(string shown) => Unusable($"'{shown}' asks nothing", shown, "no question was found", "Check that the file is the questionnaire.");

    public static StudyException NoPart(string shown, string part, IEnumerable<string> known) => Unusable($"The questionnaire '{shown}' has no part '{part}'", shown, $"a questionnaire is read as {string.Join(", ", known)}", Nearest.Suggest(part, known));

    public static StudyException NotAnswers(string shown, string table) => Unusable(
        $"'{shown}' is a questionnaire and fills no '{table}'", shown, "it holds questions, not answers", "Give it under 'instruments:' and 'questions:', and the file of answers here with 'form:' naming the questionnaire.");

    public static StudyException UnknownItem(string shown, string item, string construct, IEnumerable<string> known) => Unusable(
        $"'{shown}' has no item '{item}'", $"constructs: {construct}", "a construct is measured by items of the questionnaire", Nearest.Suggest(item, known));

    public static StudyException NotHere(string shown, string key) => Unusable($"'{key}:' has no meaning for '{shown}'", shown, "only questionnaires and their answers know it", $"Remove it, or give 'format:' as xlsform, odk, limesurvey or wenjuanxing.");

    // Rows of a questionnaire -----------------------------------------------------------------------------------------------------------------------------

    public static RowFault NoName(string type) => new(type, "the question has no name", "Fill in the column 'name'.");

    public static RowFault BadName(string name) => new(name, "a name begins with a letter or '_' and has letters, digits, '-', '_' and '.'", "Rename the question.");

    public static RowFault RepeatedName(string name) => new(name, "the group has two questions of this name", "Rename one of them.");

    public static RowFault UnknownType(string type, IEnumerable<string> known) => new(type, "there is no such question type", Nearest.Suggest(type, known));

    public static RowFault NoList(string list, IEnumerable<string> known) => new(list, "the choices have no list of this name", known.Any() ? Nearest.Suggest(list, known) : "Add the list to the sheet 'choices'.");

    public static RowFault RepeatedChoice(string list, string name) => new($"{list}: {name}", "the list has two choices of this name", "Rename one, or set allow_choice_duplicates to yes in the sheet 'settings' where a choice_filter tells them apart.");

    public static RowFault NamelessChoice(string list, string label) => new($"{list}: {label}", "a choice of the list has no name", "Fill in the column 'name' of the sheet 'choices'.");

    public static RowFault BadExpression(string column, string text, string problem) => new($"{column}: {text}", $"the expression cannot be read: {problem}", "Write it as XPath, such as ${age} >= 18 and ${owner} = 'yes'.");

    public static RowFault AmbiguousDate(string column, string text) => new(
        $"{column}: {text}", "a day before 1 March 1900 is no certain day: workbooks count from 1900 with a day that never was, or from 1904", "Format the cell as text and write what is meant.");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static StudyException Unusable(string what, string where, string why, string mend) => new(new Fault(what, where, why, mend));
}
