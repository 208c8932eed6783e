using System.Globalization;

namespace CoProduction.Workbench;

/// <summary>A rule in words.</summary>
/// <param name="Id">Id.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Version">Version of its text.</param>
/// <param name="Evidence">Where it is written.</param>
/// <param name="Limit">What it demands or computes: a limit, an order of steps, a ratio.</param>
internal sealed record RuleWords(string Id, Label Title, string Version, Label Evidence, Label Limit)
{
    /// <summary>The rules of a set: shares, then steps, then rates.</summary>
    public static IEnumerable<RuleWords> Of(RuleSet rules) =>
    [
        .. rules.Shares.Select(rule => new RuleWords(rule.Id, rule.Title, rule.Version, rule.Evidence, Label.Same($"{(rule.Comparator == Comparator.AtMost ? "≤" : "≥")} {Percent(rule.Threshold)}"))),
        .. rules.Steps.Select(rule => new RuleWords(rule.Id, rule.Title, rule.Version, rule.Evidence, new Label(string.Join(" → ", rule.Steps.Select(step => step.Zh)), string.Join(" → ", rule.Steps.Select(step => step.En))))),
        .. rules.Rates.Select(rule => new RuleWords(rule.Id, rule.Title, rule.Version, rule.Evidence, new Label($"{rule.Numerator.Zh} ÷ {rule.Denominator.Zh}", $"{rule.Numerator.En} ÷ {rule.Denominator.En}"))),
    ];

    /// <summary>The rule in a line of text: id, both titles, what it demands, version.</summary>
    public override string ToString() => $"{Id} ({Title.Zh} / {Title.En}: {(Limit.Zh == Limit.En ? Limit.En : $"{Limit.Zh} / {Limit.En}")}, version {Version})";

    private static string Percent(decimal ratio) => (ratio * 100).ToString("0.0##", CultureInfo.InvariantCulture) + "%";
}
