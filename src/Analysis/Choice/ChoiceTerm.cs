using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What a parameter is.</summary>
public enum ChoiceTermKind
{
    /// <summary>A coefficient.</summary>
    Coefficient,

    /// <summary>A threshold of an ordered model.</summary>
    Threshold,
}

/// <summary>A parameter that is reported.</summary>
/// <param name="Name">R's name; of an equation <c>category:term</c>, of a threshold <c>low|high</c>, of a nominal effect <c>low|high:term</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="At">Its place among the parameters.</param>
/// <param name="Category">Number of its equation's category, or of the category below its threshold; -1 for none.</param>
public sealed record ChoiceTerm(string Name, ChoiceTermKind Kind, int At, int Category);

/// <summary>The parameters in the order to report them: coefficients, then thresholds; equation by equation.</summary>
internal static class ChoiceTerms
{
    internal static ImmutableArray<ChoiceTerm> Of(ChoiceReduction rows, ChoiceEstimate estimate)
    {
        var (map, labels, categories) = (estimate.Map, rows.Plan.Labels, rows.Keys.Categories);
        var common = Enumerable.Range(0, map.Common).Select(i => (Column: rows.Plan.Order[map.Own + i], Term: new ChoiceTerm(labels[map.Own + i], ChoiceTermKind.Coefficient, i, -1)));
        return rows.Spec.Family switch
        {
            ChoiceFamily.NegativeBinomial => [.. common.Append((Column: rows.Plan.Order[0], Term: new ChoiceTerm(labels[0], ChoiceTermKind.Coefficient, map.At(0), -1))).OrderBy(entry => entry.Column).Select(entry => entry.Term)],
            ChoiceFamily.OrderedLogit or ChoiceFamily.OrderedProbit => [.. common.Select(entry => entry.Term), .. Thresholds(map, labels, categories)],
            ChoiceFamily.Multinomial => [.. from m in Enumerable.Range(0, map.Count) from i in Enumerable.Range(0, map.Own) select new ChoiceTerm($"{categories[m + 1]}:{labels[i]}", ChoiceTermKind.Coefficient, map.At(m) + i, m + 1)],
            _ => [.. labels.Select((label, i) => new ChoiceTerm(label, ChoiceTermKind.Coefficient, i, -1))],
        };
    }

    private static IEnumerable<ChoiceTerm> Thresholds(IndexMap map, ImmutableArray<string> labels, ImmutableArray<string> categories) =>
        from i in Enumerable.Range(0, map.Own)
        from m in Enumerable.Range(0, map.Count)
        let name = $"{categories[m]}|{categories[m + 1]}"
        select i == 0 ? new ChoiceTerm(name, ChoiceTermKind.Threshold, map.At(m), m) : new ChoiceTerm($"{name}:{labels[i]}", ChoiceTermKind.Coefficient, map.At(m) + i, m);
}
