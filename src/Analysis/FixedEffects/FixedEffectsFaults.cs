using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Texts of absorbed effects.</summary>
internal static class FixedEffectsFaults
{
    internal static Fault NothingAbsorbed(string formula) =>
        new("The formula absorbs no effects", formula, "fixed effects (fe) stand behind a bar", "Write 'y ~ x | community' or 'y ~ x | community + year'; without effects use --method ols.");

    internal static Fault TooManyWays(string formula, int ways) =>
        new($"{ways} fields are to be absorbed", formula, "one or two ways are solved exactly", "Keep the two largest behind the bar and write the others as terms: + factor(z).");

    internal static Fault SameTwice(string formula) => new("A field is absorbed twice", formula, "its effects cannot be told apart from themselves", "Name it once.");

    internal static Fault RandomPart(string formula) =>
        new("The formula has a random part", formula, "absorbed effects are fixed", "Use --method lmm for (1 | group), or drop the random part.");

    internal static Fault NoIntercept(string formula) =>
        new("The formula takes the intercept away", formula, "the absorbed effects contain it", "Drop the '-1' or '0 +'.");

    internal static Fault ByRow(Vcov vcov) =>
        new($"{vcov.Name} is not offered with absorbed effects", "", "the leverage of a row would need the effects it was absorbed with", "Use CR1 by the first absorbed field, or --method ols with factor() terms.");

    internal static Fault NoTerms(string formula) => new("Nothing but the effects is in the formula", formula, "absorbed effects are not estimated", "Name a term before the bar.");

    internal static Fault NotGrouped(string field) =>
        new($"The roots are not grouped by '{field}'", "", "the model absorbs it or clusters by it", "Reduce the rows by the spec's Cluster and Groups.");

    internal static Fault Absorbed(ImmutableArray<string> terms, ImmutableArray<string> fields) =>
        new($"{string.Join(", ", terms.Select(term => $"'{term}'"))} do{(terms.Length == 1 ? "es" : "")} not vary within {string.Join(" and ", fields)}", "", "the absorbed effects explain it without a remainder",
            "Drop it, or use --method lmm, where effects of communities stand beside what communities differ in.");

    internal static Fault TooFewRows(long rows, double parameters) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{rows} complete rows for {parameters:0} parameters, absorbed effects included"), "", "no row is left to judge the error by", "Absorb a field with fewer values, or take in more rows.");

    internal static Fault TooManyLevels(string field, int levels) =>
        new($"The smaller of the two absorbed fields, '{field}', has {levels} values", "", $"two ways are solved exactly up to {TwoWayMeans.MostLevels} values of the smaller", "Absorb one field, or a coarser second one.");

    internal static Fault NotConverged(int rounds, double change) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The two ways of effects did not settle in {rounds} rounds (last change {change:R})"), "", "they hang together by too few cells",
            "Absorb one field, or look at fields whose values hardly meet.");

    internal static Fault OnlyOneWayNested(Vcov vcov, string cluster) =>
        new($"{vcov.Name} with these absorbed effects", "", $"it equals the fit with all effects as terms only for one unweighted field absorbed that is nested in the cluster '{cluster}'",
            "Absorb that field alone and write a second one as a term: y ~ x + factor(year) | community. Or use CR1.");

    internal static Label Singletons(string field, int levels) => new(
        $"“{field}”有{levels}个取值只有一行：这些行对系数没有贡献，但计入行数。", $"{levels} values of '{field}' have a single row: such rows say nothing about the coefficients, yet count as rows.");

    internal static Label Unconnected(int sets) => new(
        $"两类效应分成{sets}个互不相连的组：参数个数按fixest的规则计，多计{sets - 1}个，标准误略偏大。",
        $"The two ways fall into {sets} unconnected sets: parameters are counted by fixest's rule, {sets - 1} too many, so errors are slightly too large.");
}
