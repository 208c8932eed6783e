using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CoProduction.Analysis;

/// <summary>What a rule of exclusion looks at.</summary>
public enum ExclusionKind
{
    /// <summary>A number against a limit, such as seconds below 120.</summary>
    Limit,

    /// <summary>A value that is, or is not, one of some: a failed attention item, a place outside the area.</summary>
    Values,

    /// <summary>The longest run of equal answers over items in order (Johnson 2005, Journal of Research in Personality 39: 103-129), against a limit; a missing answer ends a run.</summary>
    LongString,

    /// <summary>The standard deviation (n - 1) of a respondent's answers over items, intra-individual response variability (Dunn, Heggestad, Shanock and Theilgard 2018, Journal of Business and Psychology 33: 105-121), against a limit.</summary>
    Variability,

    /// <summary>All named fields equal those of an earlier row, which is kept.</summary>
    Duplicate,
}

/// <summary>A rule by which rows are excluded, with its reason. A row that lacks what the rule looks at is kept, and counted.</summary>
/// <param name="Text">The rule as given, without the reason.</param>
/// <param name="Reason">Why; empty for none.</param>
/// <param name="Kind">What it looks at.</param>
/// <param name="Fields">The fields it reads, in order.</param>
/// <param name="Operator">One of &lt;, &lt;=, &gt;, &gt;=, =, !=; empty for duplicates.</param>
/// <param name="Limit">The limit of a comparison with a number; 0 for others.</param>
/// <param name="Values">The values of <see cref="ExclusionKind.Values"/>; empty for others.</param>
public sealed partial record ExclusionRule(string Text, string Reason, ExclusionKind Kind, ImmutableArray<string> Fields, string Operator, double Limit, ImmutableArray<string> Values)
{
    /// <summary>
    /// Reads a rule: <c>seconds &lt; 120</c>, <c>check1 != 4</c>, <c>district not in A, B</c>, <c>longstring(q1, q2, q3) &gt; 8</c>, <c>irv(q1..q20) &lt; 0.3</c>, <c>duplicate(phone)</c>; its reason may follow a colon.
    /// </summary>
    /// <param name="text">The rule.</param>
    /// <param name="names">All names in their order, for ranges such as <c>q1..q20</c>.</param>
    /// <exception cref="StudyException">The text is no rule; says what was expected.</exception>
    public static ExclusionRule Parse(string text, ImmutableArray<string> names)
    {
        int colon = Colon().Match(text) is { Success: true } found ? found.Index : text.Length;
        string rule = text[..colon].Trim(), reason = text[Math.Min(text.Length, colon + 1)..].Trim();
        if (OfItems().Match(rule) is { Success: true } items)
            return new(rule, reason, items.Groups[1].Value == "irv" ? ExclusionKind.Variability : ExclusionKind.LongString, Items(rule, items.Groups[2].Value, names), items.Groups[3].Value, Number(rule, items.Groups[4].Value), []);
        if (OfDuplicates().Match(rule) is { Success: true } twice) return new(rule, reason, ExclusionKind.Duplicate, Listed(rule, twice.Groups[1].Value, names, 1), "", 0, []);
        if (OfLists().Match(rule) is { Success: true } list) return new(rule, reason, ExclusionKind.Values, [Name(list.Groups[1].Value)], list.Groups[2].Success ? "!=" : "=", 0, Split(list.Groups[3].Value));
        if (OfComparisons().Match(rule) is not { Success: true } compared) throw new StudyException(ExclusionFaults.NoRule(text));
        string sign = compared.Groups[2].Value, value = compared.Groups[3].Value.Trim();
        return sign is "=" or "!="
            ? new(rule, reason, ExclusionKind.Values, [Name(compared.Groups[1].Value)], sign, 0, [Name(value)])
            : new(rule, reason, ExclusionKind.Limit, [Name(compared.Groups[1].Value)], sign, Number(rule, value), []);
    }

    /// <summary>True where the fields are read as numbers.</summary>
    public bool IsNumeric => Kind is ExclusionKind.Limit or ExclusionKind.LongString or ExclusionKind.Variability;

    internal bool Excludes(double value) => Operator switch { "<" => value < Limit, "<=" => value <= Limit, ">" => value > Limit, _ => value >= Limit };

    private static ImmutableArray<string> Items(string rule, string list, ImmutableArray<string> names) => Listed(rule, list, names, 2);

    private static ImmutableArray<string> Listed(string rule, string list, ImmutableArray<string> names, int fewest)
    {
        ImmutableArray<string> fields = [.. Split(list).SelectMany(part => part.Split("..") is [var first, var last] ? Between(rule, first.Trim(), last.Trim(), names) : [part])];
        return fields.Length >= fewest ? fields : throw new StudyException(ExclusionFaults.FewItems(rule, fewest));
    }

    private static IEnumerable<string> Between(string rule, string first, string last, ImmutableArray<string> names)
    {
        int from = names.IndexOf(first), to = names.IndexOf(last);
        return from >= 0 && to >= from ? names[from..(to + 1)] : throw new StudyException(ExclusionFaults.NoRange(rule, first, last));
    }

    private static ImmutableArray<string> Split(string list) => [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Name)];

    private static string Name(string text) => text.Trim().Trim('`', '"', '\'');

    private static double Number(string rule, string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : throw new StudyException(ExclusionFaults.NoNumber(rule, text));

    [GeneratedRegex(@":(?=[^`]*(?:`[^`]*`[^`]*)*$)")]
    private static partial Regex Colon();

    [GeneratedRegex(@"^(longstring|irv)\s*\((.+)\)\s*(<=|>=|<|>)\s*(\S+)$")]
    private static partial Regex OfItems();

    [GeneratedRegex(@"^duplicate\s*\((.+)\)$")]
    private static partial Regex OfDuplicates();

    [GeneratedRegex(@"^(`[^`]+`|[^\s<>=!]+)\s+(not\s+)?in\s+(.+)$")]
    private static partial Regex OfLists();

    [GeneratedRegex(@"^(`[^`]+`|[^<>=!()]+?)\s*(<=|>=|!=|<|>|=)\s*([^<>=!]+)$")]
    private static partial Regex OfComparisons();
}
