using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Texts of the errors and cautions of the reliability of scales.</summary>
internal static class ReliabilityFaults
{
    private const string Shape = "Write it as 'name =~ item + item - turned_item'; names with other characters stand in backticks.";

    internal static Fault UnexpectedInScale(string text, Token found) =>
        new(found.Kind == TokenKind.End ? "The scale ends too early" : $"'{found.Text}' is unexpected in a scale", $"position {found.At + 1} of '{text}'", "a scale is a list of items, each with + or - before it", Shape);

    internal static Fault OutcomeOfScale(string text, string outcome) =>
        new($"'{outcome}' stands as an outcome before ~", text, "a scale explains nothing; its items measure one thing", $"For a scale of that name write '{outcome} =~ …'; for a regression choose another --method.");

    internal static Fault ItemTwice(string text, string item) => new($"The item '{item}' stands twice in the scale", text, "it would agree with itself and raise every coefficient", "Name it once.");

    internal static Fault FewItems(string text, int items) => new($"The scale has {items} item(s)", text, "reliability is agreement between at least two", "Name more items, joined by +.");

    internal static Fault FewFactors(int factors) =>
        new($"{factors} group factor(s)", "factors", "omega hierarchical parts a general factor from at least two group factors", "Give 3 (default) or 2; the coefficient 'omega' is that of one factor.");

    internal static Fault FewDraws(int draws, int fewest) => new($"{draws} bootstrap draws", "bootstrap", $"an interval's ends need at least {fewest}", "Give 1000 or more.");

    internal static Fault IntervalWithoutDraws() =>
        new("An interval of draws was asked for and nothing is drawn", "interval", "without clusters, weights or draws alpha has Feldt's interval", "Add --bootstrap 1000, name the communities (--cluster), or leave the setting out.");

    internal static Fault BadRange(double minimum, double maximum) =>
        new($"The range {Number(minimum)}..{Number(maximum)} is empty", "range", "it runs from the lowest to the highest answer", "Give it as 1..5.");

    internal static Fault OutOfRange(string item, double value, double minimum, double maximum) =>
        new($"'{item}' holds {Number(value)}", "", $"the range is {Number(minimum)}..{Number(maximum)}", "Name the codes of missing answers (--missing), or correct the range (--set range=1..5).");

    internal static Fault FewRows(string text, long rows, int needed, long incomplete) =>
        new($"{rows} complete rows ({incomplete} left out as incomplete)", text, $"the covariances of these items need at least {needed}", "Look at the missing codes, or drop the items that few answered.");

    internal static Fault ConstantItem(string item) => new($"Every complete row gives '{item}' the same answer", "", "what does not vary cannot agree with anything", $"Drop '{item}' from the scale, or look at the missing codes.");

    internal static Fault CombinedItem(string item, ImmutableArray<string> earlier) =>
        new($"'{item}' is a combination of {string.Join(", ", earlier.Select(other => $"'{other}'"))}", "", "an item that others determine adds no answer and makes the correlations singular", $"Drop '{item}', or a copy of it, from the scale.");

    internal static Fault NoPatterns() =>
        new("A bootstrap of rows was asked for and the rows were not kept", "", "roots hold no rows", "Reduce with patterns, or name clusters, whose roots suffice.");

    internal static Fault OneCommunity() => new("A bootstrap of communities with one community", "", "drawing one of one gives the same each time", "Take in more communities, or leave --cluster out.");

    internal static Fault MostDrawsFailed(int failed, int draws) =>
        new($"{failed} of {draws} bootstrap draws have an item without variation", "", "an interval of the rest would be of other samples", "Drop the items that nearly all answer alike, or take in more communities.");

    internal static Fault NotConverged(Omegas omegas, int factors) => new(
        "The factors did not converge", string.Create(CultureInfo.InvariantCulture,
            $"one factor: slope {omegas.OneFactor?.Diary.LargestSlope:0.0E+0} after {omegas.OneFactor?.Diary.Iterations} steps; {factors} factors: slope {omegas.Hierarchy?.Solution.Diary.LargestSlope:0.0E+0} after {omegas.Hierarchy?.Solution.Diary.Iterations} steps, oblimin {omegas.Hierarchy?.Oblique.Slope:0.0E+0}"),
        "the correlations do not decide them", "Ask for fewer group factors (--set factors=2), or drop items that nothing correlates with.");

    internal static Label NegativeAlpha() => new("α为负：题目互相矛盾，多半有题目需反向计分。", "Alpha is negative: the items contradict each other; most likely some must be turned round.");

