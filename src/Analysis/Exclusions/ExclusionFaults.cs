namespace CoProduction.Analysis;

/// <summary>Texts of the errors and cautions of exclusions.</summary>
internal static class ExclusionFaults
{
    private const string Forms = "Write it as 'seconds < 120', 'check1 != 4', 'district not in A, B', 'longstring(q1..q20) > 8', 'irv(q1..q20) < 0.3' or 'duplicate(phone)', and its reason behind a colon.";

    internal static Fault NoRule(string text) => new($"'{text}' is no rule of exclusion", "--exclude", "a rule compares a field, or answers to items, with something", Forms);

    internal static Fault NoNumber(string rule, string text) => new($"'{text}' is not a number", rule, "the limit of a rule is one", Forms);

    internal static Fault FewItems(string rule, int fewest) => new(fewest > 1 ? "Fewer than two items are named" : "No field is named", rule, fewest > 1 ? "a run, or a spread, is one of several answers" : "rows are compared by their fields", Forms);

    internal static Fault NoRange(string rule, string first, string last) => new($"There is no range {first}..{last}", rule, "a range runs from one column to a later one", "Name columns of the file, in their order, or list the items.");

    internal static Fault NotNumbers(ExclusionRule rule, string field) => new($"'{field}' holds texts", rule.Text, "a limit is compared with numbers", $"Name the texts as missing (--missing), or write '{field} in …' with the values to exclude.");

    internal static Label Undetermined(string rule, long rows) => new($"规则“{rule}”对{rows}行无法判断（缺少所看的值），这些行予以保留。", $"The rule '{rule}' cannot be judged for {rows} rows, which lack what it looks at; they are kept.");

    internal static Label NothingExcluded() => new("各规则未排除任何行。", "The rules exclude no row.");

    internal static Label NotWithout() => new("未排除时模型无法估计，未给出对照。", "The model cannot be estimated without the exclusions; there is no comparison.");
}
