using System.Globalization;

namespace CoProduction.Ingest;

/// <summary>Every text of this project's errors, so that they speak with one voice.</summary>
internal static partial class IngestFaults
{
    // Cells -----------------------------------------------------------------------------------------------------------------------------------------------

    public static Problem NotANumber() => new("this is not a number", "Write digits with an optional point, thousands commas, a currency sign, 元, 万元 or %; or declare the text under 'missing:' or 'recodes:'.");

    public static Problem AmbiguousNumber(string text) => new($"'{CellText.Quote(text)}' may mean two numbers: a comma is read as a thousands separator only before groups of three digits", "Write 1234.56 or 1,234.56.");

    public static Problem NotWhole() => new("the field takes whole numbers", "Write a number without a fraction or percent sign.");

    public static Problem TooLarge() => new("the number is too large to be held exactly", "Check the digits and the declared unit.");

    public static Problem OutOfRange(Field field) => new($"'{field.Name}' allows {Range(field)}", "Correct the cell, or declare the code as missing ('missing:' in the study file, missing_codes of the question).");

    public static Problem NotADate() => new("this is not a day in the order year, month, day", "Write 2018-11-09, 2018/11/9, 2018.11.9, 20181109 or 2018年11月9日.");

    public static Problem NoSuchDay() => new("the calendar has no such day", "Correct the month or the day.");

    public static Problem NotAFlag() => new("this is neither true nor false", "Write 是 or 否, true or false, yes or no, 1 or 0.");

    public static Problem NullCharacter() => new("the text holds a NUL character", "Export the file again; this cell is damaged.");

    public static Problem UnknownLevel(Field field, string text) => new($"'{field.Name}' has a fixed list of values", $"{Nearest.Suggest(text, field.Levels.Select(level => level.Code))} Or recode it under 'recodes:'.");

    public static Problem Required(Field field) => field.Name == "phase"
        ? new("money without a phase cannot be used: budgeted, approved, paid and accepted money are different ideas", "Fill in the phase, or give it for the whole file under 'constants: { phase: … }'.")
        : new($"'{field.Name}' is required", "Fill in the cell, or give it for the whole file under 'constants:'.");

    public static Problem LeftOut(Problem problem) => problem with { Rule = $"{problem.Rule}; the value is left out, the row is kept" };

    // Rows ------------------------------------------------------------------------------------------------------------------------------------------------

    public static RowFault BrokenQuotes(string text) => new(text, "a quoted cell does not end at a delimiter: quotes inside a quoted cell are not doubled, or the closing quote is missing", "Write a quote inside a quoted cell twice: \"\".");

    public static RowFault FieldCount(string text, int found, int expected) =>
        new(text, $"the row has {found} cells, the header has {expected}", found > expected ? "Put quotes around a cell that holds the delimiter." : "Fill up the row with empty cells.");

    public static RowFault InvalidBytes(string text) => new(text, "the row has bytes that are not valid UTF-8", "Save the file as UTF-8 again, or name its 'encoding:'.");

    public static Fault InvalidBytesBehind(string shown, long line) => new(
        "There are bytes that are not valid UTF-8", $"{shown}, behind line {line}", "the file's beginning is UTF-8 text", "Save the file as UTF-8 again, or name its encoding");

    public static RowFault RepeatedKey(string text, string key) => new(text, $"the object has the key '{key}' twice", "Keep one of the two.");

    public static RowFault NotAnObject(string text) => new(text, "the element is not an object with named values", "Give one object per row.");

    public static Problem UnknownParent(ForeignKey key, string value, IEnumerable<string> known) => new(
        $"there is no {string.Join(", ", key.Keys)} '{CellText.Quote(value)}' in the table '{key.Table}'",
        known.Any() ? $"{Nearest.Suggest(value, known)} Or add it to '{key.Table}'." : $"Correct it, or add it to '{key.Table}'.");

    public static Problem MergesSpeakers(string interview, IEnumerable<string> speakers) => new(
        $"interview {interview} has several speakers ({string.Join("; ", speakers)}), so the number alone would merge speakers", "Give speaker, role and community: an interview number is not a person.");

    public static Problem UnknownSpeaker(string key) => new($"the interviews have no {key}", "Correct interview, speaker, role or community, or add the speaker to the interviews.");

    public static Problem NumeratorAboveDenominator(string denominator) => new($"the numerator is greater than the denominator {denominator}", "Correct one of the two: a rate is at most 1.");

    public static Problem EndsBeforeStart(string start) => new($"the passage ends at or before its start {start}", "Give 'end' as the first code point after the passage.");

