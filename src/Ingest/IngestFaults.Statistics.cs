using System.Globalization;

namespace CoProduction.Ingest;

internal static partial class IngestFaults
{
    public static StudyException NotASystemFile(string shown) => Unusable($"'{shown}' is no SPSS system file", shown, "such a file begins with $FL2 or $FL3", "Name the file by its true format, or save it anew from SPSS as .sav.");

    public static StudyException NotADta(string shown) => Unusable($"'{shown}' is no Stata data file", shown, "such a file begins with <stata_dta> or with the number of its version", "Name the file by its true format, or save it anew from Stata as .dta.");

    public static StudyException OtherDta(string shown, int release) => Unusable(
        $"'{shown}' is a Stata file of version {Number(release)}", shown, "the versions 113 to 119 are read, which Stata 8 to 18 write", "Open it in Stata and save it with 'save' or 'saveold'.");

    public static StudyException EncryptedStatistics(string shown) => Unusable($"'{shown}' is protected by a password", shown, "its content is encrypted", "Open it in SPSS and save it without a password ('Encrypt file with password' off).");

    public static StudyException Ebcdic(string shown) => Unusable($"'{shown}' is written in EBCDIC", shown, "it comes from a mainframe, and its letters and numbers have other codes", "Open it in SPSS on a common computer and save it anew, or export it as CSV in UTF-8.");

    public static StudyException UnknownOwnEncoding(string shown, string name) => Unusable(
        $"'{shown}' says that its texts are in '{name}'", shown, "there is no such encoding here", "Name the encoding in the study file ('encoding: gb18030', say) or with --encoding, or save the file anew in UTF-8.");

    public static StudyException DamagedStatistics(string shown, long position, string found) => Unusable($"'{shown}' is damaged: {found}", position > 0 ? $"{shown}, byte {Number(position)}" : shown, "the file contradicts itself there", "Copy or download the file again, or save it anew from the program that wrote it.");

    public static StudyException CutOff(string shown, long position, long count) => Unusable(
        $"'{shown}' is damaged or cut off", $"{shown}, byte {Number(position)}", $"{Number(count)} bytes more are announced there than the file has", "Copy or download the file again, or save it anew from the program that wrote it.");

    public static StudyException PieceTooLong(string shown, long position, long count) => Unusable(
        $"'{shown}' announces a piece of {Number(count)} bytes", $"{shown}, byte {Number(position)}", "no file of a study has such a piece; it could fill the memory", "Copy or download the file again, or save it anew from the program that wrote it.");

    public static StudyException CaseCutOff(string shown, long row, long count) => Unusable(
        $"'{shown}' ends at row {Number(row)}", $"{shown}, row {Number(row)}", count < 0 ? "the row has not all its values" : $"its header announces {Number(count)} rows", "Copy or download the file again: a model on the rest would rest on an accident.");
}
