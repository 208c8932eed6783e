using System.Globalization;

namespace CoProduction.Store;

/// <summary>The texts of the store's errors and rejections.</summary>
internal static partial class StoreFaults
{
    public static StudyException NotAFolder(string path) => new(new Fault(
        $"The store '{path}' is a file", "", "an embedded store is a folder with one file per source",
        "Name another place under store: in the study file, or move that file away"));

    public static StudyException ManifestUnreadable(string file, Exception inner) => Of(new Fault(
        "The store's manifest cannot be read", file, "it is not the JSON that a load writes" + (inner is null ? "" : $" ({inner.Message})"),
        "Remove the store's folder and run the study again: the store is rebuilt from the study's files"), inner);

    public static StudyException NewerFormat(string file, int format, int known) => new(new Fault(
        string.Create(CultureInfo.InvariantCulture, $"The store has format {format}"), file, string.Create(CultureInfo.InvariantCulture, $"this program knows formats up to {known}"),
        "Use the newer program that wrote it, or remove the store's folder and run the study again"));

    public static StudyException LoadUnderWay(string folder, Exception inner) => new(new Fault(
        "Another load is under way", folder, "one load at a time may change a store; readers go on meanwhile",
        "Wait until the other run has ended, then run again"), inner);

    public static StudyException FileGone(string source, string file) => new(new Fault(
        $"The store has lost the rows of source '{source}'", file, "the manifest names a file that is not there",
        "Remove the store's folder and run the study again: the store is rebuilt from the study's files"));

    public static StudyException FileUnreadable(string source, string file, Exception inner) => new(new Fault(
        $"The rows of source '{source}' cannot be read", file, inner.Message,
        "Remove the store's folder and run the study again: the store is rebuilt from the study's files"), inner);

    public static StudyException NoTable(string table, IEnumerable<string> loaded) => new(new Fault(
        $"No source fills the table '{table}'", "", "a table is the union of the sources loaded into it",
        loaded.Any() ? Nearest.Suggest(table, loaded) : "Load a source first: nothing is loaded yet"));

    public static StudyException NoField(string table, string field, IEnumerable<string> fields) => new(new Fault(
        $"Table '{table}' has no field '{field}'", "", "none of its sources carries it", Nearest.Suggest(field, fields)));

    public static StudyException NoSource(string source, IEnumerable<string> loaded) => new(new Fault(
        $"Source '{source}' is not loaded", "", "only loaded sources have rejections",
        loaded.Any() ? Nearest.Suggest(source, loaded) : "Load a source first: nothing is loaded yet"));

    public static StudyException TypesDiffer(string table, string field, string source, FieldType type, string other, FieldType otherType) => new(new Fault(
        $"Field '{field}' is {type} in source '{source}' and {otherType} in source '{other}'", $"table {table}", "a table's sources must agree on the type of a field",
        "Declare the same type in both, or give one of them another name"));

    public static StudyException NamesClash(string source, string field, string other) => new(new Fault(
        $"Fields '{field}' and '{other}' differ only in case or are reserved", $"source {source}", "the store does not tell such names apart",
        "Give one of them another name under columns: in the study file"));

    public static StudyException CountsDisagree(string source, long accepted, long rejected, long read) => new(new Fault(
        string.Create(CultureInfo.InvariantCulture, $"Source '{source}' gave {accepted} accepted and {rejected} rejected rows of {read} read"), "",
        "accepted + rejected must equal the rows read", "This is a fault of the reader of that file: report it with the file"));

    public static StudyException RowsOutOfOrder(string source, long row, long before) => new(new Fault(
        string.Create(CultureInfo.InvariantCulture, $"Row {row} of source '{source}' came after row {before}"), "",
        "rows must come in the order of the file", "This is a fault of the reader of that file: report it with the file"));

    public static StudyException NotUniform(string source, string field) => new(new Fault(
        $"Field '{field}' of source '{source}' has several values", "", "its reader said that the file has no column for it and that all rows have one value", "This is a fault of the reader of that file: report it with the file"));

    public static StudyException NotSummable(string table, string field, FieldType type) => new(new Fault(
        $"Field '{field}' of table '{table}' is {type} and cannot be summed", "", "sums are exact: money, whole numbers and flags only",
        "Name a money or integer field, or read the rows as a frame"));

    public static StudyException NotAWeight(string table, string field, FieldType type) => new(new Fault(
        $"Field '{field}' of table '{table}' is {type} and cannot weigh rows", "", "a weight is a number", "Name a number or integer field"));

    public static StudyException PhasesMixed(string table, string field) => new(new Fault(
        $"A sum of '{field}' over all phases was asked for", $"table {table}", "budgeted, approved, paid and accepted money are different ideas and are never added",
        "Group by phase, or take the rows of one phase"));

    public static StudyException Engine(string what, Exception inner) => new(new Fault(
        $"The store could not {what}", "", inner.Message, "Check the free space and the rights of the store's folder; if they are right, report this"), inner);

    public static (string Rule, string Mend) Repeated(string keys, long row) => (
        string.Create(CultureInfo.InvariantCulture, $"the key ({keys}) stands in row {row} already, and a key names one record"),
        "Remove one of the two rows, or correct the key");

    public static (string Rule, string Mend) RepeatedElsewhere(string keys, string source, long row) => (
        string.Create(CultureInfo.InvariantCulture, $"the key ({keys}) stands in source '{source}', row {row}, already, and a key names one record"),
        "Remove the record from one of the two sources, or correct the key");

    public static (string Rule, string Mend) TooFine => (
        "an amount may have 14 decimals and 24 digits before them", "Round the amount to the fen in the file");

    public static (string Rule, string Mend) TooLarge => (
        "the number is outside the range that the table schema declares", "Correct the number, or the range in the table schema");

    private static StudyException Of(Fault fault, Exception? inner) => inner is null ? new(fault) : new(fault, inner);
}
