using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>By which groups of voters ballots are counted.</summary>
/// <param name="Groups">Fields of <c>ballots</c>; those that no ballot has are left out.</param>
public sealed record BallotsSpec(ImmutableArray<string> Groups)
{
    /// <summary>Age group, gender, district, neighbourhood, education and way of voting.</summary>
    public static BallotsSpec Standard { get; } = new(["age_group", "gender", "district", "neighborhood", "education", "voting_method"]);

    /// <summary>What to reduce: one cell per pattern of area, year, groups and number of projects chosen.</summary>
    public CellsSpec Cells => new("ballots", ["community", "year", .. Groups, "choices"], [], null, []);
}
