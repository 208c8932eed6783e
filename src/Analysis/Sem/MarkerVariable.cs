using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>
/// A marker variable: a factor that by theory has nothing to do with the others, so that what it shares with their items is method (Williams, Hartman and Cavazotte 2010, Organizational Research Methods 13:477-514).
/// </summary>
public static class MarkerVariable
{
    /// <summary>
    /// The technique's five models. CFA: all factors correlate, variances 1. Baseline: the marker is apart, its loadings and residual variances held at the CFA's. Method-C: it loads on every other item, equally.
    /// Method-U: as it likes. Method-R: the better of the two, with the correlations of the other factors held at the baseline's. Table <c>marker</c>: each with what it is compared with, and the mean share of variance that
    /// the marker has in the other items.
    /// </summary>
    /// <param name="estimated">The model, of one group.</param>
    /// <param name="marker">Name of the factor.</param>
    /// <exception cref="StudyException">There is no such factor, it is the only one, or a model cannot be estimated.</exception>
    public static FitPart Technique(SemEstimated estimated, string marker)
    {
        var all = CompetingModels.Factors(estimated.Spec.Model);
        if (all.All(factor => factor.Name != marker)) throw new StudyException(StructuralFaults.NoMarker(marker, [.. all.Select(factor => factor.Name)]));
        if (all.Length < 2) throw new StudyException(StructuralFaults.OneFactor());
        var models = new MarkerModels(marker, all);
        SemFit Fit(string text) => CompetingModels.Fit(estimated, text);
        var cfa = Fit(models.Cfa);
        string fixedMarker = models.Held(cfa);
        var (baseline, equal, free) = (Fit(models.Baseline(fixedMarker)), Fit(models.Constrained(fixedMarker)), Fit(models.Unconstrained(fixedMarker)));
        bool better = InvarianceLadder.Difference(free, equal) is { PValue: < 0.05 };
        var restricted = Fit((better ? models.Unconstrained(fixedMarker) : models.Constrained(fixedMarker)) + models.Correlations(baseline));
        var table = CompetingModels.Table("marker", new("标记变量检验（Williams等2010）", "Marker variable (Williams, Hartman and Cavazotte 2010)"),
        [
            CompetingModels.Row("CFA", cfa, null).Add((double?)null), CompetingModels.Row("baseline", baseline, null).Add((double?)null),
            CompetingModels.Row("method-C, against baseline", equal, baseline).Add(Share(equal, marker, models)), CompetingModels.Row("method-U, against method-C", free, equal).Add(Share(free, marker, models)),
            CompetingModels.Row($"method-R, against method-{(better ? "U" : "C")}", restricted, better ? free : equal).Add(Share(restricted, marker, models)),
        ]);
        return table with { Columns = [.. table.Columns, SemParts.Number("variance_share", "方差占比", "Share of variance")] };
    }

    private static double Share(SemFit fit, string marker, MarkerModels models) =>
        fit.Parameters.Where(one => one.Operator == ParameterOperator.Loading && one.Left == marker && models.Others.Contains(one.Right)).Average(one => one.Standardised * one.Standardised) ?? 0;
}

/// <summary>The five models as texts.</summary>
internal sealed class MarkerModels
{
    private const string Equal = "marker_loading";
    private readonly string _marker;
    private readonly ImmutableArray<(string Name, ImmutableArray<string> Items)> _factors;
    private readonly ImmutableArray<string> _own;

    internal MarkerModels(string marker, ImmutableArray<(string Name, ImmutableArray<string> Items)> all)
    {
        (_marker, _own) = (marker, all.First(factor => factor.Name == marker).Items);
        _factors = [.. all.Where(factor => factor.Name != marker)];
        Others = [.. _factors.SelectMany(factor => factor.Items).Except(_own).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Items of the other factors.</summary>
    internal ImmutableArray<string> Others { get; }

    internal string Cfa => $"{Substance}{Free(_marker, _own)}";

    /// <summary>The marker's loadings and residual variances, held where a fit has them; apart from the other factors.</summary>
    internal string Held(SemFit cfa)
    {
        double Of(ParameterOperator kind, string left, string right) => cfa.Parameters.First(one => one.Operator == kind && one.Left == left && one.Right == right).Estimate;
        return $"`{_marker}` =~ {string.Join(" + ", _own.Select(item => $"{Number(Of(ParameterOperator.Loading, _marker, item))}*`{item}`"))}\n`{_marker}` ~~ 1*`{_marker}`\n"
            + string.Concat(_own.Select(item => $"`{item}` ~~ {Number(Of(ParameterOperator.Covariance, item, item))}*`{item}`\n"))
            + string.Concat(_factors.Select(factor => $"`{_marker}` ~~ 0*`{factor.Name}`\n"));
    }

    internal string Baseline(string held) => Substance + held;

    internal string Constrained(string held) => $"{Substance}{held}`{_marker}` =~ {string.Join(" + ", Others.Select(item => $"{Equal}*`{item}`"))}\n";

    internal string Unconstrained(string held) => $"{Substance}{held}`{_marker}` =~ {string.Join(" + ", Others.Select(item => $"`{item}`"))}\n";

    /// <summary>The correlations of the other factors, held where a fit has them.</summary>
    internal string Correlations(SemFit fit) => string.Concat(from i in Enumerable.Range(0, _factors.Length)
                                                              from j in Enumerable.Range(0, i)
                                                              let found = fit.Parameters.First(one => one.Operator == ParameterOperator.Covariance && IsPair(one, _factors[i].Name, _factors[j].Name))
                                                              select $"`{_factors[i].Name}` ~~ {Number(found.Estimate)}*`{_factors[j].Name}`\n");

    private static bool IsPair(SemParameter one, string first, string second) => (one.Left == first && one.Right == second) || (one.Left == second && one.Right == first);

    private string Substance => string.Concat(_factors.Select(factor => Free(factor.Name, factor.Items)));

    private static string Free(string factor, ImmutableArray<string> items) => $"`{factor}` =~ {string.Join(" + ", items.Select((item, i) => $"{(i == 0 ? "NA*" : "")}`{item}`"))}\n`{factor}` ~~ 1*`{factor}`\n";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
