using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What the answers of a clustered sample were reduced to: whatever the question needs, made in one pass over the rows.</summary>
/// <param name="Units">The units of the sample.</param>
public abstract record SurveyStatistics(SampleUnits Units);

/// <summary>One triangular root per primary sampling unit and domain: all that means, totals, shares, ratios, tables and gaussian models see of the rows.</summary>
/// <param name="Units">The units of the sample.</param>
/// <param name="Plan">The columns.</param>
/// <param name="Roots">Roots by cluster; further groups are the stratum, if there are strata, and then the fields of the domains.</param>
public sealed record SurveyRoots(SampleUnits Units, DesignPlan Plan, CommunityRoots Roots) : SurveyStatistics(Units);

/// <summary>The rows that answer the question, typed and compact: rows × (columns + 2) numbers of 8 bytes in memory. For what cannot be reduced to roots.</summary>
public sealed record SurveyRows : SurveyStatistics
{
    internal SurveyRows(SampleUnits units, DesignPlan plan, ImmutableArray<RowBlock> blocks, ImmutableArray<ImmutableArray<string>> domains)
        : base(units)
    {
        Plan = plan;
        Blocks = blocks;
        Domains = domains;
    }

    /// <summary>The columns.</summary>
    public DesignPlan Plan { get; }

    /// <summary>Adjustment of the weights; null for none.</summary>
    public WeightingResult? Weighting { get; init; }

    internal ImmutableArray<RowBlock> Blocks { get; }

    /// <summary>Keys of the domains, in order of appearance.</summary>
    internal ImmutableArray<ImmutableArray<string>> Domains { get; }

    /// <summary>The same rows with adjusted weights.</summary>
    internal SurveyRows Reweighted(WeightingResult weighting)
    {
        int row = 0;
        return new SurveyRows(Units.With(weighting.After), Plan, [.. Blocks.Select(block => block with { Weights = [.. block.Weights.Select(_ => weighting.Weight(row++))] })], Domains) { Weighting = weighting, Margins = Margins, PeopleOfTerms = PeopleOfTerms };
    }

    /// <summary>The terms that set a part of the people apart.</summary>
    internal TermPeople PeopleOfTerms { get; init; } = TermPeople.All;

    /// <summary>What the rows keep for margins; null where none are asked.</summary>
    internal MarginPlan? Margins { get; init; }
}

/// <summary>Some rows of a sample.</summary>
/// <param name="Values">Rows × columns, row-major, the outcome last.</param>
/// <param name="Weights">Weight of each row.</param>
/// <param name="Units">Unit of each row.</param>
/// <param name="Domains">Domain of each row; negative where the row is incomplete.</param>
/// <param name="Atoms">Values for margins, see <see cref="MarginPlan"/>; null for none.</param>
internal sealed record RowBlock(double[] Values, double[] Weights, int[] Units, int[] Domains, double[]? Atoms)
{
    internal int Rows => Weights.Length;

    internal bool Answers(int row) => Domains[row] >= 0 && Weights[row] > 0;
}
