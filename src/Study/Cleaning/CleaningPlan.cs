using System.Collections.Immutable;

namespace CoProduction;

/// <summary>Rules that change a source's values at reading, each with its reason and author. The raw value of a changed field stays in the store beside the clean one, with the number of the rule.</summary>
/// <param name="Rules">The rules, applied to each row one after the other.</param>
public sealed record CleaningPlan(ImmutableArray<CleaningRule> Rules)
{
    private const string RawEnd = "_raw", RuleEnd = "_rule";

    /// <summary>The fields that rules change, in the order of the first rule of each.</summary>
    public ImmutableArray<string> Fields => [.. Rules.Where(rule => rule.Action != CleaningAction.Drop).Select(rule => rule.Field).Distinct()];

    /// <summary>Name of the field that holds a field's raw values.</summary>
    public static string RawOf(string field) => field + RawEnd;

    /// <summary>Name of the field that holds the place among <see cref="Rules"/>, from 1, of the last rule that changed a field's value; absent where none did.</summary>
    public static string RuleOf(string field) => field + RuleEnd;

    /// <summary>True for the fields that hold raw values and rules.</summary>
    public bool Holds(string field) => Fields.Any(cleaned => field == RawOf(cleaned) || field == RuleOf(cleaned));

    /// <summary>The schema with two more fields for each that rules change: its raw value and the number of the rule.</summary>
    /// <param name="schema">Schema of the source's table.</param>
    /// <exception cref="StudyException">A rule names a field that the table does not have.</exception>
    public TableSchema Extend(TableSchema schema) => schema with
    {
        Fields =
        [
            .. schema.Fields,
            .. Fields.Select(name => schema[name]).SelectMany(field => new[]
            {
                new Field(RawOf(field.Name), FieldType.Text, new($"{field.Title.Zh}（原始）", $"{field.Title.En} (raw)"), false, "", null, null, [], []),
                new Field(RuleOf(field.Name), FieldType.Integer, new($"{field.Title.Zh}（清理规则）", $"{field.Title.En} (cleaning rule)"), false, "", 1, null, [], []),
            }),
        ],
    };
}

/// <summary>One rule of cleaning.</summary>
/// <param name="File">File it stands in, relative to the study's folder.</param>
/// <param name="Number">Its number in the file, from 1.</param>
/// <param name="Action">What it does.</param>
/// <param name="Field">Field whose values it changes; empty for <see cref="CleaningAction.Drop"/>.</param>
/// <param name="Values">Text in the file, in which <c>*</c> stands for any, and what takes its place (empty where the value is set to missing); the first that fits.</param>
/// <param name="As">Why the value is missing, for <see cref="CleaningAction.SetMissing"/>.</param>
/// <param name="Where">Rows that the rule is for: each field has one of its texts in the file. None for all rows.</param>
/// <param name="Reason">Why the rule is right.</param>
/// <param name="Author">Who says so.</param>
public sealed record CleaningRule(
    string File, int Number, CleaningAction Action, string Field, ImmutableArray<(string From, string To)> Values, MissingReason As, ImmutableArray<(string Field, ImmutableArray<string> Texts)> Where, string Reason, string Author)
{
    /// <summary>The rule as people cite it, such as <c>cleaning.yaml, rule 2: keyed twice (W. Y.)</c>.</summary>
    public string Cited => $"{File}, rule {Number}: {Reason} ({Author})";
}

/// <summary>What a rule of cleaning does.</summary>
public enum CleaningAction
{
    /// <summary>Puts another value in the place of one.</summary>
    Recode,

    /// <summary>Puts one value in the place of several.</summary>
    Merge,

    /// <summary>Takes values for missing.</summary>
    SetMissing,

    /// <summary>Leaves rows out; they are listed among the rejections with the rule.</summary>
    Drop,
}
