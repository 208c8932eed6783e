using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Estimates about a population from a designed sample: means, totals, shares, ratios, quantiles, tables, and weighted models. Equal to R's package survey (Lumley 2004, 2010).</summary>
public static class Survey
{
    /// <summary>Answers a question.</summary>
    /// <param name="spec">The question.</param>
    /// <param name="statistics">What <see cref="SurveyReduction.Of"/> made of the rows for the same question.</param>
    /// <param name="progress">Told the replicates done; null for none.</param>
    /// <param name="stop">Stops the work between replicates.</param>
    /// <exception cref="StudyException">The design leaves no degree of freedom or has a stratum of one unit under the policy to fail, or the question cannot be answered from these rows.</exception>
    public static SurveyFit Fit(SurveySpec spec, SurveyStatistics statistics, IProgress<long>? progress = null, CancellationToken stop = default)
    {
        spec.Check();
        var units = statistics.Units;
        if (units.Df < 1) throw new StudyException(SurveyFaults.OneUnit(units.Count, units.Strata.Length));
        var plan = statistics switch { SurveyRoots roots => roots.Plan, SurveyRows rows => rows.Plan, _ => throw new ArgumentOutOfRangeException(nameof(statistics)) };
        if (plan.Formula.Text != spec.Statement.Formula.Text) throw new StudyException(LinearFaults.OtherFormula(spec.Statement.Formula.Text, plan.Formula.Text));
        var outcome = spec.Statement.Question switch
        {
            SurveyQuestion.Model => statistics is SurveyRows rows ? RowModelEstimate.Of(spec, rows, progress, stop) : GaussianEstimate.Of(spec, (SurveyRoots)statistics, progress, stop),
            SurveyQuestion.Quantiles => QuantileEstimate.Of(spec, (SurveyRows)statistics),
            SurveyQuestion.Crosstab => CrosstabEstimate.Of(spec, statistics, plan, progress, stop),
            _ => TotalsEstimates.Of(spec, statistics, plan, progress, stop),
        };
        return Assemble(spec, statistics, outcome, plan.Constants);
    }

    private static SurveyFit Assemble(SurveySpec spec, SurveyStatistics statistics, SurveyOutcome outcome, ImmutableArray<(string Function, string Value)> constants)
    {
        var units = statistics.Units;
        return new SurveyFit(spec, units)
        {
            Estimates = outcome.Estimates,
            Vcov = outcome.Vcov,
            Rows = outcome.Rows,
            PeopleOfTerms = outcome.PeopleOfTerms,
            Figures = outcome.Figures,
            Cautions = [.. outcome.Cautions, .. SurveyCautions.Of(spec, units, outcome)],
            Parts = [.. outcome.Parts, .. SurveyParts.Of(spec, statistics, outcome)],
            Provenance = ProvenanceOf(spec, statistics, outcome, constants),
        };
    }

    private static Provenance ProvenanceOf(SurveySpec spec, SurveyStatistics statistics, SurveyOutcome outcome, ImmutableArray<(string Function, string Value)> constants)
    {
        string[] words = [Question(spec), outcome.Estimator, Words(spec), (statistics as SurveyRows)?.Weighting?.MethodName ?? "", Intervals(spec)];
        var provenance = Provenance.Of(string.Join("; ", words.Where(word => word.Length > 0)), outcome.Rows, statistics.Units.Keys.Length,
            [("statement", spec.Statement.Text), ("variance", Name(spec.Variance)), ("lonely", Name(spec.Lonely)), ("level", spec.Level.ToString("R", CultureInfo.InvariantCulture)), .. constants]);
        return spec.Variance == SurveyVariance.Bootstrap ? provenance with { Seed = spec.Seed, Options = provenance.Options.Add(("draws", spec.Draws.ToString(CultureInfo.InvariantCulture))) } : provenance;
    }

    internal static string Name<T>(T choice) where T : struct, Enum => choice.ToString().ToLowerInvariant();

    private static string Question(SurveySpec spec) => spec.Statement.Question switch
    {
        SurveyQuestion.Model => "svyglm " + Name(spec.Family),
        SurveyQuestion.Means => "weighted means and shares",
        SurveyQuestion.Totals => "weighted totals",
        SurveyQuestion.Proportions => "weighted shares",
        SurveyQuestion.Ratio => "ratio of weighted totals",
        SurveyQuestion.Quantiles => "weighted quantiles",
        _ => "weighted table",
    };

    private static string Words(SurveySpec spec) => spec.Variance switch
    {
        SurveyVariance.Taylor => $"Taylor linearisation over primary sampling units{(spec.Design.Fpc is null ? ", with replacement" : ", finite population correction of the first stage")}",
        SurveyVariance.Jk1 => "jackknife JK1 over primary sampling units",
        SurveyVariance.Jkn => "stratified jackknife JKn over primary sampling units",
        SurveyVariance.Bootstrap => "rescaled bootstrap (Rao and Wu), n-1 units a stratum",
        _ => "balanced repeated replication (Sylvester's Hadamard matrix)",
    };

    private static string Intervals(SurveySpec spec) => spec.Statement.Question switch
    {
        SurveyQuestion.Model => "t with design df + 1 - k df",
        SurveyQuestion.Proportions or SurveyQuestion.Crosstab => $"interval of shares: {Name(spec.Interval)}",
        SurveyQuestion.Means => $"t with design df; interval of shares: {Name(spec.Interval)}",
        _ => "t with design df",
    };
}