    public static Problem MissingCodes() => new("this is no list of missing codes", "Write code=reason pairs such as 7=not_asked;8=refused;9=dont_know; reasons: not_asked, refused, dont_know, lost.");

    // Sources ---------------------------------------------------------------------------------------------------------------------------------------------

    public static StudyException NoFile(string shown, string folder, IEnumerable<string> files) => Unusable(
        $"There is no file '{shown}'", folder, "the source cannot be read", files.Any() ? Nearest.Suggest(Path.GetFileName(shown), files) : "The folder has no files.");

    public static StudyException ChangedWhileRead(string shown) => Unusable($"'{shown}' was changed while it was read", shown, "the rows do not belong to the hash taken before", "Run again when the file is whole.");

    public static StudyException EmptyFile(string shown) => Unusable($"'{shown}' is empty", shown, "a source needs a header row", "Export the file again.");

    public static StudyException Binary(string shown) => Unusable($"'{shown}' is not a text file", shown, "it holds NUL bytes", "Save it as CSV in UTF-8, or name the 'encoding:' (utf-16le, utf-16be) in the study file.");

    public static StudyException WorkbookNamedText(string shown) => Unusable($"'{shown}' is a workbook or zip archive", shown, "its name says that it is text", "Name it .xlsx.");

    public static StudyException NoEncoding(string shown, long line) => Unusable(
        $"'{shown}' is valid neither as UTF-8 nor as Chinese GB18030", $"first invalid byte in line {Number(line)}", "guessing would turn letters into others in silence", "Name the file's encoding in the study file ('encoding: windows-1252', say), or save it as UTF-8.");

    public static StudyException WrongEncoding(string shown, string encoding, long line) => Unusable(
        $"'{shown}' is not valid as {encoding}", $"near line {Number(line)}", "some bytes have no meaning in this encoding", "Correct 'encoding:' in the study file, or leave it out to have UTF-8 and GB18030 recognised.");

    public static StudyException UnknownEncoding(string name, string shown) => Unusable(
        $"There is no encoding '{name}'", shown, "'encoding:' takes the names of the IANA registry", Nearest.Suggest(name, ["utf-8", "gb18030", "gbk", "big5", "utf-16le", "utf-16be", "windows-1252", "iso-8859-1", "shift_jis", "euc-kr"]));

    public static StudyException HeaderUnreadable(string shown, RowFault fault) => Unusable($"The header of '{shown}' cannot be read: {fault.Text}", $"{shown}, line 1", fault.Rule, fault.Mend);

    public static StudyException RowTooLong(string shown, long line) => Unusable($"A line of '{shown}' has more than 4 million bytes", $"line {Number(line)}", "this is not a table of rows", "Check that the file is a delimited text with line ends.");

    public static StudyException Unreadable(string shown, Exception inner) => new(new Fault($"'{shown}' cannot be opened", shown, inner.Message, "Close it in other programs and check the right to read it."), inner);

    public static StudyException UnknownFormat(string shown, string extension, string mend) => Unusable($"'{shown}' cannot be read yet", shown, $"there is no reader for {extension}", mend);

    public static StudyException NoFormat(string shown, string format, IEnumerable<string> known) => Unusable(
        $"There is no format '{format}'", $"{shown}, format: {format}", "the file could not be understood", Nearest.Suggest(format, known));

    public static StudyException UnknownUnit(SourcePlan plan, string field, string unit, IEnumerable<string> known) => Unusable($"There is no unit '{unit}'", $"{Entry(plan)}, units: {field}", "the numbers could not be scaled", Nearest.Suggest(unit, known));

    // Cleaning ---------------------------------------------------------------------------------------------------------------------------------------------

    public static StudyException NotCleanable(SourcePlan plan, CleaningRule rule, string field, IEnumerable<string> known) => Unusable(
        $"There is no column for '{field}'", $"{rule.File}, rule {rule.Number}, for {plan.File}", "the rule could do nothing", Nearest.Suggest(field, known));

    public static RowFault Dropped(CleaningRule rule, string row) => new(row, $"left out by {rule.Cited}", "Take the rule back to have the row again.") { IsWhole = true };

    // Data packages ----------------------------------------------------------------------------------------------------------------------------------------

    public static StudyException BadDescriptor(string shown, string why) => Unusable($"'{shown}' is no data package", shown, why, "Write a descriptor as datapackage.org describes it, with a 'resources' list.");

