using System.Globalization;

namespace CoProduction.Ingest;

internal static partial class IngestFaults
{
    public static StudyException NotASystemFile(string shown) => Unusable($"'{shown}' is no SPSS system file", shown, "such a file begins with $FL2 or $FL3", "Name the file by its true format, or save it anew from SPSS as .sav.");

    public static StudyException NotADta(string shown) => Unusable($"'{shown}' is no Stata data file", shown, "such a file begins with <stata_dta> or with the number of its version", "Name the file by its true format, or save it anew from Stata as .dta.");

    public static StudyException OtherDta(string shown, int release) => Unusable(
        $"'{shown}' is a Stata file of version {Number(release)}", shown, "the versions 108, 110, 111 and 113 to 119 are read, which Stata 6 to 18 write", "Open it in Stata and save it with 'save' or 'saveold'.");

    public static StudyException EncryptedStatistics(string shown) => Unusable($"'{shown}' is protected by a password", shown, "its content is encrypted", "Open it in SPSS and save it without a password ('Encrypt file with password' off).");

    public static StudyException Ebcdic(string shown) => Unusable($"'{shown}' is written in EBCDIC", shown, "it comes from a mainframe, and its letters and numbers have other codes", "Open it in SPSS on a common computer and save it anew, or export it as CSV in UTF-8.");

    public static StudyException UnknownOwnEncoding(string shown, string name) => Unusable(
        $"'{shown}' says that its texts are in '{name}'", shown, "there is no such encoding here", "Name the encoding in the study file ('encoding: gb18030', say), convert it with 'copro convert --encoding', or save the file anew in UTF-8.");

    public static StudyException DamagedStatistics(string shown, long position, string found) => Unusable($"'{shown}' is damaged: {found}", position > 0 ? $"{shown}, byte {Number(position)}" : shown, "the file contradicts itself there", "Copy or download the file again, or save it anew from the program that wrote it.");

    public static StudyException CutOff(string shown, long position, long count) => Unusable(
        $"'{shown}' is damaged or cut off", $"{shown}, byte {Number(position)}", $"{Number(count)} bytes more are announced there than the file has", "Copy or download the file again, or save it anew from the program that wrote it.");

    public static StudyException PieceTooLong(string shown, long position, long count) => Unusable(
        $"'{shown}' announces a piece of {Number(count)} bytes", $"{shown}, byte {Number(position)}", "no file of a study has such a piece; it could fill the memory", "Copy or download the file again, or save it anew from the program that wrote it.");

    public static StudyException CaseCutOff(string shown, long row, long count) => Unusable(
        $"'{shown}' ends at row {Number(row)}", $"{shown}, row {Number(row)}", count < 0 ? "the row has not all its values" : $"its header announces {Number(count)} rows", "Copy or download the file again: a model on the rest would rest on an accident.");

    // Writing ---------------------------------------------------------------------------------------------------------------------------------------------

    public static UsageException NoTarget(string shown, string format, IEnumerable<string> known) => new(new Fault(
        $"'{shown}' cannot be written as '{format}'", "", $"the formats that are written are {string.Join(", ", known)}", "Give the file one of these extensions, or name the format with --format."));

    public static UsageException SameFile(string shown) => new(new Fault($"'{shown}' would be read and written at once", "", "the source would be lost", "Name another file to write."));

    public static UsageException FileExists(string shown) => new(new Fault($"'{shown}' is there already", "", "it would be lost", "Name another file, or allow it with --overwrite."));

    public static StudyException NameUnfit(string shown, string name, string why) => Unusable($"The name '{CellText.Quote(name)}' cannot be a variable of '{shown}'", $"{shown}, column '{CellText.Quote(name)}'", why, "Rename the column in the source, or write .csv or .xlsx.");

    public static StudyException RepeatedName(string shown, string name, string why) => Unusable($"Two columns of '{shown}' would be called '{CellText.Quote(name)}'", shown, why, "Rename one of them in the source.");

    public static StudyException LabelTooLong(string shown, string variable, string label, string most) => Unusable(
        $"The label '{CellText.Quote(label)}' of '{variable}' is too long for '{shown}'", $"{shown}, column '{variable}'", $"the format holds at most {most}", "Shorten it in the source, write .xlsx, or leave labels out with --no-labels.");

    public static StudyException LabelUnfit(string shown, string variable, string value) => Unusable(
        $"The value '{CellText.Quote(value)}' of '{variable}' cannot have a label in '{shown}'", $"{shown}, column '{variable}'", "the format has labels for whole numbers only, or for values of the column's type", "Recode the values in the source, write .sav or .xlsx, or leave labels out with --no-labels.");

    public static StudyException TooManyMissing(string shown, string variable, int values, int ranges) => Unusable(
        $"'{variable}' has {Number(values)} missing values and {Number(ranges)} missing ranges", $"{shown}, column '{variable}'", "the format holds three values, or a range and a value", "Declare fewer in the source, write .xlsx, or leave them out with --no-labels.");

    public static StudyException CellTooLong(string shown, long row, string column, long length, int most) => Unusable(
        $"A text of {Number(length)} is too long for '{shown}'", row > 0 ? $"row {Number(row)}, column '{column}'" : $"column '{column}'", $"the format holds {Number(most)} in a cell", "Shorten it in the source, or write .csv.");

    public static StudyException CellUnfit(string shown, long row, string column, string cell, string why, string mend) => Unusable($"'{CellText.Quote(cell)}' cannot be written to '{shown}'", $"row {Number(row)}, column '{column}'", why, mend);

    public static StudyException SheetTooSmall(string shown, long rows, int columns) => Unusable(
        $"{Number(rows)} rows and {Number(columns)} columns are too many for '{shown}'", shown, "a sheet holds 1,048,575 rows under a header and 16,384 columns", "Write .csv, .sav or .dta.");
}
