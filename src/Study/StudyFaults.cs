using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CoProduction;

/// <summary>The texts of this project's errors, in one place so that they keep one tone.</summary>
internal static class StudyFaults
{
    public static StudyException UnknownTable(string name, IEnumerable<string> tables) => new(new Fault(
        $"There is no table '{name}'", "data-schema/tables", "tables are declared in data-schema/tables", Nearest.Suggest(name, tables)));

    public static StudyException LongCodePaths(string name) => new(new Fault(
        $"The code book's paths are too long at '{(name.Length <= 60 ? name : name[..60] + "…")}'", "", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"a path has at most {CodePaths.Longest} characters, all together {CodePaths.Most}"),
        "Shorten the names, or nest the codes less deeply"));

    public static StudyException CodingOfNobody(string coding, string interview) => new(new Fault(
        $"The coding '{coding}' belongs to no speaker of interview '{interview}'", "", "a project keeps a coding in its speaker's text", "Load the study again, and mend its rejections"));

    public static StudyException UnknownReason(string text, string where) => new(new Fault(
        $"'{text}' is no reason for a missing value", where, "every kind of absence has another remedy, so it has a name",
        Nearest.Suggest(text, MissingReasons.Names)));

    public static StudyException MalformedMissingCodes(string part, string where) => new(new Fault(
        $"'{part}' does not declare a missing code", where, "a declaration is code=reason, several are parted by ';'",
        "Write for example 7=not_asked;8=refused;9=dont_know"));

    public static StudyException BrokenSchema(string resource, string what) => new(new Fault(
        what, resource, "the platform's own schema files follow data-schema/README.md", "Correct the file and run ./test Study"));

    public static StudyException UnknownClassification(string name, IEnumerable<string> known) => new(new Fault(
        $"There is no classification '{name}'", "data-schema/classifications", "a classification is named by id and version, as five-uses@2022-1",
        Nearest.Suggest(name, known)));

    public static StudyException NoStudyFile(string file) => new(new Fault(
        "There is no study file", file, "a study is described by a study.yaml", "Name the file or its folder, or make one with 'copro new'"));

    public static StudyException NotYaml(string file, Mark at, Exception error) => new(new Fault(
        $"The file is not YAML: {(error is YamlException ? error.InnerException?.Message ?? error.Message : "a bracket is not closed before the next key, or a key has no name")}", At(file, at),
        "a YAML file indents by spaces, closes its brackets and names each key once", "Correct the line, or the one before it; quote texts that hold ': ' or ' #'"), error);

    public static StudyException EndlessYaml(string file, YamlNode at) => new(new Fault(
        "The file's entries are nested without end", At(file, at.Start), "an anchor (&) that refers to itself, or many that refer to each other, stands for too large a tree",
        "Write the entries out"));

    public static StudyException NotOneMapping(string file) => new(new Fault(
        "The file holds no entries", file, "it is read as one mapping of keys to values", "Write lines of the form 'key: value'"));

    public static StudyException MissingEntry(string key, YamlNode owner) => new(new Fault(
        $"'{key}' is missing", At("", owner.Start), "the entry cannot be read without it", $"Add '{key}:'"));

    public static StudyException NotADate(string text, YamlNode owner) => new(new Fault(
        $"'{text}' is not a day", At("", owner.Start), "days are written as year-month-day", "Write for example 2018-12-31"));

    public static StudyException UnknownChoice(string text, string key, IEnumerable<string> allowed, YamlNode owner) => new(new Fault(
        $"'{text}' is not a {key}", At("", owner.Start), "the values are fixed", Nearest.Suggest(text, allowed)));

    public static StudyException NotAShare(string text, YamlNode owner) => new(new Fault(
        $"'{text}' is not a share", At("", owner.Start), "a threshold is a share in 0..1", "Write 0.10 for 10 %"));

    public static StudyException CleaningAction(YamlNode rule, IReadOnlyCollection<string> found) => new(new Fault(
        found.Count == 0 ? "The rule does nothing" : $"The rule does several things: {string.Join(", ", found)}", At("", rule.Start), "each rule of cleaning has one action, so that its reason is of that action",
        "Write one of 'recode:', 'merge:', 'set_missing:' and 'drop:'"));

    /// <summary>The place of a mark, as <c>study.yaml, line 4, column 3</c>.</summary>
    public static string At(string file, Mark mark) => $"{(file.Length == 0 ? "" : file + ", ")}line {mark.Line}, column {mark.Column}";
}