    public static StudyException BadResource(string shown, string why) => Unusable($"The table of '{shown}' cannot be read", shown, why, "Copy the file beside the descriptor and give its name as 'path'.");

    // Participatory budgeting ----------------------------------------------------------------------------------------------------------------------------------

    public static StudyException NoPbSection(string shown, string title, long line) => Unusable(
        $"'{shown}' is not in the .pb format", $"{shown}, line {Number(line)}", $"a line '{title}' was expected here: the sections are META, PROJECTS and VOTES, in this order", "Export the file again from pabulib.org, or write the title of the section.");

    public static StudyException NoPbHeader(string shown, string title, string column, long line) => Unusable(
        $"The section {title} has no column '{column}'", $"{shown}, line {Number(line)}", "the line below the section's title names its columns", $"Write a header with '{column}' in it, separated by semicolons.");

    public static StudyException NoPart(string shown, string name, IEnumerable<string> parts) => Unusable(
        $"'{shown}' holds no '{name}'", shown, "a file of this kind fills certain tables only", Nearest.Suggest(name, parts));

    public static RowFault PbVoterList(string id) => new(CellText.Quote(id), $"the voter id '{CellText.Quote(id)}' holds a comma, which separates the entries of a list", "Give every voter one id without a comma.");

    public static RowFault PbPoints(string text, int projects, int points) => new(text, $"the ballot names {projects} projects and gives {points} numbers of points", "Give one number of points for each project, in the same order.");

    public static RowFault PbTwice(string id) => new(CellText.Quote(id), $"project '{CellText.Quote(id)}' stands in the section twice", "Keep one of the two rows.");

    public static RowFault PbRepeats(string voter, string project) => new(CellText.Quote(project), $"ballot '{CellText.Quote(voter)}' names project '{CellText.Quote(project)}' more than once", "It counts once; remove the repetition.");

    public static RowFault PbNoProject(string project, IEnumerable<string> known) => new(CellText.Quote(project), $"there is no project '{CellText.Quote(project)}' in PROJECTS", Nearest.Suggest(project, known));

    public static RowFault PbCount(string what, string declared, decimal counted) => new(
        CellText.Quote(declared), $"{what} is declared as {CellText.Quote(declared)}, the ballots give {counted.ToString(CultureInfo.InvariantCulture)}", "Use the recount, or ask the publisher which of the two is right.");

    public static RowFault PbBudget(string budget, decimal all) => new(
        CellText.Quote(budget), $"the budget is above the cost of all projects together, {all.ToString(CultureInfo.InvariantCulture)}, and yet not all were funded", "Compare it with the publisher's figure: a separator may have been lost.");

    // Workbooks and JSON ----------------------------------------------------------------------------------------------------------------------------------

    public static StudyException Truncated(string shown, Exception inner) => new(
        new Fault($"'{shown}' is damaged or cut off", shown, "the workbook's zip archive cannot be read to its end", "Copy or download the file again, or open it in a spreadsheet program and save it anew."), inner);

    public static StudyException ZipBomb(string shown, string measure) => Unusable($"'{shown}' unpacks to far more than a table: {measure}", shown, "unpacking it could fill the memory", "Save the sheet as CSV, or remove formats and pictures and save it anew.");

    public static StudyException Encrypted(string shown) => Unusable($"'{shown}' is protected by a password", shown, "its content is encrypted", "Save it without a password.");

    public static StudyException NotAWorkbook(string shown) => Unusable($"'{shown}' is no workbook", shown, "a workbook is a zip archive (.xlsx) or a compound file (.xls), and this is neither: many web systems call tables of HTML or text .xls", "Open it in a spreadsheet program and save it as .xlsx, or name a CSV file .csv.");

    public static StudyException NoSheet(string shown, string sheet, IEnumerable<string> sheets) => Unusable($"'{shown}' has no sheet '{sheet}'", shown, "'sheet:' must name one of the workbook's sheets", Nearest.Suggest(sheet, sheets));

    public static StudyException BadJson(string shown, long line, Exception? inner) => inner is null
        ? Unusable($"'{shown}' is not a list of objects", $"line {Number(line)}", "a JSON source is an array with one object per row", "Give [ {…}, {…} ].")
        : new StudyException(new Fault($"'{shown}' is not valid JSON", $"near line {Number(line)}", inner.Message, "Correct it there, or export the file again."), inner);

    // Headers ---------------------------------------------------------------------------------------------------------------------------------------------

