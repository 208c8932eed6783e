using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Reduces typed rows to what a survey question needs of them, in one pass; rows kept in memory only where <see cref="SurveySpec.NeedsRows"/>.</summary>
public static class SurveyReduction
{
    /// <summary>The fields of a question, their categories with the levels that the rows used have: what its <see cref="DesignPlan"/> is made of.</summary>
    /// <param name="spec">The question.</param>
    /// <param name="variables">The fields by name.</param>
    /// <param name="blocks">The rows.</param>
    /// <exception cref="StudyException">A field of numbers is asked for by its values, and no row is complete.</exception>
    public static IReadOnlyDictionary<string, Variable> Levels(SurveySpec spec, IReadOnlyDictionary<string, Variable> variables, IEnumerable<Frame> blocks) =>
        UsedLevels.Of(spec.Statement.Formula, variables, spec.Design.Weights, spec.Design.Cluster, Groups(spec), blocks);

    /// <summary>The statistics of a question.</summary>
    /// <param name="spec">The question.</param>
    /// <param name="plan">Its columns.</param>
    /// <param name="blocks">The rows, with every field of <see cref="SurveySpec.Fields"/> and <see cref="SurveySpec.Keys"/>; may be enumerated again.</param>
    /// <exception cref="StudyException">A weight is negative, a finite population is missing, varies within a stratum or is smaller than the sample, or no row can be used.</exception>
    public static SurveyStatistics Of(SurveySpec spec, DesignPlan plan, IEnumerable<Frame> blocks)
    {
        spec.Check();
        var groups = Groups(spec);
        var bound = plan.Bound(spec.Design.Weights, spec.Design.Cluster, groups, blocks);
        return spec.NeedsRows ? RowsOf(spec, bound, blocks) : RootsOf(spec, bound, groups, blocks);
    }

    private static SurveyRoots RootsOf(SurveySpec spec, DesignPlan plan, ImmutableArray<string> groups, IEnumerable<Frame> blocks)
    {
        var design = spec.Design;
        var units = new UnitsAccumulator(design);
        var roots = new RootsAccumulator(plan, design.Weights, design.Cluster, groups);
        foreach (var block in blocks)
        {
            units.Add(block);
            roots.Add(block);
        }
        return new SurveyRoots(units.Finish().Units, plan, roots.Finish());
    }

    private static SurveyRows RowsOf(SurveySpec spec, DesignPlan plan, IEnumerable<Frame> blocks)
    {
        var units = new UnitsAccumulator(spec.Design);
        var rows = new RowsAccumulator(plan, spec.Statement.Domains, spec.WithMargins);
        var weighting = spec.Weighting is { } asked ? new WeightingAccumulator(asked) : null;
        foreach (var block in blocks)
        {
            var unit = units.Add(block);
            rows.Add(block, unit, units.Weights);
            weighting?.Add(block, unit, units.Weights);
        }
        var (found, place) = units.Finish();
        var kept = rows.Finish(found, place);
        return weighting is null ? kept : kept.Reweighted(Weighting.Fit(spec.Weighting!, weighting.Finish()));
    }

    private static ImmutableArray<string> Groups(SurveySpec spec) => [.. new[] { spec.Design.Strata }.OfType<string>(), .. spec.Statement.Domains];
}
