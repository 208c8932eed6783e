using System.Text.RegularExpressions;

namespace CoProduction.Workbench.Evidence;

/// <summary>Rules of exclusion in words, wherever a text states them.</summary>
internal static partial class ExclusionWords
{
    /// <summary>The text with its rules in words, as Chinese and as English.</summary>
    /// <param name="text">The text, rules as <c>--exclude</c> takes them.</param>
    /// <param name="names">Words of the names in a rule.</param>
    public static Label In(Label text, Func<string, Label> names) => new(
        Replaced(text.Zh, name => names(name).Zh, "“{0}”至“{1}”连续{3}题以上答案相同", "“{0}”至“{1}”各题答案的标准差{2} {3}", "重复答卷（{0}相同）"),
        Replaced(text.En, name => names(name).En, "more than {3} equal answers in a row, \"{0}\" to \"{1}\"", "standard deviation of the answers \"{0}\" to \"{1}\" {2} {3}", "repeated answers (same {0})"));

    private static string Replaced(string text, Func<string, string> name, string run, string spread, string repeated)
    {
        text = Range().Replace(text, found => string.Format(
            System.Globalization.CultureInfo.InvariantCulture, found.Groups[1].Value == "irv" ? spread : found.Groups[4].Value == ">" ? run : "{0} … {1}: longstring {2} {3}", name(found.Groups[2].Value), name(found.Groups[3].Value), found.Groups[4].Value, found.Groups[5].Value));
        return Duplicate().Replace(text, found => string.Format(System.Globalization.CultureInfo.InvariantCulture, repeated, string.Join(", ", found.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries).Select(name))));
    }

    [GeneratedRegex(@"(longstring|irv)\((\w+)\.\.(\w+)\) (<=|>=|<|>) ([\d.]+)")]
    private static partial Regex Range();

    [GeneratedRegex(@"duplicate\(([\w, ]+)\)")]
    private static partial Regex Duplicate();
}
