using System.Collections.Immutable;

namespace CoProduction.Workbench;

/// <summary>Texts of the errors of studies in the hands of a researcher.</summary>
internal static class StudiesFaults
{
    /// <summary>Place of a name.</summary>
    /// <exception cref="UsageException">It is none; names the nearest.</exception>
    public static int Found(string name, ImmutableArray<string> names, string where, string kind) => names.IndexOf(name) is >= 0 and var at
        ? at : throw new UsageException(new Fault($"'{name}' is no {kind} of {where}", "", names.IsEmpty ? "there is none" : "it is none of the names there", names.IsEmpty ? "Load a source that has one" : Nearest.Suggest(name, names)));

    public static UsageException NoRow(StudyTable table, string[] key) => new(new Fault(
        $"'{table.Id}' has no row '{string.Join(", ", key)}'", "", $"a row is named by {string.Join(", ", table.Columns.Take(table.Rows.IsEmpty ? 0 : table.Rows[0].Key.Length))}",
        Nearest.Suggest(string.Join(", ", key), table.Rows.Select(row => string.Join(", ", row.Key)))));

    public static UsageException NoFormat(string path, string kind, IEnumerable<string> endings) => new(new Fault(
        $"'{path}' names no format", "", $"a {kind} is saved by the ending of its file's name", $"End it in {string.Join(", ", endings)}"));

    public static UsageException NoStudy(string what) => new(new Fault(
        $"{what} was asked of rows alone", "", "they are no study: money, rules, scales and interviews are declared in a study file", "Open a folder with a study.yaml ('copro new DIR' makes one); rows alone can be fitted"));

    public static UsageException NoSurvey(string plan) => new(new Fault(
        $"The study '{plan}' has no survey", "", "a model's rows are the respondents of a survey", "Name one under sources: surveys: in the study file"));

    public static UsageException NoSuchFile(string path) => new(new Fault(
        $"There is nothing at '{path}'", "", "a study is a folder with a study.yaml, that file, or a single data file", "Give its path; a notebook's own folder is where relative paths begin"));

    public static UsageException NotARow(Type type) => new(new Fault(
        $"'{type.Name}' has no readable property", "", "the columns of rows are the public properties of their type", "Give rows of a record or an anonymous type, such as new { satisfaction = 4, community = \"c01\" }"));

    public static UsageException NotAColumn(string name, Type type) => new(new Fault(
        $"The column '{name}' holds {type.Name}", "", "a column holds numbers, texts, truth values, days or an enum", "Convert it, or leave it out"));

    public static UsageException NoEvidence(string what) => new(new Fault(
        $"{what} was asked of a study without the evidence", "", "no source of the study fills the table it rests on", "Name the source in the study file, and see what was read with Describe()"));

    public static UsageException NoDesign(string survey) => new(new Fault(
        $"'{survey}' has no sampling design", "", "estimates of a population need weights, strata or clusters", "Give one, such as new SampleDesign(\"weight\", \"community\", \"stratum\"), or write design: under the survey in the study file"));

    public static StudyException BadParquet(string path, Exception broken) => new(new Fault(
        $"'{path}' cannot be read as Parquet", "", broken.Message.TrimEnd('.'), "Write it anew from its program, with flat columns of numbers, texts and days, or give a CSV file"), broken);

    public static UsageException RecordsReviewed() => new(new Fault(
        "Records of people were to be saved without a reason", "", "a record cannot pass the disclosure review: it is of one person", "Save tables, or say why with Unreviewed(\"reason\")"));

    public static UsageException NoConstructor(Type type) => new(new Fault(
        $"'{type.Name}' has no constructor with parameters", "", "columns fill the parameters of a constructor by their names", "Give a record, such as record Answer(double Satisfaction, string Community)"));

    public static StudyException NoNull(string name, int row) => new(new Fault(
        $"'{name}' is missing in row {row + 1}", "", "the parameter takes no null", "Make its type nullable, such as double?"));

    public static UsageException NotAnArrowColumn(string name, string type) => new(new Fault(
        $"The Arrow column '{name}' is of type {type}", "", "a column holds numbers, texts, truth values or days", "Cast it before it comes here, or leave it out"));

    public static UsageException NothingToStack() => new(new Fault("No model was given to stand beside others", "", "a stacked table has a column a model", "Write Fitted.Stack((\"OLS\", ols), (\"mixed\", mixed))"));

    public static UsageException NoNamespace(string space) => new(new Fault($"'{space}' is no namespace", "--namespace", "it is letters, digits and _, parted by dots, each part beginning with a letter", "Write one such as MyStudy.Names"));
}
