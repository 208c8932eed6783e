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
}
