using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>What a fit holds besides its parameters; draws change nothing of it.</summary>
internal sealed record SemTables(
    ImmutableArray<FitMeasure> Measures, ImmutableArray<(string Variable, string Group, double? Share)> Explained, ImmutableArray<ModificationIndex> Modifications,
    ImmutableArray<(string First, string Second, string Group, double Residual)> Residuals, ImmutableArray<FactorReliability> Factors, ImmutableArray<FactorPair> Pairs);

/// <summary>Writes what was found into a fit.</summary>
internal static class SemAssembly
{
    internal static SemTables Tables(SemFound found)
    {
        var estimated = found.Estimated;
        var explained = SemResiduals.Explained(estimated.Model);
        if (estimated.Baseline is null) return new SemTables([], explained, [], [], [], []);
        if (estimated.Spec.IsRival) return new SemTables(MeasuresOf(found), explained, [], [], [], []);
        var (factors, pairs) = FactorValidity.Of(estimated);
        return new SemTables(MeasuresOf(found), explained, ModificationIndices.AreFeasible(estimated) ? ModificationIndices.Of(estimated.Model) : [], SemResiduals.Of(estimated.Model), factors, pairs);
    }

    internal static SemFit Of(SemFound found, SemTables tables)
    {
        var estimated = found.Estimated;
        var table = estimated.Model.Table;
        var parameters = SemParameters.Of(found);
        var fit = new SemFit(estimated.Spec)
        {
            Estimate = estimated.Model,
            Parameters = parameters,
            Measures = tables.Measures,
            Explained = tables.Explained,
            Modifications = tables.Modifications,
            Residuals = tables.Residuals,
            Factors = tables.Factors,
            Pairs = tables.Pairs,
            Groups = [.. estimated.Statistics.Groups.Select((name, g) => (name, estimated.Statistics.Moments[g].Rows))],
            Rows = estimated.Rows,
            RowsIncomplete = estimated.Statistics.RowsIncomplete,
            Communities = estimated.Statistics.CommunityCount,
            Uncertainty = found.Draws is null ? SemWords.Errors(estimated) : found.Draws.Words,
            Cautions = SemCautions.Of(found, parameters),
            Provenance = ProvenanceOf(found),
            Covariance = new LabelledMatrix([.. Enumerable.Range(0, table.FreeCount).Select(table.Name)], [.. found.Covariance]),
        };
        return fit;
    }

    private static ImmutableArray<FitMeasure> MeasuresOf(SemFound found)
    {
        var (estimated, baseline) = (found.Estimated, found.Estimated.Baseline!);
        var (model, saturated) = SemLikelihood.Of(estimated);
        double below = SemLikelihood.OfModel(baseline, estimated);
        double scaling = 1, baselineScaling = 1;
        if (found.Cases is { } cases)
        {
            scaling = RobustTest.Scaling(cases, cases.Model, found.Inverse, estimated.Model.Df);
            var inverse = baseline.Inverse(estimated.UsesObserved ? baseline.Observed : baseline.Expected)!;
            baselineScaling = RobustTest.Scaling(cases, cases.Baseline, inverse, baseline.Df);
        }
        var indices = new FitIndices(new ModelTest(Positive(2 * (saturated - model), estimated.Model.Df), estimated.Model.Df, scaling), new ModelTest(2 * (saturated - below), baseline.Df, baselineScaling), estimated.Rows, estimated.Statistics.Groups.Length);
        var corrected = estimated.Spec.IsRival ? null : estimated.Spec.Missing == SemMissing.Fiml ? CompletedTest.Of(found) : found.Cases is null ? null : indices;
        return FitMeasures.Of(indices, corrected, estimated.Model, found.Cases is not null, (model, saturated), SemResiduals.Srmr(estimated.Model));
    }

    private static double Positive(double statistic, int df) => df == 0 ? 0 : Math.Max(0, statistic);

    private static Provenance ProvenanceOf(SemFound found)
    {
        var (estimated, spec) = (found.Estimated, found.Estimated.Spec);
        var search = estimated.Model.Search;
        var provenance = Provenance.Of(SemWords.Method(found), estimated.Rows, estimated.Statistics.CommunityCount,
            ("model", spec.Model.Text), ("defaults", SemWords.Defaults(estimated)), ("moments", $"{estimated.Statistics.Origin}, divisor n"),
            ("level", spec.Level.ToString("R", CultureInfo.InvariantCulture)),
            ("diary", string.Create(CultureInfo.InvariantCulture, $"Fisher scoring: {search.Steps} steps, squared step {search.Decrement:0.0E+0} in the information's metric, converged")));
        return spec.Draws > 0 ? provenance with { Seed = spec.Seed } : provenance;
    }
}
