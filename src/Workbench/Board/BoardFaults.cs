using CoProduction.Analysis;

namespace CoProduction.Workbench.Board;

/// <summary>The texts of what cannot be asked of a board.</summary>
internal static class BoardFaults
{
    public static UsageException NoChoice(string name, string value, IEnumerable<string> allowed) => new(new Fault(
        $"'{value}' cannot be the filter '{name}'", "the address", "a filter takes one of the values that the study has", allowed.Any() ? Nearest.Suggest(value, allowed.Take(200)) : "Leave the filter out: the study has no such values"));

    public static UsageException NoFilter(string page, string name, IEnumerable<string> known) => new(new Fault(
        $"The page '{page}' has no filter '{name}'", "the address", "a page knows its own filters only", known.Any() ? Nearest.Suggest(name, known) : "Leave the filter out"));

    public static UsageException NoPage(string page, IEnumerable<string> known) => new(new Fault(
        $"There is no page '{page}'", "the address", "a board has a fixed list of pages", Nearest.Suggest(page, known)));

    public static UsageException NoPanel(string panel, IEnumerable<string> known) => new(new Fault(
        $"There is nothing called '{panel}' to show", "the address", "a table or figure is known by the id that its page gives it", known.Any() ? Nearest.Suggest(panel, known) : "Open the page to see what it has"));

    public static Label NotCollected(string zh, string en) => new($"未收集：{zh}。", $"Not collected: {en}.");

    public static Label NotForViewer { get; } = new("此内容只向区级与研究人员显示：社区一级的人数信息不对公众公布。", "Shown to district staff and researchers only: statistics about people are not published by community.");

    public static Label TooFew { get; } = new("人数过少，为保护个人信息不予显示。", "Too few people: withheld to protect them.");
}
