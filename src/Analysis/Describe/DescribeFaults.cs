using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Texts of the faults of descriptions and comparisons.</summary>
internal static class DescribeFaults
{
    private const string Shape = "Write 'a + b' to describe, 'a + b ~ g' to compare between the values of g, 'name =~ a + b - c' for a scale; parts are joined by ;";

    internal static Fault Empty(string text) => new("Nothing is to be described", text, "the statement names no variable", Shape);

    internal static Fault Unexpected(string text, Token found) =>
        new(found.Kind == TokenKind.End ? "The statement ends too early" : $"'{found.Text}' is unexpected", $"position {found.At + 1} of '{text}'", "variables are joined by +, groups stand right of ~", Shape);

    internal static Fault ScaleTwice(string text, string name) => new($"The scale '{name}' is made twice", text, "one name is one variable", "Name the scales differently");

    internal static Fault BySelf(string text, string name) => new($"'{name}' is compared between its own values", text, "the groups would differ by definition", "Name another field right of ~");

    internal static Fault WeightedTest((string Variable, string Group) pair) => new(
        $"'{pair.Variable}' is to be compared between the values of '{pair.Group}' with weights", "--weights", "t, F, ranks and χ² hold for rows of equal weight only",
        $"Use --method svy: \"mean({pair.Variable}) | {pair.Group}\", or \"table({pair.Variable}, {pair.Group})\" for the Rao-Scott test; or leave the weights out");

    internal static Fault NoValues(string name, long rows) => new($"'{name}' has no value in {Text(rows)} rows", "", "there is nothing to describe", "Look at the missing codes (--missing), or leave it out");

    internal static Fault OneGroup(string variable, string group, string level) =>
        new($"All rows with '{variable}' have '{level}' as '{group}'", $"{variable} ~ {group}", "a comparison needs at least two groups", "Choose another grouping, or describe it alone");

    internal static Fault Constant(string variable, string group) => new($"'{variable}' has one value in all rows", $"{variable} ~ {group}", "what does not vary cannot differ between groups", "Leave the comparison out");

    internal static Fault ManyLevels(string name, int most) =>
        new($"'{name}' has more than {Text(most)} different values", "", "a table of categories that large says nothing, and the field may be a key", $"Describe it as a number, group its values, or use --method lmm with (1 | {name})");

    internal static Label Independent() => new("检验把各行当作独立观测；同一社区的居民往往相似，p值因此偏小：请以svy或lmm复核。",
        "The tests take the rows as independent; residents of one community are alike, which makes p values too small: check with svy or lmm.");

    internal static Label ManyValues(string name, int most) => new($"“{name}”的不同取值超过{Text(most)}个：不给分位数与秩检验。", $"'{name}' has more than {Text(most)} different values: no quantiles and no test of ranks are given.");

    internal static Label ConstantVariable(string name) => new($"“{name}”无变异：无相关、偏度与峰度。", $"'{name}' does not vary: it has no correlations, skewness or kurtosis.");

    internal static Label SmallGroups(string variable, string group) => new(
        $"“{variable}”按“{group}”：有组少于2人或组内无变异，不给韦尔奇检验。", $"'{variable}' by '{group}': a group has fewer than 2 rows or no variance; Welch's test is not given.");

    internal static Label SmallExpected(string variable, string group, double smallest, double share) => new(
        $"“{variable}”×“{group}”：最小期望频数{Text(smallest)}，{Percent(share)}的格小于5；χ²近似不可靠。",
        $"'{variable}' by '{group}': the smallest expected count is {Text(smallest)}, {Percent(share)} of the cells expect fewer than 5; the χ² approximation is unreliable.");

    internal static Label WeightedCorrelations() => new("加权相关不作检验：其误差取决于抽样设计（见svy）。", "Weighted means and correlations are given without errors and tests: these follow the sample's design (svy).");

    internal static Label ObservedRange(string scale, double minimum, double maximum) => new(
        $"“{scale}”的反向题按实际出现的回答范围（{Text(minimum)}..{Text(maximum)}）转向；请用range=给出。", $"Turned items of '{scale}' are turned about the answers seen ({Text(minimum)}..{Text(maximum)}); give the range as range=.");

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("0", CultureInfo.InvariantCulture) + "%";
}
