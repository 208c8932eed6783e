namespace CoProduction.Tests;

/// <summary>A rule of the house. When it is broken the failure names every offender, the reason and the mend.</summary>
/// <param name="Name">The rule in one sentence.</param>
/// <param name="Why">Why it is a rule.</param>
/// <param name="Mend">What to do instead.</param>
internal sealed record Rule(string Name, string Why, string Mend)
{
    /// <summary>Fails when there is an offender, listing all of them.</summary>
    public void Holds(IEnumerable<string> offenders)
    {
        var all = offenders.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (all.Count > 0) Assert.Fail(Report(all));
    }

    private string Report(List<string> offenders) =>
        $"{Name}\n  why:  {Why}\n  mend: {Mend}\n  {offenders.Count} offender{(offenders.Count == 1 ? "" : "s")}:\n    {string.Join("\n    ", offenders)}";
}