    internal static Label ReverseSuspects(string[] items) => new($"反向计分检查：{Listed(items)}反向后α升高。", $"Reverse coding check: turning {Listed(items)} round would raise alpha.");

    internal static Label ObservedRange(double minimum, double maximum) => new(
        $"反向题按全部题目实际出现的最低与最高回答（{Number(minimum)}..{Number(maximum)}）转向；请用range=给出量表范围。",
        $"Turned items are turned about the lowest and highest answers seen in all items ({Number(minimum)}..{Number(maximum)}); give the range of the scale as range=.");

    internal static Label TwoItems() => new(
        "仅两题：标准化α即斯皮尔曼-布朗系数，宜报告它；ω不可识别。", "Two items only: standardised alpha is the Spearman-Brown coefficient, which should be reported (Eisinga et al. 2013); omega is not identified.");

    internal static Label NearDuplicates(string[] pairs, double limit) => new(
        $"相关不低于{Number(limit)}的题目：{Listed(pairs)}；近于重复提问，会抬高信度。", $"Items that correlate by {Number(limit)} or more: {Listed(pairs)}; near duplicates raise every coefficient.");

    internal static Label OverlappingGroups() => new("总分取值太少：27%高低分组会重叠，不给区分度。", "Too few different totals: the upper and lower 27 % would overlap, no discrimination is given.");

    internal static Label NoOmega(int items) => new($"{items}题：ω至少需要{Omegas.FewestOfOne}题。", $"{items} items: omega needs at least {Omegas.FewestOfOne}.");

    internal static Label NoHierarchy(int items, int needed, int factors) => new(
        $"{items}题：{factors}个组因子的分层ω至少需要{needed}题。", $"{items} items: omega hierarchical with {factors} group factors needs at least {needed}.");

    internal static Label ThinGroups(int items, int factors, int each) => new(
        $"{items}题分为{factors}个组因子：每组不足{each}题，分层ω不稳定。", $"{items} items for {factors} group factors: fewer than {each} items a group, omega hierarchical is unstable.");

    internal static Label TwoGroups() => new("两个组因子：总因子载荷由设定相等得到。", "Two group factors: the general factor is identified by setting its two loadings equal.");

    internal static Label Heywood(string what, string[] items) => new(
        $"Heywood个案（{what}）：{Listed(items)}的共同度达到上限，系数不可靠。", $"Heywood case ({what}): the communality of {Listed(items)} stands at its bound; the coefficient is not to be trusted.");

    internal static Label HigherHeywood(int count) => new(
        $"Heywood个案（总因子）：{count}个组因子与总因子几乎重合，分层ω不可靠。", $"Heywood case (general factor): {count} group factor(s) coincide with it; omega hierarchical is not to be trusted.");

    internal static Label TurnedByFactor(string[] items) => new(
        $"{Listed(items)}在总因子上的载荷为负；计算分层ω与总ω时已按psych的做法转向。", $"{Listed(items)} load negatively on the general factor; omega hierarchical and total turn them round, as psych does.");

    internal static Label FewCommunities(int communities) => new(
        $"仅{communities}个社区：少于{LinearCautions.FewCommunities}个时百分位区间偏窄；请不设interval，或用interval=t。",
        $"{communities} communities: percentile intervals are too narrow below {LinearCautions.FewCommunities}; leave the setting interval out, or take interval=t.");

    internal static Label FewForT(int communities, int shown) => new(
        $"仅{communities}个社区：区间按t分布（自由度{communities - 1}）放宽；模拟只检验到{shown}个社区。",
        $"{communities} communities: the intervals allow for so few (t, {communities - 1} degrees of freedom); simulations show that they hold from {shown} communities on.");

    internal static Label WeightedRows() => new("加权而未给出群：自助法把各行当作独立抽取。", "Weights without clusters: the bootstrap takes the rows as drawn independently.");

    internal static Label DrawsFailed(int failed, int draws) => new($"{draws}次自助抽样中有{failed}次因题目无变异或完全一致而弃去。", $"{failed} of {draws} bootstrap draws were left out: an item did not vary in them, or all items agreed.");

    internal static Label DrawsUnconverged(int count, int draws) => new($"{draws}次自助抽样中有{count}次因子未收敛，未计入ω的区间。", $"{count} of {draws} bootstrap draws are left out of the intervals of omega: their factors did not converge.");

    internal static Label DrawsHeywood(int count, int draws) => new($"{draws}次自助抽样中有{count}次出现Heywood个案。", $"{count} of {draws} bootstrap draws have a Heywood case.");

    private static string Listed(string[] items) => string.Join(", ", items);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
