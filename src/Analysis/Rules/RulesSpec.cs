using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A rule on shares and whom to judge by it.</summary>
/// <param name="Rule">The rule.</param>
public sealed record RulesSpec(ShareRule Rule)
{
    /// <summary>Keys that must be judged even without a row (such as every community and year), in the order of the rule's level; empty to judge the keys of the rows.</summary>
    public ImmutableArray<ImmutableArray<string>> Expected { get; init; } = [];

    /// <summary>Rows of each kind to list as a verdict's evidence; all are counted.</summary>
    public int Listed { get; init; } = int.MaxValue;

    /// <summary>Fields that hold the year of a verdict; one of them must be in the rule's level for its effective dates to be respected.</summary>
    public static ImmutableArray<string> YearFields { get; } = ["year", "round"];

    /// <summary>The rows to read from the store: the level, the filtered and summed fields, and each row's place in its file.</summary>
    public FrameSpec Evidence() => new(Rule.Denominator.Table,
        [.. Rule.Level.Concat(Rule.Numerator.Where.Select(filter => filter.Field)).Concat(Rule.Denominator.Where.Select(filter => filter.Field))
            .Append(Rule.Denominator.Field).Where(field => field.Length > 0).Append("_source").Append(SourceBlock.RowColumn).Distinct()], []);
}