    public static StudyException NoHeaderMatch(SourcePlan plan, TableSchema schema, IEnumerable<string> headers) => Unusable(
        $"No column of '{plan.File}' belongs to the table '{schema.Name}'", Entry(plan), $"the file's headers are {Listed(headers)}",
        $"Map them under 'columns:' (header: field). Fields: {string.Join(", ", schema.Fields.Select(field => field.Name))}. If the file has no header row, add one.");

    public static StudyException ColumnMissing(SourcePlan plan, Field field, bool key, IReadOnlyCollection<string> headers) => Unusable(
        $"'{plan.File}' has no column for '{field.Name}' ({field.Title.Zh})", Entry(plan), key ? "it is part of the table's key" : "the field is required",
        $"Map a header under 'columns:' or give one value under 'constants:'. Nearest header: '{NearestHeader(field, headers)}'. Headers found: {Listed(headers)}.");

    public static StudyException TwoHeaders(SourcePlan plan, string field, string first, string second) => Unusable(
        $"Two columns of '{plan.File}' belong to '{field}': '{first}' and '{second}'", Entry(plan), "a field is read from one column", $"Say which under 'columns:' ({first}: {field}), or rename the other.");

    public static StudyException TwoFields(SourcePlan plan, string header, string first, string second) => Unusable(
        $"The column '{header}' of '{plan.File}' may be '{first}' or '{second}'", Entry(plan), "its header fits both", $"Say which under 'columns:' ({header}: {first}).");

    public static StudyException ConstantAndColumn(SourcePlan plan, string field, string header) => Unusable(
        $"'{field}' of '{plan.File}' comes from the column '{header}' and from 'constants:'", Entry(plan), "only one of them can be meant", $"Remove the constant, or rename the column '{header}'.");

    public static StudyException MappedHeaderAbsent(SourcePlan plan, string header, IEnumerable<string> headers) => Unusable(
        $"'{plan.File}' has no column '{header}'", $"{Entry(plan)}, columns:", "'columns:' maps headers of the file to fields", Nearest.Suggest(header, headers));

    public static StudyException UnknownField(SourcePlan plan, TableSchema schema, string field, string section) => Unusable(
        $"The table '{schema.Name}' has no field '{field}'", $"{Entry(plan)}, {section}", "fields are declared in data-schema/tables", Nearest.Suggest(field, schema.Fields.Select(known => known.Name)));

    public static StudyException BadConstant(SourcePlan plan, string field, Rejection fault) => Unusable($"The constant '{fault.Value}' of '{field}' cannot be", $"{Entry(plan)}, constants:", fault.Rule, fault.Mend);

    // One file without a study ----------------------------------------------------------------------------------------------------------------------------

    public static StudyException UnknownColumn(string shown, string name, IEnumerable<string> headers) => Unusable($"'{shown}' has no column '{name}'", shown, "a model takes its variables from the file's header", Nearest.Suggest(name, headers.Where(header => header.Length > 0)));

    public static StudyException RepeatedColumn(string shown, string name) => Unusable($"'{shown}' has two columns '{name}'", shown, "the name does not say which is meant", "Rename one of them.");

    public static StudyException BadRow(string shown, long row, RowFault fault) => Unusable($"Row {Number(row)} of '{shown}' cannot be read: {fault.Text}", $"{shown}, row {Number(row)}", fault.Rule, fault.Mend);

    public static Fault NotNumeric(string shown, long row, string column, string value) => new(
        $"'{CellText.Quote(value)}' in the numeric column '{column}'", $"{shown}, row {Number(row)}", "the rows before it were numbers", "Read the column as categories, or give the value under --missing.");

    private static StudyException Unusable(string what, string where, string why, string mend) => new(new Fault(what, where, why, mend));

    private static string Entry(SourcePlan plan) => $"source '{plan.Id}', line {Number(plan.Line)} of the study file";

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{CellText.Quote(name)}'"));

    private static string NearestHeader(Field field, IEnumerable<string> headers) =>
        headers.MinBy(header => field.Aliases.Append(field.Name).Append(field.Title.Zh).Append(field.Title.En).Min(name => Nearest.Distance(header, name))) ?? "";

    private static string Range(Field field) => (field.Minimum, field.Maximum) switch
    {
        ({ } low, { } high) => field.MinimumExcluded ? $"more than {Number(low)}, at most {Number(high)}" : $"{Number(low)}–{Number(high)}",
        ({ } low, null) => field.MinimumExcluded ? $"more than {Number(low)}" : $"{Number(low)} and more",
        (null, { } high) => $"at most {Number(high)}",
        _ => "any number",
    };

    private static string Number(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
