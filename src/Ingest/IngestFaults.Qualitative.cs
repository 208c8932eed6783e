using System.Globalization;

namespace CoProduction.Ingest;

internal static partial class IngestFaults
{
    public static StudyException NotAProject(string shown, string found) => Unusable(
        $"'{shown}' is no qualitative project", shown, $"it {found}; a project is a REFI-QDA .qdpx, .qde or .qdc, a QualCoder data.qda or a Taguette .sqlite3", "Export the project as REFI-QDA (.qdpx) from the program that made it.");

    public static StudyException NoProjectFile(string shown, IEnumerable<string> members) => Unusable(
        $"'{shown}' holds no project", shown, $"an archive has one .qde at its root, or a data.qda; this one has {Listed(members)}", "Export the project again.");

    public static StudyException SeveralProjectFiles(string shown, IEnumerable<string> members) => Unusable(
        $"'{shown}' holds several projects: {Listed(members)}", shown, "nothing says which is meant", "Keep one project in the archive.");

    public static StudyException SeveralProjects(string shown, IEnumerable<string> names) => Unusable(
        $"'{shown}' holds several projects: {Listed(names)}", shown, "nothing says which is meant", "Export one project from Taguette (project, export, SQLite3).");

    public static StudyException DamagedProject(string shown, Exception inner) => new(
        new Fault($"'{shown}' is damaged or cut off", shown, inner.Message, "Copy it again, or export the project again."), inner);

    public static StudyException DamagedDatabase(string shown, string what) => Unusable($"'{shown}' is damaged or cut off", shown, what, "Copy it again, or open it in its program and save it anew.");

    public static StudyException UnwrittenDatabase(string shown) => Unusable(
        $"'{shown}' is open in its program, or was not closed", shown, "a journal beside it (-wal or -journal) holds changes that are not in the file", "Open the project in its program, close it there, and run again.");

    public static StudyException UnsafeMember(string shown, string member) => Unusable(
        $"'{shown}' has a member '{CellText.Quote(member)}'", shown, "it is a link, or names a place outside the archive: no program that exports projects writes such a member", "Do not trust this file; export the project again.");

    public static StudyException ArchiveBomb(string shown, string measure) => Unusable($"'{shown}' unpacks to far more than a project: {measure}", shown, "unpacking it could fill the memory", "Export the project again, without media files.");

    public static StudyException DoctypeRefused(string shown) => Unusable($"'{shown}' declares a document type or entities", shown, "those can read other files or grow without end; no program that exports projects writes them", "Do not trust this file; export the project again.");

    public static StudyException TooDeep(string shown, int most) => Unusable($"'{shown}' is nested more than {Number(most)} levels deep", shown, "no code book is", "Export the project again.");

    public static StudyException TooManyElements(string shown, int most) => Unusable($"'{shown}' has more than {Number(most)} elements", shown, "it would not fit in the memory", "Split the project.");

    public static StudyException TooMuchText(string shown, int most) => Unusable($"The names and notes of '{shown}' are longer than {Number(most)} characters", shown, "they would not fit in the memory", "Split the project.");

    public static StudyException NoProjectPart(string shown, string part, IEnumerable<string> parts) => Unusable($"'{shown}' has no part '{part}'", shown, "'sheet:' names a part of a project", Nearest.Suggest(part, parts));

    public static StudyException CannotHold(string what, string where, string why) => Unusable($"{what} cannot be written", where, why, "Correct it in the project, then write again.");

    public static StudyException Unwritable(string shown, Exception inner) => new(new Fault($"'{shown}' cannot be written", shown, inner.Message, "Check the folder and the right to write there."), inner);

    public static StudyException UnwrittenFormat(string shown, string extension) => Unusable($"'{shown}' cannot be written", shown, $"{(extension.Length == 0 ? "a name without an ending" : extension)} is none of the formats of a project", "Name it .qdpx, .qde or .qdc.");

    public static RowFault UnknownCode(string coding) => new(coding, "the coding names no code of the project", "Correct the code in the program that made the project, or export the project again.");

    public static RowFault Unplaced(string selection) => new(selection, "the passage has no positions that can be read", "Export the project again.");

    public static RowFault BehindText(TextSpan span, int length) => new(
        span.ToString(), string.Create(CultureInfo.InvariantCulture, $"the passage ends behind the text, which has {length} code points"), "The text was changed after it was coded; export the project again.");
}
